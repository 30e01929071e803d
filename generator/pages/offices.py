"""Pages of the kinds of office: what each asks of townships and took back, everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model import Township
from generator.pages import Page, render
from generator.pages.township import by_kind
from generator.summary import Summary, items_by_office
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
                details.append((townships[summary.id], by_kind(used)))
        path = f"departments/{office.id}/"
        yield Page(
            path=path,
            title=office.name,
            description=f"{office.name}在各地乡镇清单里要求配合的和收回的事项",
            body=render(
                "department.html",
                path,
                office=office,
                uses=uses,
                names=list(dict.fromkeys(name for _, use in uses for name in use.names)),
                asks=sum(use.asks for _, use in uses),
                took=sum(use.took for _, use in uses),
                named=sum(use.named for _, use in uses),
                details=details,
            ),
        )
