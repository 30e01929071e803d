"""Records read straight from the lines of a file.

Nearly every file is in the canonical form and right. Its record is made here from its lines,
without a node tree, in less than half of the time. At the first sign of anything else the reader
gives up; the tree is made then, and rules and :func:`generator.load.build` say what there is.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.haystack import Haystack, is_printable
from generator.model import Item, Spec, required, specs
from generator.yamlio import canonical
from generator.yamlio.canonical import OtherForm


class Reading(NamedTuple):
    """A record, and the names and texts in its file, in order, to be searched.

    All fields are as the model wants them, no text has white space at an end or characters that
    cannot be seen, each stands in one line, and no comment stands behind one.
    """

    value: Any
    texts: Haystack


Cell = str | tuple[str, ...] | None
"""What stands behind a dash or the name of a field: a text, the texts of a list, None for ``''``;
an empty text if lines of their own follow."""

_Row = tuple[str, str, str, Cell]
"""A line that is no comment: its blanks, dash, name and cell."""

_END: _Row = ("", "- ", "", None)
"""Stands behind the last line; nothing goes on with it."""


def read(text: str, record: type[Any]) -> Reading | None:
    """The record of a file and its texts; None unless it is in the canonical form and surely right.

    :param text: decoded content of the file.
    """
    if not is_printable(text):  # then the only white space is a blank
        return None
    try:
        lines = canonical.parted(text)
        rows, texts, plain = _rows(lines)
        haystack = Haystack(texts)
        has_ends = " \n" in haystack.edged or "\n " in haystack.edged
        if has_ends or not canonical.are_plain("\n".join(plain)):
            return None
        return Reading(_Reader(rows, _numbers(lines, rows)).whole(record), haystack)
    except OtherForm:
        return None


def _rows(lines: Sequence[canonical.Line]) -> tuple[list[_Row], list[str], list[str]]:
    """The lines with their cells, all names and texts of theirs in order, and those of the texts
    that begin as plain ones and are taken for such."""
    rows: list[_Row] = []
    texts: list[str] = []
    plain: list[str] = []
    for line in lines:
        blanks, dash, name, value = line
        if name:
            texts.append(name)
        elif not dash:
            if value[:1] == "#":
                continue
            raise OtherForm
        if not value:
            rows.append(line)
        elif value[0] not in canonical.INDICATORS:
            texts.append(value)
            plain.append(value)
            rows.append(line)
        else:
            cell = _cell(value)
            texts += (cell or "",) if cell is None or isinstance(cell, str) else cell
            rows.append((blanks, dash, name, cell))
    return rows, texts, plain


@functools.lru_cache(maxsize=4096)
def _cell(value: str) -> Cell:
    """The cell of a text that begins with an indicator; lists of departments and matters stand in
    many items."""
    if value[0] == "'":
        return canonical.unquoted(value) or None
    if value[0] == "[":
        texts = canonical.flow_texts(value)
        return tuple([text if text[0] != "'" else text[1:-1] for text in texts])
    raise OtherForm


def _numbers(lines: Sequence[canonical.Line], rows: Sequence[_Row]) -> Sequence[int]:
    """The line numbers of rows, from 1."""
    numbers = range(1, len(lines) + 1)
    if len(lines) == len(rows):
        return numbers
    return [
        number for number, (_, dash, name, _) in zip(numbers, lines, strict=True) if dash or name
    ]


class _Reader:
    """Goes through the rows once; ``at`` is the place, from 0, of the row that comes next."""

    def __init__(self, rows: Sequence[_Row], numbers: Sequence[int]) -> None:
        self.rows = [*rows, _END]
        self.numbers = numbers
        self.at = 0

    def whole(self, record: type[Any]) -> Any:
        """The record that all rows make."""
        blanks, dash, _, _ = self.rows[0]
        if blanks or dash:
            raise OtherForm
        value = self.record(_plan(record), "")
        if self.at != len(self.rows) - 1:
            raise OtherForm
        return value

    def record(self, plan: _Plan, pad: str) -> Any:
        """The record that begins in this row; what stands before the names of its fields in the
        following rows is ``pad``."""
        rows, at = self.rows, self.at
        record, fields, needed, unset = plan
        values: dict[str, Any] = {"line": self.numbers[at]} if record is Item else {}
        while True:
            _, _, name, cell = rows[at]
            if name not in fields or name in values:
                raise OtherForm
            spec, of_cell, of_rows = fields[name]
            at += 1
            if cell == "":
                self.at = at
                values[name] = of_rows(self, spec, pad + "  ")
                at = self.at
            elif of_cell is None:
                if cell.__class__ is not str:
                    raise OtherForm
                values[name] = cell
            else:
                values[name] = of_cell(spec, cell)
            blanks, dash, _, _ = rows[at]
            if dash or blanks != pad:
                break
        self.at = at
        if not values.keys() >= needed:
            raise OtherForm
        made = object.__new__(record)  # its constructor sets one field after another
        made.__dict__.update(unset)
        made.__dict__.update(values)
        return made

    def inner_record(self, spec: Spec, pad: str) -> Any:
        """The record of a field."""
        blanks, dash, _, _ = self.rows[self.at]
        if blanks != pad or dash:
            raise OtherForm
        return self.record(_plan(spec.record), pad)

    def records(self, spec: Spec, pad: str) -> tuple[Any, ...]:
        """The records of a field, one or more."""
        rows = self.rows
        found: list[Any] = []
        plan, inner = _plan(spec.record), pad + "  "
        while rows[self.at][1] and rows[self.at][0] == pad:
            found.append(self.record(plan, inner))
        if not found:
            raise OtherForm
        return tuple(found)

    def lines(self, _: Spec, pad: str) -> tuple[str, ...]:
        """The texts of a field, one or more, each in a row of its own."""
        rows, at = self.rows, self.at
        found: list[str] = []
        while True:
            blanks, dash, name, cell = rows[at]
            if not dash or blanks != pad:
                break
            if name or not cell or not isinstance(cell, str):
                raise OtherForm
            found.append(cell)
            at += 1
        if not found:
            raise OtherForm
        self.at = at
        return tuple(found)


def _text(spec: Spec, cell: Cell) -> str:
    if cell is None and spec.may_be_empty:
        return ""
    if not isinstance(cell, str) or not spec.allows(cell):
        raise OtherForm
    return cell


def _boolean(spec: Spec, cell: Cell) -> bool:
    return _text(spec, cell) == "true"


def _integer(spec: Spec, cell: Cell) -> int:
    return int(_text(spec, cell))


def _texts(spec: Spec, cell: Cell) -> tuple[str, ...]:
    if not isinstance(cell, tuple) or "" in cell or not (cell or spec.may_be_bare):
        raise OtherForm
    return cell


def _records(spec: Spec, cell: Cell) -> tuple[Any, ...]:
    if cell != () or not spec.may_be_bare:
        raise OtherForm
    return ()


def _refused(*_: Any) -> Any:
    """No field of such a shape is written so."""
    raise OtherForm


_CELLS: Mapping[str, Callable[[Spec, Cell], Any]] = {
    "text": _text,
    "boolean": _boolean,
    "integer": _integer,
    "texts": _texts,
    "lines": _texts,
    "records": _records,
}
"""What makes the value of a field from its cell, by the field's shape."""

_ROWS: Mapping[str, Callable[[_Reader, Spec, str], Any]] = {
    "texts": _Reader.lines,
    "lines": _Reader.lines,
    "record": _Reader.inner_record,
    "records": _Reader.records,
}
"""What makes the value of a field from the rows under it, by the field's shape."""

_Field = tuple[Spec, Callable[[Spec, Cell], Any] | None, Callable[[_Reader, Spec, str], Any]]
"""A field's spec, what makes its value from a cell (None: any text is right), and from rows."""

_Plan = tuple[type[Any], Mapping[str, _Field], frozenset[str], Mapping[str, Any]]
"""How a record is read: its class, its fields by name, the names of those that it needs, and what
all are that the file does not write."""


def _plan(record: type[Any]) -> _Plan:
    """The plan of a record class."""
    if record not in _PLANS:
        fields: dict[str, _Field] = {}
        for name, spec in specs(record).items():
            any_text = spec.is_free and not spec.may_be_empty
            of_cell = None if any_text else _CELLS.get(spec.shape, _refused)
            fields[name] = (spec, of_cell, _ROWS.get(spec.shape, _refused))
        unset = {each.name: each.default for each in dataclasses.fields(record)}
        _PLANS[record] = (record, fields, required(record), unset)
    return _PLANS[record]


_PLANS: dict[type[Any], _Plan] = {}
