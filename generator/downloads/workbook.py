"""Excel workbooks (ECMA-376), a sheet for each table.

Our own, since the kept libraries take as long as all the rest of a township: 402 items of
江津区珞璜镇 need 64 ms with XlsxWriter 3.3 and 123 ms with openpyxl 3.1, against 13 ms here (the
tests read the result back with openpyxl). Texts are text cells, so nothing runs as a formula;
the first row is frozen and has filters.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.downloads.table import Cell, Table
from generator.pages import environment

LONGEST = 32_767
"""Most characters that Excel takes in a cell; longer texts are cut, and say so."""

CUT = "……（单元格放不下，全文见 CSV 文件）"
WIDEST, NARROWEST = 60, 7
"""Limits of a column's width, in digits."""

COMPRESSION = 3
"""The level of zlib: half the time of the usual 6 for 5% more bytes."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NO_NAME = re.compile(r"[\[\]:*?/\\]")


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table, the same bytes for the same tables."""
    names = sheet_names([table.name for table in tables])
    sheets = list(zip(names, tables, strict=True))
    parts = {
        "[Content_Types].xml": _part("content_types", sheets=sheets),
        "_rels/.rels": _part("package"),
        "xl/workbook.xml": _part("workbook", sheets=sheets, letters=LETTERS),
        "xl/_rels/workbook.xml.rels": _part("relations", sheets=sheets),
        "xl/styles.xml": _part("styles"),
    }
    for place, table in enumerate(tables, start=1):
        parts[f"xl/worksheets/sheet{place}.xml"] = _sheet(table, active=place == 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for path, xml in parts.items():
            info = zipfile.ZipInfo(path, _EPOCH)
            package.writestr(info, xml.encode("utf-8"), zipfile.ZIP_DEFLATED, COMPRESSION)
    return stream.getvalue()


def sheet_names(names: Sequence[str]) -> list[str]:
    """Names that Excel accepts for sheets: at most 31 characters, some signs left out, each
    different whatever the case."""
    found: list[str] = []
    for name in names:
        short = _NO_NAME.sub(" ", name).strip("' ")[:31] or "Sheet"
        tried, number = short, 1
        while tried.casefold() in {other.casefold() for other in found}:
            number += 1
            tried = f"{short[: 30 - len(str(number))]}~{number}"
        found.append(tried)
    return found


def _letters() -> Iterator[str]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    yield from (first + second for first in alphabet for second in alphabet)


LETTERS = tuple(_letters())
"""The names of the first 702 columns."""


def _part(name: str, **values: object) -> str:
    return environment().get_template(f"xlsx/{name}.xml").render(**values)


def _sheet(table: Table, *, active: bool) -> str:
    """The XML of a sheet. Cells are joined here and not in the template: a township has 3,000."""
    return _part(
        "sheet",
        active=active,
        widths=[_width(column, place, table) for place, column in enumerate(table.columns)],
        last=f"{LETTERS[len(table.columns) - 1]}{len(table.rows) + 1}",
        head=[(letter, text(name)) for letter, name in zip(LETTERS, table.columns, strict=False)],
        rows=Markup("\n".join(_rows(table.rows))),  # noqa: S704 - its cells are escaped
    )


def _rows(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The rows of the sheet; empty cells are left out."""
    texts = iter(_escaped([cell for row in rows for cell in row if cell and isinstance(cell, str)]))
    for number, row in enumerate(rows, start=2):
        cells = [
            f'<c r="{letter}{number}" s="3"><v>{cell}</v></c>'
            if isinstance(cell, int)
            else f'<c r="{letter}{number}" s="2" t="inlineStr"><is><t xml:space="preserve">'
            f"{next(texts)}</t></is></c>"
            for letter, cell in zip(LETTERS, row, strict=False)
            if cell != ""
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _escaped(cells: Sequence[str]) -> list[str]:
    """Texts for elements of XML, all at once: one by one they take half the time of a workbook."""
    joined = "\0".join(cells)
    visible = joined.replace("\n", "").replace("\0", "")
    longest = max(map(len, cells), default=0)
    apart = joined.count("\0") == len(cells) - 1
    if not apart or "_x" in joined or longest > LONGEST or not visible.isprintable():
        joined = "\0".join(map(text, cells))
    joined = joined.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return joined.split("\0")


def _width(column: str, place: int, table: Table) -> int:
    """The width of a column, in digits, as its first rows need it."""
    longest = max((_digits(row[place]) for row in table.rows[:50]), default=0)
    return min(WIDEST, max(NARROWEST, 2 * len(column) + 4, longest + 2))


def _digits(cell: Cell) -> int:
    if isinstance(cell, int):
        return len(str(cell))
    return len(cell) if cell.isascii() else 2 * len(cell)


def text(cell: str) -> str:
    """A text as a cell may hold it: cut where Excel would refuse the file, signs that XML forbids
    written as ``_x0007_``, lines ended by LF alone."""
    if cell.replace("\n", "").isprintable() and "_x" not in cell and len(cell) <= LONGEST:
        return cell
    if len(cell) > LONGEST:
        cell = cell[: LONGEST - len(CUT)] + CUT
    cell = cell.replace("\r\n", "\n")
    return _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", cell)
