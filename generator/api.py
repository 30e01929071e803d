"""The JSON of the site (DESIGN §5): a contract that changes by addition only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.events import date_of, events
from generator.model import BLOCK_FIELDS, DutyList, Matter, Row, Township, rows, specs
from generator.printed import cell
from generator.summary import Summary, concerned
from generator.vocabulary import Vocabulary

ROOT = "api/v1/"
CELLS = ("departments", "superior", "township", "takeover", "basis")


def encode(document: dict[str, Any]) -> bytes:
    """JSON bytes: UTF-8, without blanks, the same for the same data."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return (text + "\n").encode("utf-8")


def townships(summaries: Iterable[Summary]) -> dict[str, Any]:
    """``townships.json``."""
    known = list(summaries)
    return {
        "generated": generated(known),
        "townships": [
            {
                "id": summary.id,
                "name": summary.name,
                "kind": summary.kind,
                "code": summary.code,
                "division": list(summary.division),
                "counts": summary.counts,
                "url": f"{summary.id}/",
                "json": f"{ROOT}townships/{summary.id}.json",
                "changes": f"{ROOT}changes/{summary.id}.json",
            }
            for summary in known
        ],
    }


def generated(summaries: Iterable[Summary]) -> str:
    """The date of the data: that of the newest edition or change, as exactly as it is known; ''
    without any townships."""
    return max((summary.generated for summary in summaries), default="")


def matters(summaries: Iterable[Summary], vocabulary: Vocabulary) -> dict[str, Any]:
    """``matters.json``; items are ``<township id>#<item id>``, townships in order."""
    known = list(summaries)
    return {
        "generated": generated(known),
        "matters": [
            {
                "id": matter.id,
                "name": matter.name,
                "category": category,
                "keywords": list(matter.keywords),
                "items": [
                    f"{summary.id}#{stand.item}"
                    for summary in known
                    for stand in summary.matters.get(matter.id, ())
                ],
                "url": f"matters/{matter.id}/",
                "json": f"{ROOT}matters/{matter.id}.json",
                **replaced(matter, vocabulary),
            }
            for category, matter in vocabulary.filed
        ],
    }


def replaced(matter: Matter, vocabulary: Vocabulary) -> dict[str, str]:
    """``replaced_by`` with the id of the matter that a retired one was merged into."""
    other = vocabulary.matter(matter.name) if matter.replaced_by else None
    return {"replaced_by": other.id} if other is not None else {}


def township(value: Township, vocabulary: Vocabulary) -> dict[str, Any]:
    """``townships/<id>.json``; URLs are relative to the site's root."""
    return {
        "id": value.id,
        "name": value.name,
        "kind": value.kind,
        "code": value.code,
        "division": list(value.division),
        **({"code_year": value.code_year} if value.code_year is not None else {}),
        "generated": date_of(events(value)),
        "versions": [plain(version) for version in value.versions],
        "url": f"{value.id}/",
        "lists": [listed(value, duty_list, vocabulary) for duty_list in value.lists],
    }


def listed(value: Township, duty_list: DutyList, vocabulary: Vocabulary) -> dict[str, Any]:
    """A list as it stands in the JSON of its township."""
    categories = []
    for category in duty_list.categories:
        canonical = vocabulary.category(category.name)
        categories.append(
            {
                "name": category.name,
                "canonical": canonical.name if canonical else None,
                "declared": category.declared,
                "count": len(category.items),
            }
        )
    return {
        "kind": duty_list.kind,
        "title": duty_list.title,
        "declared": duty_list.declared,
        **({"labels": plain(duty_list.labels)} if duty_list.labels else {}),
        "categories": categories,
        "items": [_item(value, duty_list, row, vocabulary) for row in rows(duty_list)],
    }


def _item(value: Township, duty_list: DutyList, row: Row, vocabulary: Vocabulary) -> dict[str, Any]:
    item = row.item
    places = (*value.division, value.name)
    printed = {field: "\n".join(cell(item, field, duty_list)) for field in CELLS}
    names = item.departments or concerned(duty_list, item)
    fields: dict[str, Any] = {
        "id": item.id,
        "number": row.number,
        "kind": duty_list.kind,
        "category": row.category.name,
        "name": item.name,
        "matters": [matter.id for matter in vocabulary.matters(item.matters)],
        "departments": [
            {"name": name, "offices": [office.id for office in vocabulary.resolve(name, places)]}
            for name in names
        ],
        "departments_cell": item.departments_cell,
        **{field: [plain(block) for block in getattr(item, field)] for field in BLOCK_FIELDS},
        "discontinued": item.discontinued,
        "basis": list(item.basis),
        "marks": plain(item.marks) if item.marks else None,
        "merged": plain(item.merged) if item.merged else None,
        "corrections": [plain(correction) for correction in item.corrections],
        "printed": {field: text for field, text in printed.items() if text},
        "url": f"{value.id}/{duty_list.kind}/#{item.id}",
    }
    return {key: each for key, each in fields.items() if each}


def plain(record: Any) -> dict[str, Any]:
    """A record of the model as JSON, fields that are not written left out."""
    found: dict[str, Any] = {}
    for key, spec in specs(type(record)).items():
        each = getattr(record, key)
        if each == spec.unset:
            continue
        if isinstance(each, tuple):
            each = [*map(plain, each)] if spec.of else list(each)
        found[key] = each
    return found
