"""One row of a flattened table: its lines, page by page, dealt out to its columns.

On each page a row's columns come one after another, narrow ones (name, departments) first. What
tells them apart: a department's name begins with its level (区公安局), a duty with its number or
a department's heading, and a list of duties that starts anew at 1 is the next column's. On a
following page only those columns go on that were cut in the middle of a sentence, or have the
next number due; where two columns fit, the first is taken and a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.importing.departments import looks_like_office, split_names
from generator.importing.report import Doubt, excerpt
from generator.importing.text import tidy
from generator.importing.units import list_number

_ENDS = ("。", "；", "：", "！", "？")
_DEPARTMENT = re.compile(r"[省市县区旗州盟](?!级及)|团[省市县区旗]?委|国家\S*局|\S{2,6}(?:综保区|管委)")
_RECEIVER = re.compile(r"承接部门\s*[：:]")
_NARROW = 9
"""The most characters a line of the two narrow columns of a four-column table holds."""


@dataclass
class Part:
    """The lines of a row on one page: (line of the original, text)."""

    lines: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, text: str) -> None:
        """Append a line."""
        self.lines.append((number, text))

    def tokens(self) -> Iterator[tuple[int, str]]:
        """The lines, cut at blanks: cells of two columns can share a line."""
        for number, text in self.lines:
            for token in text.split():
                yield number, token


@dataclass
class _Duties:
    """A column of duties in the making: paragraphs, and the last list number in it."""

    paragraphs: list[str] = field(default_factory=list)
    last: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the last paragraph breaks off in the middle of a sentence."""
        return bool(self.paragraphs) and not self.paragraphs[-1].endswith(_ENDS)

    @property
    def awaits(self) -> bool:
        """Whether duties have to follow: nothing is there yet, or a heading only."""
        return not self.paragraphs or self.paragraphs[-1].endswith("：")

    def take(self, text: str) -> None:
        """Append a new paragraph."""
        number = list_number(text)
        self.last = number[0] if number else 0
        self.paragraphs.append(text)

    def go_on(self, text: str) -> None:
        """Append to the last paragraph."""
        self.paragraphs[-1] += text


def deal(
    parts: Sequence[Part], columns: Sequence[str]
) -> tuple[dict[str, list[str]], list[Doubt]]:
    """A row's lines by page -> (column -> its text, in one piece or several), doubts.

    :param columns: the fields after the number: ``name`` alone, with ``takeover``, or with
        ``departments``, ``superior`` and ``township``.
    """
    if "takeover" in columns:
        return _withdrawn(parts), []
    if "superior" in columns:
        row = _Cooperative()
        for page, part in enumerate(parts):
            row.turn_page(page)
            for number, text in part.lines:
                row.read(number, text)
        return row.cells(), row.doubts
    return {"name": [tidy("".join(text for part in parts for _, text in part.lines))]}, []


# --- number, name, receivers ------------------------------------------------------------------


def _withdrawn(parts: Sequence[Part]) -> dict[str, list[str]]:
    name: list[str] = []
    takeover: list[str] = []
    width = max((len(text) for _, text in parts[0].lines), default=0) if parts else 0
    for page, part in enumerate(parts):
        in_name = page == 0 or _may_go_on(name, part)
        for _, text in part.lines:
            if not in_name or _RECEIVER.match(text):
                in_name = False
                takeover.append(tidy(text))
                continue
            head, _, tail = text.partition(" ")
            if tail and (list_number(tail.strip()) or tail.endswith("。")):
                name.append(head)
                takeover.append(tidy(tail))
                in_name = False
                continue
            name.append(tidy(text))
            in_name = page == 0 or len(text) + 1 >= max(len(line) for line in name)
    del width
    return {"name": ["".join(name)], "takeover": list(_receivers(_paragraphs(takeover)))}


def _may_go_on(name: Sequence[str], part: Part) -> bool:
    """Whether a page can begin with the rest of a name: its last line is full, and the page's
    first piece no longer than a line of it."""
    longest = max((len(line) for line in name), default=0)
    first = next((token for _, token in part.tokens()), "")
    full = len(name) > 1 and len(name[-1]) + 2 >= longest
    return full and bool(first) and len(first) <= longest + 1 and not list_number(first)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Wrapped lines -> paragraphs: a new one after a full stop or where a number begins."""
    column = _Duties()
    for text in lines:
        number = list_number(text)
        due = number is not None and number[0] == column.last + 1
        if column.is_open and not due and not _RECEIVER.match(text):
            column.go_on(text)
        else:
            column.take(text)
            if number is None:
                column.last = 0
    return column.paragraphs


def _receivers(paragraphs: Sequence[str]) -> Iterator[str]:
    """Paragraphs -> one text for each receiver with its method."""
    run: list[str] = []
    for text in paragraphs:
        if run and _RECEIVER.match(text):
            yield " ".join(run)
            run = []
        run.append(text)
    if run:
        yield " ".join(run)


# --- number, name, departments, superior's duties, town's duties ------------------------------


@dataclass
class _Cooperative:
    """Reads a row line by line; ``at`` is the column (0–3) that is being read."""

    name: list[str] = field(default_factory=list)
    departments: list[str] = field(default_factory=list)
    duties: tuple[_Duties, _Duties] = field(default_factory=lambda: (_Duties(), _Duties()))
    doubts: list[Doubt] = field(default_factory=list)
    at: int = 0
    page: int = 0

    def turn_page(self, page: int) -> None:
        """Begin a page: reading starts again at the first column that can go on."""
        self.page = page
        self.at = 0
        if page and not self.name_is_open:
            self.at = 1 if self.department_is_open else 2

    @property
    def name_is_open(self) -> bool:
        """Whether the last line of the name is full, so that more may follow on a next page."""
        longest = max(len(line) for line in self.name)
        return len(self.name) > 1 and len(self.name[-1]) + 1 >= longest

    @property
    def department_is_open(self) -> bool:
        """Whether the last name in the departments cell is not a whole one."""
        return bool(self.departments) and not looks_like_office(self.departments[-1])

    def read(self, number: int, text: str) -> None:
        """Take one line, or its pieces one by one as long as narrow columns are read."""
        head, _, tail = text.partition(" ")
        if self.at < 2 and len(head) <= _NARROW and not list_number(head) and head[-1] not in "：:":
            self.read_narrow(head)
            if tail.strip():
                self.read(number, tail.strip())
            return
        self.at = max(self.at, 2)
        self.read_duty(number, tidy(text))

    def read_narrow(self, text: str) -> None:
        """Take a piece of the name or the departments."""
        if self.at == 0 and (not self.name or not self.begins_departments(text)):
            self.name.append(text)
            if self.page and not self.name_is_open:
                self.at = 1 if self.department_is_open else 2
            return
        opened = self.department_is_open and self.page
        self.at = 1
        if _DEPARTMENT.match(text) and not self.department_is_open:
            self.departments.append(text)
        elif self.departments:
            self.departments[-1] += text
        else:
            self.departments.append(text)
        if opened and not self.department_is_open:
            self.at = 2

    def begins_departments(self, text: str) -> bool:
        """Whether a piece is the beginning of a department's name."""
        return _DEPARTMENT.match(text) is not None and not self.page

    def read_duty(self, number: int, text: str) -> None:
        """Take a line of the duties of the superior body or of the town."""
        leading = list_number(text)
        value = leading[0] if leading else 0
        here, township = self.duties[self.at - 2], self.duties[1]
        if value and value == here.last + 1 and not (value == 1 and not here.awaits):
            self.ask_if_both(number, text, value)
            here.take(text)
        elif self.at == 2 and _is_heading(text) and not here.is_open:
            here.take(text)
        elif not value and here.is_open:
            here.go_on(text)
        elif here.awaits:
            here.take(text)
        elif self.at == 2:
            self.at = 3
            if not value and township.is_open:
                township.go_on(text)
            else:
                township.take(text)
        else:
            self.ask(number, "township", text, "不清楚这一段接在哪里，请对照原文件核对")
            here.take(text)

    def ask_if_both(self, number: int, text: str, value: int) -> None:
        """Ask a person if a number that begins after a page break is due in both columns."""
        if self.page and self.at == 2 and value == self.duties[1].last + 1 and value > 1:
            message = "换页后两栏都轮到这个序号，已归上级部门职责，请按文义核对"
            self.ask(number, "superior", text, message)

    def ask(self, number: int, column: str, text: str, message: str) -> None:
        """Note a doubt."""
        self.doubts.append(Doubt(number, "", column, excerpt(text), message))

    def cells(self) -> dict[str, list[str]]:
        """The texts of the columns, paragraphs and names parted by blanks."""
        return {
            "name": ["".join(self.name)],
            "departments": [" ".join(self.departments)],
            "superior": [" ".join(self.duties[0].paragraphs)],
            "township": [" ".join(self.duties[1].paragraphs)],
        }


def _is_heading(text: str) -> bool:
    """Whether a line is nothing but departments and a colon."""
    if not text.endswith(("：", ":")):
        return False
    return all(looks_like_office(name.removesuffix("等")) for name in split_names(text[:-1]))
