"""Raw rows -> the duty lists of the model, with the doubts and the account of every line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.importing.cells import join_pages, strip_tags
from generator.importing.columns import KIND_NAMES
from generator.importing.departments import DepartmentCell, learn, read_cell, split_names
from generator.importing.duties import (
    METHOD,
    Context,
    Reading,
    finish,
    printed_headings,
    printed_labels,
    read_duties,
    read_takeover,
)
from generator.importing.report import Doubt, ImportProblem, LineRole, excerpt
from generator.importing.stitch import RawItem, RawList, Stitched, stitch, whole_text
from generator.importing.text import decode, read_lines, squeeze, tidy
from generator.importing.units import list_number
from generator.model import Category, DutyList, Item, Labels, rows
from generator.printed import cell

_COLUMNS = ("name", "departments", "superior", "township", "takeover")
"""The columns that hold an item's text, in printed order."""


@dataclass(frozen=True)
class Imported:
    """What a document holds: ``title`` as printed before the first list ('' if none is), its
    lists in printed order, places for a person to decide, and the role of every line."""

    title: str
    lists: tuple[DutyList, ...]
    doubts: tuple[Doubt, ...]
    account: tuple[LineRole, ...]


def import_text(
    data: bytes, *, allow_incomplete: bool = False, allow_missing: bool = False
) -> Imported:
    """The bytes of a converted document -> its lists in the model.

    :param allow_incomplete: accept a document that does not hold all three lists, or whose last
        row seems to break off.
    :param allow_missing: accept one that does not hold all three lists, one of several files.
    :raises ImportProblem: not UTF-8, no table of a duty list, a list missing, numbers with gaps,
        counts that differ from the declared ones, or a last row that breaks off.
    """
    stitched = stitch(read_lines(decode(data)))
    _check(stitched, allow_incomplete, allow_missing)
    ids: dict[int, str] = {}
    for raw in stitched.lists:
        for item in raw.items():
            ids[id(item)] = raw.item_id(item)
    doubts = list(stitched.doubts)
    lists = tuple(_list(raw, ids, doubts) for raw in stitched.lists)
    title = "".join(
        tidy(line.text)
        for line in stitched.preamble[: _title_lines(stitched)]
        if not _ANNEX.fullmatch(squeeze(line.text))
    )
    doubts.sort(key=lambda doubt: doubt.line)
    return Imported(title, lists, tuple(doubts), stitched.account(ids))


_ANNEX = re.compile(r"附件[：:]?\d*")


def _title_lines(stitched: Stitched) -> int:
    """How many lines before the first list are the document's title: up to 事项清单."""
    for count, line in enumerate(stitched.preamble, start=1):
        if squeeze(line.text).endswith("清单"):
            return count
        if squeeze(line.text).startswith("目录"):
            break
    return 0


# --- the document as a whole ------------------------------------------------------------------


def _check(stitched: Stitched, allow_incomplete: bool, allow_missing: bool) -> None:
    """Raise one :class:`ImportProblem` that names everything that is wrong with the whole."""
    filled = [one for one in stitched.lists if one.items()]
    if not filled:
        raise ImportProblem(
            "没有找到像职责清单的表格：要有一行同时写着“序号”和“事项名称”的表头，"
            "各栏用制表符分开。请检查转换结果。"
        )
    problems = []
    missing = [name for kind, name in KIND_NAMES.items() if kind not in {x.kind for x in filled}]
    if missing and not (allow_incomplete or allow_missing):
        problems.append(f"缺少{'、'.join(missing)}事项清单，文件可能只有一半")
    for raw in filled:
        problems += _numbering(raw) + _counts(raw)
    if not allow_incomplete:
        problems += _broken_off(filled[-1])
    if problems:
        raise ImportProblem("无法导入：" + "；".join(problems) + "。没有写入任何文件。")


def _numbering(raw: RawList) -> list[str]:
    problems, due = [], 1
    for item in raw.items():
        if item.number != due:
            problems.append(f"{raw.title}第 {item.lines[0]} 行的序号是 {item.number}，应为 {due}")
        due = item.number + 1
    return problems[:5]


def _counts(raw: RawList) -> list[str]:
    items = len(raw.items())
    problems = []
    if raw.declared is not None and raw.declared != items:
        problems.append(f"第 {raw.line} 行“{raw.title}”标明 {raw.declared} 项，实际 {items} 项")
    return problems + [
        f"第 {category.line} 行“{category.name}”标明 {category.declared} 项，"
        f"实际 {len(category.items)} 项"
        for category in raw.categories
        if category.declared is not None and category.declared != len(category.items)
    ]


def _broken_off(raw: RawList) -> list[str]:
    """A problem if the last row lacks a cell, or its last cell the full stop that others have."""
    items = raw.items()
    last = items[-1]
    columns = [field for field in _COLUMNS if field in last.cells]
    ends = [whole_text(item.cells[columns[-1]]).endswith("。") for item in items[:-1]]
    usual = sum(ends) * 10 > len(ends) * 9
    empty = any(not "".join(last.cells[field]).strip() for field in columns)
    if not empty and (not usual or whole_text(last.cells[columns[-1]]).endswith("。")):
        return []
    return [f"第 {last.lines[-1]} 行是最后一项，内容不全，文件可能在中途断开"]


# --- one list ---------------------------------------------------------------------------------


@dataclass
class _Row:
    raw: RawItem
    name: str
    departments: DepartmentCell
    readings: dict[str, Reading]


def _list(raw: RawList, ids: dict[int, str], doubts: list[Doubt]) -> DutyList:
    known = learn(
        (part for item in raw.items() for part in item.cells.get("departments", [])),
        (
            part
            for item in raw.items()
            for field in ("superior", "takeover")
            for part in item.cells.get(field, [])
        ),
    )
    read = {id(item): _row(item, known) for item in raw.items()}
    labels = _labels(read.values())
    categories = []
    for category in raw.categories:
        items = []
        for item in category.items:
            row = read[id(item)]
            items.append(_item(row, ids[id(item)], labels, doubts))
        categories.append(
            Category(name=category.name, declared=category.declared, items=tuple(items))
        )
    duty_list = DutyList(
        kind=raw.kind,
        title=raw.title,
        declared=raw.declared,
        labels=labels if labels != Labels() else None,
        categories=tuple(categories),
    )
    by_id = {ids[id(item)]: item for item in raw.items()}
    for one in rows(duty_list):
        doubts.extend(_unlike(one.item, by_id[one.item.id], duty_list))
    return duty_list


def _row(item: RawItem, known: frozenset[str]) -> _Row:
    departments = read_cell(" ".join(item.cells.get("departments", [])), known)
    stray = [name for text in departments.strays for name in split_names(text.rstrip("：:"))]
    own = departments.names
    readings: dict[str, Reading] = {}
    for field in ("superior", "township"):
        context = Context(own, known, tuple(stray), headed=field == "superior")
        parts = join_pages(item.cells.get(field, []), context.is_headed)
        readings[field] = read_duties(parts, context)
    readings["takeover"] = read_takeover(join_pages(item.cells.get("takeover", [])), known)
    return _Row(item, whole_text(item.cells["name"]), departments, readings)


def _labels(read: Iterable[_Row]) -> Labels:
    """The words around every field, by the majority of the cells."""
    table = list(read)
    headed = [row.readings[field] for row in table for field in ("superior", "takeover")]
    printed = printed_headings(headed)
    colons = sum(text.endswith("：") for text in printed)
    cells = [row.departments.text for row in table if len(row.departments.names) > 1]
    parted = sum("、" in text for text in cells)
    methods: Counter[tuple[str, str]] = Counter()
    for row in table:
        for part in row.raw.cells.get("takeover", []):
            match = METHOD.match(strip_tags(part).strip())
            if match:
                methods[("承接部门：" if match[1] else "", "工作方式：")] += 1
    before, method = methods.most_common(1)[0][0] if methods else ("", "")
    return Labels(
        between_departments="、" if parted * 2 > len(cells) else "",
        before_departments=before,
        after_departments="：" if colons * 2 > len(printed) else "",
        before_duties=method or printed_labels(headed, "duties"),
        before_safeguards=printed_labels(headed, "safeguards"),
    )


def _item(row: _Row, item_id: str, labels: Labels, doubts: list[Doubt]) -> Item:
    line = row.raw.lines[0]
    cell_text = row.departments.text
    joined = (labels.between_departments or " ").join(row.departments.names)
    for stray in row.departments.strays:
        message = "职责栏的小标题误入“对应上级部门”栏，请核对并记勘误"
        doubts.append(Doubt(line, item_id, "departments", stray, message))
    for field, reading in row.readings.items():
        for words, message in reading.doubts:
            doubts.append(Doubt(line, item_id, field, excerpt(words, 120), message))
    return Item(
        id=item_id,
        name=row.name,
        departments=row.departments.names,
        departments_cell=cell_text if squeeze(joined) != squeeze(cell_text) else "",
        superior=finish(row.readings["superior"].blocks, labels),
        township=finish(row.readings["township"].blocks, Labels()),
        takeover=finish(row.readings["takeover"].blocks, labels),
        discontinued="不再开展" in squeeze("".join(row.raw.cells.get("takeover", []))),
    )


def _unlike(item: Item, raw: RawItem, duty_list: DutyList) -> list[Doubt]:
    """Doubts for the cells that the fields do not give back as they are printed."""
    found = []
    for field in _COLUMNS[1:]:
        printed = squeeze("".join(strip_tags(part) for part in raw.cells.get(field, [])))
        if not _gives_back(cell(item, field, duty_list), printed):
            message = "按字段拼回的文字与原文不一致，请核对"
            found.append(Doubt(raw.lines[0], item.id, field, excerpt(printed), message))
    return found


def _gives_back(paragraphs: list[str], printed: str) -> bool:
    rest = printed
    for paragraph in paragraphs:
        text = squeeze(paragraph)
        if not rest.startswith(text):
            number = list_number(rest)
            rest = number[1] if number else rest
        if not rest.startswith(text):
            return False
        rest = rest[len(text) :]
    return not rest
