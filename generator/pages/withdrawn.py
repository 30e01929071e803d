"""``/withdrawn/``: what was taken back from the townships, by whom, and in which category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.answers import receivers
from generator.item_facts import Facts
from generator.model import CategoryName, Matter, Office, Row
from generator.pages import Page, render
from generator.pages.groups import Group, trail
from generator.summary import Loose, Summary
from generator.vocabulary import Vocabulary

TRAIL = ("上级收回", "withdrawn/")

UNFILED = CategoryName(id="unfiled", name="其他类别")
"""The heading of items whose printed category the vocabulary does not know."""


class Taken(NamedTuple):
    """A withdrawn item: where, its matters, and who takes it over as printed."""

    summary: Summary
    row: Row
    matters: tuple[Matter, ...]
    receivers: tuple[str, ...]


def group_page(group: Group, vocabulary: Vocabulary, facts: Mapping[str, Facts]) -> Page:
    """What was taken back in the townships of one group, every item.

    :param facts: those of the items of each township, by its id.
    """
    path = f"withdrawn/{group.path}"
    members = [each for each in group.members if "withdrawn" in each.counts]
    filed: dict[str, list[Taken]] = {}
    for summary in members:
        for category, taken in _taken(summary, facts[summary.id], vocabulary):
            filed.setdefault(category, []).append(taken)
    return Page(
        path=path,
        title=f"上级收回了什么{' ' + group.name if group.name else ''}",
        assets=("matrix.css",),
        description="清单写明由上级部门收回的事项：收回了什么，由哪种部门承接，哪些不再开展",
        scope=group.path.rstrip("/"),
        trail=trail(*TRAIL, group),
        body=render(
            "withdrawn.html",
            path,
            place=group.name,
            members=members,
            offices=_offices(members, vocabulary),
            loose=_loose(members),
            sections=[
                (category, _by_township(filed[category.id]))
                for category in (*vocabulary.categories, UNFILED)
                if category.id in filed
            ],
        ),
    )


def index(found: Sequence[Group], vocabulary: Vocabulary) -> Page:
    """Who took back how much everywhere, and the way to each group's page."""
    everywhere = [each for group in found for each in group.members if "withdrawn" in each.counts]
    return Page(
        path="withdrawn/",
        title="上级收回了什么",
        assets=("matrix.css",),
        description="清单写明由上级部门收回的事项：由哪种部门承接，各区县的明细",
        trail=[TRAIL],
        body=render(
            "withdrawn_groups.html",
            "withdrawn/",
            towns=len(everywhere),
            total=sum(each.counts["withdrawn"] for each in everywhere),
            offices=_offices(everywhere, vocabulary),
            places=[
                (group.name, group.path, sum(s.counts.get("withdrawn", 0) for s in group.members))
                for group in found
                if any("withdrawn" in summary.counts for summary in group.members)
            ],
        ),
    )


def _taken(summary: Summary, facts: Facts, vocabulary: Vocabulary) -> Iterator[tuple[str, Taken]]:
    for duty_list, items in facts.lists:
        if duty_list.kind != "withdrawn":
            continue
        for row, _, matters, _ in items:
            category = vocabulary.category(row.category.name) or UNFILED
            yield category.id, Taken(summary, row, matters, receivers(row.item))


def _by_township(taken: Sequence[Taken]) -> list[tuple[Summary, list[Taken]]]:
    found: dict[str, tuple[Summary, list[Taken]]] = {}
    for each in taken:
        found.setdefault(each.summary.id, (each.summary, []))[1].append(each)
    return list(found.values())


def _loose(members: Sequence[Summary]) -> dict[str, list[tuple[Summary, Loose]]]:
    """What is discontinued, has no receiver, or both: the three parts of it."""
    found = [(summary, each) for summary in members for each in summary.loose]
    return {
        "discontinued": [pair for pair in found if not pair[1].received and pair[1].discontinued],
        "unreceived": [pair for pair in found if not pair[1].received and not pair[1].discontinued],
        "both": [pair for pair in found if pair[1].received],
    }


def _offices(
    members: Sequence[Summary], vocabulary: Vocabulary
) -> list[tuple[Office, dict[int, int], int]]:
    """(kind of office, place among the members -> items it takes over there, all together), most
    first."""
    found: dict[str, dict[int, int]] = {}
    for place, summary in enumerate(members):
        for office, use in summary.offices.items():
            if use.took:
                found.setdefault(office, {})[place] = use.took
    listed = [
        (office, found[office.id], sum(found[office.id].values()))
        for office in vocabulary.offices
        if office.id in found
    ]
    return sorted(listed, key=lambda line: -line[2])
