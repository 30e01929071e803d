"""What search knows: entries made from lists, and the scripts that carry them to the browser."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.datascript import script, twins
from generator.item_facts import Facts
from generator.model import LIST_TITLES, Item, Township
from generator.search.ranking import Entry
from generator.summary import Summary


def entries(township: Township, facts: Facts) -> list[Entry]:
    """What search knows of a township, in printed order."""
    name = township.full_name
    return [
        Entry(
            township_id=township.id,
            township_name=name,
            kind=duty_list.kind,
            item_id=row.item.id,
            number=row.number,
            name=row.item.name,
            category=row.category.name,
            departments="、".join(_departments(row.item)),
            text="\n".join(_paragraphs(row.item, cells)),
            who=said.who,
            rest=said.rest,
            matters=tuple([matter.id for matter in matters]),
        )
        for duty_list, items in facts.lists
        for row, said, matters, cells in items
    ]


def _departments(item: Item) -> tuple[str, ...]:
    """All departments that an item names in its fields, each once."""
    named = [*item.departments]
    for block in (*item.superior, *item.takeover):
        named += block.departments
    return tuple(dict.fromkeys(named))


def _paragraphs(item: Item, cells: Iterable[Iterable[str]]) -> list[str]:
    """The texts of the printed cells, each on one line."""
    found = [item.departments_cell] if item.departments_cell else []
    for cell in cells:
        found += cell
    return [" ".join(text.split()) for text in found]


# --- files for the browser ----------------------------------------------------------------------


def catalog_files(summaries: Iterable[Summary]) -> dict[str, bytes]:
    """The list of scopes: id, name and number of items of each. Path below the site -> bytes."""
    scopes: dict[str, tuple[str, int]] = {}
    for summary in sorted(summaries, key=lambda each: each.id):
        place = "".join(summary.division) + (summary.name if summary.is_district else "")
        name, items = scopes.get(summary.scope, (place, 0))
        scopes[summary.scope] = (name, items + summary.total)
    table = [[scope, name, items] for scope, (name, items) in sorted(scopes.items())]
    return dict([script("search/catalog", {"scopes": table})])


def matters_file(index: Mapping[str, Any]) -> dict[str, bytes]:
    """The matters, one file for all scopes: path below the site -> bytes."""
    return dict([script("search/matters", dict(index))])


def scope_files(scope: str, known: Sequence[Entry]) -> dict[str, bytes]:
    """The data of one scope: names (small, loaded first) and duty texts, in the same order.

    What stands in a row of ``names`` after id and number (name, departments, who, rest, matters)
    are places in the five lists of ``words``: townships of a county share most of these texts, and
    they lie too far apart in the file for compression to notice. ``edition`` joins the two: a
    browser that holds an old one of them must not mix them up.

    :returns: path below the site -> bytes.
    """
    ordered = sorted(known, key=lambda entry: entry.township_id)
    shared = [_shared(entry) for entry in ordered]
    words = [sorted(set(column)) for column in zip(*shared, strict=True)] or [[]] * SHARED
    places = [{text: place for place, text in enumerate(column)} for column in words]
    table = [_row(entry, texts, places) for entry, texts in zip(ordered, shared, strict=True)]
    townships = [
        [township_id, name, [_list(kind, rest) for (kind,), rest in _runs(members, 1)]]
        for (township_id, name), members in _runs(table, 2)
    ]
    names = {"words": words, "townships": townships}
    texts = {"texts": [entry.text for entry in ordered]}
    files = (f"search/{scope}/names", names), (f"search/{scope}/texts", texts)
    return dict(twins(*files, of=("words", "townships", "texts")))


SHARED = 5
"""How many texts of an item its county's townships share; see :func:`scope_files`."""


def _shared(entry: Entry) -> tuple[str, ...]:
    return (entry.name, entry.departments, entry.who, entry.rest, " ".join(entry.matters))


def _row(
    entry: Entry, texts: Iterable[str], places: Sequence[Mapping[str, int]]
) -> tuple[Any, ...]:
    head = (entry.township_id, entry.township_name, entry.kind, entry.category)
    shared = [column[text] for column, text in zip(places, texts, strict=True)]
    return (*head, entry.item_id, entry.number, *shared)


def _list(kind: str, members: Iterable[tuple[Any, ...]]) -> list[Any]:
    groups = [[category, [*map(list, rest)]] for (category,), rest in _runs(members, 1)]
    return [kind, LIST_TITLES[kind], groups]


def _runs(
    table: Iterable[tuple[Any, ...]], width: int
) -> Iterable[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Neighbouring rows that begin alike: their first ``width`` cells, and the rest of each."""
    rest = operator.itemgetter(slice(width, None))
    for head, members in itertools.groupby(table, operator.itemgetter(slice(width))):
        yield head, [*map(rest, members)]
