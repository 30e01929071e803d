"""District-wide lists (属地管理) -> the text form that their importer reads.

That form has a cell a line, begun by a tab, and its further paragraphs on lines of their own; a
blank line stands before every row.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.documents.rows import WRAP, Cell, Cover, Row
from generator.importing.text import squeeze, tidy

_MARKS = {"主体责任", "配合责任"}
_CATEGORY, _NAME, _WIDTH = 1, 2, 10
"""Places of 类别 and 具体事项 among the columns, and how many columns there are."""


def is_territorial(rows: Sequence[Row]) -> bool:
    """Whether a table has the columns of √ marks."""
    return any({squeeze(cell.text) for cell in row.cells} >= _MARKS for row in rows)


def territorial_lines(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """The rows of a document -> lines of text, each with its place."""
    found: list[tuple[str, str]] = []
    items: list[list[Cell]] = []
    places: list[str] = []
    in_head = headed = False
    for row in rows:
        texts = [squeeze(cell.text) for cell in row.cells]
        if set(texts) >= _MARKS:
            in_head = True
            if not headed:
                found += [(f"\t{text}", row.place) for text in texts if text]
        elif in_head and not texts[0] and not texts[_NAME]:
            if not headed:
                found += [(f"\t{text}", row.place) for text in texts if text]
            headed, in_head = True, False
        elif not headed:
            found.append((row.cells[0].text, row.place))
        elif not row.is_paragraph and not row.spans_all:
            in_head = False
            _add(items, places, row, texts)
    for cells, place in zip(items, places, strict=True):
        found += [(line, place) for line in _lines(cells)]
    return found


def _add(items: list[list[Cell]], places: list[str], row: Row, texts: list[str]) -> None:
    """Add a row; one without a name is the rest of the row before, which a page cut."""
    cells = [*row.cells, *[Cell()] * _WIDTH][:_WIDTH]
    if items and not texts[0] and not texts[_NAME]:
        for place, cell in enumerate(cells):
            whole = (*items[-1][place].paragraphs, *cell.paragraphs)
            items[-1][place] = Cell(whole)
        return
    if items and cells[_CATEGORY].cover is Cover.ABOVE:
        cells[_CATEGORY] = items[-1][_CATEGORY]
    items.append(cells)
    places.append(row.place)


def _lines(cells: Sequence[Cell]) -> list[str]:
    lines = [""]
    for cell in cells:
        first, *others = [tidy(text.replace(WRAP, "")) for text in cell.paragraphs] or [""]
        lines += [f"\t{first}", *others]
    return lines
