"""``/compare/``: counts, the matrix of matters by townships, what only one town has; and the place
where ``assets/compare.js`` lays the towns that a reader picks side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.matrix import alone, matrix
from generator.model import KINDS, Township
from generator.pages import Page, categories, render, withdrawn
from generator.pages.groups import Group, trail
from generator.vocabulary import Vocabulary

ASSETS = ("compare.css", "compare.js")


def group_pages(
    group: Group, vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    """The pages that lay the townships of one group side by side."""
    yield _compare(group, vocabulary)
    yield from categories.group_pages(group, vocabulary, townships)
    yield withdrawn.group_page(group, vocabulary, townships)


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
        body=render("compare_groups.html", "compare/", places=places),
        assets=ASSETS,
    )
    yield from categories.group_indexes(found, vocabulary)
    yield withdrawn.index(found, vocabulary)


def _compare(group: Group, vocabulary: Vocabulary) -> Page:
    path = f"compare/{group.path}"
    used = {category for summary in group.members for category, _ in summary.categories}
    found = matrix(group.members, vocabulary)
    return Page(
        path=path,
        title=f"比一比{' ' + group.name if group.name else ''}",
        description="同一件事各镇列在哪张清单：任选两到四个镇对照，全部事项对照表，只有一个镇写到的",
        scope=group.path.rstrip("/"),
        body=render(
            "compare.html",
            path,
            members=group.members,
            categories=[each for each in vocabulary.categories if each.id in used],
            group=group.path,
            place=group.name,
            kinds=[kind for kind in KINDS if any(kind in s.counts for s in group.members)],
            matrix=found,
            matters=sum(len(lines) for _, lines in found),
            alone=alone(group.members, found),
            towns=sum(not each.is_district for each in group.members),
            **trail("比一比", "compare/", group),
        ),
        assets=ASSETS,
    )
