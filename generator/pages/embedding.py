"""The builder at ``/embed/``: what another site writes to show a part of this one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from generator.answers import SHORT_KINDS
from generator.embeds import ROOT, SANDBOX
from generator.embeds.heights import WIDTHS
from generator.pages import Page, SiteFacts, render
from generator.summary import Summary

SCRIPT = Path(__file__).resolve().parent.parent / "assets_root" / ROOT / "embed.js"

KINDS = {
    "list": "一张清单",
    "item": "一个事项",
    "matter": "一件事的各地对照",
    "search": "查询框",
    "counts": "事项数量图",
}
"""What can be embedded, in the builder's order."""


def integrity() -> str:
    """The subresource integrity of ``embed.js`` (W3C SRI), whose bytes never change."""
    digest = hashlib.sha384(SCRIPT.read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


def pages(summaries: Sequence[Summary], facts: SiteFacts) -> Iterator[Page]:
    """The builder; without JavaScript it shows the code for one township's list. None without
    townships."""
    if not summaries:
        return
    site = facts.site_url or "https://qingdan.example.org/"
    example = next((each for each in summaries if "cooperative" in each.counts), summaries[0])
    kind = "cooperative" if "cooperative" in example.counts else next(iter(example.counts))
    yield Page(
        path="embed/",
        title="嵌入",
        description="把一张清单、一个事项、一件事的各地对照、查询框或数量图放进自己的网站",
        assets=("embed-builder.css", "embed-builder.js"),
        trail=[("嵌入", "embed/")],
        body=render(
            "embedding.html",
            "embed/",
            site=site,
            origin="{0.scheme}://{0.netloc}".format(urlsplit(site)),
            integrity=integrity(),
            sandbox=SANDBOX,
            kinds=KINDS,
            lists=SHORT_KINDS,
            widths=WIDTHS,
            embed=f"{ROOT}{example.id}/{kind}/",
            name=f"{example.full_name}清单",
        ),
    )
