"""How an original prints a list: rows of cells, one cell a line, or flattened text."""

from __future__ import annotations

from dataclasses import dataclass

from generator.reconcile.compare import Book
from generator.reconcile.furniture import column_of

RARE = 0.05
"""A list of which fewer lines have a tab is flattened text."""


@dataclass(frozen=True)
class Layout:
    """``kind`` is ``table``, ``cells`` or ``flat``; ``category_column`` tells whether the category
    is a column instead of a heading."""

    kind: str
    category_column: bool


def layout_of(book: Book, lines: range) -> Layout:
    """The layout of the lines of one list."""
    original = book.original
    rows = [original.cells[line - 1] for line in lines if original.texts[line - 1].strip()]
    tabbed = [row for row in rows if len(row) > 1]
    if not rows or len(tabbed) < RARE * len(rows):
        return Layout("flat", False)
    leading = [row for row in tabbed if len(row) == 2 and not row[0].tokens]
    kind = "cells" if 2 * len(leading) > len(tabbed) else "table"
    heads = {column_of(original.text(cell.tokens)) for row in tabbed[:8] for cell in row}
    return Layout(kind, "category" in heads)
