"""A township as the sheets of a workbook that a clerk works in, before any file format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.exporting import columns as cols
from generator.exporting.columns import COLUMNS, MORE, Column
from generator.exporting.comments import ABOVE, BEHIND, Comments, Path, Place, reference
from generator.exporting.names import (
    CATEGORIES,
    COMMENTS,
    CORRECTIONS,
    DOUBTFUL,
    LIST_FIELDS,
    LIST_SHEETS,
    LISTS,
    MATTERS,
    OMIT,
    TOWN,
    TOWN_FIELDS,
    VERSION_FIELDS,
    VERSIONS,
)
from generator.exporting.spelling import encode
from generator.importing.report import ImportProblem
from generator.model import BLOCK_FIELDS, DutyList, Item, Labels, Township, rows, specs

Cell = str | int

LONGEST = 32_000
"""Most characters in a cell; Excel takes 32,767."""


@dataclass(frozen=True)
class Head:
    """The head of a column. ``choices`` says what its cells may be chosen from, as Excel writes it:
    a formula, or names in quotes parted by commas; ``extra`` columns are set apart."""

    text: str
    width: int
    choices: str = ""
    extra: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: its heads and rows. ``frozen`` columns stay in sight."""

    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frozen: int = 0


def book(
    township: Township, comments: Mapping[str, Comments], matters: Sequence[tuple[str, str, str]]
) -> list[Sheet]:
    """All sheets but the instructions.

    :param comments: file name without ``.yml`` -> its comments.
    :param matters: name, group and scope of every matter that may be chosen.
    :raises ImportProblem: if a single text is longer than any cell holds.
    """
    categories, spans = _categories(township, comments)
    lists = [
        _list(one, comments.get(one.kind, {}), spans[one.kind], len(matters))
        for one in township.lists
    ]
    names = tuple((encode(name), group, scope) for name, group, scope in matters)
    heads = (Head("主题", 30), Head("分组", 20), Head("范围", 90))
    return [
        *lists,
        _corrections(township),
        _town(township),
        _versions(township),
        _lists(township),
        categories,
        _comments(township, comments),
        Sheet(MATTERS, heads, names, 1),
    ]


def category_keys(names: Sequence[str]) -> list[str]:
    """What the rows of a list call its categories: their names, and the second of the same name
    with 〔2〕 behind it."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        seen[name] += 1
        keys.append(encode(name) + (f"〔{seen[name]}〕" if seen[name] > 1 else ""))
    return keys


def inner(comments: Comments, item: str) -> dict[Path, Sequence[str]]:
    """The whole-line comments that stand in an item's own row: above it, and in its blocks."""
    return {
        place.path: texts
        for place, texts in comments.items()
        if place.item == item and in_row(place)
    }


def in_row(place: Place) -> bool:
    """Whether a comment stands in the row of its item: above it, or in a cell of blocks."""
    if not place.item or place.where != ABOVE:
        return False
    path = place.path
    if not path:
        return True
    in_block = path[0] in BLOCK_FIELDS and len(path) in (2, 4)
    return in_block and (len(path) == 2 or path[2] in ("duties", "safeguards"))


def _list(one: DutyList, comments: Comments, span: str, matters: int) -> Sheet:
    names = category_keys([category.name for category in one.categories])
    keys = [
        key for key, category in zip(names, one.categories, strict=True) for _ in category.items
    ]
    table: list[dict[str, list[str]]] = []
    for place, row in enumerate(rows(one), start=1):
        own = inner(comments, reference(row.item.id, place))
        table.append(
            {column.key: _cut(_cell(column.key, row.item, own, keys, place)) for column in COLUMNS}
        )
    shown: list[tuple[Column, int]] = []
    for column in COLUMNS:
        most = max((len(cells[column.key]) for cells in table), default=0)
        if one.kind in column.kinds or most:
            shown += [(column, number) for number in range(max(most, 1))]
    choices = {
        "categories": span,
        "matters": f"={MATTERS}!$A$2:$A${matters + 1}" if matters else "",
        "yes": f'"{cols.YES}"',
        "": "",
    }
    return Sheet(
        LIST_SHEETS[one.kind],
        tuple(
            Head(
                column.head + (MORE.format(number) if number else ""),
                column.width,
                choices[column.choices],
                column.extra,
            )
            for column, number in shown
        ),
        tuple(
            tuple(
                place if column.key == "place" else "".join(cells[column.key][number : number + 1])
                for column, number in shown
            )
            for place, cells in enumerate(table, start=1)
        ),
        frozen=4,
    )


def _cell(
    key: str, item: Item, comments: Mapping[Path, Sequence[str]], keys: Sequence[str], place: int
) -> str:
    if key == "place":
        return str(place)
    return keys[place - 1] if key == "category" else cols.cell(key, item, comments)


def _cut(text: str) -> list[str]:
    """A cell's text in as many pieces as its lines need; none if there is no text."""
    if len(text) <= LONGEST:
        return [text] if text else []
    pieces = [""]
    for line in text.split("\n"):
        if len(line) > LONGEST:
            raise ImportProblem(
                f"有一条文字长 {len(line):,} 个字，超过 Excel 单元格的上限，不能导出："
                f"“{line[:30]}……”"
            )
        if pieces[-1] and len(pieces[-1]) + len(line) >= LONGEST:
            pieces.append("")
        pieces[-1] += ("\n" if pieces[-1] else "") + line
    return pieces


def _categories(
    township: Township, comments: Mapping[str, Comments]
) -> tuple[Sheet, dict[str, str]]:
    """The sheet of categories, and the formula of each list's own."""
    table: list[tuple[Cell, ...]] = []
    spans = {}
    for one in township.lists:
        first = len(table) + 2
        keys = category_keys([category.name for category in one.categories])
        for place, (key, category) in enumerate(zip(keys, one.categories, strict=True)):
            notes = comments.get(one.kind, {}).get(Place("", ("categories", place), ABOVE), ())
            declared = "" if category.declared is None else category.declared
            table.append((LIST_SHEETS[one.kind], key, declared, "\n".join(map(encode, notes))))
        last = len(table) + 1
        spans[one.kind] = f"={CATEGORIES}!$B${first}:$B${last}" if last >= first else ""
    heads = (Head("清单", 12), Head("类别", 40), Head("标明项数", 10), Head("注释", 40, extra=True))
    return Sheet(CATEGORIES, heads, tuple(table), 2), spans


def _corrections(township: Township) -> Sheet:
    table: list[tuple[Cell, ...]] = []
    for one in township.lists:
        for place, row in enumerate(rows(one), start=1):
            own = reference(row.item.id, place)
            for each in row.item.corrections:
                suggested = DOUBTFUL
                if each.suggested is not None:
                    suggested = _special(each.suggested) if each.suggested else OMIT
                table.append(
                    (
                        LIST_SHEETS[one.kind],
                        own,
                        cols.field_name(each.field),
                        encode(each.printed),
                        suggested,
                        encode(each.reason),
                    )
                )
    fields = ",".join(cols.FIELD_HEADS.values())
    heads = (
        Head("清单", 12, '"' + ",".join(LIST_SHEETS.values()) + '"'),
        Head("编号", 10),
        Head("栏", 22, f'"{fields}"'),
        Head("原文", 50),
        Head("建议", 50),
        Head("理由", 40),
    )
    return Sheet(CORRECTIONS, heads, tuple(table), 2)


def _special(text: str) -> str:
    """A text that is not taken for one of our own words."""
    spelled = encode(text)
    return f"\\{spelled}" if spelled in (DOUBTFUL, OMIT) else spelled


def _town(township: Township) -> Sheet:
    values: dict[str, Cell] = {
        "id": township.id,
        "name": encode(township.name),
        "kind": encode(township.kind),
        "division": "\n".join(map(encode, township.division)),
        "code": encode(township.code),
        "code_year": "" if township.code_year is None else township.code_year,
    }
    table = tuple((TOWN_FIELDS[key], value) for key, value in values.items())
    return Sheet(TOWN, (Head("项目", 14), Head("内容", 60)), table, 1)


def _versions(township: Township) -> Sheet:
    widths = {"title": 50, "original": 24, "sha256": 20, "note": 50, "ignored": 50}
    table = tuple(
        tuple(
            "\n".join(f"{encode(each.lines)} {encode(each.reason)}" for each in version.ignored)
            if key == "ignored"
            else encode(getattr(version, key))
            for key in VERSION_FIELDS
        )
        for version in township.versions
    )
    heads = tuple(
        Head(text, widths.get(key, 12), extra=key in ("sha256", "ignored"))
        for key, text in VERSION_FIELDS.items()
    )
    return Sheet(VERSIONS, heads, table, 1)


def _lists(township: Township) -> Sheet:
    table = []
    for one in township.lists:
        declared = "" if one.declared is None else one.declared
        labels = [getattr(one.labels, key) if one.labels else "" for key in specs(Labels)]
        if one.labels == Labels():
            labels[0] = cols.NOTHING
        words = [label if label == cols.NOTHING else encode(label) for label in labels]
        table.append((LIST_SHEETS[one.kind], encode(one.title), declared, *words))
    heads = (Head("清单", 12), *(Head(text, 16) for text in LIST_FIELDS.values()))
    return Sheet(LISTS, heads, tuple(table), 1)


def _comments(township: Township, comments: Mapping[str, Comments]) -> Sheet:
    table: list[tuple[Cell, ...]] = []
    for name in ("township", *(one.kind for one in township.lists)):
        for place, texts in comments.get(name, {}).items():
            if in_row(place) or _with_category(place):
                continue
            path = "/".join(str(p + 1) if isinstance(p, int) else encode(p) for p in place.path)
            sheet = LIST_SHEETS.get(name, TOWN)
            text = "\n".join(map(encode, texts))
            table.append((sheet, place.item, path, place.where, text))
    heads = (
        Head("文件", 12),
        Head("编号", 10),
        Head("位置", 30),
        Head("写在", 10, f'"{ABOVE},{BEHIND}"'),
        Head("注释", 60),
    )
    return Sheet(COMMENTS, heads, tuple(table), 2)


def _with_category(place: Place) -> bool:
    return (
        not place.item
        and place.where == ABOVE
        and len(place.path) == 2
        and place.path[0] == "categories"
    )
