"""A flattened text (a PDF read as plain lines) -> the rows of its tables.

Such a text has no tabs: every line of a page stands alone, a wrapped cell is several lines, the
cells of a row come one after another, and where a page breaks within a row each column's rest
comes before the next column's. Rows are found by the next number due, furniture (header rows,
page numbers) by its form; :mod:`interleaved` then deals a row's lines out to its columns. The
result are rows as a tab-separated text has them, so that :mod:`stitch` and all that follows are
shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.importing.assemble import Imported, import_text
from generator.importing.columns import kind_of, read_category, read_header, title_kind
from generator.importing.interleaved import Part, deal
from generator.importing.report import Doubt, ImportProblem, LineRole
from generator.importing.text import Line, decode, read_lines, tidy
from generator.model import ID_LETTERS

_PAGE_NUMBER = re.compile(r"第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?|[-—－]\s*\d+\s*[-—－]")
_NUMBERED = re.compile(r"(\d{1,3})(?:\s+(\S.*))?")


@dataclass(frozen=True)
class Unflattened:
    """Rows as of a tab-separated text, each standing on a line of the original that it was made
    from; places for a person to decide; and the role of every line of the original."""

    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...]
    account: tuple[LineRole, ...]


def is_flattened(lines: Iterable[Line]) -> bool:
    """Whether header rows are printed, but none with its cells parted by tabs."""
    headers = [line for line in lines if _header(line)]
    return bool(headers) and not any(read_header(line.cells) for line in headers)


def import_flattened(
    data: bytes, *, allow_incomplete: bool = False, allow_missing: bool = False
) -> Imported:
    """The bytes of a flattened text -> its lists in the model, as :func:`import_text` does.

    :raises ImportProblem: as :func:`import_text`, and if the text is not of this kind.
    """
    lines = read_lines(decode(data))
    if not is_flattened(lines):
        raise ImportProblem("这不是逐行排列的 PDF 文字：没有找到“序号 事项名称”这样的表头行。")
    rows = unflatten(lines)
    texts = {line.number: "\t".join(line.cells) for line in rows.lines}
    spread = "\n".join(texts.get(line.number, "") for line in lines)
    imported = import_text(
        spread.encode(), allow_incomplete=allow_incomplete, allow_missing=allow_missing
    )
    doubts = sorted((*rows.doubts, *imported.doubts), key=lambda doubt: doubt.line)
    return replace(imported, doubts=tuple(doubts), account=rows.account)


@dataclass
class _Row:
    """A row in the making: its lines by page."""

    number: int
    line: int
    parts: list[Part]


@dataclass
class _Reader:
    """Walks through the lines; ``due`` is the next number of the list that is being read."""

    rows: list[Line] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    account: list[LineRole] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    fields: tuple[str, ...] = ()
    found: list[_Row] = field(default_factory=list)
    due: int = 1
    new_page: bool = False


def unflatten(lines: Sequence[Line]) -> Unflattened:
    """The lines of a flattened text -> its rows with their cells."""
    reader = _Reader()
    for line in lines:
        role = _read(reader, line)
        item = ""
        if role in ("item", "continuation"):
            item = f"{ID_LETTERS[kind_of(reader.fields)]}{reader.found[-1].number:03d}"
        reader.account.append(LineRole(line.number, role, item))
    _close(reader)
    return Unflattened(tuple(reader.rows), tuple(reader.doubts), tuple(reader.account))


def _read(reader: _Reader, line: Line) -> str:
    """Take one line and say what it is."""
    text = line.text.strip()
    if not text:
        return "blank"
    if line.text[0].isspace():
        reader.new_page = True  # the converter's mark of a page's first line
    kind = title_kind(text)
    if kind in reader.kinds:
        return "contents"
    if kind:
        _close(reader)
        reader.kinds.append(kind)
        reader.due, reader.fields = 1, ()
        reader.rows.append(Line(line.number, tidy(text), (tidy(text),)))
        return "title"
    if _PAGE_NUMBER.fullmatch(text):
        reader.new_page = True
        return "other"
    header = _header(line)
    if header:
        reader.new_page = True
        if not reader.fields:
            reader.fields = header
            reader.rows.append(Line(line.number, text, tuple(text.split())))
        return "header"
    if read_category(text):
        _close(reader)
        reader.rows.append(Line(line.number, tidy(text), (tidy(text),)))
        return "category"
    return _read_cells(reader, line.number, text)


def _read_cells(reader: _Reader, number: int, text: str) -> str:
    """Take a line of a row: one that begins with the number due begins a row."""
    match = _NUMBERED.fullmatch(text)
    if reader.fields and match and int(match[1]) == reader.due:
        reader.found.append(_Row(reader.due, number, [Part()]))
        reader.due += 1
        if match[2]:
            reader.found[-1].parts[-1].add(number, match[2])
        reader.new_page = False
        return "item"
    if not reader.found:
        reader.rows.append(Line(number, text, (text,)))
        return "preamble" if not reader.kinds else "other"
    row = reader.found[-1]
    if reader.new_page:
        row.parts.append(Part())
    reader.new_page = False
    row.parts[-1].add(number, text)
    return "continuation"


def _header(line: Line) -> tuple[str, ...] | None:
    return read_header(tuple(line.text.split()))


def _close(reader: _Reader) -> None:
    """Deal out the rows that were found since the last heading."""
    for row in reader.found:
        cells, doubts = deal(row.parts, reader.fields[1:])
        item = f"{ID_LETTERS[kind_of(reader.fields)]}{row.number:03d}"
        reader.doubts.extend(replace(one, item=item) for one in doubts)
        reader.rows.extend(_tabbed(row, cells))
    reader.found = []


def _tabbed(row: _Row, cells: dict[str, list[str]]) -> Iterator[Line]:
    """A row as lines with cells; a cell of several parts goes on in rows without a number, which
    stand on the next lines of the original: each part was printed on some lines of its own."""
    for place in range(max(len(parts) for parts in cells.values())):
        texts = [parts[place] if place < len(parts) else "" for parts in cells.values()]
        number = str(row.number) if place == 0 else ""
        yield Line(row.line + place, "\t".join((number, *texts)), (number, *texts))
