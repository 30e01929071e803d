"""The columns of a list's sheet: how an item's fields are written into cells and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.downloads.township import COLUMNS as HEADS
from generator.exporting.blocks import to_lines
from generator.exporting.spelling import decode, encode, lines
from generator.model import BLOCK_FIELDS, Item, Marks, Merged, specs

Path = tuple[str | int, ...]

NOTHING = "（空）"
"""Stands for a record that is there and holds nothing."""

NO_MATTER = "（没有对应的主题）"
"""Stands for ``matters: []``."""

YES = "是"
NO = ("", "否", "无")
CHOSEN = 3
"""How many matters have a column of their own, with a list to choose from."""


@dataclass(frozen=True)
class Column:
    """A column: ``kinds`` of list that always have it; others have it where an item needs it.

    ``width`` is in digits; ``choices`` says what its cells may be chosen from: ``categories``,
    ``matters``, ``yes`` or ''; ``extra`` columns hold what the printed table does not show.
    """

    key: str
    head: str
    width: int
    kinds: tuple[str, ...] = ()
    choices: str = ""
    extra: bool = False


_ALL = ("basic", "cooperative", "withdrawn", "territorial")

COLUMNS = (
    Column("id", HEADS["id"], 8, _ALL),
    Column("place", HEADS["number"], 7, _ALL),
    Column("category", HEADS["category"], 20, _ALL, "categories"),
    Column("name", HEADS["name"], 36, _ALL),
    Column("departments", HEADS["departments"], 24, ("cooperative",)),
    Column("superior", HEADS["superior"], 70, ("cooperative", "territorial")),
    Column("township", HEADS["township"], 70, ("cooperative", "territorial")),
    Column("takeover", HEADS["takeover"], 70, ("withdrawn",)),
    Column("discontinued", "不再开展", 10, ("withdrawn",), "yes"),
    Column("main", HEADS["main"], 14, ("territorial",)),
    Column("supporting", HEADS["supporting"], 14, ("territorial",)),
    Column("basis", HEADS["basis"], 50, ("territorial",)),
    Column("matter1", "主题", 26, _ALL, "matters"),
    Column("matter2", "主题二", 26, _ALL, "matters"),
    Column("matter3", "主题三", 26, _ALL, "matters"),
    Column("matters", "其余主题", 26, _ALL),
    Column("departments_cell", "“对应上级部门”栏原样", 26, extra=True),
    Column("number", "原印序号", 10, extra=True),
    Column("merged", "合用的栏", 26, extra=True),
    Column("notes", "注释", 30, _ALL, extra=True),
)

REQUIRED = ("id", "category", "name")
"""Without these columns a sheet is no list."""

MORE = "（续{}）"
"""What follows the head of a column that goes on where the one before is full."""

FIELD_HEADS = {
    key: HEADS[key] for key in ("name", "departments", "superior", "township", "takeover", "basis")
}
"""Fields as corrections and merged cells name them -> their heads."""

_FIELD_KEYS = {head: key for key, head in FIELD_HEADS.items()}


def field_name(key: str) -> str:
    """A field as the workbook calls it."""
    return FIELD_HEADS.get(key) or (f"\\{key}" if key in _FIELD_KEYS else encode(key))


def field_key(name: str) -> str:
    """The field that the workbook calls so."""
    return _FIELD_KEYS.get(name.strip()) or decode(name)


def cell(key: str, item: Item, comments: Mapping[Path, Sequence[str]]) -> str:
    """The cell of an item in a column; '' if there is nothing to write.

    :param comments: whole-line comments within the item by path; ``()`` those above it.
    """
    if key in BLOCK_FIELDS:
        inner = {path[1:]: texts for path, texts in comments.items() if path[:1] == (key,)}
        return "\n".join(to_lines(getattr(item, key), inner))
    return _WRITERS[key](item, comments)


def _matter(place: int) -> Callable[[Item, Any], str]:
    def write(item: Item, _: Any) -> str:
        if item.matters == () and place == 0:
            return NO_MATTER
        return encode(item.matters[place]) if place < len(item.matters or ()) else ""  # type: ignore[index]

    return write


def _marks(key: str) -> Callable[[Item, Any], str]:
    def write(item: Item, _: Any) -> str:
        if item.marks == Marks():
            return NOTHING if key == "main" else ""
        return _lines(getattr(item.marks, key)) if item.marks else ""

    return write


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(map(encode, texts))


def _merged(item: Item, _: Any) -> str:
    if item.merged is None:
        return ""
    held = [(key, getattr(item.merged, key)) for key in specs(Merged)]
    return (
        "\n".join(f"{FIELD_HEADS[key]}：{encode(other)}" for key, other in held if other) or NOTHING
    )


_WRITERS: dict[str, Callable[[Item, Any], str]] = {
    "id": lambda item, _: encode(item.id),
    "name": lambda item, _: encode(item.name),
    "matter1": _matter(0),
    "matter2": _matter(1),
    "matter3": _matter(2),
    "matters": lambda item, _: _lines((item.matters or ())[CHOSEN:]),
    "departments": lambda item, _: _lines(item.departments),
    "departments_cell": lambda item, _: encode(item.departments_cell),
    "discontinued": lambda item, _: YES if item.discontinued else "",
    "main": _marks("main"),
    "supporting": _marks("supporting"),
    "basis": lambda item, _: _lines(item.basis),
    "number": lambda item, _: "" if item.number is None else str(item.number),
    "merged": _merged,
    "notes": lambda _, comments: _lines(comments.get((), ())),
}


def texts(text: str) -> tuple[str, ...]:
    """The texts of a cell, one a line."""
    return tuple(decode(line) for line in lines(text))


def marks(main: str, supporting: str) -> Marks | None:
    """The √ marks of an item from its two cells."""
    if main.strip() == NOTHING:
        return Marks()
    found = Marks(main=texts(main), supporting=texts(supporting))
    return None if found == Marks() else found


def matters(cells: Sequence[str]) -> tuple[str, ...] | None:
    """The matters of an item from its cells: None while undecided."""
    found = tuple(text for each in cells for text in texts(each))
    if found == (NO_MATTER,):
        return ()
    return tuple(text for text in found if text != NO_MATTER) or None


def merged(text: str) -> Merged | None:
    """The merged cells of an item."""
    if not text.strip():
        return None
    pairs = (line.replace(":", "：", 1).partition("：") for line in lines(text) if line != NOTHING)
    known = {field_key(head): decode(other) for head, _, other in pairs}
    return Merged(**{key: known[key] for key in specs(Merged) if key in known})
