"""Tables whose rows are lines and whose cells are divided by tabs.

A header row names the columns. A row with a new number begins an item; a row with an empty number,
or with the number again, goes on with the item cell by cell (DOMAIN, page breaks).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.reconcile.compare import Book
from generator.reconcile.expected import ExpectedItem, ExpectedList
from generator.reconcile.furniture import HEADER, column_of, is_header
from generator.reconcile.original import Cell, Original


@dataclass
class Found:
    """What the original prints for one item: characters by cell, and its first line.

    ``later`` holds what rows after a page break print in the same column, row by row: the cell's
    rest, or the cell anew.
    """

    line: int
    cells: dict[str, list[int]] = field(default_factory=dict)
    later: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)

    def tokens(self) -> list[int]:
        """All characters of the item."""
        first = [token for cell in self.cells.values() for token in cell]
        return first + [token for rows in self.later.values() for row in rows for token in row]


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    kept = list(cells)
    while kept and not kept[-1].tokens:
        kept.pop()
    return kept


def read_table(book: Book, lines: Iterable[int]) -> list[Found]:
    """Gather the rows of a table; header rows enter the ledger at once.

    What stands in no known column stays free, so that it is reported as left over.
    """
    original = book.original
    columns: list[str] = []
    found: list[Found] = []
    for line in lines:
        cells = [
            Cell(cell.line, tuple(t for t in cell.tokens if book.ledger.is_free(t)))
            for cell in original.cells[line - 1]
        ]
        row = _filled(cells)
        texts = [original.text(cell.tokens) for cell in row]
        if not row:
            continue
        if is_header(texts):
            columns = [column_of(text) or "" for text in texts]
            for column, cell in zip(columns, row, strict=True):
                book.ledger.claim(cell.tokens if column else (), HEADER)
        elif len(cells) > 1 and len(row) <= len(columns):
            _read_row(book, columns, row, found)
    return found


def _read_row(book: Book, columns: Sequence[str], row: Sequence[Cell], found: list[Found]) -> None:
    original = book.original
    by_column = dict(zip(columns, row, strict=False))
    number = original.text(by_column["number"].tokens) if "number" in by_column else ""
    current = original.text(found[-1].cells.get("number", [])) if found else ""
    if number and number != current:
        found.append(Found(row[0].line))
    elif not found:
        return
    target = found[-1]
    for column, cell in by_column.items():
        if not cell.tokens or not column:
            continue
        if column in target.cells:
            target.later.setdefault(column, []).append(cell.tokens)
        else:
            target.cells[column] = list(cell.tokens)


def pair_rows(
    original: Original, listed: ExpectedList, found: Sequence[Found]
) -> list[tuple[ExpectedItem | None, Found | None]]:
    """Rows and items side by side, in order; None where one side has no counterpart.

    As many rows as items: one to one. Else the names decide, so that one lost item is one
    finding.
    """
    items = listed.items
    if len(items) == len(found):
        return list(zip(items, found, strict=True))
    names = [cell.text if (cell := item.cell("name")) else "" for item in items]
    printed = [original.text(row.cells.get("name", [])) for row in found]
    pairs: list[tuple[ExpectedItem | None, Found | None]] = []
    matcher = SequenceMatcher(None, printed, names, autojunk=False)
    for _, i, j, p, q in matcher.get_opcodes():
        width = min(j - i, q - p)
        pairs += zip(items[p : p + width], found[i : i + width], strict=True)
        pairs += [(None, row) for row in found[i + width : j]]
        pairs += [(item, None) for item in items[p + width : q]]
    return pairs
