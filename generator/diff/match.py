"""Which item of one state is which of the other."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.model import DutyList, Item, rows
from generator.printed import squeeze

ALIKE = 0.7
"""Names of one item, reworded, share at least this much (difflib's ratio)."""

SAME_ID = 0.3
"""With the same id, this much is enough: an id is never given to another item (QD306)."""


@dataclass(frozen=True)
class Placed:
    """An item with its place: the kind of list, the category's name, the number."""

    kind: str
    category: str
    number: int
    item: Item

    @property
    def name(self) -> str:
        """The name without white space, for comparison."""
        return squeeze([self.item.name])


Pair = tuple[Placed, Placed]


def placed(lists: Iterable[DutyList]) -> list[Placed]:
    """All items of a township with their places."""
    return [
        Placed(each.kind, row.category.name, row.number, row.item)
        for each in lists
        for row in rows(each)
    ]


def match(
    before: list[Placed], after: list[Placed]
) -> tuple[list[Pair], list[Placed], list[Placed]]:
    """Pairs of the same item, in the order of ``after``; then what only ``before`` has, and what
    only ``after`` has.

    The same id and name count most, then a name that occurs once on both sides, then the same id,
    then the names most alike: so that items that moved, and ids that were mixed up, are told apart.
    """
    pairs: list[Pair] = []
    steps: tuple[Callable[[Placed], object], ...] = (
        lambda each: (each.kind, each.item.id, each.name),
        lambda each: (each.kind, each.name),
        lambda each: each.name,
    )
    for key in steps:
        before, after = _by_key(before, after, key, pairs)
    ids = {(each.kind, each.item.id): each for each in before if each.item.id}
    for new in list(after):
        old = ids.get((new.kind, new.item.id))
        if old is not None and _alike(old, new) >= SAME_ID:
            pairs.append((old, new))
            before.remove(old)
            after.remove(new)
    for new in list(after):
        best = max(before, key=lambda old: (_alike(old, new), old.kind == new.kind), default=None)
        if best is not None and _alike(best, new) >= ALIKE:
            pairs.append((best, new))
            before.remove(best)
            after.remove(new)
    return pairs, before, after


def _by_key(
    before: list[Placed],
    after: list[Placed],
    key: Callable[[Placed], object],
    pairs: list[Pair],
) -> tuple[list[Placed], list[Placed]]:
    """Pair what has a key that occurs once on both sides; what is left of both."""
    old = Counter(map(key, before))
    new = Counter(map(key, after))
    where = {key(each): each for each in before}
    taken = {name for name, times in new.items() if times == 1 and old[name] == 1}
    pairs += [(where[key(each)], each) for each in after if key(each) in taken]
    return (
        [each for each in before if key(each) not in taken],
        [each for each in after if key(each) not in taken],
    )


def _alike(one: Placed, other: Placed) -> float:
    return difflib.SequenceMatcher(None, one.name, other.name).ratio()
