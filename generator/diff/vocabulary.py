"""What changes in the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.diff.fields import record_fields
from generator.diff.side import Side, same
from generator.diff.words import Piece
from generator.model import Categories, Departments, Matters, record_of

_RECORDS: dict[str, type[Any]] = {
    "matters": Matters,
    "departments": Departments,
    "categories": Categories,
}


@dataclass(frozen=True)
class EntryDiff:
    """What changes in a vocabulary: an entry by its id. ``status`` as of a township."""

    vocabulary: str
    id: str
    name: str
    status: str
    fields: Mapping[str, Sequence[Sequence[Piece]]] = field(default_factory=dict)


def entry_diffs(
    old: Side, new: Side, then: Sequence[str], now: Sequence[str]
) -> Iterator[EntryDiff]:
    """What differs between two vocabularies, entry by entry; those of which a file cannot be read
    are left out."""
    if same(old, new, then, now):
        return
    sides = [_entries(old, then), _entries(new, now)]
    unread = {record_of(path) for path in old.unread | new.unread}
    for name, record in _RECORDS.items():
        if record in unread:
            continue
        before, after = (side.get(name, {}) for side in sides)
        for each in sorted({*before, *after}):
            if each not in after:
                yield EntryDiff(name, each, before[each].name, "removed")
            elif each not in before:
                yield EntryDiff(name, each, after[each].name, "added")
            elif fields := record_fields(before[each], after[each], name):
                inner = {key.partition(".")[2]: value for key, value in fields.items()}
                yield EntryDiff(name, each, after[each].name, "changed", inner)


def _entries(side: Side, paths: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Vocabulary -> id -> entry."""
    found: dict[str, dict[str, Any]] = {}
    for path in paths:
        for document in side.documents([path]).values():
            value = document.built
            for name in ("matters", "departments", "categories"):
                for entry in getattr(value, name, ()):
                    found.setdefault(name, {})[entry.id] = entry
    return found
