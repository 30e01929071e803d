"""The home page: one question, what people often ask, and the townships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import groupby
from typing import NamedTuple

from generator.model import KINDS, Matter
from generator.pages import Page, oembed, render
from generator.pages.groups import scope_name
from generator.summary import Summary, totals
from generator.vocabulary import Vocabulary

LIMIT = 60
"""Most townships that the page lists by name; beyond that it lists counties."""

COMMON = 8
"""Most common questions."""


class Place(NamedTuple):
    """A line of a directory: name, URL path, (kind, number) pairs."""

    name: str
    path: str
    counts: list[tuple[str, int]]


def page(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Page:
    """The home page."""
    number, districts, items = totals(summaries)
    few = len(summaries) <= LIMIT
    provinces: list[tuple[str, list[Place]]] = []
    for province, members in groupby(summaries, key=lambda summary: summary.division[0]):
        listed = list(members)
        provinces.append((province, list(map(_township, listed)) if few else _counties(listed)))
    return Page(
        path="",
        title="这事谁来管？",
        description="查乡镇、街道的履行职责事项清单：什么事谁负责、谁牵头、谁配合，附原文出处",
        assets=("home.js",),
        oembed=oembed("search"),
        body=render(
            "home.html",
            "",
            townships=number,
            districts=districts,
            items=items,
            provinces=provinces,
            choices=[(each.id, each.full_name) for each in summaries] if few else [],
            common=list(_common(summaries, vocabulary)),
        ),
    )


def _common(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Everyday words with the id of the matter that they are words of: those of ``common.txt``
    that a township has a matter for, then names of the matters that most townships have."""
    held: dict[str, int] = {}
    for summary in summaries:
        for matter in summary.matters:
            held[matter] = held.get(matter, 0) + 1
    current = [each for _, each in vocabulary.filed if not each.retired and each.id in held]
    spoken: dict[str, Matter] = {}
    for each in current:
        for word in (each.name, *each.keywords):
            spoken.setdefault(word, each)
    wanted = resources.files("generator.search").joinpath("common.txt").read_text("utf-8").split()
    found = {word: spoken[word].id for word in wanted if word in spoken}
    for each in sorted(current, key=lambda matter: (-held[matter.id], matter.id)):
        if each.id not in found.values():
            found[each.name] = each.id
    yield from list(found.items())[:COMMON]


def _township(summary: Summary) -> Place:
    name = " ".join((*summary.division[1:], summary.name))
    return Place(name, f"{summary.id}/", list(summary.counts.items()))


def _counties(summaries: Sequence[Summary]) -> list[Place]:
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
