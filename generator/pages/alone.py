"""Duties that only one township's list has: a rule by the letters alone, stated on the page.

A duty is marked if, of its pairs of neighbouring characters, less than a tenth stand anywhere in
the same part (what departments do, what the township does, how it was taken over) of the other
townships that have this part. It says nothing about what others do, only about what is printed.
An item that names several matters is not marked: its other matters are what others would lack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.model import BLOCK_FIELDS, Block, Item

SHARE = 0.1
"""A duty is marked if a smaller share of its pairs stands elsewhere."""
FEWEST = 8
"""Fewest pairs of a duty that can be judged: shorter ones (做好相关工作。) say too little."""

_NO_WORD = re.compile(r"\W|\d")


def alone(held: Sequence[tuple[str, Item]]) -> list[dict[str, frozenset[str]]]:
    """For each (township id, item) of a matter: field -> its duties that other townships lack.

    Nothing is marked in a field that no other township's list prints.
    """
    pairs = [
        {
            field: {text: _pairs(text) for text in _duties(getattr(item, field))}
            for field in BLOCK_FIELDS
        }
        for _, item in held
    ]
    found = []
    for (township, item), own in zip(held, pairs, strict=True):
        others = [other for (place, _), other in zip(held, pairs, strict=True) if place != township]
        marked = {}
        wide = len(item.matters or ()) > 1
        for field in BLOCK_FIELDS:
            elsewhere = {
                pair for other in others for each in other[field].values() for pair in each
            }
            marked[field] = frozenset(
                text
                for text, each in own[field].items()
                if elsewhere
                and not wide
                and len(each) >= FEWEST
                and len(each & elsewhere) < SHARE * len(each)
            )
        found.append(marked)
    return found


def _duties(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if block.lead:
            yield block.lead
        yield from block.duties
        yield from block.safeguards


def _pairs(text: str) -> set[str]:
    letters = _NO_WORD.sub("", text)
    return {letters[place : place + 2] for place in range(len(letters) - 1)}
