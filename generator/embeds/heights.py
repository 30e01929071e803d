"""How high an embed will be, known when the site is built: text is measured without a browser.

A Chinese character is exactly as wide as the font size, so the number of characters that a line
takes is known, whatever the font. Letters and digits are narrower and differ by font: they are
taken wider than fonts draw them, so that a height is right or a little too large, never too small.
Where a line may not break (before ，。 and closing, after opening brackets; within a word) is what
CSS Text 3 and UAX 14 say. The measures below are those of ``assets/embed.css``.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTHS = (280, 360, 480, 640, 960)
"""Widths of a frame, in CSS pixels, that heights are worked out for."""

WIDE = 640
"""From this width on, cells of a row stand side by side."""

SIZE, LINE = 16, 26
"""Font size and line height of what is printed."""
SMALL, SMALL_LINE = 14, 22
TITLE, TITLE_LINE = 20, 30
EDGE = 12
"""Space around everything."""
INDENT = 34
"""What the number before a name, and before a duty, takes."""
PAD = 10
"""Space at both sides of a cell in a wide table, above and below a row."""
AFTER = 4
"""Space below a paragraph or a list of duties; half of it below a duty."""

LETTER = 0.62
"""Em of a letter, digit or blank: more than any usual font draws on average."""

_NO_START = "，。、；：？！）》」』】〉〕”’…—％·～"
_NO_END = "（《「『【〈〔“‘"
_INSIDE = "\ue000"
_NARROW = re.compile(r"[\x20-\u024f]+")


def _wide(found: re.Match[str]) -> str:
    return _INSIDE * math.ceil(LETTER * len(found[0]))


def prepared(text: str) -> str:
    """A text in characters that are one em wide; a run of letters or digits becomes as many signs
    that no line breaks between."""
    return _NARROW.sub(_wide, text)


@functools.cache
def _pattern(columns: int) -> re.Pattern[str]:
    allowed = f"(?![{_NO_START}])(?<![{_NO_END}])(?!(?<={_INSIDE}){_INSIDE})"
    return re.compile(f".{{1,{columns}}}{allowed}|.{{1,{columns}}}")


def lines(text: str, width: float, size: int = SIZE) -> int:
    """The lines that paragraphs (prepared, with line breaks between) take."""
    columns = int(width // size) or 1
    if len(text) <= columns:
        return text.count("\n") + 1 if text else 0
    return len(_pattern(columns).findall(text))


class Cell(NamedTuple):
    """What stands in a cell: paragraphs and duties (prepared, one a line), and ``space``, the
    pixels below all of them."""

    paragraphs: str
    duties: str
    space: int

    def height(self, width: float) -> int:
        """Of the content alone, in pixels."""
        if not self.space:
            return 0
        found = lines(self.paragraphs, width) + lines(self.duties, width - INDENT)
        return LINE * found + self.space


def cell(groups: Iterable[Sequence[str]]) -> Cell:
    """A cell from groups of texts: one text is a paragraph, several are a numbered list."""
    paragraphs: list[str] = []
    duties: list[str] = []
    space = 0
    for group in groups:
        space += AFTER
        if len(group) == 1:
            paragraphs += group
        else:
            duties += group
    space += AFTER // 2 * len(duties)
    return Cell(prepared("\n".join(paragraphs)), prepared("\n".join(duties)), space)


def small(texts: str, width: float) -> int:
    """The height of small paragraphs (prepared, one a line)."""
    return SMALL_LINE * lines(texts, width, SMALL)


class Around(NamedTuple):
    """What stands above and below the content: a title, and small paragraphs (all
    prepared, one a line)."""

    title: str
    above: str
    below: str

    def height(self, width: int) -> int:
        """With the space around everything and the space between the three parts."""
        inner = width - 2 * EDGE
        title = TITLE_LINE * lines(self.title, inner, TITLE)
        return 4 * EDGE + title + small(self.above, inner) + small(self.below, inner) + 1


class Row(NamedTuple):
    """A row: the name, the small paragraphs below it, and its further cells.

    ``indent`` is what stands before the name, ``label`` the height of a cell's title where cells
    stand one below the other.
    """

    name: str
    notes: str
    cells: tuple[Cell, ...]
    indent: int = INDENT
    label: int = SMALL_LINE

    def height(self, width: int, shares: Sequence[int]) -> int:
        """In a frame of this width.

        :param shares: the columns of a wide table in per cent, the first is that of the name.
        """
        inner = width - 2 * EDGE
        if width >= WIDE and len(shares) > 1:
            columns = [math.floor(inner * share / 100) - 2 * PAD - 1 for share in shares]
            found = max(
                self._head(columns[0]),
                *(each.height(own) for each, own in zip(self.cells, columns[1:], strict=True)),
            )
            return found + 2 * PAD + 1
        found = self._head(inner)
        for each in self.cells:
            own = each.height(inner)
            found += own and own + self.label + AFTER
        return found + 2 * PAD + 1

    def _head(self, width: float) -> int:
        inner = width - self.indent
        return LINE * lines(self.name, inner) + small(self.notes, inner)


def heading(name: str, width: int) -> int:
    """The height of a category's heading."""
    return LINE * lines(name, width - 2 * EDGE) + 2 * PAD + 2
