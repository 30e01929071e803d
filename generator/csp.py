"""The Content-Security-Policy that a built site holds under (W3C CSP Level 3).

Our pages need nothing but ``default-src 'self'``; Material's style sheet draws icons from ``data:``
URLs. Should the theme, or someone's own page in ``docs/``, bring an inline script or style, its
hash is added, so that the printed policy is always the one that this very site needs.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

DATA_BLOCKS = ("application/ld+json", "application/json")
"""Types of script elements that are never run, and so need no leave."""


class _Inline(HTMLParser):
    """Collects the texts of inline scripts and styles of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[str, str]] = []
        self.open = ""
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        runs = tag == "script" and "src" not in values and values.get("type") not in DATA_BLOCKS
        if runs or tag == "style":
            self.open, self.text = tag, []

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open:
            self.found.append((tag, "".join(self.text)))
            self.open = ""


def inline_parts(page: str) -> list[tuple[str, str]]:
    """(``script`` or ``style``, text) of what stands inline in an HTML page."""
    reader = _Inline()
    reader.feed(page)
    reader.close()
    return reader.found


def policy(pages: Iterable[str]) -> str:
    """The value of the Content-Security-Policy header for these HTML pages."""
    hashes: dict[str, set[str]] = {"script": set(), "style": set()}
    for page in pages:
        if "<style" in page or "<script>" in page or "<script " in page:
            for tag, text in inline_parts(page):
                digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
                hashes[tag].add(f"'sha256-{digest}'")
    directives = ["default-src 'self'", "img-src 'self' data:"]
    directives += [
        " ".join((f"{tag}-src 'self'", *sorted(found))) for tag, found in hashes.items() if found
    ]
    directives += ["object-src 'none'", "base-uri 'none'", "form-action 'self'"]
    return "; ".join(directives)


def pages_of(site: Path) -> Iterator[str]:
    """The HTML pages of a built site."""
    for path in sorted(site.rglob("*.html")):
        yield path.read_text("utf-8")
