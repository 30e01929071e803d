"""A segment of a duty cell -> units: part headings, department headings, duties."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.importing.cells import Segment
from generator.importing.departments import Heading
from generator.importing.text import glue

_NUMBER = re.compile(r"(?:(\d{1,2})[.．、](?!\d)|[（(](\d{1,2})[）)]|([①-⑳]))")
_PART = re.compile(r"[一二三四五六七八九十]{1,3}、")
_GLUED = re.compile(r"(?<=[。；;：:])(?=\d{1,2}[.．、]\D)")
_SENTENCE_ENDS = ("。", "；", ";", "！", "？")
_OPEN, _CLOSE = "（(“《", "）)”》"


@dataclass(frozen=True)
class Unit:
    """``kind`` is ``part``, ``heading``, ``numbered`` or ``plain`` (a duty without a number).

    ``text`` is without the list number, ``number`` its value (0 without one), ``names`` the
    departments of a heading, ``split`` whether the reader parted it from the text before it by
    a full stop only, so that a person should look; ``label`` and ``field`` are those of a heading.
    """

    kind: str
    text: str
    number: int = 0
    names: tuple[str, ...] = ()
    split: bool = False
    label: str = ""
    field: str = ""


Recogniser = Callable[[str], Heading | None]


def list_number(text: str) -> tuple[int, str] | None:
    """A leading list number (``1.`` ``1、`` ``（1）`` ``①``) -> (its value, the rest), or None."""
    match = _NUMBER.match(text)
    if not match:
        return None
    digits = match[1] or match[2]
    value = int(digits) if digits else ord(match[3]) - ord("①") + 1
    return value, text[match.end() :]


def units(segment: Segment, heading: Recogniser, last_number: int = 0) -> list[Unit]:
    """One segment -> its units in printed order.

    ``heading`` recognises department headings, ``last_number`` is the last list number before
    this segment. A number counts only at the start, after a sentence end or heading, or where it
    is the next one due; everything else (0.025毫米, 24小时, 2025年) is text.
    """
    reader = _Reader(heading, last_number)
    tokens = [part for token in segment.text.split() for part in _GLUED.split(token)]
    for place, token in enumerate(tokens):
        reader.read(token, [_due(later) for later in tokens[place + 1 :]])
    found = reader.found
    if segment.listed and len(found) == 1 and found[0].kind == "plain":
        return _sentences(found[0].text)
    return found


def _due(token: str) -> int:
    number = list_number(token)
    return number[0] if number else 0


class _Reader:
    """Gathers tokens into units; ``fresh`` says that the next token may begin one."""

    def __init__(self, heading: Recogniser, last_number: int) -> None:
        self.heading = heading
        self.last_number = last_number
        self.found: list[Unit] = []
        self.fresh = True

    def read(self, token: str, later: list[int]) -> None:
        """Take one token; ``later`` are the list numbers (0 for none) of the tokens to come."""
        number = list_number(token)
        if number and (self.fresh or number[0] == self.last_number + 1):
            self.last_number = number[0]
            self.add(Unit("numbered", number[1], number[0]))
            self.fresh = False if not number[1] else number[1].endswith(_SENTENCE_ENDS)
            return
        if self.fresh and _PART.match(token):
            self.last_number = 0
            self.add(Unit("part", token))
            self.fresh = True
            return
        heading = self.heading(token) if self.fresh else None
        if heading:
            self.last_number = 0
            self.add(
                Unit(
                    "heading",
                    heading.text,
                    names=heading.names,
                    label=heading.label,
                    field=heading.field,
                )
            )
            self.fresh = True
            rest = token[len(heading.text) :]
            if rest:
                self.read(rest, later)
            return
        self.read_text(token, later)

    def read_text(self, token: str, later: list[int]) -> None:
        """Take a token of plain text: a new duty, or more of the one before."""
        last = self.found[-1] if self.found else None
        goes_on = last is not None and last.kind in ("numbered", "plain") and not self.fresh
        if last is not None and last.kind == "numbered" and self.last_number + 1 in later:
            goes_on = True  # a numbered duty of several sentences
        if goes_on and last is not None:
            text = glue(last.text, token)
            self.found[-1] = Unit(last.kind, text, last.number, last.names, last.split)
        else:
            split = last is not None and last.kind in ("numbered", "plain")
            self.add(Unit("plain", token, split=split))
        self.fresh = token.endswith(_SENTENCE_ENDS)

    def add(self, unit: Unit) -> None:
        """Append a unit."""
        self.found.append(unit)


def _sentences(text: str) -> list[Unit]:
    """The only text of a list without numbers or blanks -> one duty a sentence (at 。)."""
    pieces, depth, start = [], 0, 0
    for place, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if char == "。" and depth <= 0:
            pieces.append(text[start : place + 1])
            start = place + 1
    if text[start:]:
        pieces.append(text[start:])
    return [Unit("plain", piece, split=place > 0) for place, piece in enumerate(pieces)]
