"""A township's items, a line each: what its overview page is filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.downloads.township import COLUMNS, source_head
from generator.model import KINDS, DutyList, Row, Township, rows
from generator.pages import SiteFacts
from generator.pages.listing import Choice, choices
from generator.summary import Uses, concerned
from generator.vocabulary import Vocabulary

HEADS = ("清单", *(COLUMNS[key] for key in ("id", "number", "category", "name")), "部门原文名称")
"""The columns of the download, before source and address."""


class Line(NamedTuple):
    """An item: the key of its category, the ids of the offices it names and their printed names,
    each joined to a text."""

    row: Row
    category: str
    offices: str
    departments: str


class Part(NamedTuple):
    """The items of one list; ``cited`` and ``address`` stand before an item's number and id in its
    source and its address."""

    duty_list: DutyList
    lines: list[Line]
    cited: str
    address: str


class Lines(NamedTuple):
    """All items of a township by list, and what one may choose by: (key, name, number of items)
    of categories, and the kinds of office."""

    parts: list[Part]
    categories: list[tuple[str, str, int]]
    offices: list[Choice]
    heads: tuple[str, ...]

    @property
    def total(self) -> int:
        """Number of items."""
        return sum(len(part.lines) for part in self.parts)


def lines(
    township: Township,
    uses: Uses,
    offices: Mapping[str, str],
    vocabulary: Vocabulary,
    facts: SiteFacts,
) -> Lines:
    """The lines of a township; ``uses`` and ``offices`` say where its lists name which office."""
    categories: dict[str, tuple[str, int]] = {}
    keys: dict[str, str] = {}
    for duty_list in township.lists:
        for category in duty_list.categories:
            known = vocabulary.category(category.name)
            name = known.name if known else category.name
            key = known.id if known else keys.get(category.name, f"category-{len(categories)}")
            keys[category.name] = key
            categories[key] = name, categories.get(key, ("", 0))[1] + len(category.items)
    order = {category.id: place for place, category in enumerate(vocabulary.categories)}
    return Lines(
        parts=[
            Part(
                duty_list,
                [
                    Line(
                        row,
                        keys[row.category.name],
                        offices.get(row.item.id, ""),
                        "、".join(concerned(duty_list, row.item)),
                    )
                    for row in rows(duty_list)
                ],
                source_head(township, duty_list),
                f"{facts.site_url}{township.id}/{duty_list.kind}/#",
            )
            for duty_list in township.lists
        ],
        categories=sorted(
            ((key, name, number) for key, (name, number) in categories.items()),
            key=lambda category: order.get(category[0], len(order)),
        ),
        offices=choices(uses, vocabulary, *KINDS),
        heads=(*HEADS, COLUMNS["source"], COLUMNS["url"]),
    )
