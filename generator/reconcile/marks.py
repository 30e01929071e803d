"""The √ marks of a territorial list stand for a column: check that it is the right one."""

from __future__ import annotations

from collections.abc import Sequence

from generator.reconcile.compare import Book
from generator.reconcile.expected import ExpectedList
from generator.reconcile.items import Pairs
from generator.reconcile.search import Piece

SIDES = (("main", "部门"), ("main", "镇街"), ("supporting", "部门"), ("supporting", "镇街"))
"""The four columns behind the legal bases: who, under which responsibility."""


def check_marks(
    book: Book,
    listed: ExpectedList,
    pairs: Pairs,
    pieces: Sequence[Piece],
) -> None:
    """Report marks that stand in other columns than the YAML says.

    The columns are counted from the item's last cell of text before the first mark; a row whose
    trailing empty cells are cut off still counts right.
    """
    places = {token: piece.place for piece in pieces for token in piece.tokens}
    document = book.documents.get(listed.file)
    for item, found in pairs:
        if item is None or found is None or document is None or "marks" not in found.cells:
            continue
        marks = found.cells["marks"]
        before = max((t for t in places if t < marks[0]), default=-1)
        base = places.get(before, -1)
        sides = [places[mark] - base - 1 for mark in marks]
        printed = [SIDES[side] if 0 <= side < len(SIDES) else ("", "") for side in sides]
        node = document.node.find((*item.path, "marks"))
        written = [
            (key, entry.value)
            for key, value in node.pairs()
            for entry in (value.value if value.kind == "sequence" else [])
        ]
        if sorted(printed) != sorted(written):
            line = book.original.line_of[marks[0]]
            message = f"√ 印在{_say(printed)}，YAML 是{_say(written)}"
            book.report(line, "√", listed.file, (*item.path, "marks"), "√", message)


def _say(marks: Sequence[tuple[str, str]]) -> str:
    words = {"main": "主体责任", "supporting": "配合责任", "": "别的栏"}
    return "、".join(f"{words.get(key, key)}（{who}）" for key, who in marks) or "无"
