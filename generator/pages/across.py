"""Pages of the whole site but those of matters and offices: places, fidelity, and those of
:mod:`home`, :mod:`comparison` and others. They are made from summaries, which are small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.findings import find
from generator.item_facts import item_facts
from generator.model import Township
from generator.pages import (
    Page,
    categories,
    comparison,
    findings,
    form,
    home,
    manual,
    render,
    words,
)
from generator.pages.groups import grouped
from generator.summary import Summary, corrections
from generator.vocabulary import Vocabulary


def pages(
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    townships: Mapping[str, Township],
    accounts: Mapping[str, Mapping[str, Any]],
    edit_url: str = "",
) -> Iterator[Page]:
    """The pages of the whole site but those of :mod:`matters` and :mod:`offices`.

    :param townships: the townships by id if they form a single group, else empty (the pages that
        need their rows are then made scope by scope with :func:`comparison.group_pages`).
    :param accounts: the reconciliations that are known, by township id.
    :param edit_url: what the address of a file in the repository's editor begins with, or ''.
    """
    found = grouped(summaries)
    yield home.page(summaries, vocabulary)
    yield _fidelity(summaries, townships, accounts)
    yield from _places(summaries)
    yield from manual.pages()
    yield form.page(summaries, edit_url)
    yield from words.pages(vocabulary)
    yield from findings.pages(find(summaries, vocabulary), summaries)
    yield categories.directory(summaries, vocabulary)
    if any(group.path for group in found):
        yield from comparison.group_indexes(found, vocabulary)
    elif found:
        facts = {key: item_facts(value, vocabulary) for key, value in townships.items()}
        yield from comparison.group_pages(found[0], vocabulary, facts)


def _fidelity(
    summaries: Sequence[Summary],
    townships: Mapping[str, Township],
    accounts: Mapping[str, Mapping[str, Any]],
) -> Page:
    return Page(
        path="data/fidelity/",
        title="与原文核对",
        description="每份清单与原文逐字核对的结果、例外、勘误和存疑",
        trail=[("数据", "data/"), ("与原文核对", "data/fidelity/")],
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
            trail=trail,
            body=render("place.html", f"{path}/", name=names[path], members=members),
        )
