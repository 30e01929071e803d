"""Scripts that carry townships to ``/compare/``: only those of the chosen ones are loaded.

``compare/vocabulary.js`` names matters, categories and offices; ``compare/data/<scope>/towns.js``
the townships of a scope; ``compare/data/<township>/outline.js`` says where each matter stands in
one; ``…/texts.js`` holds its wordings, in the same order, for rows that are opened. ``edition``
joins the two: a browser that holds an old one of them must not mix them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.answers import answer
from generator.datascript import script, twins
from generator.matrix import headings
from generator.model import DutyList, Item, Row, Township, rows
from generator.printed import cell
from generator.summary import items_by_office
from generator.vocabulary import Vocabulary

FIELDS = ("superior", "township", "takeover", "basis")
"""The cells of an item in ``texts.js``."""


def vocabulary_file(vocabulary: Vocabulary) -> dict[str, bytes]:
    """Path below the site -> bytes; nothing in it grows with the number of townships."""
    value = {
        "categories": [[each.id, each.name] for each in headings(vocabulary)],
        "matters": [
            [matter.id, matter.name, category]
            for category, matter in vocabulary.filed
            if not matter.retired
        ],
        "offices": [[office.id, office.name] for office in vocabulary.offices],
    }
    return dict([script("compare/vocabulary", value)])


def scope_files(
    scope: str, townships: Sequence[Township], vocabulary: Vocabulary
) -> dict[str, bytes]:
    """The files of the townships of one scope: path below the site -> bytes."""
    listed = [[each.id, each.full_name, int(each.is_district)] for each in townships]
    files = [script(f"compare/data/{scope}/towns", {"towns": listed})]
    for township in townships:
        files += _files(township, vocabulary)
    return dict(files)


def _files(township: Township, vocabulary: Vocabulary) -> Iterable[tuple[str, bytes]]:
    offices: dict[str, list[str]] = {}
    for office, used in items_by_office(township, vocabulary).items():
        for _, row, _ in used:
            offices.setdefault(row.item.id, []).append(office)
    items: list[list[Any]] = []
    texts: list[list[str]] = []
    for duty_list in township.lists:
        known = {row.item.id: row.item for row in rows(duty_list)}
        for row in rows(duty_list):
            items.append(_outline(township, duty_list, row, offices, vocabulary))
            texts.append([_text(row.item, field, duty_list, known) for field in FIELDS])
    outline = {
        "id": township.id,
        "name": township.full_name,
        "short": township.name,
        "district": township.is_district,
        "title": township.version.title,
        "version": township.version.id,
        "items": items,
    }
    base = f"compare/data/{township.id}"
    files = (f"{base}/outline", outline), (f"{base}/texts", {"texts": texts})
    return twins(*files, of=("items", "texts"))


def _outline(
    township: Township,
    duty_list: DutyList,
    row: Row,
    offices: dict[str, list[str]],
    vocabulary: Vocabulary,
) -> list[Any]:
    """Kind of list, item id, number, name, ids of matters, ids of offices, the answer, and the
    departments as printed."""
    said = answer(duty_list.kind, row, township)
    named = map(vocabulary.matter, row.item.matters or ())
    return [
        duty_list.kind,
        row.item.id,
        row.number,
        row.item.name,
        list(dict.fromkeys(matter.id for matter in named if matter is not None)),
        offices.get(row.item.id, []),
        said.who + said.rest,
        "\n".join(cell(row.item, "departments", duty_list)),
    ]


def _text(item: Item, field: str, duty_list: DutyList, known: dict[str, Item]) -> str:
    """A printed cell, a paragraph a line; one that another item holds is that one's."""
    holder = known.get(getattr(item.merged, field)) if item.merged else None
    return "\n".join(cell(holder or item, field, duty_list))
