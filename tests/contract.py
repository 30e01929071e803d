"""Our own HTML contract, read from a built site: ids, tables, links, hits. Theme markup is not
looked at, so the same functions judge a site built by MkDocs and one built by Zensical."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class PageFacts:
    """What a page holds: ids, (tag, URL) references, text by id of the nearest element with one,
    table rows by table class, scripts without a source, inline styles and handlers."""

    ids: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    tables: list[tuple[str, int]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    inline: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    lang: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = PageFacts()
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if values.get("id"):
            self.facts.ids.append(values["id"])
        for name in ("href", "src", "action"):
            if name in values:
                self.facts.references.append((tag, values[name]))
        if tag == "html":
            self.facts.lang = values.get("lang", "")
        if tag == "table":
            self.facts.tables.append((values.get("class", ""), 0))
        if tag == "tr" and self.facts.tables:
            name, number = self.facts.tables[-1]
            self.facts.tables[-1] = (name, number + 1)
        # linked data is a block of data, which no browser runs and no policy refuses
        if tag == "script" and "src" not in values and values.get("type") != "application/ld+json":
            self.facts.inline.append("script")
        self.facts.inline += [name for name in values if name.startswith("on") or name == "style"]
        if tag not in VOID:
            self.open.append((tag, values.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if "title" in tags and "svg" not in tags:
            self.facts.titles.append(data)
        if "h1" in tags:
            self.facts.headings.append(data)
        for _, name in self.open:
            if name:
                self.facts.texts[name] = self.facts.texts.get(name, "") + data


def read(path: Path) -> PageFacts:
    """The facts of an HTML file."""
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return reader.facts


def pages(site: Path) -> Iterator[tuple[str, PageFacts]]:
    """(URL path, facts) of every page of a site; a fragment, for other sites' pages, is none."""
    for path in sorted(site.rglob("*.html")):
        if path.name != "fragment.html":
            yield path.relative_to(site).as_posix(), read(path)


def dead_links(site: Path) -> list[str]:
    """Links within the site that lead to no file or no id; '' in front of every broken one is the
    page that holds it."""
    found: list[str] = []
    facts = dict(pages(site))
    for name, page in facts.items():
        if name == "404.html":
            continue  # served at any address, so its links are absolute
        for _, url in page.references:
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            target = target.resolve()
            if target.is_dir():
                target = target / "index.html"
            if not target.exists():
                found.append(f"{name} -> {url}")
                continue
            inner = target.relative_to(site.resolve()).as_posix()
            if parts.fragment and unquote(parts.fragment) not in facts[inner].ids:
                found.append(f"{name} -> {url} (no such id)")
    return found


def foreign_references(site: Path) -> list[str]:
    """References to other hosts that a browser would follow by itself (all but links to click)."""
    found: list[str] = []
    for name, page in pages(site):
        for tag, url in page.references:
            parts = urlsplit(url)
            if tag not in ("a",) and (parts.netloc or parts.scheme in ("http", "https")):
                found.append(f"{name}: <{tag}> {url}")
    return found
