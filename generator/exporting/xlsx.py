"""Sheets -> an Excel workbook to work in, by openpyxl: it can write lists to choose from, which
the quick writer of :mod:`generator.downloads.workbook` does not know. All cells with words have
the format “text”, so that nothing that begins with ``=`` ever runs as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import copy
from math import ceil
from typing import Any

from generator.downloads.workbook import text as legal
from generator.exporting.book import Cell, Head, Sheet
from generator.exporting.names import HELP, LIST_SHEETS
from generator.exporting.package import steady
from generator.importing.report import ImportProblem

SPARE = 500
"""Rows below the last one in which lists to choose from still appear."""

LINE, HIGHEST = 16.5, 409.0
"""Points of a line, and of the highest row that Excel knows."""

_FONT = "Microsoft YaHei"


def to_xlsx(sheets: Sequence[Sheet], instructions: str) -> bytes:
    """A workbook; the same bytes for the same sheets.

    :param instructions: the text of the first sheet; lines that begin with ``# `` are headings.
    :raises ImportProblem: if openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise ImportProblem("写 Excel 工作簿需要附加组件，请先运行：make import-tools") from None
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _help(book.create_sheet(HELP), instructions)
    for one in sheets:
        _sheet(book.create_sheet(one.name), one)
    book.active = min(1, len(sheets))
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue())


def _help(page: Any, instructions: str) -> None:
    from openpyxl.styles import Alignment, Font

    page.column_dimensions["A"].width = 120
    _on_paper(page)
    for number, line in enumerate(instructions.splitlines(), start=1):
        title = line.startswith("# ")
        place = page.cell(number, 1)
        _write(place, line.removeprefix("# "))
        place.font = Font(name=_FONT, size=13 if title else 11, bold=title)
        place.alignment = Alignment(wrap_text=True, vertical="top")


def _sheet(page: Any, one: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    line = Side(style="thin", color="BFBFBF")
    frame = Border(left=line, right=line, top=line, bottom=line)
    last = max(len(one.rows) + 1, 2)
    for number, head in enumerate(one.heads, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = head.width
        place = page.cell(1, number)
        _write(place, head.text)
        place.font = Font(name=_FONT, size=11, bold=True, color="FFFFFF")
        place.fill = PatternFill("solid", fgColor="808080" if head.extra else "2F5D50")
        place.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        place.border = frame
        if head.choices:
            choice = DataValidation(
                type="list",
                formula1=head.choices.removeprefix("="),
                allow_blank=True,
                showErrorMessage=True,
                errorStyle="warning",
                errorTitle="不在列表里",
                error="这个名称不在列表里。确实要用，选“是”；qingdan check 会再查。",
            )
            choice.add(f"{letter}2:{letter}{last + SPARE}")
            page.add_data_validation(choice)
    styles = _styles(page, frame)
    for row, cells in enumerate(one.rows, start=2):
        page.row_dimensions[row].height = _height(cells, one.heads)
        for column, value in enumerate(cells, start=1):
            place = page.cell(row, column)
            place._style = copy(styles[isinstance(value, int), _narrow(one.heads[column - 1])])
            if isinstance(value, int):
                place.value = value
            elif value:
                _write(place, legal(value))
    page.freeze_panes = f"{get_column_letter(one.frozen + 1)}2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(one.heads))}{last}"
    page.sheet_view.zoomScale = 90 if one.name in LIST_SHEETS.values() else 100
    page.print_title_rows = "1:1"
    _on_paper(page)


def _height(cells: Sequence[Cell], heads: Sequence[Head]) -> float:
    """The height that a row needs, in points: programs that open the file do not look for it."""
    lines = max(
        sum(ceil(_digits(line) / head.width) or 1 for line in str(value).split("\n"))
        for value, head in zip(cells, heads, strict=True)
    )
    return min(lines * LINE + 3, HIGHEST)


def _digits(line: str) -> int:
    """How wide a line is, in digits; Chinese characters take two, and a little."""
    return sum(1 if sign.isascii() else 2 for sign in line) + len(line) // 10


def _on_paper(page: Any) -> None:
    """A4 across, as wide as the page."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _styles(page: Any, frame: Any) -> dict[tuple[bool, bool], Any]:
    """The style of a cell by whether it holds a number and whether its column is narrow: made
    once, since openpyxl takes most of its time to look for styles that it has already."""
    from openpyxl.styles import Alignment, Font

    found = {}
    place = page.cell(2, 1)
    for number in (True, False):
        for narrow in (True, False):
            place.font, place.border = Font(name=_FONT, size=11), frame
            place.number_format = "General" if number else "@"
            place.alignment = Alignment(
                wrap_text=True, vertical="top", horizontal="center" if narrow else None
            )
            found[number, narrow] = copy(place._style)
    return found


def _write(place: Any, words: str) -> None:
    """Words as words, also where openpyxl would take them for a formula."""
    place.value = words
    place.data_type = "s"


def _narrow(head: Head) -> bool:
    return head.width <= 10
