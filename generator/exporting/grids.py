"""An Excel workbook as tables of texts, whatever Excel, WPS or LibreOffice made of its cells."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.documents.excel import open_workbook
from generator.documents.limits import MAX_COLUMNS, MAX_ROWS
from generator.exporting.columns import COLUMNS, REQUIRED, YES
from generator.exporting.names import LIST_SHEETS, TOWN, all_sheet_names
from generator.importing.report import ImportProblem

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY = re.compile(r"d", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its number there, and its texts by the head of their column."""

    number: int
    cells: Mapping[str, str]

    def text(self, head: str) -> str:
        """The text under a head; '' if there is none."""
        return self.cells.get(head, "")


@dataclass(frozen=True)
class Grid:
    """A sheet: the heads that it has, and its rows that are not blank."""

    name: str
    heads: frozenset[str]
    lines: tuple[Line, ...]


def read_grids(data: bytes) -> dict[str, Grid]:
    """The sheets of a workbook that have one of our names.

    :param data: a file that has passed :func:`generator.documents.excel.read_xlsx` or
        :func:`is_book`.
    :raises ImportProblem: if it cannot be opened, or a formula has no result.
    """
    book = open_workbook(data, results=False)
    results = open_workbook(data, results=True) if _has_formula(book) else book
    names = set(all_sheet_names())
    found = {}
    for page in book.worksheets:
        name = page.title.strip()
        if name in names:
            found[name] = _grid(name, page, results[page.title])
    return found


def is_book(data: bytes) -> bool:
    """Whether a workbook is one of ours: it has a sheet of a list with ids and categories."""
    book = open_workbook(data, results=False)
    needed = {column.head for column in COLUMNS if column.key in REQUIRED}
    names = {page.title.strip() for page in book.worksheets}
    if TOWN not in names and not any(name in names for name in LIST_SHEETS.values()):
        return False
    return any(
        needed <= {_text(place) for place in next(page.iter_rows(max_row=1), ())}
        for page in book.worksheets
        if page.title.strip() in LIST_SHEETS.values()
    )


def _has_formula(book: Any) -> bool:
    return any(
        place.data_type == "f"
        for page in book.worksheets
        for row in page.iter_rows(max_row=min(page.max_row, MAX_ROWS))
        for place in row
    )


def _grid(name: str, page: Any, results: Any) -> Grid:
    width, height = min(page.max_column, MAX_COLUMNS), min(page.max_row, MAX_ROWS)
    heads = ["".join(_text(place).split()) for place in next(page.iter_rows(max_row=1), ())]
    heads = heads[:width]
    twice = {head for head in heads if head and heads.count(head) > 1}
    if twice:
        raise ImportProblem(
            f"工作表“{name}”有两栏都叫“{'、'.join(sorted(twice))}”。请删去多余的一栏后再导入。"
        )
    covered = _covered(page)
    found = []
    for row in page.iter_rows(min_row=2, max_row=height, max_col=width):
        cells = {}
        for head, place in zip(heads, row, strict=False):
            shown = results.cell(*covered.get((place.row, place.column), (place.row, place.column)))
            if place.data_type == "f" and shown.value is None:
                raise ImportProblem(
                    f"工作表“{name}”的单元格 {place.coordinate} 是公式，没有算出的结果。"
                    "请改成文字（前面加一个英文单引号）后存盘，再导入。"
                )
            if head:
                cells[head] = _text(shown)
        if any(text.strip() for text in cells.values()):
            found.append(Line(row[0].row, cells))
    return Grid(name, frozenset(filter(None, heads)), tuple(found))


def _covered(page: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Places that a merged cell covers -> the place that holds its text; only within a column,
    where somebody merged the same words."""
    found = {}
    for area in page.merged_cells.ranges:
        if area.min_col != area.max_col or area.max_row > MAX_ROWS:
            continue
        for row in range(area.min_row + 1, area.max_row + 1):
            found[row, area.min_col] = (area.min_row, area.min_col)
    return found


def _text(place: Any) -> str:
    value = place.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        day = value.day != 1 or bool(_DAY.search(str(place.number_format)))
        return f"{value:%Y-%m-%d}" if day else f"{value:%Y-%m}"
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


def joined(line: Line, head: str, more: Sequence[str]) -> str:
    """The text of a column and of those in which it goes on."""
    return "\n".join(filter(None, (line.text(each) for each in (head, *more))))
