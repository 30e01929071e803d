"""A township at a glance: the chart of its items by category, and its departments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Office
from generator.summary import Uses
from generator.vocabulary import Vocabulary

Counts = Sequence[tuple[str, Mapping[str, tuple[int, str]]]]
"""(category, kind of list -> (number of items, anchor))."""

TOP = 8
"""Most departments that are named at a glance."""

WIDTH, SIZE, BAR, GAP = 360, 13, 16, 10
"""Of the chart, in units of its drawing: its width, the text's size, the height of a bar with the
space below it, the space between categories. On a phone one unit is about a pixel."""

NUMBER = 26
"""The width that the number behind a bar may need."""


class Bar(NamedTuple):
    """A bar of the chart: kind of list, number of items, place and width."""

    kind: str
    number: int
    y: int
    width: float


class Group(NamedTuple):
    """The bars of a category, with the place of its name."""

    name: str
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """A bar chart, ready to be drawn; ``start`` is where bars begin."""

    groups: tuple[Group, ...]
    start: int
    width: int
    height: int


def chart(counts: Counts, kinds: Sequence[str]) -> Chart:
    """The bars of every category, one for each kind of list, also where there are no items."""
    longest = max((len(name) for name, _ in counts), default=0)
    start = min(longest, 9) * SIZE + 2 * SIZE + 4
    most = max((number for _, by in counts for number, _ in by.values()), default=1)
    scale = (WIDTH - start - NUMBER) / max(most, 1)
    groups, y = [], GAP
    for name, by_kind in counts:
        bars = []
        for kind in kinds:
            number = by_kind.get(kind, (0, ""))[0]
            bars.append(Bar(kind, number, y, round(number * scale, 1)))
            y += BAR
        groups.append(Group(name, y - len(kinds) * BAR / 2, tuple(bars)))
        y += GAP
    return Chart(tuple(groups), start, WIDTH, y)


class Share(NamedTuple):
    """An office with the names it is printed under and how many items it stands in."""

    office: Office
    names: tuple[str, ...]
    items: int


def shares(uses: Uses, vocabulary: Vocabulary, *kinds: str) -> list[Share]:
    """The offices that stand in lists of ``kinds``, those with most items first."""
    found = []
    for office in vocabulary.offices:
        used = [name for duty_list, _, name in uses.get(office.id, ()) if duty_list.kind in kinds]
        if used:
            found.append(Share(office, tuple(dict.fromkeys(used)), len(used)))
    return sorted(found, key=lambda share: -share.items)
