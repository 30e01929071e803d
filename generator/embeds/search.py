"""The embed of the search: the question, and the answers below it."""

from __future__ import annotations

from generator.embeds import SITE, Embed, parts
from generator.embeds.heights import WIDTHS
from generator.pages import environment

HEIGHT = 560
"""Of a frame whose height nothing fits: answers scroll inside."""


def embed() -> Embed:
    """The embed of the search."""
    frame = parts.Frame(
        "这事谁来管？",
        (),
        ("出处：各地公布的履行职责事项清单；查询在浏览器里进行，输入的词不发给任何人。",),
        "",
    )
    body = environment().get_template("embeds/search.html").render(frame=frame, site=SITE)
    return Embed(
        "search",
        frame.title,
        frame.full,
        body,
        tuple(HEIGHT for _ in WIDTHS),
        {"kind": "search", "data": "search/catalog.js"},
        assets=("search.js", "embed-search.js"),
    )
