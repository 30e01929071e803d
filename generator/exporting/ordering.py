"""The order of a list's rows, whether people sorted them, moved them or put new ones in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.exporting.comments import Path
from generator.model import Item


@dataclass(frozen=True)
class Numbered:
    """A row: the number that it has in its sheet (None if none), its category as the sheet writes
    it, its item, the comments in the row, and how other sheets refer to it."""

    number: float | None
    category: str
    item: Item
    comments: dict[Path, list[str]]
    reference: str


def number_of(text: str) -> float | None:
    """The number in a cell; None if there is none. 2.5 is a place between 2 and 3."""
    try:
        number = float(text.strip())
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def in_order(found: Sequence[Numbered]) -> tuple[list[Numbered], bool]:
    """The rows by their numbers, and whether that differs from how they stand; rows without a
    number stay behind the one that they stand behind."""
    last = -math.inf
    keys = []
    for each in found:
        last = each.number if each.number is not None else last
        keys.append(last)
    if keys == sorted(keys):
        return list(found), False
    places = sorted(range(len(found)), key=lambda place: keys[place])
    return [found[place] for place in places], True
