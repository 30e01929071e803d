"""The page of a matter: who answers for it in each township, and the texts side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.answers import receivers
from generator.matrix import PENALTIES, headings
from generator.model import (
    Block,
    CategoryName,
    Correction,
    DutyList,
    Item,
    Labels,
    Matter,
    Row,
    Township,
    rows,
)
from generator.pages import Page, oembed, render
from generator.pages.alone import alone
from generator.pages.township import source_page
from generator.printed import NO_LABELS
from generator.summary import Stand, Summary
from generator.vocabulary import Vocabulary

TRAIL = ("事项主题", "matters/")

NO_SERVICE = frozenset({"dang-de-jianshe", PENALTIES.id})
"""Categories whose matters serve nobody from outside: a party's own work, and penalties."""

MOST_NEAR = 3
"""Most matters that are named where a township's lists do not hold one."""


class Part(NamedTuple):
    """A printed cell under a plain title. ``shared`` is the number of the item that the document
    prints it for as well (0: none), ``alone`` its duties that other townships lack."""

    field: str
    title: str
    blocks: Sequence[Block]
    labels: Labels
    corrections: Sequence[Correction]
    shared: int
    alone: frozenset[str]


class Column(NamedTuple):
    """A row of a township laid beside others. ``others`` are the further matters that it names,
    ``departments`` the printed names with the ids of their offices ('' if unknown), ``lines`` the
    first and last line in the original, if known."""

    township: Township
    duty_list: DutyList
    row: Row
    others: list[Matter]
    departments: list[tuple[str, str]]
    lines: Sequence[int]
    source: str

    @property
    def anchor(self) -> str:
        """The permanent id of the item on the page."""
        return anchor(self.township.id, self.row.item.id)

    @property
    def place(self) -> str:
        """The file of the list and the item's line in it, as hosting sites write them."""
        return f"lists/{self.township.id}/{self.duty_list.kind}.yml#L{self.row.item.line}"


class Place(NamedTuple):
    """What a township's lists say of a matter; where they do not name it, ``stands`` is empty and
    ``near`` holds the matters beside it that they do name."""

    summary: Summary
    stands: Sequence[Stand]
    near: Sequence[Matter]


def anchor(township_id: str, item_id: str) -> str:
    """The id of an item on the page of a matter; township ids and item ids are permanent."""
    return f"{township_id}/{item_id}"


def pages(
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    townships: Mapping[str, Township],
    accounts: Mapping[str, Mapping[str, Any]],
    edit_url: str = "",
    only: Collection[str] | None = None,
) -> Iterator[Page]:
    """A page for each matter.

    :param townships: the townships whose texts are laid side by side, by id.
    :param accounts: the reconciliations that are known, by township id: they hold the lines of the
        originals that items stand in.
    :param edit_url: what the address of a file in the repository's editor begins with, or ''.
    :param only: ids of the matters that are wanted; None: all.
    """
    columns = _columns(townships, vocabulary, accounts)
    penalties: dict[str, list[Matter]] = {}
    for _, matter in vocabulary.filed:
        general = vocabulary.matter(matter.penalty_under)
        if general is not None and not matter.retired:
            penalties.setdefault(general.id, []).append(matter)
    known = {category.id: category for category in headings(vocabulary)}
    for category, matter in vocabulary.filed:
        if only is not None and matter.id not in only:
            continue
        current = vocabulary.matter(matter.name)
        if current is not None and current is not matter:
            yield _forwarding(matter, current)
            continue
        yield _page(
            matter,
            known.get(category, PENALTIES),
            _places(matter, summaries, vocabulary, everywhere=bool(townships)),
            vocabulary,
            columns.get(matter.id, []),
            penalties.get(matter.id, []),
            edit_url,
        )


def _forwarding(matter: Matter, replacement: Matter) -> Page:
    """What stays at the URL of a matter that was merged into another one."""
    path = f"matters/{matter.id}/"
    return Page(
        path=path,
        title=matter.name,
        description=f"{matter.name}：已并入{replacement.name}",
        trail=[TRAIL, (matter.name, path)],
        body=render("matter_moved.html", path, matter=matter, replacement=replacement),
        moved=f"matters/{replacement.id}/",
    )


def _places(
    matter: Matter, summaries: Sequence[Summary], vocabulary: Vocabulary, *, everywhere: bool
) -> list[Place]:
    """The townships that list a matter, then those that do not, if ``everywhere``."""
    beside = [other for other, _ in vocabulary.beside(matter)]
    listed = [
        Place(summary, summary.matters[matter.id], ())
        for summary in summaries
        if matter.id in summary.matters
    ]
    lacking = [
        Place(summary, (), [each for each in beside if each.id in summary.matters][:MOST_NEAR])
        for summary in summaries
        if matter.id not in summary.matters
    ]
    return [*listed, *lacking] if everywhere and listed else listed


def _columns(
    townships: Mapping[str, Township],
    vocabulary: Vocabulary,
    accounts: Mapping[str, Mapping[str, Any]],
) -> dict[str, list[Column]]:
    """Matter id -> the rows that name it, townships in order."""
    found: dict[str, list[Column]] = {}
    for township in townships.values():
        division = (*township.division, township.name)
        lines = accounts.get(township.id, {}).get("lines", {})
        for duty_list in township.lists:
            for row in rows(duty_list):
                matters = vocabulary.matters(row.item.matters)
                if not matters:
                    continue
                offices = [
                    (name, next((each.id for each in vocabulary.resolve(name, division)), ""))
                    for name in row.item.departments
                ]
                for matter in matters:
                    column = Column(
                        township,
                        duty_list,
                        row,
                        [other for other in matters if other is not matter],
                        offices,
                        lines.get(row.item.id, ()),
                        source_page(township),
                    )
                    found.setdefault(matter.id, []).append(column)
    return found


def _parts(column: Column, marked: Mapping[str, frozenset[str]]) -> list[Part]:
    """The printed cells of a row, in the order of the page; a cell that another item holds is shown
    with the number of that item."""
    by_id = {row.item.id: row for row in rows(column.duty_list)}
    labels = column.duty_list.labels or NO_LABELS
    own = column.row.item
    found = []
    for field, title in (
        ("superior", "部门做什么"),
        ("takeover", "承接部门和工作方式"),
        ("township", f"{_inside(column.township)}做什么"),
    ):
        holder = by_id.get(getattr(own.merged, field)) if own.merged else None
        item: Item = holder.item if holder else own
        blocks: tuple[Block, ...] = getattr(item, field)
        if blocks:
            used = NO_LABELS if field == "township" else labels
            shared = holder.number if holder else 0
            found.append(Part(field, title, blocks, used, item.corrections, shared, marked[field]))
    return found


def _services(columns: Iterable[Column]) -> list[tuple[str, str, list[str]]]:
    """(place, path of the item, names) of who the lists say is in charge, where they name one: the
    town of a basic item, the departments that lead a cooperative one, those that took one over."""
    found = []
    for column in columns:
        item, kind = column.row.item, column.duty_list.kind
        names: Sequence[str] = ()
        if kind == "basic":
            names = (column.township.full_name,)
        elif kind == "cooperative":
            names = item.departments
        elif kind == "withdrawn" and not item.discontinued:
            names = receivers(item)
        if names:
            path = f"{column.township.id}/{kind}/#{item.id}"
            found.append((column.township.full_name, path, list(names)))
    return found


def _inside(township: Township) -> str:
    """What the page calls a township from inside."""
    if township.is_district:
        return "镇街"
    return "街道" if township.kind.endswith("街道") else f"{township.kind[-1]}里"


def _page(
    matter: Matter,
    category: CategoryName,
    places: Sequence[Place],
    vocabulary: Vocabulary,
    columns: Sequence[Column],
    penalties: Sequence[Matter],
    edit_url: str,
) -> Page:
    path = f"matters/{matter.id}/"
    marked = alone([(column.township.id, column.row.item) for column in columns])
    cards = [(column, _parts(column, each)) for column, each in zip(columns, marked, strict=True)]
    return Page(
        path=path,
        title=matter.name,
        description=f"{matter.name}：谁牵头、谁配合、谁承接，各地清单原文并排",
        assets=("matter.css", "copy.js", "matter.js"),
        trail=[TRAIL, (category.name, f"matters/#{category.id}"), (matter.name, path)],
        services=_services(columns) if category.id not in NO_SERVICE else (),
        oembed=oembed(path.rstrip("/")),
        body=render(
            "matter.html",
            path,
            matter=matter,
            category=category,
            places=places,
            listed=sum(bool(place.stands) for place in places),
            items=sum(len(place.stands) for place in places),
            cards=cards,
            marked=any(part.alone for _, parts in cards for part in parts),
            anchor=anchor,
            near=vocabulary.beside(matter),
            penalties=penalties,
            edit=edit_url,
        ),
    )
