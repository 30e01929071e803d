"""What changed, as events: editions that were published, and changes to the data.

They come from the lists alone (``versions`` in ``township.yml``, and ``changes.yml``), never from
Git or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.model import KINDS, LIST_TITLES, Township, Version, rows

RECENT = 20
"""Most events of a township that its summary carries to pages and feeds of the whole site."""


@dataclass(frozen=True)
class Told:
    """A sentence of an event, the item it is about ('' if no single one), and its page's path."""

    text: str
    item: str
    url: str


@dataclass(frozen=True)
class Event:
    """An edition (kind ``version``) or a change to the data (kind ``data``) of a township.

    ``id`` is unique and permanent within the township; ``date`` is a year, a month or a day, as
    exactly as it is known; ``title`` and ``entries`` are Chinese sentences.
    """

    id: str
    township: str
    place: str
    kind: str
    date: str
    title: str
    entries: tuple[Told, ...]


def dated(version: str) -> str:
    """A version's id as a date that one reads: ``2024-11`` is 2024年11月."""
    return "".join(
        f"{int(part)}{unit}" for part, unit in zip(version.split("-"), "年月日", strict=False)
    )


def events(township: Township) -> tuple[Event, ...]:
    """The events of a township, newest first."""
    found = [_edition(township, version) for version in township.versions]
    kinds = {row.item.id: each.kind for each in township.lists for row in rows(each)}
    for change in township.changes:
        entries = tuple(
            Told(entry.text, entry.item, _address(township, kinds.get(entry.item, ""), entry.item))
            for entry in change.entries
        )
        found.append(
            Event(
                f"data-{change.date}",
                township.id,
                township.full_name,
                "data",
                change.date,
                f"{township.full_name}：{len(entries)} 处数据改动",
                entries,
            )
        )
    return newest(found)


def newest(found: Iterable[Event]) -> tuple[Event, ...]:
    """Events by date, newest first; those of one date by township and id."""
    by_place = sorted(found, key=lambda event: (event.township, event.id))
    return tuple(sorted(by_place, key=lambda event: event.date, reverse=True))


def date_of(found: Iterable[Event]) -> str:
    """The date of the newest event: that of the data; '' without any."""
    return max((event.date for event in found), default="")


def as_json(event: Event) -> dict[str, Any]:
    """An event as the JSON has it."""
    return {
        "id": f"{event.township}#{event.id}",
        "township": event.township,
        "date": event.date,
        "kind": event.kind,
        "title": event.title,
        "entries": [
            {"text": entry.text, **({"item": entry.item} if entry.item else {}), "url": entry.url}
            for entry in event.entries
        ],
        "url": f"{event.township}/",
    }


def _edition(township: Township, version: Version) -> Event:
    entries = [Told(f"文件：{version.title}", "", f"{township.id}/")]
    if version is township.version:
        order = sorted(township.lists, key=lambda each: KINDS.index(each.kind))
        entries += [
            Told(
                f"{LIST_TITLES[each.kind]} {sum(1 for _ in rows(each))} 项",
                "",
                f"{township.id}/{each.kind}/",
            )
            for each in order
        ]
    return Event(
        f"version-{version.id}",
        township.id,
        township.full_name,
        "version",
        version.id,
        f"{township.full_name}公布履行职责事项清单（{dated(version.id)}）",
        tuple(entries),
    )


def _address(township: Township, kind: str, item: str) -> str:
    """The page of an item that is still there, else that of the township."""
    return f"{township.id}/{kind}/#{item}" if kind else f"{township.id}/"
