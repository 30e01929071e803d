"""The same content as files: which JSON, CSV and feed a page has, from its address.

The JSON of a page has the page's own address below ``api/v1/`` and its tables stand in its folder,
so that one rule serves every kind of page.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from generator.api import ROOT
from generator.pages import Page

JSON, CSV = "application/json", "text/csv"
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"

ALWAYS = frozenset(("data/items.csv", "data/matters.csv", "data/departments.csv"))
"""Tables of the whole site, which every site has."""


def described(page: Page, known: Container[str]) -> Page:
    """The page with the files that hold the same, after those that it names itself.

    :param known: the site paths of files that are there, besides :data:`ALWAYS`.
    """
    named = {path for _, path, _ in page.data}
    more = [
        (media_type, path, f"{page.title} {form}")
        for media_type, path, form in _candidates(page.path)
        if path not in named and (path in known or path in ALWAYS)
    ]
    return replace(page, data=(*page.data, *more)) if more and not page.moved else page


def _candidates(path: str) -> Iterator[tuple[str, str, str]]:
    """(media type, site path, form) of what there may be."""
    stem = path.rstrip("/")
    yield JSON, f"{ROOT}{stem or 'index'}.json", "JSON"
    for folder in ("townships", "lists"):
        yield JSON, f"{ROOT}{folder}/{stem}.json", "JSON"
    yield CSV, f"{stem}.csv", "CSV"
    for name in ("items", "matters", "matrix", "withdrawn"):
        yield CSV, f"{path}{name}.csv", "CSV"
    yield CSV, f"data/{stem or 'items'}.csv", "CSV"
    yield ATOM, f"{path}feed.xml", "Atom"
    yield JSON_FEED, f"{path}feed.json", "JSON Feed"
