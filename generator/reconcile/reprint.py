"""Rows after a page break that print a cell anew instead of its rest (004, items 8, 28, 29)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.reconcile.compare import Book
from generator.reconcile.expected import Cell, ExpectedItem, make_cell
from generator.reconcile.furniture import REPEATED
from generator.reconcile.match import read
from generator.reconcile.table import Found
from generator.reconcile.text import fold


def join_pages(book: Book, file: str, item: ExpectedItem, cell: Cell, found: Found) -> list[int]:
    """The characters of a cell over all its rows, without reprints.

    A reprint is a row that prints exactly what stood before, or exactly the whole cell again; it
    enters the ledger as repeated. One that prints the cell with a recorded correction's wording
    is an exception. Everything else counts as the cell's rest.
    """
    tokens = list(found.cells[cell.name])
    for row in found.later.get(cell.name, []):
        text = book.original.text(row)
        before = book.original.text(tokens)
        if text == before or (_is(cell, text) and _is(cell, before)):
            book.ledger.claim(row, REPEATED)
        elif _is(cell, before) and (wording := _corrected(item, cell, text)) is not None:
            book.ledger.claim(row, REPEATED)
            line = book.original.line_of[row[0]]
            path = (*item.path, "corrections")
            message = f"换页重印的一栏作“{wording}”，与前面印的不同，勘误已记"
            book.exceptions.append(book.diff(line, text, file, path, wording, message))
        else:
            tokens += row
    return tokens


def _is(cell: Cell, text: str) -> bool:
    """True if a text is the whole cell, list numbers apart."""
    reading = read(cell, text)
    return len(reading.places) == len(text) and reading.place == len(cell.text)


def _corrected(item: ExpectedItem, cell: Cell, text: str) -> str | None:
    """The suggested wording with which a text is the whole cell; None if there is none."""
    for variant, wording in _variants(item, cell):
        if _is(variant, text):
            return wording
    return None


def _variants(item: ExpectedItem, cell: Cell) -> Iterator[tuple[Cell, str]]:
    """The cell with one of the item's corrections applied, and the suggested wording."""
    for name, printed, suggested in item.corrected:
        if name != cell.name:
            continue
        old, new = fold(printed), fold(suggested)
        parts = [replace(part, text=fold(part.text).replace(old, new, 1)) for part in cell.parts]
        variant = make_cell(cell.name, parts)
        if variant is not None:
            yield variant, suggested
