"""Matters by townships: which list each township has a matter in.

Made from summaries in one pass over what stands in them, never over matters times townships.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.model import CategoryName, Matter
from generator.summary import Stand, Summary
from generator.vocabulary import Vocabulary

PENALTIES = CategoryName(id="penalties", name="行政处罚")
"""The heading under which penalties are filed."""


class Line(NamedTuple):
    """A matter over townships: ``cells`` has where it stands in each, in their order; ``towns`` is
    the number of towns that list it. A district-wide list is a cell but never counted."""

    matter: Matter
    cells: tuple[tuple[Stand, ...], ...]
    towns: int


def headings(vocabulary: Vocabulary) -> list[CategoryName]:
    """What matters are filed under, in reading order; penalties are last."""
    return [*vocabulary.categories, PENALTIES]


def matrix(
    members: Sequence[Summary], vocabulary: Vocabulary
) -> list[tuple[CategoryName, list[Line]]]:
    """The matters that stand in a list of ``members`` by category; within one, those that more
    of the lists have come first, else in the vocabulary's order."""
    cells: dict[str, list[tuple[Stand, ...]]] = {}
    for place, summary in enumerate(members):
        for matter_id, stands in summary.matters.items():
            cells.setdefault(matter_id, [()] * len(members))[place] = stands
    towns = [not summary.is_district for summary in members]
    filed: dict[str, list[Line]] = {}
    for category_id, matter in vocabulary.filed:
        found = cells.get(matter.id)
        if found:
            number = sum(bool(cell) for cell, town in zip(found, towns, strict=True) if town)
            filed.setdefault(category_id, []).append(Line(matter, tuple(found), number))
    for lines in filed.values():
        lines.sort(key=lambda line: -sum(map(bool, line.cells)))
    return [
        (category, filed[category.id]) for category in headings(vocabulary) if category.id in filed
    ]


class Alone(NamedTuple):
    """What only one of the towns has: its summary, and the lines by category."""

    summary: Summary
    lines: list[tuple[CategoryName, list[tuple[Matter, tuple[Stand, ...]]]]]

    @property
    def total(self) -> int:
        """Number of matters."""
        return sum(len(lines) for _, lines in self.lines)


def alone(
    members: Sequence[Summary], found: Iterable[tuple[CategoryName, list[Line]]]
) -> list[Alone]:
    """The matters that only one town lists, by town; what stands in no town's list but in the
    district-wide one is under the district. Empty unless there are two towns to compare.

    :param found: the matrix of ``members``.
    """
    if sum(not summary.is_district for summary in members) < 2:
        return []
    made = [Alone(summary, []) for summary in members]
    for category, lines in found:
        by_place: dict[int, list[tuple[Matter, tuple[Stand, ...]]]] = {}
        for line in lines:
            if line.towns > 1:
                continue
            for place, stands in enumerate(line.cells):
                if stands and members[place].is_district == (line.towns == 0):
                    by_place.setdefault(place, []).append((line.matter, stands))
        for place, listed in by_place.items():
            made[place].lines.append((category, listed))
    return [each for each in made if each.lines]
