"""The JSON below ``/api/v1/`` besides what :mod:`generator.api` makes: discovery, single lists,
matters, departments and categories, the vocabularies, changes.

URLs are relative to the site's root. Sorting: townships by id, matters and offices in the
vocabulary's order, changes newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator import api
from generator.api import ROOT, plain
from generator.events import Event, as_json, date_of, events, newest
from generator.model import CategoryName, Matter, Office, Township
from generator.publication import schemas
from generator.summary import Summary
from generator.vocabulary import Vocabulary

Document = dict[str, Any]

MOST_CHANGES = 100
"""Most changes that the JSON and the feed of the whole site hold; each township has all its own."""


def of_township(value: Township, vocabulary: Vocabulary) -> Iterator[tuple[str, Document]]:
    """(path below ``/api/v1/``, document) of a township's lists, and of its changes."""
    head: Document = {
        "id": value.id,
        "name": value.name,
        "kind": value.kind,
        "code": value.code,
        "division": list(value.division),
        "version": plain(value.version),
        "url": f"{value.id}/",
        "json": f"{ROOT}townships/{value.id}.json",
    }
    happened = events(value)
    generated = date_of(happened)
    for duty_list in value.lists:
        yield (
            f"lists/{value.id}/{duty_list.kind}.json",
            {
                "generated": generated,
                "township": head,
                **api.listed(value, duty_list, vocabulary),
                "url": f"{value.id}/{duty_list.kind}/",
                "csv": f"{value.id}/{duty_list.kind}.csv",
            },
        )
    yield (
        f"changes/{value.id}.json",
        {
            "generated": generated,
            "township": value.id,
            "changes": [as_json(event) for event in happened],
        },
    )


def of_site(summaries: Sequence[Summary], vocabulary: Vocabulary) -> Iterator[tuple[str, Document]]:
    """(path below ``/api/v1/``, document) of what covers all townships."""
    generated = {"generated": api.generated(summaries)}
    yield "townships.json", api.townships(summaries)
    yield "lists.json", {**generated, "lists": list(_lists(summaries))}
    yield "matters.json", api.matters(summaries, vocabulary)
    for category, matter in vocabulary.filed:
        document = _matter(matter, category, summaries, vocabulary)
        yield f"matters/{matter.id}.json", {**document, **generated}
    offices = [(office, _office(office, summaries)) for office in vocabulary.offices]
    listed = [{**head, "json": f"{ROOT}departments/{office.id}.json"} for office, head in offices]
    yield "departments.json", {**generated, "departments": listed}
    for office, head in offices:
        using = {"townships": list(_users(office, summaries))}
        yield f"departments/{office.id}.json", {**head, **generated, **using}
    categories = [(each, _category(each, summaries)) for each in vocabulary.categories]
    listed = [{**head, "json": f"{ROOT}categories/{each.id}.json"} for each, head in categories]
    yield "categories.json", {**generated, "categories": listed}
    for each, head in categories:
        yield (
            f"categories/{each.id}.json",
            {**head, **generated, **_within(each, summaries, vocabulary)},
        )
    yield "vocabulary.json", {**generated, **_vocabulary(vocabulary)}
    yield "changes.json", {**generated, "changes": [as_json(event) for event in recent(summaries)]}


def recent(summaries: Iterable[Summary]) -> tuple[Event, ...]:
    """The newest events of all townships."""
    return newest(event for summary in summaries for event in summary.events)[:MOST_CHANGES]


def _lists(summaries: Iterable[Summary]) -> Iterator[Document]:
    for summary in summaries:
        for kind, (title, declared) in summary.heads.items():
            yield {
                "township": summary.id,
                "kind": kind,
                "title": title,
                "declared": declared,
                "count": summary.counts[kind],
                "url": f"{summary.id}/{kind}/",
                "json": f"{ROOT}lists/{summary.id}/{kind}.json",
                "csv": f"{summary.id}/{kind}.csv",
            }


def _place(summary: Summary) -> Document:
    return {
        "id": summary.id,
        "name": summary.full_name,
        "json": f"{ROOT}townships/{summary.id}.json",
    }


def _matter(
    matter: Matter, category: str, summaries: Iterable[Summary], vocabulary: Vocabulary
) -> Document:
    general = vocabulary.matter(matter.penalty_under) if matter.penalty_under else None
    related = vocabulary.matters(matter.related)
    apart = [(vocabulary.matter(each.matter), each.reason) for each in matter.apart]
    more = {
        "related": [other.id for other in related],
        "penalty_under": general.id if general else "",
        "apart": [{"matter": other.id, "reason": reason} for other, reason in apart if other],
        "former_names": list(matter.former_names),
    }
    return {
        "id": matter.id,
        "name": matter.name,
        "category": category,
        "scope": matter.scope,
        "keywords": list(matter.keywords),
        **{key: each for key, each in more.items() if each},
        **api.replaced(matter, vocabulary),
        "townships": [
            {
                **_place(summary),
                "items": [
                    {
                        "id": stand.item,
                        "kind": stand.kind,
                        "number": stand.number,
                        "answer": stand.who + stand.rest,
                        "departments": list(stand.offices),
                        "url": f"{summary.id}/{stand.kind}/#{stand.item}",
                    }
                    for stand in summary.matters[matter.id]
                ],
            }
            for summary in summaries
            if matter.id in summary.matters
        ],
        "url": f"matters/{matter.id}/",
        "csv": f"matters/{matter.id}/items.csv",
    }


def _office(office: Office, summaries: Iterable[Summary]) -> Document:
    used = [summary.offices[office.id] for summary in summaries if office.id in summary.offices]
    return {
        **plain(office),
        "counts": {
            "asks": sum(use.asks for use in used),
            "took": sum(use.took for use in used),
            "named": sum(use.named for use in used),
        },
        **({"url": f"departments/{office.id}/"} if used else {}),
    }


def _users(office: Office, summaries: Iterable[Summary]) -> Iterator[Document]:
    for summary in summaries:
        use = summary.offices.get(office.id)
        if use is not None:
            yield {
                **_place(summary),
                "names": list(use.names),
                "asks": use.asks,
                "took": use.took,
                "named": use.named,
                "items": [f"{summary.id}#{item}" for item in use.items],
            }


def _counts(category: CategoryName, summary: Summary) -> dict[str, int]:
    return {
        kind: summary.categories[category.id, kind]
        for kind in summary.counts
        if summary.categories.get((category.id, kind))
    }


def _category(category: CategoryName, summaries: Iterable[Summary]) -> Document:
    total: dict[str, int] = {}
    for summary in summaries:
        for kind, number in _counts(category, summary).items():
            total[kind] = total.get(kind, 0) + number
    page = {"url": f"categories/{category.id}/"} if total else {}
    return {**plain(category), "counts": total, **page}


def _within(
    category: CategoryName, summaries: Iterable[Summary], vocabulary: Vocabulary
) -> Document:
    return {
        "matters": [matter.id for filed, matter in vocabulary.filed if filed == category.id],
        "townships": [
            {**_place(summary), "counts": found}
            for summary in summaries
            if (found := _counts(category, summary))
        ],
    }


def _vocabulary(vocabulary: Vocabulary) -> Document:
    return {
        "categories": [plain(each) for each in vocabulary.categories],
        "departments": [plain(each) for each in vocabulary.offices],
        "matters": [
            {"category": category, **plain(matter)} for category, matter in vocabulary.filed
        ],
    }


def of_schemas(site_url: str) -> Iterator[tuple[str, Document]]:
    """(path below ``/api/v1/``, JSON Schema) of every kind of document."""
    for name in schemas.DOCUMENTS:
        path = f"{schemas.FOLDER}{name}.schema.json"
        yield path, schemas.document(name, f"{site_url}{ROOT}{path}" if site_url else "")
