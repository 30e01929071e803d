"""What every reader yields: rows of tables and paragraphs, each with its place in the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

WRAP = "\N{WORD JOINER}"
"""In the texts of a PDF: here a line ended, most likely in the middle of a paragraph."""


class Cover(Enum):
    """Why a place in the grid has no cell of its own: a cell on its left or above spans it."""

    LEFT = "left"
    ABOVE = "above"


@dataclass(frozen=True)
class Cell:
    """One place in the grid of a table.

    :param paragraphs: texts without white space at their ends, none empty.
    :param cover: set if a merged cell that begins elsewhere spans this place.
    :param runs_on: in a PDF, whether the last line reaches the right edge, so that its sentence
        may go on where the cell goes on.
    """

    paragraphs: tuple[str, ...] = ()
    cover: Cover | None = None
    runs_on: bool = False

    @property
    def text(self) -> str:
        """The paragraphs with a blank between them."""
        return " ".join(self.paragraphs).replace(WRAP, "")


COVERED_LEFT = Cell(cover=Cover.LEFT)
COVERED_ABOVE = Cell(cover=Cover.ABOVE)


@dataclass(frozen=True)
class Row:
    """A row of a table, or, with ``table`` 0, a paragraph outside tables (one cell).

    :param place: where it stands, for people: 第 3 页表格第 5 行.
    :param table: number of the table, from 1 through the document.
    :param page_top: in a PDF, whether it is the first row of a table that begins a page.
    """

    cells: tuple[Cell, ...]
    place: str
    table: int = 0
    page_top: bool = False

    @property
    def is_paragraph(self) -> bool:
        """Whether this is a paragraph outside tables."""
        return self.table == 0

    @property
    def spans_all(self) -> bool:
        """Whether a single cell spans the whole row: a heading between rows."""
        return all(cell.cover is Cover.LEFT for cell in self.cells[1:])


@dataclass(frozen=True)
class Note:
    """A doubt about how a place was read: the place, the printed words, what to look at."""

    place: str
    excerpt: str
    message: str


@dataclass(frozen=True)
class Rows:
    """A document as rows in printed order, with the doubts of the reader.

    ``text`` is set instead of ``rows`` where the document is plain text already.
    """

    kind: str
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()
    text: bytes | None = None


@dataclass
class Gathering:
    """Rows and notes in the making; numbers the tables."""

    rows: list[Row] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tables: int = 0

    def paragraph(self, text: str, place: str) -> None:
        """Append a paragraph outside tables, unless it is blank."""
        text = text.strip()
        if text:
            self.rows.append(Row((Cell((text,)),), place))

    def row(self, cells: Sequence[Cell], place: str, *, page_top: bool = False) -> None:
        """Append a row of the current table, unless all of its cells are blank."""
        if any(cell.paragraphs for cell in cells):
            self.rows.append(Row(tuple(cells), place, self.tables, page_top))

    def note(self, place: str, excerpt: str, message: str) -> None:
        """Append a doubt."""
        self.notes.append(Note(place, excerpt, message))

    def done(self, kind: str) -> Rows:
        """The document."""
        return Rows(kind, tuple(self.rows), tuple(self.notes))


def cell(*texts: str) -> Cell:
    """A cell of these paragraphs; blank ones and line breaks within them are taken apart."""
    lines = (line.strip() for text in texts for line in text.splitlines())
    return Cell(tuple(line for line in lines if line))
