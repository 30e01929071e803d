"""District-wide lists (``territorial``) from a converted text with one cell after another.

In this form a tab begins a cell, and a cell runs on over lines. A row begins with a blank line and
its number, or, where the conversion lost the number, with a blank before its first tab. Page
breaks cut a row in two, the second part with the same name; a category that is printed once for
several rows is missing in those below it. What the program has to guess comes out as a doubt.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.importing.assemble import Imported
from generator.importing.report import Doubt, ImportProblem, LineRole, excerpt
from generator.importing.territorial_cells import (
    Remark,
    read_basis,
    read_marks,
    read_superior,
    read_township,
    subjects,
)
from generator.importing.text import Line, decode, read_lines, squeeze, tidy
from generator.model import Category, DutyList, Item, Merged

_HEADINGS = (
    r"序号",
    r"类别",
    r"(?:具体)?事项(?:名称)?",
    r".*部门职责",
    r".*(?:镇|街道|乡).*职责",
    r".*依据",
    r"主体责任",
    r"配合责任",
)
_COLUMNS = ("category", "name", "superior", "township", "basis")
_TICKS = ("√", "✓", "✔")
_ENDS = ("。", "；", "：", "！", "？")

Cell = list[Line]


@dataclass
class _Row:
    """A row of the table: its printed number (0 if lost) and its cells behind the number."""

    number: int
    lines: list[int]
    cells: list[Cell] = field(default_factory=list)


@dataclass
class _Raw:
    """An item before its cells are read: each cell as paragraphs, in printed order."""

    number: int
    lines: list[int]
    category: str
    paragraphs: dict[str, list[str]]
    marks: list[str]
    name_lines: int = 1
    continued: list[int] = field(default_factory=list)
    superior_of: int = 0


def import_territorial(data: bytes) -> Imported:
    """The bytes of a converted territorial list -> the list in the model, with its doubts.

    :raises ImportProblem: not UTF-8, no header that is known, a row without a name, or a printed
        number that is not the one due.
    """
    lines = read_lines(decode(data))
    preamble, header, rows = _table(lines)
    mark_names = _mark_names(header)
    doubts: list[Doubt] = []
    for row in rows:
        _check_width(row, header)
    raws = _stitch(rows, doubts)
    _share_cells(raws, doubts)
    title = "".join(tidy(line.text) for line in preamble)
    categories = _categories(raws, mark_names, doubts)
    duty_list = DutyList(kind="territorial", title=title, categories=categories)
    doubts.sort(key=lambda doubt: doubt.line)
    account = tuple(_account(lines, preamble, raws))
    return Imported(title, (duty_list,), tuple(doubts), account)


# --- rows -------------------------------------------------------------------------------------


def _table(lines: Sequence[Line]) -> tuple[list[Line], list[Cell], list[_Row]]:
    """Lines -> the paragraphs before the table, the cells of its header, its rows."""
    preamble: list[Line] = []
    header: list[Cell] = []
    rows: list[_Row] = []
    for place, line in enumerate(lines):
        first, *others = line.cells
        number = _row_number(line, lines[place - 1] if place else None)
        if number:
            rows.append(_Row(number, [line.number]))
            others = others[1:]
        elif rows and others and first and not first.strip():
            rows.append(_Row(0, [line.number]))
        cells = rows[-1].cells if rows else header
        if not rows and not header and (first.strip() or not others):
            if not line.is_blank:
                preamble.append(line)
            continue
        if rows and line.number not in rows[-1].lines:
            rows[-1].lines.append(line.number)
        if first.strip():
            if not cells:
                cells.append([])
            cells[-1].append(Line(line.number, first, (first,)))
        cells.extend([Line(line.number, text, (text,))] for text in others)
    return preamble, header, rows


def _row_number(line: Line, before: Line | None) -> int:
    """The number of a row that a line begins, 0 if it begins none."""
    if len(line.cells) < 2 or before is None or not before.is_blank:
        return 0
    number = squeeze(line.cells[1])
    return int(number) if number.isascii() and number.isdigit() else 0


def _mark_names(header: Sequence[Cell]) -> tuple[str, ...]:
    """The names over the √ columns: two under 主体责任, two under 配合责任."""
    heads = [head for head in (_text(cell) for cell in header) if head]
    known = len(heads) == len(_HEADINGS) + 4 and all(
        re.fullmatch(pattern, head) for pattern, head in zip(_HEADINGS, heads, strict=False)
    )
    if not known:
        raise ImportProblem(
            "没有找到“属地管理”清单的表头：要依次是序号、类别、具体事项、部门职责、镇（街道）职责、"
            "依据、主体责任、配合责任，后两栏下各有两个小标题。请检查转换结果。"
        )
    return tuple(heads[len(_HEADINGS) :])


def _check_width(row: _Row, header: Sequence[Cell]) -> None:
    """Drop a header that a page repeats behind a row; whatever else does not fit is a problem."""
    heads = [_text(cell) for cell in header if _text(cell)]
    row.cells = _with_category(row)
    width = len(_COLUMNS) + 4
    extra = [text for text in map(_text, row.cells[width:]) if text]
    marks = [text for text in map(_text, row.cells[len(_COLUMNS) : width]) if text]
    if extra == heads:
        extra, row.cells = [], row.cells[:width]
    for text in (*extra, *(mark for mark in marks if mark not in _TICKS)):
        raise ImportProblem(
            f"第 {row.lines[0]} 行开始的一行栏目对不上，多出“{excerpt(text)}”。"
            "请检查该行的制表符，或者它是不是两行连在了一起。"
        )


def _text(cell: Cell) -> str:
    return squeeze("".join(line.text for line in cell))


def _stitch(rows: Iterable[_Row], doubts: list[Doubt]) -> list[_Raw]:
    """Rows -> items: a row with the number or the name of the item before continues it."""
    raws: list[_Raw] = []
    for row in rows:
        cells = row.cells
        if len(cells) < 2 or not _text(cells[1]):
            raise ImportProblem(f"第 {row.lines[0]} 行开始的一行没有“具体事项”，请检查转换结果。")
        category, name = _text(cells[0]), _text(cells[1])
        paragraphs = {
            column: [line.text.strip() for line in cell if not line.is_blank]
            for column, cell in zip(_COLUMNS, cells, strict=False)
        }
        marks = [_text(cell) for cell in cells[len(_COLUMNS) :]]
        last = raws[-1] if raws else None
        if last and _continues(row, category, name, last):
            _append(last, row, paragraphs)
            last.marks = last.marks if any(last.marks) else marks
            continue
        due = len(raws) + 1
        if row.number not in (0, due):
            raise ImportProblem(f"第 {row.lines[0]} 行的序号是 {row.number}，应为 {due}。")
        if not category:
            category = last.category if last else ""
            message = f"没有印类别，已接上一项的类别“{category}”，请核对"
            doubts.append(Doubt(row.lines[0], f"t{due:03d}", "category", name, message))
        raws.append(_Raw(due, row.lines, category, paragraphs, marks, len(cells[1])))
    return raws


def _with_category(row: _Row) -> list[Cell]:
    """The cells of a row, with an empty category where the row prints none: the second cell is
    then no name but the departments' sentences."""
    second = _text(row.cells[1]) if len(row.cells) > 1 else ""
    if not row.number and ("。" in second or "负责" in second):
        return [[], *row.cells]
    return row.cells


def _continues(row: _Row, category: str, name: str, last: _Raw) -> bool:
    if row.number:
        return row.number == last.number
    return name == squeeze("".join(last.paragraphs["name"])) and category in ("", last.category)


def _append(last: _Raw, row: _Row, paragraphs: dict[str, list[str]]) -> None:
    """Append a page's cells; a paragraph that a page break cut is joined again."""
    last.continued += row.lines
    for column in _COLUMNS[2:]:
        _join(last.paragraphs.setdefault(column, []), paragraphs.get(column, []))


def _join(before: list[str], after: list[str]) -> None:
    if before and after and not before[-1].endswith(_ENDS) and not subjects(after[0]):
        before[-1] += after[0]
        after = after[1:]
    before += after


def _share_cells(raws: Sequence[_Raw], doubts: list[Doubt]) -> None:
    """Find departments' cells that stand once for two rows: one breaks off, the next goes on."""
    for first, second in itertools.pairwise(raws):
        ours, theirs = first.paragraphs["superior"], second.paragraphs["superior"]
        if not ours or not theirs or ours[-1].endswith(_ENDS) or subjects(theirs[0]):
            continue
        words = ours[-1][-12:] + "‖" + theirs[0][:12]
        _join(ours, theirs)
        second.paragraphs["superior"] = []
        second.superior_of = first.number
        message = "部门职责栏中途断开、下一项接着印，已作为两项合用的栏，请核对"
        doubts.append(Doubt(second.lines[0], f"t{second.number:03d}", "superior", words, message))


# --- items ------------------------------------------------------------------------------------


def _categories(
    raws: Sequence[_Raw], mark_names: Sequence[str], doubts: list[Doubt]
) -> tuple[Category, ...]:
    found: list[tuple[str, list[Item]]] = []
    for raw in raws:
        if not found or found[-1][0] != raw.category:
            found.append((raw.category, []))
        found[-1][1].append(_item(raw, mark_names, doubts))
    return tuple(Category(name=name, items=tuple(items)) for name, items in found)


def _item(raw: _Raw, mark_names: Sequence[str], doubts: list[Doubt]) -> Item:
    item_id = f"t{raw.number:03d}"
    superior, of_superior = read_superior(raw.paragraphs.get("superior", []))
    township, of_township = read_township(raw.paragraphs.get("township", []))
    basis, of_basis = read_basis(raw.paragraphs.get("basis", []))
    marks, of_marks = read_marks(raw.marks, mark_names)
    roles = {block.role[:2] for block in township if block.role}
    town = mark_names[-1]
    if marks and not of_marks and roles and ("主体" in roles) != (town in marks.main):
        of_marks.append(("、".join(sorted(roles)), "责任字样与√不一致，请核对"))
    of_name: list[Remark] = []
    if raw.name_lines > 1:
        of_name.append(("".join(raw.paragraphs["name"]), "名称折了行，请核对是不是类别"))
    remarks = {
        "name": of_name,
        "superior": of_superior,
        "township": of_township,
        "basis": of_basis,
        "marks": of_marks,
    }
    doubts.extend(
        Doubt(raw.lines[0], item_id, column, excerpt(words), message)
        for column, found in remarks.items()
        for words, message in found
    )
    return Item(
        id=item_id,
        name=tidy("".join(raw.paragraphs["name"])),
        superior=superior,
        township=township,
        basis=basis,
        marks=marks,
        merged=Merged(superior=f"t{raw.superior_of:03d}") if raw.superior_of else None,
    )


def _account(
    lines: Sequence[Line], preamble: Sequence[Line], raws: Sequence[_Raw]
) -> Iterable[LineRole]:
    """What every line was taken for; the lines of the header are ``header``."""
    roles = {line.number: ("preamble", "") for line in preamble}
    for raw in raws:
        roles.update((number, ("item", f"t{raw.number:03d}")) for number in raw.lines)
        roles.update((number, ("continuation", f"t{raw.number:03d}")) for number in raw.continued)
    for line in lines:
        role, item = roles.get(line.number, ("header", ""))
        yield LineRole(line.number, "blank" if line.is_blank else role, item)
