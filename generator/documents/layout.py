"""Rows of a grid -> rows of a list: heads found, columns joined, what pages cut put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.documents.pdflines import begins, join
from generator.documents.rows import WRAP, Cell, Cover, Note, Row
from generator.importing.columns import category_row, read_category, read_header, title_kind
from generator.importing.departments import looks_like_office
from generator.importing.text import squeeze

_NUMBER = re.compile(r"(\d{1,4})[.．、]?")
_ENDS = ("。", "；", ";", "：", ":")
_LEVEL = re.compile(r"[省市县区旗州镇乡]")


@dataclass(frozen=True)
class Line:
    """A row of a list: a cell for each of ``fields``; a paragraph or heading has one cell."""

    cells: tuple[Cell, ...]
    place: str
    fields: tuple[str, ...] = ()

    def get(self, name: str) -> Cell:
        """The cell of a field; an empty one if there is no such column."""
        return self.cells[self.fields.index(name)] if name in self.fields else Cell()


@dataclass(frozen=True)
class _Head:
    """The head that holds: fields, their printed headings, and the grid places of each."""

    fields: tuple[str, ...]
    texts: tuple[str, ...]
    groups: tuple[range, ...]
    line: Line


@dataclass
class _Layout:
    lines: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    head: _Head | None = None
    at_top: bool = False
    """Whether only heads have come since a page began."""


def lay_out(rows: Sequence[Row]) -> tuple[list[Line], list[Note]]:
    """The rows of a document -> lines for the importer, and doubts."""
    out = _Layout()
    place = 0
    while place < len(rows):
        row = rows[place]
        following = rows[place + 1] if place + 1 < len(rows) else None
        place += 1
        if row.is_paragraph or row.spans_all:
            if not out.at_top or read_category(row.cells[0].text):
                out.at_top = False
            out.lines.append(Line(_heading(out, row), row.place))
            continue
        out.at_top = out.at_top or row.page_top
        head = None
        if following is not None and following.table == row.table:
            head = _head(_combined(row, following))
            place += head is not None
        head = head or _head(row)
        if head is not None:
            out.head = head
            out.lines.append(head.line)
        elif out.head is None:
            cells = tuple(cell for cell in row.cells if cell.cover is not Cover.LEFT)
            out.lines.append(Line(cells, row.place))
        else:
            _add(out, out.head, row)
    return out.lines, out.notes


def _heading(out: _Layout, row: Row) -> tuple[Cell, ...]:
    """The cells of a paragraph or of a row that is one cell: a category that prints no ordinal is
    told from a paragraph by the empty cell beside it."""
    cell = row.cells[0]
    is_category = not row.is_paragraph and out.head is not None and not title_kind(cell.text)
    return (cell, Cell()) if is_category and category_row((cell.text, "")) else (cell,)


# --- heads ------------------------------------------------------------------------------------


def _head(row: Row | None) -> _Head | None:
    """The head that a row is, or None."""
    if row is None:
        return None
    starts = [place for place, cell in enumerate(row.cells) if cell.cover is not Cover.LEFT]
    texts = tuple(squeeze(row.cells[place].text) for place in starts)
    fields = read_header(texts) if len(texts) > 1 else None
    if fields is None:
        return None
    ends = [*starts[1:], len(row.cells)]
    groups = tuple(range(start, end) for start, end in zip(starts, ends, strict=True))
    cells = tuple(Cell((text,)) for text in texts[: len(fields)])
    return _Head(fields, texts[: len(fields)], groups[: len(fields)], Line(cells, row.place))


def _combined(upper: Row, lower: Row) -> Row | None:
    """A head of two rows as one: the lower heading, or the upper one where its cell goes down."""
    if len(upper.cells) != len(lower.cells):
        return None
    if not any(cell.cover is Cover.ABOVE for cell in lower.cells):
        return None
    cells = tuple(
        above if below.cover is Cover.ABOVE else below
        for above, below in zip(upper.cells, lower.cells, strict=True)
    )
    return replace(upper, cells=cells)


def _below_head(head: _Head, cells: Sequence[Cell]) -> tuple[Cell, ...] | None:
    """A row without the headings that stand in its cells too, or None if they do not.

    Some tables draw no rule between the repeated head and the rest of a row that a page cut.
    """
    rest: list[Cell] = []
    for text, cell in zip(head.texts, cells, strict=False):
        paragraphs, left = list(cell.paragraphs), text
        while left and paragraphs:
            paragraphs[0] = paragraphs[0].replace(WRAP, "")
            first = squeeze(paragraphs[0])
            if left.startswith(first):
                left = left[len(first) :]
                paragraphs.pop(0)
            elif first.startswith(left):
                paragraphs[0] = _behind(paragraphs[0], len(left))
                left = ""
            else:
                return None
        if left:
            return None
        rest.append(replace(cell, paragraphs=tuple(paragraphs)))
    return tuple(rest) if any(cell.paragraphs for cell in rest) else None


def _behind(text: str, count: int) -> str:
    """A text without its first characters, white space not counted."""
    place = 0
    while count:
        count -= squeeze(text[place]) != ""
        place += 1
    return text[place:].strip()


# --- rows of items ----------------------------------------------------------------------------


def _columns(head: _Head, row: Row) -> tuple[Cell, ...]:
    """A row's cells by the columns of the head; cells that no column holds come last."""
    own = [cell for cell in row.cells if cell.cover is not Cover.LEFT]
    if len(own) == len(head.fields):
        return tuple(own)
    found = []
    for group in head.groups:
        held = [row.cells[place] for place in group if place < len(row.cells)]
        texts = tuple(text for cell in held for text in cell.paragraphs)
        above = bool(held) and all(cell.cover is Cover.ABOVE for cell in held)
        runs_on = any(cell.runs_on for cell in held)
        found.append(Cell(texts, Cover.ABOVE if above else None, runs_on))
    beyond = row.cells[head.groups[-1].stop :]
    return (*found, *(cell for cell in beyond if cell.paragraphs))


def _add(out: _Layout, head: _Head, row: Row) -> None:
    cells = _columns(head, row)
    at_top, out.at_top = out.at_top, False
    if at_top:
        rest = _below_head(head, cells)
        if rest is not None:
            cells = rest
    line = _numbered(Line(cells, row.place, head.fields))
    last = next((one for one in reversed(out.lines) if one.fields), None)
    if at_top and last is not None and _goes_on(last, line):
        index = max(place for place, one in enumerate(out.lines) if one is last)
        if all(one is head.line or read_header(_texts(one)) for one in out.lines[index + 1 :]):
            out.lines[index] = _settled(_joined(last, line))
            return
    if line.get("number").paragraphs and last is not None and last.fields == line.fields:
        line = _filled(out, last, line)
    out.lines.append(_settled(line))


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(cell.text for cell in line.cells)


def _settled(line: Line) -> Line:
    """A line whose wrapped texts are whole; in the column of departments, a name that ends where
    a line does, and is followed by another, stands alone."""
    names = (*line.fields, *[""] * len(line.cells))
    cells = []
    for name, cell in zip(names, line.cells, strict=False):
        texts = cell.paragraphs
        if name == "departments":
            texts = tuple(part for text in texts for part in _parted(text))
        cells.append(replace(cell, paragraphs=tuple(text.replace(WRAP, "") for text in texts)))
    return replace(line, cells=tuple(cells))


def _parted(text: str) -> list[str]:
    parts: list[str] = []
    for piece in text.split(WRAP):
        if parts and not (looks_like_office(parts[-1]) and _LEVEL.match(piece)):
            parts[-1] += piece
        else:
            parts.append(piece)
    return parts


def _numbered(line: Line) -> Line:
    """A line whose number is digits only: Word and people write 1. or 1、 too."""
    place = line.fields.index("number")
    match = _NUMBER.fullmatch(squeeze(line.cells[place].text))
    if not match or place >= len(line.cells):
        return line
    cells = list(line.cells)
    cells[place] = Cell((str(int(match[1])),))
    return replace(line, cells=tuple(cells))


def _goes_on(last: Line, line: Line) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    if last.fields != line.fields or len(last.cells) != len(line.cells):
        return False
    number = line.get("number").text
    if not number:
        return True
    same = squeeze(last.get("name").text) == squeeze(line.get("name").text)
    return number == last.get("number").text and same


def _joined(last: Line, rest: Line) -> Line:
    """A row that a page cut, as one; a cell that is printed on both pages counts once."""
    cells = []
    for before, after in zip(last.cells, rest.cells, strict=True):
        if not after.paragraphs or squeeze(after.text) == squeeze(before.text):
            cells.append(before)
            continue
        first, *others = after.paragraphs
        texts = list(before.paragraphs)
        open_end = texts and (before.runs_on or not texts[-1].endswith(_ENDS))
        if open_end and not begins(texts[-1], first.split(WRAP)):
            texts[-1] = join(texts[-1], first)
        else:
            texts.append(first)
        cells.append(Cell((*texts, *others), before.cover, after.runs_on))
    return replace(last, cells=tuple(cells), place=f"{last.place.split('至')[0]}至{rest.place}")


def _filled(out: _Layout, last: Line, line: Line) -> Line:
    """A line with the cells that one above holds for it too: its category (a page that cuts the
    merged cell prints it once) and its departments."""
    cells = list(line.cells)
    for place, name in enumerate(line.fields):
        if place >= len(cells) or cells[place].paragraphs:
            continue
        if name == "category" or (name == "departments" and cells[place].cover is Cover.ABOVE):
            cells[place] = replace(last.get(name), cover=None)
        elif cells[place].cover is Cover.ABOVE:
            message = "这一格与上一项合用，请核对后用 merged 写明"
            out.notes.append(Note(line.place, line.get("name").text, message))
    return replace(line, cells=tuple(cells))
