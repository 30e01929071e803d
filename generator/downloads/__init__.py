"""Downloads: tables of what pages show, as CSV and as Excel workbooks.

A :class:`Table` is data; :func:`as_csv` and :func:`as_xlsx` turn tables into bytes, the same for
the same table. Which tables there are of a township says :mod:`generator.downloads.township`.
"""

from generator.downloads.csvfile import as_csv, neutral, original
from generator.downloads.table import Cell, Table
from generator.downloads.workbook import as_xlsx

__all__ = ["Cell", "Table", "as_csv", "as_xlsx", "neutral", "original"]
