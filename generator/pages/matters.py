"""The directory of matters, and (:mod:`matter`) the page of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.matrix import headings
from generator.model import KINDS, Matter, Township
from generator.pages import Page, matter, render
from generator.summary import Summary
from generator.vocabulary import Vocabulary


def pages(
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    townships: Mapping[str, Township],
    accounts: Mapping[str, Mapping[str, Any]],
    edit_url: str = "",
) -> Iterator[Page]:
    """The directory and a page for each matter.

    :param townships: the townships whose texts are laid side by side, by id.
    :param accounts: the reconciliations that are known, by township id: they hold the lines of the
        originals that items stand in.
    :param edit_url: what the address of a file in the repository's editor begins with, or ''.
    """
    yield _directory(summaries, vocabulary)
    yield from matter.pages(summaries, vocabulary, townships, accounts, edit_url)


def _directory(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Page:
    places: dict[str, Counter[str]] = {}
    for summary in summaries:
        for matter_id, stands in summary.matters.items():
            places.setdefault(matter_id, Counter()).update({stand.kind for stand in stands})
    groups: dict[str, list[tuple[Matter, Counter[str]]]] = {}
    for category, each in vocabulary.filed:
        if not each.retired:
            groups.setdefault(category, []).append((each, places.get(each.id, Counter())))
    return Page(
        path="matters/",
        title="全部事项主题",
        assets=("matrix.css",),
        description="各地说法不同、其实是同一件事的，归在一个主题下",
        trail=[matter.TRAIL],
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
