"""What the YAML says must be printed: each cell as a text whose characters know their field."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import BLOCK_FIELDS, Block, DutyList, Item, Labels, rows
from generator.reconcile.text import fold

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Part:
    """A piece of a cell: printed text with the field that holds it.

    ``path`` leads to the value in the list's file; ``label`` names the field for counting;
    ``numbered`` allows a list number before it.
    """

    text: str
    path: Path
    label: str
    numbered: bool = False


@dataclass(frozen=True)
class Cell:
    """An expected cell: the folded text, and its parts by their first place.

    ``starts`` and ``parts`` run parallel; ``numbered`` are the places before which a list number
    may stand.
    """

    name: str
    text: str
    starts: tuple[int, ...]
    parts: tuple[Part, ...]
    numbered: frozenset[int]

    def part_at(self, place: int) -> Part:
        """The part that holds the character at ``place`` (the last one behind the end)."""
        return self.parts[max(0, bisect.bisect_right(self.starts, place) - 1)]


@dataclass(frozen=True)
class ExpectedItem:
    """An item's cells in the order in which documents print the columns.

    ``merged`` maps a cell that another item holds to that item's id; ``corrected`` are the item's
    corrections with a suggestion, as (cell, printed, suggested); ``annotated`` are department
    names that only annotate what is printed (beside ``heading`` or ``departments_cell``, and in
    territorial lists), with their paths.
    """

    id: str
    number: str
    path: Path
    cells: tuple[Cell, ...]
    merged: dict[str, str]
    corrected: tuple[tuple[str, str, str], ...] = ()
    annotated: tuple[tuple[str, Path], ...] = ()

    def cell(self, name: str) -> Cell | None:
        """The cell called ``name``; None if nothing is printed there."""
        return next((cell for cell in self.cells if cell.name == name), None)


@dataclass(frozen=True)
class ExpectedHeading:
    """A category's heading, folded, and the place of its first item in the list (from 0)."""

    text: str
    declared: int | None
    path: Path
    first: int


@dataclass(frozen=True)
class ExpectedList:
    """All that one list file says is printed."""

    kind: str
    title: str
    declared: int | None
    headings: tuple[ExpectedHeading, ...]
    items: tuple[ExpectedItem, ...]

    @property
    def file(self) -> str:
        """Name of the list's file."""
        return f"{self.kind}.yml"


def make_cell(name: str, parts: list[Part]) -> Cell | None:
    """A cell of these parts; None if they print nothing."""
    printed = [part for part in parts if fold(part.text)]
    starts: list[int] = []
    text = ""
    for part in printed:
        starts.append(len(text))
        text += fold(part.text)
    if not text:
        return None
    numbered = frozenset(
        start for start, part in zip(starts, printed, strict=True) if part.numbered
    )
    return Cell(name, text, tuple(starts), tuple(printed), numbered)


def _names(names: tuple[str, ...], between: str, path: Path, label: str) -> Iterator[Part]:
    for place, name in enumerate(names):
        yield Part((between if place else "") + name, (*path, place), label)


def _block(block: Block, labels: Labels, path: Path, cell: str, territorial: bool) -> list[Part]:
    def text(key: str) -> Part:
        return Part(getattr(block, key) or "", (*path, key), f"{cell}.{key}")

    def label(key: str) -> Part:
        return Part(getattr(labels, key), ("labels", key), f"labels.{key}")

    def lines(key: str) -> list[Part]:
        values: tuple[str, ...] = getattr(block, key)
        return [
            Part(value, (*path, key, place), f"{cell}.{key}", numbered=True)
            for place, value in enumerate(values)
        ]

    parts = [text("part")]
    if block.heading is not None:
        parts.append(text("heading"))
    elif block.departments and not territorial:
        names = _names(block.departments, "、", (*path, "departments"), f"{cell}.departments")
        parts += [label("before_departments"), *names, label("after_departments")]
    parts += [text("lead"), text("role")]
    if block.duties:
        parts += [label("before_duties"), *lines("duties")]
    if block.safeguards:
        parts += [label("before_safeguards"), *lines("safeguards")]
    return parts


def _cells(item: Item, path: Path, duty_list: DutyList) -> Iterator[Cell | None]:
    labels = duty_list.labels or Labels()
    yield make_cell("name", [Part(item.name, (*path, "name"), "name")])
    if item.departments_cell:
        part = Part(item.departments_cell, (*path, "departments_cell"), "departments")
        yield make_cell("departments", [part])
    else:
        between = labels.between_departments
        names = _names(item.departments, between, (*path, "departments"), "departments")
        yield make_cell("departments", list(names))
    for name in BLOCK_FIELDS:
        blocks: tuple[Block, ...] = getattr(item, name)
        used = Labels() if name == "township" else labels
        territorial = duty_list.kind == "territorial"
        parts: list[Part] = []
        for place, block in enumerate(blocks):
            parts += _block(block, used, (*path, name, place), name, territorial)
        yield make_cell(name, parts)
    yield make_cell(
        "basis",
        [Part(text, (*path, "basis", place), "basis") for place, text in enumerate(item.basis)],
    )
    if item.marks is not None:
        yield make_cell(
            "marks",
            [
                Part("√", (*path, "marks", key, place), "marks")
                for key in ("main", "supporting")
                for place in range(len(getattr(item.marks, key)))
            ],
        )


def _annotated(item: Item, path: Path, territorial: bool) -> Iterator[tuple[str, Path]]:
    if item.departments_cell:
        for place, name in enumerate(item.departments):
            yield name, (*path, "departments", place)
    for field in BLOCK_FIELDS:
        blocks: tuple[Block, ...] = getattr(item, field)
        for number, block in enumerate(blocks):
            if block.heading is None and not territorial:
                continue
            for place, name in enumerate(block.departments):
                yield name, (*path, field, number, "departments", place)


def expect(duty_list: DutyList) -> ExpectedList:
    """All printed text of a list, each piece with its field.

    The order within a block is that of :func:`generator.printed.block_texts`.
    """
    items: list[ExpectedItem] = []
    headings: list[ExpectedHeading] = []
    numbers = [row.number for row in rows(duty_list)]
    for place, category in enumerate(duty_list.categories):
        above: Path = ("categories", place)
        headings.append(
            ExpectedHeading(fold(category.name), category.declared, (*above, "name"), len(items))
        )
        for inner, item in enumerate(category.items):
            path: Path = (*above, "items", inner)
            number = str(numbers[len(items)])
            cells = [
                make_cell("number", [Part(number, path, "number")]),
                make_cell("category", [Part(category.name, (*above, "name"), "category")]),
                *_cells(item, path, duty_list),
            ]
            merged = {
                key: getattr(item.merged, key)
                for key in (*BLOCK_FIELDS, "basis")
                if item.merged is not None and getattr(item.merged, key)
            }
            items.append(
                ExpectedItem(
                    item.id or f"{duty_list.kind}-{number}",
                    number,
                    path,
                    tuple(cell for cell in cells if cell is not None),
                    merged,
                    tuple(
                        (entry.field, entry.printed, entry.suggested)
                        for entry in item.corrections
                        if entry.suggested is not None
                    ),
                    tuple(_annotated(item, path, duty_list.kind == "territorial")),
                )
            )
    return ExpectedList(
        duty_list.kind, fold(duty_list.title), duty_list.declared, tuple(headings), tuple(items)
    )
