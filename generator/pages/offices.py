"""Pages of the kinds of office: what each asks of townships and took back, everywhere."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from generator.matrix import Line
from generator.model import DutyList, Office, Row, Township
from generator.pages import Page, render
from generator.pages.township import by_kind, joint_offices
from generator.summary import Stand, Summary, Use, items_by_office
from generator.vocabulary import Vocabulary


def pages(
    summaries: Sequence[Summary], vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    """The directory and a page for each kind of office that stands in a list.

    :param townships: the townships whose items are listed on the pages, by id.
    """
    yield _directory(summaries, vocabulary)
    yield from _offices(summaries, vocabulary, townships)


def _directory(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Page:
    offices = []
    for office in vocabulary.offices:
        used = [summary.offices[office.id] for summary in summaries if office.id in summary.offices]
        if used:
            sums = [sum(numbers) for numbers in zip(*(use[:3] for use in used), strict=True)]
            offices.append((office, *sums, len(used)))
    return Page(
        path="departments/",
        title="按部门看",
        description="各种部门在乡镇清单里要求配合什么、收回了什么",
        body=render("departments.html", "departments/", offices=offices),
        assets=("list.css", "narrow.js"),
        trail=[("按部门看", "departments/")],
    )


def _offices(
    summaries: Sequence[Summary], vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    by_office = {
        township_id: items_by_office(township, vocabulary)
        for township_id, township in townships.items()
    }
    for office in vocabulary.offices:
        uses = [
            (summary, summary.offices[office.id])
            for summary in summaries
            if office.id in summary.offices
        ]
        if not uses:
            continue
        details = []
        for summary, _ in uses:
            used = by_office.get(summary.id, {}).get(office.id, [])
            if used:
                details.append((townships[summary.id], by_kind(used), alone(used)))
        path = f"departments/{office.id}/"
        named = {place: used[office.id] for place, used in by_office.items() if office.id in used}
        csv = f"{path}items.csv"
        yield Page(
            path=path,
            title=office.name,
            description=f"{office.name}在各地乡镇清单里要求配合的和收回的事项",
            assets=("list.css", "matrix.css"),
            trail=[("按部门看", "departments/"), (office.name, path)],
            data=[("text/csv", csv, f"{office.name} CSV")] if details else [],
            body=render(
                "department.html",
                path,
                office=office,
                uses=uses,
                names=list(dict.fromkeys(name for _, use in uses for name in use.names)),
                joint=_joint(office, uses, vocabulary),
                asks=sum(use.asks for _, use in uses),
                took=sum(use.took for _, use in uses),
                named=sum(use.named for _, use in uses),
                details=details,
                differing=differing(named, summaries, vocabulary),
                members=[summary for summary in summaries if summary.id in townships],
                csv=csv,
            ),
        )


def alone(used: Sequence[tuple[DutyList, Row, str]]) -> int:
    """The number of items to be helped with that name no other department."""
    return sum(
        duty_list.kind == "cooperative" and len(row.item.departments) == 1
        for duty_list, row, _ in used
    )


def _joint(
    office: Office, uses: Sequence[tuple[Summary, Use]], vocabulary: Vocabulary
) -> list[tuple[str, list[Office]]]:
    """The names of an office, in any township, that stand for other kinds of office too."""
    found: dict[str, list[Office]] = {}
    for summary, use in uses:
        places = (*summary.division, summary.name)
        found |= dict(joint_offices(office, use.names, places, vocabulary))
    return list(found.items())


def differing(
    named: Mapping[str, Sequence[tuple[DutyList, Row, str]]],
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
) -> list[Line]:
    """The matters of an office that towns treat differently: at least two towns list them, and
    not all in the same kind of list, or not all with this office named. Matters that only a
    district-wide list names the office in say nothing about towns.

    :param named: township id -> the rows that the office stands in.
    :returns: a line a matter, in the vocabulary's order, with a cell for each of ``summaries``.
    """
    items = {(place, row.item.id) for place, used in named.items() for _, row, _ in used}
    concerned = {
        matter.id
        for used in named.values()
        for duty_list, row, _ in used
        if duty_list.kind != "territorial"
        for matter in map(vocabulary.matter, row.item.matters or ())
        if matter is not None
    }
    lines = []
    for _, matter in vocabulary.filed:
        if matter.id not in concerned:
            continue
        cells = [summary.matters.get(matter.id, ()) for summary in summaries]
        towns = [
            (frozenset(stand.kind for stand in cell), _is_named(summary, cell, items))
            for summary, cell in zip(summaries, cells, strict=True)
            if cell and not summary.is_district
        ]
        if len(towns) > 1 and len(set(towns)) > 1:
            lines.append(Line(matter, tuple(cells), len(towns)))
    return lines


def _is_named(summary: Summary, cell: Sequence[Stand], items: Container[tuple[str, str]]) -> bool:
    return any((summary.id, stand.item) in items for stand in cell)
