"""Small summaries of townships: all that pages across townships need of one.

What looks at one township never reads another; what looks across takes these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from generator.answers import answer, receivers
from generator.events import RECENT, Event, date_of, events
from generator.model import Correction, DutyList, Item, Row, Township, rows
from generator.vocabulary import Vocabulary

GROUP_LIMIT = 13
"""Most townships that are laid side by side on one page; the average county has as many."""


S = TypeVar("S", "Summary", Township)


class Use(NamedTuple):
    """How often an office stands in a township's lists: asks for help, took back, and is named
    in a district-wide list, which says of each item who answers for it; ``items`` are their ids."""

    asks: int
    took: int
    named: int
    names: tuple[str, ...]
    items: tuple[str, ...] = ()


class Stand(NamedTuple):
    """An item that a matter stands in: kind of list, item id, number, the answer to it, and the
    kinds of office that are concerned."""

    kind: str
    item: str
    number: int
    who: str
    rest: str
    offices: tuple[str, ...] = ()


class Loose(NamedTuple):
    """A withdrawn item that is out of the ordinary: it is ``discontinued`` (the list says that the
    work is not done any more), or not ``received`` (it names nobody who takes it over), or both."""

    item: str
    number: int
    name: str
    discontinued: bool
    received: bool


@dataclass(frozen=True)
class Summary:
    """A township in outline.

    ``corrections`` counts what is recorded beside the text, ``doubts`` those of them without a
    suggestion; ``counts`` is items by kind; ``categories`` items by (canonical category id, kind);
    ``offices`` office id -> :class:`Use`; ``matters`` matter id -> where it stands; ``loose`` what
    was withdrawn and is discontinued or has no receiver; ``heads`` the title and declared number
    of items by kind of list; ``events`` the newest changes, newest first; ``generated`` the date of
    the data.
    """

    id: str
    name: str
    full_name: str
    kind: str
    division: tuple[str, ...]
    code: str
    version: str
    title: str
    is_district: bool
    corrections: int
    doubts: int
    counts: dict[str, int]
    categories: dict[tuple[str, str], int] = field(default_factory=dict)
    offices: dict[str, Use] = field(default_factory=dict)
    matters: dict[str, tuple[Stand, ...]] = field(default_factory=dict)
    loose: tuple[Loose, ...] = ()
    heads: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    generated: str = ""

    @property
    def scope(self) -> str:
        """The folder that is built together: the county's, or the district's own."""
        return scope_of(self.id, is_district=self.is_district)

    @property
    def total(self) -> int:
        """Number of items in all lists."""
        return sum(self.counts.values())


Uses = Mapping[str, Sequence[tuple[DutyList, Row, str]]]
"""Office id -> where it stands in a township's lists, with the name printed there."""


def scope_of(township_id: str, *, is_district: bool = False) -> str:
    """The scope of a township's folder: its county, or itself for a district or a bare folder."""
    above = township_id.rpartition("/")[0]
    return township_id if is_district or not above else above


def concerned(duty_list: DutyList, item: Item) -> tuple[str, ...]:
    """The departments of an item as printed, each once: those that ask, or take over. An item
    whose cell another one holds has the departments of that one."""
    if duty_list.kind == "withdrawn":
        return receivers(item)
    if duty_list.kind != "territorial":
        return item.departments
    holder = item.merged.superior if item.merged else ""
    if holder:
        item = next((row.item for row in rows(duty_list) if row.item.id == holder), item)
    named = (name for block in item.superior for name in block.departments)
    return tuple(dict.fromkeys(named))


def corrections(township: Township) -> list[tuple[str, Row, Correction]]:
    """(kind of list, row, correction) of everything recorded beside a township's texts."""
    return [
        (duty_list.kind, row, correction)
        for duty_list in township.lists
        for row in rows(duty_list)
        for correction in row.item.corrections
    ]


def items_by_office(
    township: Township, vocabulary: Vocabulary
) -> dict[str, list[tuple[DutyList, Row, str]]]:
    """Office id -> the township's rows that it stands in, with the name printed there."""
    found: dict[str, list[tuple[DutyList, Row, str]]] = {}
    places = (*township.division, township.name)
    for duty_list in township.lists:
        for row in rows(duty_list):
            seen: set[str] = set()
            for printed in concerned(duty_list, row.item):
                for office in vocabulary.resolve(printed, places):
                    if office.id not in seen:
                        seen.add(office.id)
                        found.setdefault(office.id, []).append((duty_list, row, printed))
    return found


def _count(used: Sequence[tuple[DutyList, Row, str]], *kinds: str) -> int:
    return sum(duty_list.kind in kinds for duty_list, _, _ in used)


def summarise(township: Township, vocabulary: Vocabulary, uses: Uses | None = None) -> Summary:
    """The outline of a township.

    :param uses: what :func:`items_by_office` gives, if that is known already.
    """
    categories: Counter[tuple[str, str]] = Counter()
    for duty_list in township.lists:
        for category in duty_list.categories:
            canonical = vocabulary.category(category.name)
            if canonical is not None:
                categories[canonical.id, duty_list.kind] += len(category.items)
    if uses is None:
        uses = items_by_office(township, vocabulary)
    offices = {
        office: Use(
            asks=_count(used, "cooperative", "basic"),
            took=_count(used, "withdrawn"),
            named=_count(used, "territorial"),
            names=tuple(dict.fromkeys(printed for _, _, printed in used)),
            items=tuple(row.item.id for _, row, _ in used),
        )
        for office, used in uses.items()
    }
    recorded = [each for _, _, each in corrections(township)]
    happened = events(township)
    return Summary(
        id=township.id,
        name=township.name,
        full_name=township.full_name,
        kind=township.kind,
        division=township.division,
        code=township.code,
        version=township.version.id,
        title=township.version.title,
        is_district=township.is_district,
        corrections=len(recorded),
        doubts=sum(each.suggested is None for each in recorded),
        counts={each.kind: len(rows(each)) for each in township.lists},
        categories=dict(categories),
        offices=offices,
        matters=_matters(township, vocabulary, uses),
        loose=tuple(
            Loose(row.item.id, row.number, row.item.name, row.item.discontinued, received)
            for duty_list in township.lists
            if duty_list.kind == "withdrawn"
            for row in rows(duty_list)
            if not (received := bool(receivers(row.item))) or row.item.discontinued
        ),
        heads={each.kind: (each.title, each.declared) for each in township.lists},
        events=happened[:RECENT],
        generated=date_of(happened),
    )


def _matters(
    township: Township,
    vocabulary: Vocabulary,
    uses: Uses,
) -> dict[str, tuple[Stand, ...]]:
    offices: dict[str, tuple[str, ...]] = {}
    for office, used in uses.items():
        for _, row, _ in used:
            offices[row.item.id] = (*offices.get(row.item.id, ()), office)
    found: dict[str, tuple[Stand, ...]] = {}
    for duty_list in township.lists:
        for row in rows(duty_list):
            if not row.item.matters:
                continue
            said = answer(duty_list.kind, row, township)
            stand = Stand(
                duty_list.kind,
                row.item.id,
                row.number,
                said.who,
                said.rest,
                offices.get(row.item.id, ()),
            )
            for matter in vocabulary.matters(row.item.matters):
                found[matter.id] = (*found.get(matter.id, ()), stand)
    return found


def groups(members: Sequence[S]) -> dict[str, list[S]]:
    """Townships that are compared on one page: all under ``''`` if they are few, else a scope's
    each under the scope's path."""
    if len(members) <= GROUP_LIMIT:
        return {"": list(members)} if members else {}
    found: dict[str, list[S]] = {}
    for member in members:
        found.setdefault(scope_of(member.id, is_district=member.is_district), []).append(member)
    return found


def totals(summaries: Iterable[Summary]) -> tuple[int, int, int]:
    """Numbers of townships, districts and items."""
    counted = list(summaries)
    districts = sum(summary.is_district for summary in counted)
    return len(counted) - districts, districts, sum(summary.total for summary in counted)
