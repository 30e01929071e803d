"""Two wordings side by side, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

Piece = tuple[str, str]
"""(sign, text): ``=`` kept, ``-`` taken out, ``+`` put in."""

ALIKE = 0.4
"""Paragraphs that share less are not one paragraph reworded, but one taken out and one put in."""

_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)


def reworded(before: Sequence[str], after: Sequence[str]) -> list[list[Piece]]:
    """The paragraphs that differ between two cells, each as pieces."""
    found: list[list[Piece]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for sign, first, last, start, end in matcher.get_opcodes():
        if sign != "equal":
            found += _paragraphs(before[first:last], after[start:end])
    return found


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Piece]]:
    waiting = list(after)
    for old in before:
        ratios = [difflib.SequenceMatcher(None, old, new).ratio() for new in waiting]
        best = max(range(len(ratios)), key=ratios.__getitem__, default=-1)
        if best < 0 or ratios[best] < ALIKE:
            yield [("-", old)]
            continue
        yield from ([("+", new)] for new in waiting[:best])
        yield pieces(old, waiting[best])
        del waiting[: best + 1]
    yield from ([("+", new)] for new in waiting)


def pieces(before: str, after: str) -> list[Piece]:
    """Two wordings of one paragraph as pieces. A single kept character between two changes is
    told as changed, so that words stay whole."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found: list[Piece] = []
    out = put = ""
    for place, (sign, first, last, start, end) in enumerate(codes):
        kept = "".join(old[first:last]) if sign == "equal" else ""
        inside = 0 < place < len(codes) - 1
        if sign == "equal" and not (inside and len(kept) < 2):
            found += _changed(out, put)
            out = put = ""
            found.append(("=", kept))
            continue
        out += "".join(old[first:last])
        put += "".join(new[start:end])
    return found + _changed(out, put)


def _changed(out: str, put: str) -> list[Piece]:
    return [piece for piece in (("-", out), ("+", put)) if piece[1]]
