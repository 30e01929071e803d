"""Scripts that carry townships to ``/compare/``: only those of the chosen ones are loaded.

``compare/vocabulary.js`` names matters, categories and offices; ``compare/data/<scope>/towns.js``
the townships of a scope; ``compare/data/<township>/outline.js`` says where each matter stands in
one; ``…/texts.js`` holds its wordings, in the same order, for rows that are opened. ``edition``
joins the two: a browser that holds an old one of them must not mix them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.datascript import script, twins
from generator.item_facts import Facts, ItemFacts
from generator.matrix import headings
from generator.model import DutyList, Township
from generator.printed import cell
from generator.vocabulary import Vocabulary


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


def scope_files(scope: str, known: Sequence[tuple[Township, Facts]]) -> dict[str, bytes]:
    """The files of the townships of one scope: path below the site -> bytes."""
    listed = [[each.id, each.full_name, int(each.is_district)] for each, _ in known]
    files = [script(f"compare/data/{scope}/towns", {"towns": listed})]
    for township, facts in known:
        files += _files(township, facts)
    return dict(files)


def _files(township: Township, facts: Facts) -> Iterable[tuple[str, bytes]]:
    offices: dict[str, list[str]] = {}
    for office, used in facts.uses.items():
        for _, row, _ in used:
            offices.setdefault(row.item.id, []).append(office)
    items: list[list[Any]] = []
    texts: list[list[str]] = []
    for duty_list, listed in facts.lists:
        for each in listed:
            items.append(_outline(duty_list, each, offices))
            texts.append(["\n".join(cell) for cell in each.cells])
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


def _outline(duty_list: DutyList, facts: ItemFacts, offices: dict[str, list[str]]) -> list[Any]:
    """Kind of list, item id, number, name, ids of matters, ids of offices, the answer, and the
    departments as printed."""
    row, said, matters, _ = facts
    return [
        duty_list.kind,
        row.item.id,
        row.number,
        row.item.name,
        [matter.id for matter in matters],
        offices.get(row.item.id, []),
        said.who + said.rest,
        "\n".join(cell(row.item, "departments", duty_list)),
    ]
