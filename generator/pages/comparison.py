"""Pages that lay townships side by side: counts, and a category's items.

They are cut into groups of at most :data:`generator.summary.GROUP_LIMIT` townships, or one county.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model import KINDS, CategoryName, Row, Township, rows
from generator.pages import Page, render
from generator.summary import Summary, groups
from generator.vocabulary import Vocabulary


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


def group_indexes(found: Sequence[Group], vocabulary: Vocabulary) -> Iterator[Page]:
    """The pages that lead to the groups' pages, where there are several groups."""
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


def directory(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Page:
    """The list of all categories with their numbers of items."""
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


def _counted(summaries: Sequence[Summary], category_id: str) -> int:
    return sum(
        number
        for summary in summaries
        for (category, _), number in summary.categories.items()
        if category == category_id
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
