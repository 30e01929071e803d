"""Categories: all of them, and one over townships, matter by matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model import KINDS, CategoryName, Matter, Row, Township, rows
from generator.pages import Page, render
from generator.pages.groups import Group, trail
from generator.summary import Stand, Summary
from generator.vocabulary import Vocabulary

TRAIL = ("按类别看", "categories/")

Filed = Mapping[str, Sequence[Row]]
"""The rows of a township under one category, by kind of list."""


class Cell(NamedTuple):
    """A matter in a township: its rows under the category, and where else it stands."""

    rows: list[tuple[str, Row]]
    elsewhere: list[Stand]


class Line(NamedTuple):
    """A matter over the townships that have the category."""

    matter: Matter
    cells: list[Cell]


def directory(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Page:
    """The list of all categories with their numbers of items."""
    counted = _counts(summaries)
    return Page(
        path="categories/",
        title="按类别看",
        assets=("matrix.css",),
        description="各镇同一类的事项并排看",
        trail=[TRAIL],
        body=render(
            "categories.html",
            "categories/",
            categories=[
                (category, counted[category.id])
                for category in vocabulary.categories
                if counted.get(category.id)
            ],
            kinds=[kind for kind in KINDS if any(kind in each.counts for each in summaries)],
        ),
    )


def group_indexes(found: Sequence[Group], vocabulary: Vocabulary) -> Iterator[Page]:
    """The pages that lead to the groups' pages of each category, where there are several."""
    counted = [(group, _counts(group.members)) for group in found]
    for category in vocabulary.categories:
        path = f"categories/{category.id}/"
        places = [
            (group.name, group.path, sum(counts[category.id].values()))
            for group, counts in counted
            if counts.get(category.id)
        ]
        if places:
            yield Page(
                path=path,
                title=category.name,
                description=f"各区县的{category.name}类事项",
                trail=[TRAIL, (category.name, path)],
                body=render("category_groups.html", path, category=category, places=places),
            )


def group_pages(
    group: Group, vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    """A page for each category that a township of the group has."""
    filed = [_filed(townships[summary.id], vocabulary) for summary in group.members]
    for category in vocabulary.categories:
        columns = [
            (summary, by_category.get(category.id, {}))
            for summary, by_category in zip(group.members, filed, strict=True)
        ]
        if any(found for _, found in columns):
            yield _page(category, group, columns, vocabulary)


def _counts(summaries: Sequence[Summary]) -> dict[str, dict[str, int]]:
    """Category id -> kind of list -> number of items."""
    found: dict[str, dict[str, int]] = {}
    for summary in summaries:
        for (category, kind), number in summary.categories.items():
            if number:
                by_kind = found.setdefault(category, {})
                by_kind[kind] = by_kind.get(kind, 0) + number
    return found


def _filed(township: Township, vocabulary: Vocabulary) -> dict[str, dict[str, list[Row]]]:
    """The rows of a township by canonical category and kind of list."""
    found: dict[str, dict[str, list[Row]]] = {}
    for duty_list in township.lists:
        for row in rows(duty_list):
            canonical = vocabulary.category(row.category.name)
            if canonical is not None:
                found.setdefault(canonical.id, {}).setdefault(duty_list.kind, []).append(row)
    return found


def _page(
    category: CategoryName,
    group: Group,
    columns: Sequence[tuple[Summary, Filed]],
    vocabulary: Vocabulary,
) -> Page:
    path = f"categories/{category.id}/{group.path}"
    lines, bare = _lines(columns, vocabulary)
    used = [
        place
        for place, (_, filed) in enumerate(columns)
        if filed or any(line.cells[place].elsewhere for line in lines)
    ]
    return Page(
        path=path,
        title=f"{category.name}{' ' + group.name if group.name else ''}",
        assets=("matrix.css",),
        description=f"{category.name}：各地清单里同一类的事项，同一件事排在一行",
        trail=[TRAIL, *trail(category.name, f"categories/{category.id}/", group)],
        body=render(
            "category.html",
            path,
            category=category,
            place=group.name,
            group=group.path,
            columns=[columns[place] for place in used],
            lines=[Line(line.matter, [line.cells[place] for place in used]) for line in lines],
            places=sum(bool(filed) for _, filed in columns),
            bare=bare,
            kinds=[kind for kind in KINDS if any(kind in filed for _, filed in columns)],
        ),
    )


def _lines(
    columns: Sequence[tuple[Summary, Filed]], vocabulary: Vocabulary
) -> tuple[list[Line], list[tuple[Summary, list[tuple[str, Row]]]]]:
    """The matters of a category, those that more townships have first; and, by township, the rows
    that belong to no matter. A township that prints a matter under another category has it too."""
    found: dict[str, Line] = {}
    bare: list[tuple[Summary, list[tuple[str, Row]]]] = []
    for place, (summary, filed) in enumerate(columns):
        loose: list[tuple[str, Row]] = []
        for kind, listed in filed.items():
            for row in listed:
                named = [vocabulary.matter(name) for name in row.item.matters or ()]
                matters = {matter.id: matter for matter in named if matter is not None}
                if not matters:
                    loose.append((kind, row))
                for matter in matters.values():
                    if matter.id not in found:
                        found[matter.id] = Line(matter, [Cell([], []) for _ in columns])
                    found[matter.id].cells[place].rows.append((kind, row))
        if loose:
            bare.append((summary, loose))
    for matter_id, line in found.items():
        for cell, (summary, _) in zip(line.cells, columns, strict=True):
            here = {row.item.id for _, row in cell.rows}
            stands = summary.matters.get(matter_id, ())
            cell.elsewhere.extend(stand for stand in stands if stand.item not in here)
    ordered = sorted(found.values(), key=lambda line: -sum(map(any, line.cells)))
    return ordered, bare
