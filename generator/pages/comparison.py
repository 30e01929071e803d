"""``/compare/``: counts, the matrix of matters by townships, what only one town has; and the place
where ``assets/compare.js`` lays the towns that a reader picks side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.charts import Bar, Chart
from generator.item_facts import Facts
from generator.matrix import Line, alone, matrix
from generator.model import KINDS, CategoryName
from generator.pages import Page, categories, render, withdrawn
from generator.pages.groups import Group, trail
from generator.summary import Summary
from generator.vocabulary import Vocabulary

ASSETS = (
    "matrix.css",
    "compare.css",
    "parts.js",
    "compare-data.js",
    "compare-words.js",
    "compare.js",
)

TRAIL = ("比一比", "compare/")

WHOLE = 3000
"""Most items of the matrix on one page: about 600 KB of HTML, 70 KB gzipped."""


def group_pages(group: Group, vocabulary: Vocabulary, facts: Mapping[str, Facts]) -> Iterator[Page]:
    """The pages that lay the townships of one group side by side.

    :param facts: those of the items of each township, by its id.
    """
    yield from _compare(group, vocabulary)
    yield from categories.group_pages(group, vocabulary, facts)
    yield withdrawn.group_page(group, vocabulary, facts)


def group_indexes(found: Sequence[Group], vocabulary: Vocabulary) -> Iterator[Page]:
    """The pages that lead to the groups' pages, where there are several groups."""
    places = [
        (group.name, group.path, sum(not each.is_district for each in group.members))
        for group in found
    ]
    yield Page(
        path="compare/",
        title="比一比",
        description="任选两到四个镇，看同一件事各列在哪张清单；各区县的对照表",
        trail=[TRAIL],
        body=render("compare_groups.html", "compare/", places=places),
        assets=ASSETS,
    )
    yield from categories.group_indexes(found, vocabulary)
    yield withdrawn.index(found, vocabulary)


def _compare(group: Group, vocabulary: Vocabulary) -> Iterator[Page]:
    """Everything on one page, or, if that would be too long, a page for each category."""
    path = f"compare/{group.path}"
    members = group.members
    used = {category for summary in members for category, _ in summary.categories}
    found = matrix(members, vocabulary)
    stands = sum(len(cell) for _, lines in found for line in lines for cell in line.cells)
    whole = stands <= WHOLE
    shared: dict[str, Any] = {
        "members": members,
        "place": group.name,
        "kinds": [kind for kind in KINDS if any(kind in each.counts for each in members)],
        "towns": sum(not each.is_district for each in members),
        "alone": alone(members, found),
    }
    yield Page(
        path=path,
        title=f"比一比{' ' + group.name if group.name else ''}",
        description="同一件事各镇列在哪张清单：任选两到四个镇对照，全部事项对照表，只有一个镇写到的",
        scope=group.path.rstrip("/"),
        assets=ASSETS,
        trail=trail(*TRAIL, group),
        body=render(
            "compare.html",
            path,
            categories=[each for each in vocabulary.categories if each.id in used],
            group=group.path,
            matrix=found,
            matters=sum(len(lines) for _, lines in found),
            whole=whole,
            chart=_chart(members),
            **shared,
        ),
    )
    if not whole:
        yield from _split(group, found, shared)


def _chart(members: Sequence[Summary]) -> Chart:
    """How many items each list has, a bar a list."""
    kinds = tuple(kind for kind in KINDS if any(kind in each.counts for each in members))
    bars = (Bar(each.full_name, tuple(map(each.counts.get, kinds))) for each in members)
    return Chart("各地每张清单多少项", kinds, tuple(bars))


def _split(
    group: Group, found: Sequence[tuple[CategoryName, list[Line]]], shared: Mapping[str, Any]
) -> Iterator[Page]:
    above = trail(*TRAIL, group)
    for category, lines in found:
        path = f"compare/{group.path}{category.id}/"
        yield Page(
            path=path,
            title=f"{category.name}对照{' ' + group.name if group.name else ''}",
            description=f"{category.name}：每件事各镇列在哪张清单",
            assets=("matrix.css",),
            trail=[*above, (category.name, path)],
            body=render(
                "compare_category.html",
                path,
                category=category,
                lines=lines,
                **shared,
            ),
        )
    if shared["alone"]:
        path = f"compare/{group.path}only/"
        yield Page(
            path=path,
            title=f"只有一个镇写到{' ' + group.name if group.name else ''}",
            description="只有一个镇的清单写到的事项主题",
            assets=("matrix.css",),
            trail=[*above, ("只有一个镇写到", path)],
            body=render("compare_only.html", path, **shared),
        )
