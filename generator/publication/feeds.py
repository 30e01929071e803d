"""Atom (RFC 4287) and JSON Feed 1.1 of what changed: the whole site, a county, a township.

An entry is an event of :mod:`generator.events`. Its id is a UUID of its township and event, which
stays when the site moves; its time is the first moment of its date in China, since no hour is
known.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.events import Event
from generator.pages import environment

ATOM, JSON = "feed.xml", "feed.json"
"""The names of the files, in the folder of what they tell of."""

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML document may hold."""

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://qingdan.example.org/changes")


@dataclass(frozen=True)
class Feed:
    """A feed: the folder it stands in ('' for the whole site, else with a slash at its end), its
    title, and its events, newest first."""

    folder: str
    title: str
    events: Sequence[Event]


def files(feed: Feed, site_url: str) -> dict[str, bytes]:
    """Site path -> content of both forms.

    :param site_url: what addresses begin with; '' makes them relative to the feed.
    """
    root = site_url or "../" * feed.folder.count("/")
    return {
        f"{feed.folder}{ATOM}": _atom(feed, root),
        f"{feed.folder}{JSON}": _json(feed, root),
    }


def alternates(folder: str, title: str) -> list[tuple[str, str, str]]:
    """(media type, site path, name) of the feeds in a folder, for the head of its page."""
    return [
        (ATOM_TYPE, f"{folder}{ATOM}", f"{title} Atom"),
        (JSON_TYPE, f"{folder}{JSON}", f"{title} JSON Feed"),
    ]


def moment(date: str) -> str:
    """The first moment of a year, month or day in China, as RFC 3339 has it; of a date that no
    calendar has, that of its year."""
    year, month, day = [*date.split("-"), "01", "01"][:3]
    for known in (f"{year}-{month}-{day}", f"{year}-01-01"):
        with contextlib.suppress(ValueError):
            return f"{datetime.date.fromisoformat(known)}T00:00:00+08:00"
    return "1970-01-01T00:00:00+08:00"


def identity(*names: str) -> str:
    """A permanent id."""
    return uuid.uuid5(_SPACE, "#".join(names)).urn


def _atom(feed: Feed, root: str) -> bytes:
    text = (
        environment()
        .get_template("feed.xml")
        .render(
            feed=feed,
            root=root,
            own=f"{root}{feed.folder}",
            updated=moment(feed.events[0].date if feed.events else "1970"),
            moment=moment,
            identity=identity,
        )
    )
    return _FORBIDDEN.sub("", text).encode("utf-8")


def _json(feed: Feed, root: str) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{root}{feed.folder}",
        "feed_url": f"{root}{feed.folder}{JSON}",
        "language": "zh-CN",
        "items": [_entry(event, root) for event in feed.events],
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def _entry(event: Event, root: str) -> dict[str, Any]:
    html = environment().get_template("feed_entry.html").render(event=event, root=root)
    return {
        "id": identity(event.township, event.id),
        "url": f"{root}{event.township}/",
        "title": event.title,
        "content_html": html.strip(),
        "content_text": "\n".join(entry.text for entry in event.entries),
        "date_published": moment(event.date),
        "tags": [event.place],
    }
