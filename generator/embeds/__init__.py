"""Embeds: pages that other sites show in a frame, and the same content as fragment and JSON.

``embed/v1/`` is a contract: addresses, parameters and messages change by addition only, the bytes
of ``embed.js`` not at all. An embed is a folder with ``index.html`` (its own light page, without
the theme), ``fragment.html`` (the same without a head, for inclusion by a server) and
``oembed.json`` (an oEmbed answer that also holds heights, items and where everything stands).

A list is one page, whatever part of it is shown: the address behind ``#`` names a category or an
item, and the style sheet hides the rest. So 38,000 townships need three pages each, not 340.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from generator.embeds.heights import WIDTHS
from generator.pages import SiteFacts, environment, root_of

ROOT = "embed/v1/"
NAME = "清单"
"""What the site is called where it is not at home."""

SANDBOX = "allow-scripts allow-top-navigation-by-user-activation"
"""What a frame may do: its own script, and links that a reader clicks."""

WIDTH = 640
"""The width of the frame that an oEmbed answer offers; one of ``WIDTHS``."""

HIGHEST = 900
"""Of that frame: a whole list scrolls inside it."""

SITE = "\0"
"""Stands in a body for the way to the site's root: a YAML file cannot hold it."""

_CONDITION = re.compile(r"<!--# .*? -->\n?")
_ID = re.compile(r'(<(?:tbody|tr)) id="[^"]*"')

Heights = tuple[int, ...]
"""In CSS pixels, one for each of ``WIDTHS``."""


@dataclass(frozen=True)
class Embed:
    """An embed to be written.

    ``path`` is its folder below ``embed/v1/``; ``full`` the path of the page that it is a part of;
    ``body`` the HTML of its content, with :data:`SITE` for the root and with the conditions of
    server-side inclusion; ``heights`` those of all that is shown by default; ``facts`` what the
    JSON says besides.
    """

    path: str
    title: str
    full: str
    body: str
    heights: Heights
    facts: Mapping[str, Any] = field(default_factory=dict)
    assets: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Where it stands below the site's root."""
        return f"{ROOT}{self.path}/"


def files(embed: Embed, facts: SiteFacts) -> dict[str, bytes]:
    """The files of an embed: path below the site -> bytes."""
    found = {
        "index.html": page(embed, facts),
        "fragment.html": fragment(embed, facts),
        "oembed.json": answer(embed, facts),
    }
    return {f"{embed.folder}{name}": text.encode("utf-8") for name, text in found.items()}


def page(embed: Embed, facts: SiteFacts) -> str:
    """The page for a frame: links lead to the whole window, and nothing else is asked for than its
    style sheet and scripts."""
    root = root_of(embed.folder)
    return (
        environment()
        .get_template("embeds/page.html")
        .render(
            embed=embed,
            root=root,
            canonical=f"{facts.site_url or root}{embed.full}",
            name=NAME,
            body=Markup(_CONDITION.sub("", embed.body).replace(SITE, root)),  # noqa: S704
        )
    )


def fragment(embed: Embed, facts: SiteFacts) -> str:
    """The content alone, with absolute links and without ids, which the page around may have."""
    body = _ID.sub(r"\1", embed.body).replace(SITE, facts.site_url or "/")
    body = body.replace("<h1 ", "<h2 ").replace("</h1>", "</h2>")
    return (
        environment()
        .get_template("embeds/fragment.html")
        .render(
            body=Markup(body)  # noqa: S704
        )
    )


def answer(embed: Embed, facts: SiteFacts) -> str:
    """The oEmbed answer (oembed.com, 2.3.4: type ``rich``), with more about the embed."""
    site = facts.site_url or "/"
    height = min(HIGHEST, embed.heights[WIDTHS.index(WIDTH)])
    html = (
        environment()
        .get_template("embeds/frame.html")
        .render(
            src=f"{site}{embed.folder}",
            title=embed.title,
            width=WIDTH,
            height=height,
            sandbox=SANDBOX,
        )
    )
    document = {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": NAME,
        "provider_url": site,
        "cache_age": 86400,
        "width": WIDTH,
        "height": height,
        "html": html,
        "qingdan": {
            "embed": embed.folder,
            "fragment": f"{embed.folder}fragment.html",
            "url": embed.full,
            "widths": list(WIDTHS),
            "heights": list(embed.heights),
            **embed.facts,
        },
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
