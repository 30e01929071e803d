"""Characters of a PDF -> lines -> paragraphs: where a line ends because the paragraph does.

A line is wrapped if the first word of the next one had no room left on it; else its paragraph
ends there. That is how every program breaks lines, so it holds for justified, centred and ragged
text alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.documents.rows import WRAP, Cell
from generator.importing.departments import looks_like_office, split_names
from generator.importing.units import list_number

_NEVER_FIRST = frozenset("，。；：、！？）】》〉」』〕％%…—,.;:!?)]}·")
_NEVER_LAST = frozenset("（【《〈「『〔([{")
_QUOTES = frozenset("“”‘’")
"""Some programs part neither before nor after these."""
_WORD = re.compile(r"[0-9A-Za-z.,%+/@_-]")
_ENDS = ("。", "；", ";", "！", "？", "：", ":")
_HEADING = re.compile(r"([^，。；：:！？]{2,120})[：:]")
_LABEL = re.compile(r"(?:主要职责|履职保障|工作方式|承接部门|主体责任|配合责任)[：:]")
_DUTY = re.compile(
    "负责|依照|依法|根据|按照|按|对|将|开展|组织|做好|制定|牵头|加强|落实|指导|配合|协调|清查|查处"
    "|会同|参与|提供|建立|统筹|承担|审核|发布|受理|收集|汇总|推进|完善"
)
"""Words that duties begin with, and names of offices do not go on with."""
_SENTENCE = re.compile("[，。；：;:的]")
_PART = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SLACK, _LATIN_SLACK = 0.05, 0.35
"""Room that programs leave, in parts of the type's size; more between Chinese and Latin."""


@dataclass(frozen=True)
class Line:
    """A printed line: its text, its edges, and the room that its first word would have taken on
    the line before."""

    text: str
    left: float
    right: float
    top: float
    size: float
    first_word: float


@dataclass(frozen=True)
class Box:
    """The room for text within a cell, from left to right."""

    left: float
    right: float


def lines(chars: Iterable[Any], *, parted: bool = False) -> list[Line]:
    """Characters (as pdfplumber gives them) -> lines from top to bottom.

    :param parted: put a blank where a gap is wider than a character: between columns.
    """
    rows: list[list[Any]] = []
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"]) / 2):
        middle = (char["top"] + char["bottom"]) / 2
        if rows and abs(_middle(rows[-1]) - middle) < max(char["size"], 4) * 0.45:
            rows[-1].append(char)
        else:
            rows.append([char])
    found = (_line(sorted(row, key=lambda c: c["x0"]), parted=parted) for row in rows)
    return [line for line in found if line is not None]


def _middle(row: Sequence[Any]) -> float:
    first = row[0]
    return float(first["top"] + first["bottom"]) / 2


def _line(row: list[Any], *, parted: bool) -> Line | None:
    inked = [char for char in row if char["text"].strip()]
    if not inked:
        return None
    pieces: list[str] = []
    before: Any = None
    for char in row:
        text = char["text"]
        latin = before is not None and _is_latin(before["text"]) and _is_latin(text)
        gap = char["x0"] - before["x1"] if before is not None else 0
        if gap > char["size"] * (0.2 if latin else 0.9) and (latin or parted):
            pieces.append(" ")
        if before is not None and text == before["text"] and abs(char["x0"] - before["x0"]) < 0.5:
            continue  # bold print made by printing twice
        pieces.append(text)
        before = char
    size = max(char["size"] for char in inked)
    word = _first_word(inked)
    left, right, top = inked[0]["x0"], inked[-1]["x1"], inked[0]["top"]
    return Line("".join(pieces).strip(), left, right, top, size, word)


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalpha()


def _first_word(inked: Sequence[Any]) -> float:
    """The width of what cannot be parted at the beginning of a line."""
    end = 0
    while end < len(inked) - 1 and _is_bound(inked[end], inked[end + 1]):
        end += 1
    slack = _LATIN_SLACK if _WORD.match(inked[0]["text"]) else _SLACK
    return float(inked[end]["x1"] - inked[0]["x0"] + slack * inked[0]["size"])


def _is_bound(char: Any, following: Any) -> bool:
    """Whether no line may end between two characters."""
    one, other = char["text"], following["text"]
    if one in _NEVER_LAST or other in _NEVER_FIRST or {one, other} & _QUOTES:
        return True
    if _WORD.match(one) and other in _NEVER_LAST:
        return True
    near = following["x0"] - char["x1"] < 0.15 * char["size"]
    return bool(near and _WORD.match(one) and _WORD.match(other))


def to_cell(found: Sequence[Line], box: Box) -> Cell:
    """The lines of a cell -> its paragraphs."""
    if not found:
        return Cell()
    paragraphs = [found[0].text]
    centred = all(_is_centred(line, box) for line in found)
    indent = min(line.left for line in found)
    for place, (before, line) in enumerate(pairwise(found), start=1):
        indented = not centred and line.left - indent > 1.2 * line.size
        rest = [later.text for later in found[place : place + 6]]
        has_room = _room(before, box, centred) > line.first_word
        if line.text[0] in _NEVER_LAST and not before.text.endswith(_ENDS):
            has_room = False  # brackets may be set narrower than they are
        if has_room or indented or begins(paragraphs[-1], rest):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = join(paragraphs[-1], line.text)
    last = found[-1]
    return Cell(tuple(paragraphs), runs_on=_room(last, box, centred) < 2 * last.size)


def _is_centred(line: Line, box: Box) -> bool:
    return abs((line.left - box.left) - (box.right - line.right)) < 0.6 * line.size


def _room(line: Line, box: Box, centred: bool) -> float:
    return box.right - line.right + (line.left - box.left if centred else 0)


def begins(before: str, following: Sequence[str]) -> bool:
    """Whether a line begins a paragraph of its own although the one before it is full: with a
    list number, a part, or a heading; or because what came before is a heading.

    :param before: the paragraph so far.
    :param following: the line and those after it, for headings of several lines.
    """
    before, line = before.replace(WRAP, ""), following[0]
    number = list_number(line)
    in_part, in_heading = _PART.match(before), _is_heading(before)
    starts = _DUTY.match(line) or (number is not None and number[0] == 1)
    if (starts and (in_part or in_heading)) or (in_part and _is_heading(line)):
        return True
    if not before.endswith(_ENDS):
        return False
    if number is not None or _PART.match(line) or _LABEL.match(line) or _HEADING.fullmatch(line):
        return True
    text = "".join(following).replace(WRAP, "")
    heading = _HEADING.match(text)
    if heading and (_LABEL.search(heading[0]) or _is_heading(heading[1])):
        return True
    if _is_heading(text.rpartition("、")[0]):  # its last name may go on on the next page
        return True
    ends = range(1, len(following) + 1)
    return any(_is_heading("".join(following[:end]).replace(WRAP, "")) for end in ends)


def _is_heading(text: str) -> bool:
    """Whether a text is nothing but names of departments."""
    if list_number(text) or _DUTY.match(text) or _SENTENCE.search(text):
        return False
    names = split_names(text)
    return bool(names) and all(looks_like_office(name) for name in names)


def join(before: str, after: str) -> str:
    """Two pieces of a wrapped paragraph: a blank only between Latin words."""
    latin = before != "" and _is_latin(before[-1]) and _is_latin(after[:1])
    return before + (" " if latin else WRAP) + after
