"""Pages of matters: all of them, and one side by side over townships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.matrix import PENALTIES, headings
from generator.model import KINDS, CategoryName, DutyList, Labels, Matter, Row, Township, rows
from generator.pages import Page, render
from generator.printed import NO_LABELS
from generator.summary import Summary
from generator.vocabulary import Vocabulary


class Column(NamedTuple):
    """A row of a township laid beside others; ``others`` are the further matters that it names."""

    township: Township
    duty_list: DutyList
    row: Row
    labels: Labels
    others: list[Matter]


def pages(
    summaries: Sequence[Summary], vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    """The directory and a page for each matter.

    :param townships: the townships whose texts are laid side by side, by id.
    """
    yield _directory(summaries, vocabulary)
    columns = _columns(townships, vocabulary)
    penalties: dict[str, list[Matter]] = {}
    for _, matter in vocabulary.filed:
        penalties.setdefault(matter.penalty_under, []).append(matter)
    for category, matter in vocabulary.filed:
        yield _page(
            matter,
            _category(category, vocabulary),
            summaries,
            vocabulary,
            columns.get(matter.id, []),
            penalties.get(matter.name, []),
        )


def _category(category_id: str, vocabulary: Vocabulary) -> CategoryName:
    known = {category.id: category for category in vocabulary.categories}
    return known.get(category_id, PENALTIES)


def _directory(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Page:
    places: dict[str, Counter[str]] = {}
    for summary in summaries:
        for matter_id, stands in summary.matters.items():
            places.setdefault(matter_id, Counter()).update({stand.kind for stand in stands})
    groups: dict[str, list[tuple[Matter, Counter[str]]]] = {}
    for category, matter in vocabulary.filed:
        if not matter.retired:
            known = places.get(matter.id, Counter())
            groups.setdefault(category, []).append((matter, known))
    return Page(
        path="matters/",
        title="全部事项主题",
        description="各地说法不同、其实是同一件事的，归在一个主题下",
        body=render(
            "matters.html",
            "matters/",
            total=sum(map(len, groups.values())),
            groups=[
                (category, groups[category.id])
                for category in headings(vocabulary)
                if category.id in groups
            ],
            kinds=[kind for kind in KINDS if any(kind in each.counts for each in summaries)],
        ),
    )


def _columns(townships: Mapping[str, Township], vocabulary: Vocabulary) -> dict[str, list[Column]]:
    """Matter id -> the rows that name it, townships in order."""
    found: dict[str, list[Column]] = {}
    for township in townships.values():
        for duty_list in township.lists:
            for row in rows(duty_list):
                named = [vocabulary.matter(name) for name in row.item.matters or ()]
                matters = [matter for matter in named if matter is not None]
                for matter in matters:
                    others = [other for other in matters if other is not matter]
                    labels = duty_list.labels or NO_LABELS
                    column = Column(township, duty_list, row, labels, others)
                    found.setdefault(matter.id, []).append(column)
    return found


def _page(
    matter: Matter,
    category: CategoryName,
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    columns: Sequence[Column],
    penalties: Sequence[Matter],
) -> Page:
    answers = [
        (summary, place) for summary in summaries for place in summary.matters.get(matter.id, ())
    ]
    near = [(vocabulary.matter(apart.matter), apart.reason) for apart in matter.apart]
    listed = {apart.matter for apart in matter.apart}
    general = (matter.penalty_under,) if matter.penalty_under else ()
    near += [
        (vocabulary.matter(name), "") for name in (*general, *matter.related) if name not in listed
    ]
    path = f"matters/{matter.id}/"
    return Page(
        path=path,
        title=matter.name,
        description=f"{matter.name}：谁牵头、谁配合、谁承接，各地清单原文并排",
        body=render(
            "matter.html",
            path,
            matter=matter,
            category=category,
            places=len({summary.id for summary, _ in answers}),
            answers=answers,
            columns=columns,
            near=[(other, reason) for other, reason in near if other is not None],
            penalties=penalties,
            replacement=vocabulary.matter(matter.name) if matter.replaced_by else None,
        ),
    )
