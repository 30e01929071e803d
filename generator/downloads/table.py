"""The table that every download is made from."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int
"""A text, as it is printed (paragraphs on lines of their own), or a whole number."""


@dataclass(frozen=True)
class Table:
    """Rows under named columns.

    ``name`` is what a person calls the table (the sheet of a workbook is called so); each row has
    as many cells as there are ``columns``.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
