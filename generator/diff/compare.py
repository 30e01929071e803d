"""The differences of two folders with ``lists/``, as data."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import check
from generator.diff.fields import category_fields, exchanged, lines, record_fields
from generator.diff.match import Pair, Placed, match, placed
from generator.diff.side import Side, same
from generator.diff.vocabulary import EntryDiff, entry_diffs
from generator.diff.words import Piece, reworded
from generator.load import duty_lists
from generator.model import DutyList, Item, Township, specs

Counts = dict[str, tuple[int | None, int | None]]


@dataclass(frozen=True)
class Place:
    """Where an item stands: kind of list, category, number, id."""

    list: str
    category: str
    number: int
    id: str


@dataclass(frozen=True)
class ItemChange:
    """What became of an item; ``before`` is None for a new one, ``after`` for one taken out.

    ``fields`` maps a reworded field to its paragraphs in pieces; ``matters`` and ``departments``
    are (taken out, put in).
    """

    name: str
    before: Place | None
    after: Place | None
    fields: Mapping[str, Sequence[Sequence[Piece]]] = field(default_factory=dict)
    matters: tuple[Sequence[str], Sequence[str]] = ((), ())
    departments: tuple[Sequence[str], Sequence[str]] = ((), ())


@dataclass(frozen=True)
class Renumbered:
    """A run of items of a list whose numbers moved alike: ``first``–``last`` before the change."""

    list: str
    first: int
    last: int
    shift: int


@dataclass(frozen=True)
class TownshipDiff:
    """What changes in a township; ``status`` is ``added``, ``removed`` or ``changed``.

    ``counts`` maps a kind of list to its items before and after (None: no such list); ``other``
    holds the changed fields of the township and its lists. ``layout`` is true where files differ
    in nothing but the way they are written.
    """

    id: str
    name: str
    status: str
    counts: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    items: Sequence[ItemChange] = ()
    renumbered: Sequence[Renumbered] = ()
    other: Mapping[str, Sequence[Sequence[Piece]]] = field(default_factory=dict)
    layout: bool = False


@dataclass(frozen=True)
class Diff:
    """All that changes. ``unread`` are files that have mistakes, so that they are not compared."""

    townships: Sequence[TownshipDiff] = ()
    vocabulary: Sequence[EntryDiff] = ()
    unread: Sequence[str] = ()


def compare(before: Path, after: Path) -> Diff:
    """The differences of two states.

    :param before: a folder with ``lists/``; so is ``after``.
    :raises check.MissingLists: if one has no ``lists/``.
    """
    old, new = Side(before, set()), Side(after, set())
    then, now = check.layout(before), check.layout(after)
    townships = [
        found
        for folder in sorted({*then.townships, *now.townships})
        if (found := _township(folder, old, new, then.townships, now.townships)) is not None
    ]
    vocabulary = list(entry_diffs(old, new, then.vocabulary, now.vocabulary))
    return Diff(townships, vocabulary, sorted(old.unread | new.unread))


def _township(
    folder: str,
    old: Side,
    new: Side,
    then: Mapping[str, Sequence[str]],
    now: Mapping[str, Sequence[str]],
) -> TownshipDiff | None:
    paths = [tuple(filter(_compared, side.get(folder, ()))) for side in (then, now)]
    if same(old, new, *paths):
        return None
    first, second = old.documents(paths[0]), new.documents(paths[1])
    own = {*paths[0], *paths[1]}
    unread = {path.rpartition("/")[2] for path in old.unread | new.unread if path in own}
    for name in unread:
        first.pop(name, None)
        second.pop(name, None)
    heads = [
        side["township.yml"].built if "township.yml" in side else Township()
        for side in (first, second)
    ]
    lists = [[value for _, value in duty_lists(side)] for side in (first, second)]
    pairs, lost, fresh = match(placed(lists[0]), placed(lists[1]))
    renamed = _renamed(pairs, *lists)
    pairs = [(_under(renamed, old), new) for old, new in pairs]
    items = [change for pair in pairs if (change := _changed(*pair)) is not None]
    items += [ItemChange(each.item.name, _place(each), None) for each in lost]
    items += [ItemChange(each.item.name, None, _place(each)) for each in fresh]
    other = record_fields(heads[0], heads[1], "township")
    for value, twin in itertools.product(*lists):
        if value.kind == twin.kind:
            other |= record_fields(value, twin, value.kind)
            other |= category_fields(value, twin)
    status = "changed" if paths[0] and paths[1] else "added" if paths[1] else "removed"
    found = TownshipDiff(
        folder,
        heads[1].name or heads[0].name,
        status,
        _counts(*lists),
        sorted(items, key=_order),
        _renumbered(pairs),
        other if status == "changed" else {},
    )
    quiet = not (found.items or found.renumbered or found.other or unread)
    layout = status == "changed" and quiet and _countssame(found)
    return replace(found, layout=layout)


def _compared(path: str) -> bool:
    """Whether a file is compared: what tells of changes is none itself."""
    return path.endswith(".yml") and not path.endswith("/changes.yml")


def _counts(before: Sequence[DutyList], after: Sequence[DutyList]) -> Counts:
    numbers = [
        {each.kind: sum(len(category.items) for category in each.categories) for each in lists}
        for lists in (before, after)
    ]
    kinds = [each.kind for each in (*before, *after)]
    return {kind: (numbers[0].get(kind), numbers[1].get(kind)) for kind in dict.fromkeys(kinds)}


def _countssame(found: TownshipDiff) -> bool:
    return all(before == after for before, after in found.counts.values())


def _order(change: ItemChange) -> tuple[str, int]:
    place = change.after or change.before
    return (place.list, place.number) if place else ("", 0)


def _place(found: Placed) -> Place:
    return Place(found.kind, found.category, found.number, found.item.id)


def _renamed(
    pairs: Sequence[Pair], before: Sequence[DutyList], after: Sequence[DutyList]
) -> dict[tuple[str, str], str]:
    """(Kind of list, old name) -> new name of every category of which nothing but the heading
    changed: its items that are still in the list all stand under one heading that is new."""
    then, now = (
        {(each.kind, category.name) for each in lists for category in each.categories}
        for lists in (before, after)
    )
    found: dict[tuple[str, str], set[str]] = {}
    for old, new in pairs:
        if old.kind == new.kind:
            found.setdefault((old.kind, old.category), set()).add(new.category)
    return {
        (kind, name): next(iter(names))
        for (kind, name), names in found.items()
        if (kind, name) not in now and len(names) == 1 and (kind, *names) not in then
    }


def _under(renamed: Mapping[tuple[str, str], str], old: Placed) -> Placed:
    """An item under the name that its category has now."""
    return replace(old, category=renamed.get((old.kind, old.category), old.category))


def _changed(old: Placed, new: Placed) -> ItemChange | None:
    """What changed of an item; its number does not count."""
    fields = {}
    for key in specs(Item):
        if key in ("id", "number", "matters", "departments"):
            continue
        found = reworded(lines(old.item, key), lines(new.item, key))
        if found:
            fields[key] = found
    change = ItemChange(
        new.item.name,
        _place(old),
        _place(new),
        fields,
        exchanged(old.item.matters, new.item.matters),
        exchanged(old.item.departments, new.item.departments),
    )
    moved = (old.kind, old.category, old.item.id) != (new.kind, new.category, new.item.id)
    decided = (old.item.matters is None) != (new.item.matters is None)
    reordered = old.item.departments != new.item.departments
    if fields or moved or decided or reordered or any((*change.matters, *change.departments)):
        return change
    return None


def _renumbered(pairs: Sequence[Pair]) -> list[Renumbered]:
    """Runs of items that stayed in their list and got other numbers by the same shift."""
    runs: list[Renumbered] = []
    stayed = [(old, new) for old, new in pairs if old.kind == new.kind]
    moves = sorted((old.kind, old.number, new.number - old.number) for old, new in stayed)
    for kind, number, shift in moves:
        last = runs[-1] if runs else None
        if last and (last.list, last.shift, last.last) == (kind, shift, number - 1):
            runs[-1] = Renumbered(kind, last.first, number, shift)
        else:
            runs.append(Renumbered(kind, number, number, shift))
    return [run for run in runs if run.shift]
