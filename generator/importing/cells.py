"""A table cell with its remnants of HTML -> segments of text.

The converters leave ``<p>…</p>`` and an ``<ol style=…>`` that is never closed; but ``<…>`` also
stands for a document title within the text. So only the names of known tags are taken for tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

_ATTRIBUTES = r"""(?:\s+[a-zA-Z-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*"""
_TAG = re.compile(rf"<(/?)(p|ol|ul|li|br|div|span){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_ENDS = tuple("。；;：:！？!?")
_STARTS = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、")


@dataclass(frozen=True)
class Segment:
    """A run of text between two breaks; ``listed`` if it stood in an ``<ol>`` or ``<ul>``."""

    text: str
    listed: bool = False


def strip_tags(text: str) -> str:
    """A cell's text without the known tags; every other ``<…>`` is text."""
    return _TAG.sub(" ", text)


def segments(cell: str) -> list[Segment]:
    """A cell's text -> its segments, in printed order, none empty."""
    found: list[Segment] = []
    listed = False
    start = 0
    for match in _TAG.finditer(cell):
        name, closing = match[2].lower(), bool(match[1])
        if name == "span":
            continue
        found.append(Segment(cell[start : match.start()], listed))
        start = match.end()
        if name in ("ol", "ul"):
            listed = not closing
        elif name in ("p", "div"):
            listed = False
    found.append(Segment(cell[start:], listed))
    cleaned = (replace(one, text=_TAG.sub("", one.text).strip()) for one in found)
    return [one for one in cleaned if one.text]


def join_pages(
    pages: Sequence[str], is_heading: Callable[[str], bool] | None = None
) -> list[Segment]:
    """The parts of a cell that page breaks cut -> the segments of the whole cell.

    A part that goes on in the middle of a sentence is joined to the end of the part before,
    without a blank; one that begins with a number or a heading (``is_heading`` says whether a
    text begins with one), or after a full stop, begins anew.
    """
    whole: list[Segment] = []
    for page in pages:
        following = segments(page)
        if whole and following:
            last, first = whole[-1], following[0]
            headed = is_heading is not None and is_heading(first.text)
            if _goes_on(last.text, first.text) and not headed:
                whole[-1] = replace(last, text=last.text + first.text)
                following.pop(0)
        whole.extend(following)
    return whole


def _goes_on(before: str, after: str) -> bool:
    return not before.endswith(_ENDS) and not _STARTS.match(after)
