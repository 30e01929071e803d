"""Compare the cells of all items of a list with what was found for them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import shorten
from generator.reconcile.compare import PROBLEM, Book, missing, settle
from generator.reconcile.expected import Cell, ExpectedItem, ExpectedList
from generator.reconcile.list_numbers import check_numbers
from generator.reconcile.reprint import join_pages
from generator.reconcile.table import Found
from generator.reconcile.text import fold

Pairs = Sequence[tuple[ExpectedItem | None, Found | None]]
"""Items and what was found for them, side by side; None where one side has no counterpart."""

MAY_BE_LOST = ("number", "category")
"""Cells that a document of the ``cells`` layout prints for the first row of a page only."""


def hand_over_merged(pairs: Pairs) -> None:
    """Move what stands in a merged cell to the item that holds the cell."""
    by_id = {item.id: found for item, found in pairs if item is not None and found is not None}
    for item, found in pairs:
        if item is None or found is None:
            continue
        for name, holder_id in item.merged.items():
            holder = by_id.get(holder_id)
            if holder is None or holder is found or name not in found.cells:
                continue
            chunks = [tuple(found.cells.pop(name)), *found.later.pop(name, [])]
            if name in holder.cells:
                holder.later.setdefault(name, []).extend(chunks)
            else:
                holder.cells[name] = list(chunks[0])
                holder.later[name] = chunks[1:]


def settle_items(
    book: Book, listed: ExpectedList, pairs: Pairs, *, category_column: bool, may_be_lost: bool
) -> dict[str, tuple[int, int]]:
    """Compare every cell of every item.

    :param category_column: the category is a cell of the row.
    :param may_be_lost: numbers and categories need not be printed.
    :returns: id of each item that was found -> its first and last line in the original.
    """
    spans: dict[str, tuple[int, int]] = {}
    printed: set[str] = set()
    near = shift = 0
    for item, found in pairs:
        if item is None:
            continue
        if found is not None:
            near = found.line
            lines = [book.original.line_of[token] for token in found.tokens()]
            spans[item.id] = (min(lines), max(lines))
            _report_unknown(book, listed.file, item, found, category_column)
            _check_annotated(book, listed.file, item, near)
        for cell in item.cells:
            if cell.name == "category" and not category_column:
                continue
            if found is not None and cell.name in found.cells:
                tokens = join_pages(book, listed.file, item, cell, found)
                if cell.name == "number":
                    shift = _settle_number(book, listed.file, cell, tokens, shift)
                elif settle(book, listed.file, cell, tokens):
                    check_numbers(book, listed.file, cell, tokens)
                if cell.name in ("category", "name"):
                    printed.add(cell.text)
            elif not (may_be_lost and cell.name in MAY_BE_LOST):
                missing(book, listed.file, cell, near)
    if category_column:
        _check_categories(book, listed, printed)
    return spans


def _settle_number(book: Book, file: str, cell: Cell, tokens: Sequence[int], shift: int) -> int:
    """Compare a printed number with the item's place.

    :param shift: how far the item above was off; the same again is not reported anew.
    :returns: how far this one is off.
    """
    text = book.original.text(tokens)
    off = int(text) - int(cell.text) if text.isdecimal() else 0
    if off and off == shift:
        book.yaml_characters += len(cell.text)
        book.ledger.claim(tokens, PROBLEM)
    else:
        settle(book, file, cell, tokens)
    return off


def _check_annotated(book: Book, file: str, item: ExpectedItem, line: int) -> None:
    """Report a department name that annotates a block but stands nowhere in the item's text."""
    for name, path in item.annotated:
        if not any(fold(name) in cell.text for cell in item.cells):
            message = f"YAML 有部门“{shorten(name)}”，这一项的原文里没有"
            book.report(line, "", file, path, name, message)


def _check_categories(book: Book, listed: ExpectedList, printed: set[str]) -> None:
    """Report a category that no row prints (one cell may be category and name at once)."""
    for heading in listed.headings:
        if heading.text not in printed:
            message = f"原文没有“{shorten(heading.text)}”这个类别"
            book.report(0, "", listed.file, heading.path, heading.text, message)


def _report_unknown(
    book: Book, file: str, item: ExpectedItem, found: Found, category_column: bool
) -> None:
    """Report what the original prints in a column of which the item has nothing."""
    for name, tokens in found.cells.items():
        if item.cell(name) is not None and (name != "category" or category_column):
            continue
        every = [*tokens, *(token for row in found.later.get(name, []) for token in row)]
        book.ledger.claim(every, PROBLEM)
        text = book.original.text(every)
        message = f"原文有“{shorten(text)}”，YAML 的 {item.id} 没有这一栏"
        line = book.original.line_of[every[0]]
        book.report(line, text, file, (*item.path, name or "?"), "", message)
