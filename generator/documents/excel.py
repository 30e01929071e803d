"""Excel workbooks (.xlsx): every visible sheet, row by row, merged cells kept in mind."""

from __future__ import annotations

import io
import re
import warnings
from typing import Any

from generator.documents.limits import MAX_COLUMNS, MAX_ROWS, Deadline, open_package
from generator.documents.rows import (
    COVERED_ABOVE,
    COVERED_LEFT,
    Cell,
    Gathering,
    Rows,
    cell,
)
from generator.importing import ImportProblem

_PLACE = rb"\$?([A-Z]{1,3})\$?(\d{1,7})"
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']" + _PLACE + rb":" + _PLACE + rb"[\"']",
    re.IGNORECASE,
)
_MAX_MERGED = 2_000_000
"""Places in all merged cells; the library visits every one of them."""


def open_workbook(data: bytes, *, results: bool) -> Any:
    """A workbook as openpyxl reads it.

    :param results: the results of formulas instead of the formulas.
    :raises ImportProblem: if it cannot be opened, or its merged cells are beyond all measure.
    """
    _check_merges(data)
    try:
        import openpyxl
    except ImportError:
        raise ImportProblem("读取 Excel 工作簿需要附加组件，请先运行：make import-tools") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that we do not read
            return openpyxl.load_workbook(io.BytesIO(data), data_only=results)
    except Exception:  # the library raises whatever its parts do
        raise ImportProblem(
            "Excel 工作簿不完整或已损坏，打不开。请用 Excel、WPS 打开后另存，再导入。"
        ) from None


def read_xlsx(data: bytes) -> Rows:
    """A workbook -> its rows. Raises :class:`ImportProblem` if it cannot be opened."""
    values = open_workbook(data, results=True)
    out = Gathering()
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            out.note(f"工作表“{sheet.title}”", "", "这张工作表是隐藏的，没有读取，请确认")
            continue
        _read_sheet(sheet, out)
    return out.done("xlsx")


def _check_merges(data: bytes) -> None:
    """Refuse a workbook whose merged cells cover more places than any list has."""
    covered = 0
    with open_package(data) as package:
        for name in package.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            try:
                content = package.read(name)
            except Exception:  # damaged data: zlib and zipfile have many ways to say so
                raise ImportProblem(
                    "Excel 工作簿不完整或已损坏，打不开。请用 Excel、WPS 打开后另存，再导入。"
                ) from None
            for left, top, right, bottom in _MERGE.findall(content):
                width = _column(right) - _column(left) + 1
                covered += width * (int(bottom) - int(top) + 1)
    if covered > _MAX_MERGED:
        raise ImportProblem("工作表的合并单元格大得不像清单，没有读取。请取消整列合并后另存。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _read_sheet(sheet: Any, out: Gathering) -> None:
    deadline = Deadline()
    out.tables += 1
    if sheet.max_row > MAX_ROWS:
        out.note(f"工作表“{sheet.title}”", "", f"超过 {MAX_ROWS} 行，后面的没有读取，请确认")
    covers = _covers(sheet)
    width = min(sheet.max_column, MAX_COLUMNS)
    rows = sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=width)
    for line in rows:
        deadline.check()
        number = line[0].row if line else 0
        found = [covers.get((place.row, place.column)) or cell(_text(place)) for place in line]
        place = f"工作表“{sheet.title}”第 {number} 行"
        filled = [one for one in found if one.paragraphs]
        spanned = [one for one in found[1:] if one.cover]
        if len(filled) == 1 and found[0].paragraphs and len(spanned) == len(found) - 1:
            out.row((found[0], *[COVERED_LEFT] * (len(found) - 1)), place)
        else:
            out.row(found, place)


def _covers(sheet: Any) -> dict[tuple[int, int], Cell]:
    """Row and column of every place that a merged cell covers, but for its first."""
    found = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, min(area.max_row, MAX_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, MAX_COLUMNS) + 1):
                above = row > area.min_row
                found[row, column] = COVERED_ABOVE if above else COVERED_LEFT
        found.pop((area.min_row, area.min_col), None)
    return found


def _text(place: Any) -> str:
    """A cell's value as text; whole numbers without their decimal point."""
    value = place.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
