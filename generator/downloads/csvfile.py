"""CSV that Excel, WPS and programs read alike: RFC 4180 with CRLF, UTF-8 with a byte order mark
(without it, Chinese Windows takes the file for GBK).

Spreadsheets run a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break (or a
full-width form of the signs) as a formula. Such a text gets an apostrophe in front, and so does a
text that has apostrophes before such a sign; :func:`original` takes it off again, so nothing is
lost. The rule stands in the manual under ``/data/#csv``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from generator.downloads.table import Cell, Table

BOM = "\ufeff"
_FIRST = frozenset("'=+-@\t\r\n＝＋－＠")
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in _FIRST and _RISKY.match(text) else text


def original(cell: str) -> str:
    """The text that :func:`neutral` made a cell of."""
    return cell[1:] if _NEUTRAL.match(cell) else cell


def _written(row: Sequence[Cell]) -> list[Cell]:
    return [neutral(cell) if isinstance(cell, str) and cell[:1] in _FIRST else cell for cell in row]


def as_csv(table: Table, *, head: bool = True) -> bytes:
    """The table as a CSV file, its column names in the first line.

    :param head: False for the rows alone, which go on in a file that was begun.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    if head:
        stream.write(BOM)
        writer.writerow(map(neutral, table.columns))
    writer.writerows(map(_written, table.rows))
    return stream.getvalue().encode("utf-8")
