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

_ENDS = ("。", "：", "！", "？")
_DEPARTMENT = re.compile(r"[省市县区旗州盟](?!级及)|团[省市县区旗]?委")
_RECEIVER = re.compile(r"承接部门\s*[：:]")
_NARROW = 9
"""The most characters a line of the name or the departments holds beside two wide columns."""
_SHORT = 5
"""A line of the name with no more characters than this is its last one."""


@dataclass
class Part:
    """The lines of a row on one page: (line of the original, text)."""

    lines: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, text: str) -> None:
        """Append a line."""
        self.lines.append((number, text))

    @property
    def first(self) -> str:
        """The first piece of the first line (cells of two columns can share a line)."""
        return self.lines[0][1].split()[0] if self.lines else ""


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


def deal(parts: Sequence[Part], columns: Sequence[str]) -> tuple[dict[str, list[str]], list[Doubt]]:
    """A row's lines by page -> (column -> its text, in one piece or several), doubts.

    :param columns: the fields after the number: ``name`` alone, with ``takeover``, or with
        ``departments``, ``superior`` and ``township``.
    """
    if "takeover" in columns:
        return _withdrawn(parts)
    if "superior" in columns:
        row = _Cooperative()
        for page, part in enumerate(parts):
            row.turn_page(page)
            for number, text in part.lines:
                row.read(number, text)
        return row.cells(), row.doubts
    return {"name": [tidy("".join(text for part in parts for _, text in part.lines))]}, []


# --- number, name, receivers ------------------------------------------------------------------


def _withdrawn(parts: Sequence[Part]) -> tuple[dict[str, list[str]], list[Doubt]]:
    name: list[str] = []
    takeover: list[str] = []
    for page, part in enumerate(parts):
        in_name = page == 0 or _may_go_on(name, part)
        for _, text in part.lines:
            if not in_name or _RECEIVER.match(text):
                in_name = False
                takeover.append(tidy(text))
                continue
            head, *rest = text.split(None, 1)
            if rest and (list_number(rest[0]) or text.endswith("。")):
                name.append(head)
                takeover.append(tidy(rest[0]))
                in_name = False
                continue
            name.append(tidy(text))
            in_name = page == 0 or len(text) + 1 >= max(len(line) for line in name)
    cells = {"name": ["".join(name)], "takeover": list(_receivers(_paragraphs(takeover)))}
    if takeover:
        return cells, []
    line = next((number for part in parts for number, _ in part.lines), 0)
    message = "没有找到“承接部门：”，工作方式可能连在名称里，请核对"
    return cells, [Doubt(line, "", "takeover", excerpt("".join(name)), message)]


def _may_go_on(name: Sequence[str], part: Part) -> bool:
    """Whether a page can begin with the rest of a name: its last line is full, and the page's
    first piece no longer than a line of it."""
    longest = max((len(line) for line in name), default=0)
    full = len(name) > 1 and len(name[-1]) + 2 >= longest
    return full and 0 < len(part.first) <= longest + 1 and not list_number(part.first)


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
        self.page = page if self.name else 0
        self.at = 0
        if self.page and not self.name_is_open:
            self.at = 1 if self.department_is_open else 2

    @property
    def name_is_open(self) -> bool:
        """Whether the last line of the name is full, so that more may follow on a next page."""
        longest = max((len(line) for line in self.name), default=0)
        return len(self.name) > 1 and len(self.name[-1]) + 1 >= longest

    @property
    def department_is_open(self) -> bool:
        """Whether the last name in the departments cell is not a whole one."""
        return bool(self.departments) and not looks_like_office(self.departments[-1])

    def read(self, number: int, text: str, *, after_blank: bool = False) -> None:
        """Take one line, or its pieces one by one as long as narrow columns are read."""
        head, *rest = text.split(None, 1)
        narrow = len(head) <= _NARROW and not list_number(head) and head[-1] not in "：:"
        if self.at < 2 and narrow:
            self.read_narrow(head, after_blank=after_blank)
            for tail in rest:
                self.read(number, tail, after_blank=True)
            return
        self.at = max(self.at, 2)
        self.read_duty(number, tidy(text))

    def read_narrow(self, text: str, *, after_blank: bool) -> None:
        """Take a piece of the name or the departments, at a line's start or after a blank."""
        if self.at == 0 and not self.ends_name(text, after_blank=after_blank):
            self.name.append(text)
            if self.page and not self.name_is_open:
                self.at = 1 if self.department_is_open else 2
            return
        self.at = 1
        if after_blank or not self.departments or self.begins_department(text):
            self.departments.append(text)
        else:
            self.departments[-1] += text
        if self.page and not self.department_is_open:
            self.at = 2

    def ends_name(self, text: str, *, after_blank: bool) -> bool:
        """Whether a piece on a row's first page stands behind the name, not in it."""
        name = "".join(self.name)
        if not name or self.page or name.count("（") > name.count("）"):
            return False
        return after_blank or len(self.name[-1]) <= _SHORT or bool(_DEPARTMENT.match(text))

    def begins_department(self, text: str) -> bool:
        """Whether a line in the departments cell begins a name, not goes on with the last."""
        if self.page and self.department_is_open:
            return False
        whole = looks_like_office(self.departments[-1]) and len(text) > 3
        return bool(_DEPARTMENT.match(text)) or whole

    def read_duty(self, number: int, text: str) -> None:
        """Take a line of the duties of the superior body or of the town."""
        leading = list_number(text)
        value = leading[0] if leading else 0
        here, township = self.duties[self.at - 2], self.duties[1]
        if value and value == here.last + 1 and not (value == 1 and not here.awaits):
            self.ask_if_both(number, text, value)
            here.take(text)
        elif self.at == 2 and self.is_heading(text) and not here.is_open:
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

    def is_heading(self, text: str) -> bool:
        """Whether a line is nothing but departments and a colon."""
        if not text.endswith(("：", ":")):
            return False
        names = [name.removesuffix("等") for name in split_names(text[:-1])]
        return all(name in self.departments or looks_like_office(name) for name in names)

    def ask_if_both(self, number: int, text: str, value: int) -> None:
        """Ask a person if a number that begins after a page break is due in both columns."""
        town = self.duties[1]
        if self.page and self.at == 2 and value == town.last + 1 > 1 and not town.is_open:
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
