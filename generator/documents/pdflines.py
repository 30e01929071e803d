"""Characters of a PDF -> lines -> paragraphs: where a line ends because the paragraph does.

A line is wrapped if the first word of the next one had no room left on it; else its paragraph
ends there. That is how every program breaks lines, so it holds for justified, centred and ragged
text alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.documents.rows import Cell
from generator.importing.units import list_number

_NEVER_FIRST = frozenset("，。；：、！？）】》〉”’」』〕％%…—,.;:!?)]}·")
_NEVER_LAST = frozenset("（【《〈“‘「『〔([{")
_WORD = re.compile(r"[0-9A-Za-z.,%+/@_-]")
_ENDS = ("。", "；", ";", "！", "？", "：", ":")
_HEADING = re.compile(r"[^，。；：:！？]{2,40}[：:]|[一二三四五六七八九十]{1,3}、")


@dataclass(frozen=True)
class Line:
    """A printed line: its text, its edges, and the width of its first unbreakable word."""

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


def lines(chars: Iterable[Any]) -> list[Line]:
    """Characters (as pdfplumber gives them) -> lines from top to bottom."""
    rows: list[list[Any]] = []
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"]) / 2):
        middle = (char["top"] + char["bottom"]) / 2
        if rows and abs(_middle(rows[-1]) - middle) < max(char["size"], 4) * 0.45:
            rows[-1].append(char)
        else:
            rows.append([char])
    found = (_line(sorted(row, key=lambda c: c["x0"])) for row in rows)
    return [line for line in found if line is not None]


def _middle(row: Sequence[Any]) -> float:
    first = row[0]
    return float(first["top"] + first["bottom"]) / 2


def _line(row: list[Any]) -> Line | None:
    inked = [char for char in row if char["text"].strip()]
    if not inked:
        return None
    pieces: list[str] = []
    before: Any = None
    for char in row:
        text = char["text"]
        if before is not None and _is_latin(before["text"]) and _is_latin(text):
            if char["x0"] - before["x1"] > 0.2 * char["size"]:
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
    while end < len(inked) - 1 and inked[end]["text"] in _NEVER_LAST:
        end += 1
    if _WORD.match(inked[end]["text"]):
        while end < len(inked) - 1 and _WORD.match(inked[end + 1]["text"]):
            if inked[end + 1]["x0"] - inked[end]["x1"] > 0.15 * inked[end]["size"]:
                break
            end += 1
    while end < len(inked) - 1 and inked[end + 1]["text"] in _NEVER_FIRST:
        end += 1
    return float(inked[end]["x1"] - inked[0]["x0"])


def to_cell(found: Sequence[Line], box: Box) -> Cell:
    """The lines of a cell -> its paragraphs."""
    if not found:
        return Cell()
    paragraphs = [found[0].text]
    centred = all(_is_centred(line, box) for line in found)
    indent = min(line.left for line in found)
    for before, line in zip(found, found[1:], strict=False):
        if _breaks(before, line, box, centred=centred, indent=indent):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = join(paragraphs[-1], line.text)
    last = found[-1]
    return Cell(tuple(paragraphs), runs_on=_room(last, box, centred) < 2 * last.size)


def _is_centred(line: Line, box: Box) -> bool:
    return abs((line.left - box.left) - (box.right - line.right)) < 0.6 * line.size


def _room(line: Line, box: Box, centred: bool) -> float:
    return box.right - line.right + (line.left - box.left if centred else 0)


def _breaks(before: Line, line: Line, box: Box, *, centred: bool, indent: float) -> bool:
    if _room(before, box, centred) > line.first_word + 0.05 * line.size:
        return True
    if not centred and line.left - indent > 1.2 * line.size:
        return True
    return begins(before.text, line.text)


def begins(before: str, after: str) -> bool:
    """Whether a text begins a paragraph of its own although the line before it is full."""
    if not before.endswith(_ENDS):
        return False
    return list_number(after) is not None or _HEADING.match(after) is not None


def join(before: str, after: str) -> str:
    """Two pieces of a wrapped paragraph: a blank only between Latin words."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and _is_latin(after[:1])
    return f"{before} {after}" if latin else before + after
