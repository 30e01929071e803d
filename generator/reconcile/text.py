"""How texts are compared: folding, conversion markup and list numbers (DESIGN §2, Joining)."""

from __future__ import annotations

import re

_FOLD = str.maketrans("：，；（）", ":,;()")

MARKUP = re.compile(r'</?(?:p|ol|ul|li|br)(?: +style="[^"<>]*")? */?>')
"""Tags that converters leave in a cell. Other ``<…>`` and ``‹…›`` are text: document titles."""

COUNT = re.compile(r"\((?:共)?(\d+)(?:项|条|个)\)$")
"""The declared count behind a heading or title, folded: ``(26项)``."""

_COMPLETE = re.compile(r"\d{1,3}[.．、)]|\(\d{1,3}\)|\([一二三四五六七八九十]{1,3}\)|[①-⑳]")
_BEGUN = re.compile(r"\d{1,3}[.．、)]?|\((?:\d{1,3}\)?|[一二三四五六七八九十]{1,3}\)?)?|[①-⑳]")


def fold(text: str) -> str:
    """A text as it is compared: without white space, ``：，；（）`` at half width."""
    return "".join(text.split()).translate(_FOLD)


def fold_char(char: str) -> str:
    """One character as it is compared."""
    return char.translate(_FOLD)


def without_list_number(text: str) -> str:
    """A text without the list number that it begins with, for judging likeness only."""
    found = _COMPLETE.match(text)
    return text[found.end() :] if found else text


def is_list_number(text: str) -> bool:
    """True for a whole list number: ``1.`` ``1、`` ``(1)`` ``1)`` ``(一)`` ``①``."""
    return _COMPLETE.fullmatch(text) is not None


def begins_list_number(text: str) -> bool:
    """True if more characters could make, or already make, a list number of ``text``."""
    return _BEGUN.fullmatch(text) is not None
