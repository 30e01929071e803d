"""Pages of the whole site: home, places, fidelity, and those of :mod:`offices` and
:mod:`comparison`. They are made from summaries, which are small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from generator.model import KINDS, Township
from generator.pages import (
    Page,
    categories,
    comparison,
    manual,
    matters,
    offices,
    render,
    words,
)
from generator.pages.groups import grouped, scope_name
from generator.summary import Summary, corrections, totals
from generator.vocabulary import Vocabulary

HOME_LIMIT = 60
"""Most townships that the home page lists by name; beyond that it lists counties."""


class Place(NamedTuple):
    """A line of a directory: name, URL path, (kind, number) pairs."""

    name: str
    path: str
    counts: list[tuple[str, int]]


def pages(
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    townships: Mapping[str, Township],
    accounts: Mapping[str, Mapping[str, Any]],
) -> Iterator[Page]:
    """The pages of the whole site.

    :param townships: the townships by id if they form a single group, else empty (the pages that
        need their rows are then made scope by scope with :func:`comparison.group_pages`).
    :param accounts: the reconciliations that are known, by township id.
    """
    found = grouped(summaries)
    yield _home(summaries)
    yield _fidelity(summaries, townships, accounts)
    yield from _places(summaries)
    yield from manual.pages()
    yield from matters.pages(summaries, vocabulary, townships)
    yield from words.pages(vocabulary)
    yield from offices.pages(summaries, vocabulary, townships)
    yield categories.directory(summaries, vocabulary)
    if len(found) > 1:
        yield from comparison.group_indexes(found, vocabulary)
    elif found:
        yield from comparison.group_pages(found[0], vocabulary, townships)


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
