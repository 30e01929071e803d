"""Categories: all of them, and one over townships, matter by matter."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.answers import Answer
from generator.item_facts import Facts, ItemFacts
from generator.model import KINDS, CategoryName, Matter, Row
from generator.pages import Page, render
from generator.pages.groups import Group, trail
from generator.summary import Stand, Summary
from generator.vocabulary import Vocabulary

TRAIL = ("按类别看", "categories/")

Told = tuple[str, Row, Answer]
"""An item as a page says it: kind of list, row, and answer."""

Filed = Mapping[str, Sequence[ItemFacts]]
"""The items of a township under one category, by kind of list."""


class Cell(NamedTuple):
    """A matter in a township: its items under the category, and where else it stands."""

    rows: list[Told]
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


def group_pages(group: Group, vocabulary: Vocabulary, facts: Mapping[str, Facts]) -> Iterator[Page]:
    """A page for each category that a township of the group has.

    :param facts: those of the items of each township, by its id.
    """
    filed = [_filed(facts[summary.id], vocabulary) for summary in group.members]
    for category in vocabulary.categories:
        columns = [
            (summary, by_category.get(category.id, {}))
            for summary, by_category in zip(group.members, filed, strict=True)
        ]
        if any(found for _, found in columns):
            yield _page(category, group, columns)


def _counts(summaries: Sequence[Summary]) -> dict[str, dict[str, int]]:
    """Category id -> kind of list -> number of items."""
    found: dict[str, dict[str, int]] = {}
    for summary in summaries:
        for (category, kind), number in summary.categories.items():
            if number:
                by_kind = found.setdefault(category, {})
                by_kind[kind] = by_kind.get(kind, 0) + number
    return found


def _filed(facts: Facts, vocabulary: Vocabulary) -> dict[str, dict[str, list[ItemFacts]]]:
    """The items of a township by canonical category and kind of list."""
    found: dict[str, dict[str, list[ItemFacts]]] = {}
    for duty_list, items in facts.lists:
        for printed, listed in itertools.groupby(items, lambda each: each.row.category.name):
            canonical = vocabulary.category(printed)
            if canonical is not None:
                by_kind = found.setdefault(canonical.id, {})
                by_kind.setdefault(duty_list.kind, []).extend(listed)
    return found


def _page(
    category: CategoryName,
    group: Group,
    columns: Sequence[tuple[Summary, Filed]],
) -> Page:
    path = f"categories/{category.id}/{group.path}"
    lines, bare = _lines(columns)
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
    columns: Sequence[tuple[Summary, Filed]],
) -> tuple[list[Line], list[tuple[Summary, list[Told]]]]:
    """The matters of a category, those that more townships have first; and, by township, the items
    that belong to no matter. A township that prints a matter under another category has it too."""
    found: dict[str, Line] = {}
    bare: list[tuple[Summary, list[Told]]] = []
    for place, (summary, filed) in enumerate(columns):
        loose: list[Told] = []
        for kind, listed in filed.items():
            for row, said, matters, _ in listed:
                if not matters:
                    loose.append((kind, row, said))
                for matter in matters:
                    if matter.id not in found:
                        found[matter.id] = Line(matter, [Cell([], []) for _ in columns])
                    found[matter.id].cells[place].rows.append((kind, row, said))
        if loose:
            bare.append((summary, loose))
    for matter_id, line in found.items():
        for cell, (summary, _) in zip(line.cells, columns, strict=True):
            stands = summary.matters.get(matter_id)
            if stands:
                here = {row.item.id for _, row, _ in cell.rows}
                cell.elsewhere.extend(stand for stand in stands if stand.item not in here)
    ordered = sorted(found.values(), key=lambda line: -sum(map(any, line.cells)))
    return ordered, bare
