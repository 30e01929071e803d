"""Pages across townships: home, places, departments, categories, comparison.

They are made from summaries; only pages that lay rows side by side take the townships themselves,
and those are cut into groups of at most :data:`generator.summary.GROUP_LIMIT` or one county.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from generator.model import KINDS, CategoryName, Row, Township, rows
from generator.pages import Page, render
from generator.summary import Summary, corrections, groups, items_by_office, totals
from generator.vocabulary import Vocabulary

HOME_LIMIT = 60
"""Most townships that the home page lists by name; beyond that it lists counties."""


class Place(NamedTuple):
    """A line of a directory: name, URL path, (kind, number) pairs."""

    name: str
    path: str
    counts: list[tuple[str, int]]


class Group(NamedTuple):
    """Townships that are compared on one page. ``path`` is '' or the county's path with a slash,
    ``name`` the county's name or ''."""

    path: str
    name: str
    members: list[Summary]


def grouped(summaries: Sequence[Summary]) -> list[Group]:
    """The groups that comparison pages are made for."""
    return [
        Group(f"{path}/" if path else "", scope_name(members) if path else "", members)
        for path, members in groups(summaries).items()
    ]


def scope_name(members: Sequence[Summary]) -> str:
    """The name of the county (or district) that these townships belong to."""
    first = members[0]
    return first.full_name if first.is_district else "".join(first.division[-2:])


def pages(
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    townships: Mapping[str, Township],
    accounts: Mapping[str, Mapping[str, Any]],
) -> Iterator[Page]:
    """The pages of the whole site.

    :param townships: the townships by id if they form a single group, else empty (the pages that
        need their rows are then made scope by scope with :func:`group_pages`).
    :param accounts: the reconciliations that are known, by township id.
    """
    found = grouped(summaries)
    yield _home(summaries)
    yield _fidelity(summaries, townships, accounts)
    yield from _places(summaries)
    yield _departments(summaries, vocabulary)
    yield from _department_pages(summaries, vocabulary, townships)
    yield _categories(summaries, vocabulary)
    if len(found) > 1:
        yield from _group_indexes(found, vocabulary)
    elif found:
        yield from group_pages(found[0], vocabulary, townships)


def group_pages(
    group: Group, vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    """Comparison and categories side by side, for one group."""
    yield _compare(group, vocabulary)
    members = [townships[summary.id] for summary in group.members]
    filed = {member.id: _filed(member, vocabulary) for member in members}
    for category in vocabulary.categories:
        found = [(member, filed[member.id].get(category.id, {})) for member in members]
        columns = [(member, by_kind) for member, by_kind in found if by_kind]
        if columns:
            yield _category(category, group, columns)


def _fidelity(
    summaries: Sequence[Summary],
    townships: Mapping[str, Township],
    accounts: Mapping[str, Mapping[str, Any]],
) -> Page:
    return Page(
        path="data/fidelity/",
        title="与原文核对",
        description="每份清单与原文逐字核对的结果、例外、勘误和存疑",
        body=render(
            "fidelity.html",
            "data/fidelity/",
            checked=[(summary, accounts.get(summary.id)) for summary in summaries],
            details=[
                (township, accounts.get(township.id), corrections(township))
                for township in townships.values()
            ],
        ),
    )


def _home(summaries: Sequence[Summary]) -> Page:
    number, districts, items = totals(summaries)
    lines = [(summary.division[0], summary) for summary in summaries]
    provinces: list[tuple[str, list[Place]]] = []
    for province, members in groupby(lines, key=lambda pair: pair[0]):
        listed = [summary for _, summary in members]
        provinces.append((province, _listed(listed, by_county=len(summaries) > HOME_LIMIT)))
    return Page(
        path="",
        title="这事谁来管？",
        description="查乡镇、街道的履行职责事项清单：什么事谁负责、谁牵头、谁配合，附原文出处",
        body=render(
            "home.html",
            "",
            townships=number,
            districts=districts,
            items=items,
            provinces=provinces,
        ),
    )


def _listed(summaries: Sequence[Summary], *, by_county: bool) -> list[Place]:
    if not by_county:
        return [
            Place(
                " ".join((*summary.division[1:], summary.name)),
                f"{summary.id}/",
                list(summary.counts.items()),
            )
            for summary in summaries
        ]
    found = []
    for scope, members in groupby(summaries, key=lambda summary: summary.scope):
        listed = list(members)
        counts = {
            kind: sum(summary.counts.get(kind, 0) for summary in listed)
            for kind in KINDS
            if any(kind in summary.counts for summary in listed)
        }
        found.append(Place(scope_name(listed), f"{scope}/", list(counts.items())))
    return found


def _places(summaries: Sequence[Summary]) -> Iterator[Page]:
    """A page for every folder above a township, so that each URL can be shortened."""
    below: dict[str, list[Summary]] = {}
    names: dict[str, str] = {}
    own = {summary.id for summary in summaries}
    for summary in summaries:
        folders = summary.id.split("/")
        spelled = summary.division[-(len(folders) - 1) :] if len(folders) > 1 else ()
        for depth, name in enumerate(spelled, start=1):
            path = "/".join(folders[:depth])
            below.setdefault(path, []).append(summary)
            names.setdefault(path, name)
    for path, members in below.items():
        if path in own:
            continue
        folders = path.split("/")
        above = ["/".join(folders[:depth]) for depth in range(1, len(folders) + 1)]
        trail = [(names[each], f"{each}/") for each in above if each in names]
        yield Page(
            path=f"{path}/",
            title=names[path],
            description=f"{names[path]}已收录的乡镇街道清单",
            scope=path,
            body=render("place.html", f"{path}/", trail=trail, members=members),
        )


def _departments(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Page:
    offices = []
    for office in vocabulary.offices:
        used = [summary.offices[office.id] for summary in summaries if office.id in summary.offices]
        if used:
            asks, took = sum(use.asks for use in used), sum(use.took for use in used)
            offices.append((office, asks, took, len(used)))
    return Page(
        path="departments/",
        title="按部门看",
        description="各种部门在乡镇清单里要求配合什么、收回了什么",
        body=render("departments.html", "departments/", offices=offices),
    )


def _department_pages(
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
                asked = [(each.kind, row) for each, row, _ in used if each.kind != "withdrawn"]
                taken = [(each.kind, row) for each, row, _ in used if each.kind == "withdrawn"]
                details.append((townships[summary.id], asked, taken))
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
                details=details,
            ),
        )


def _counted(summaries: Sequence[Summary], category_id: str) -> int:
    return sum(
        number
        for summary in summaries
        for (category, _), number in summary.categories.items()
        if category == category_id
    )


def _categories(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Page:
    counted = [(each, _counted(summaries, each.id)) for each in vocabulary.categories]
    return Page(
        path="categories/",
        title="按类别看",
        description="各镇同一类的事项并排看",
        body=render(
            "categories.html",
            "categories/",
            categories=[(category, number) for category, number in counted if number],
        ),
    )


def _group_indexes(found: Sequence[Group], vocabulary: Vocabulary) -> Iterator[Page]:
    places = [
        (group.name, group.path, sum(summary.total for summary in group.members)) for group in found
    ]
    yield Page(
        path="compare/",
        title="比一比",
        description="按区县比较各镇每张清单、每一类的事项数",
        body=render("compare_groups.html", "compare/", places=places),
    )
    for category in vocabulary.categories:
        path = f"categories/{category.id}/"
        listed = [(group.name, group.path, _counted(group.members, category.id)) for group in found]
        if any(number for _, _, number in listed):
            yield Page(
                path=path,
                title=category.name,
                description=f"各区县的{category.name}类事项",
                body=render(
                    "category_groups.html",
                    path,
                    category=category,
                    places=[place for place in listed if place[2]],
                ),
            )


def _compare(group: Group, vocabulary: Vocabulary) -> Page:
    path = f"compare/{group.path}"
    used = {category for summary in group.members for category, _ in summary.categories}
    return Page(
        path=path,
        title=f"比一比{' ' + group.name if group.name else ''}",
        description="各地每张清单、每一类各有多少项",
        body=render(
            "compare.html",
            path,
            members=group.members,
            categories=[each for each in vocabulary.categories if each.id in used],
            group=group.path,
            place=group.name,
            kinds=[kind for kind in KINDS if any(kind in s.counts for s in group.members)],
            **_trail("比一比", "compare/", group),
        ),
    )


def _trail(name: str, path: str, group: Group) -> dict[str, object]:
    """Breadcrumbs of a page that exists once or once a county."""
    return {"trail": [(name, path)], "here": group.name}


def _category(
    category: CategoryName,
    group: Group,
    columns: Sequence[tuple[Township, Mapping[str, list[Row]]]],
) -> Page:
    """A category side by side.

    :param columns: townships that have it, each with its rows under it by kind of list.
    """
    path = f"categories/{category.id}/{group.path}"
    kinds = [
        (kind, [by_kind.get(kind, []) for _, by_kind in columns])
        for kind in KINDS
        if any(kind in by_kind for _, by_kind in columns)
    ]
    trail = [("按类别看", "categories/")]
    if group.path:
        trail.append((category.name, f"categories/{category.id}/"))
    return Page(
        path=path,
        title=f"{category.name}{' ' + group.name if group.name else ''}",
        description=f"{category.name}：各地清单里同一类的事项并排看",
        body=render(
            "category.html",
            path,
            category=category,
            place=group.name,
            columns=[township for township, _ in columns],
            kinds=kinds,
            trail=trail,
            here=group.name or category.name,
        ),
    )


def _filed(township: Township, vocabulary: Vocabulary) -> dict[str, dict[str, list[Row]]]:
    """The rows of a township by canonical category and kind of list."""
    found: dict[str, dict[str, list[Row]]] = {}
    for duty_list in township.lists:
        for row in rows(duty_list):
            canonical = vocabulary.category(row.category.name)
            if canonical is not None:
                found.setdefault(canonical.id, {}).setdefault(duty_list.kind, []).append(row)
    return found
