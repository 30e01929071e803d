"""Reviewed lists as the tables that a government would print, before any file format.

A list becomes a head and rows; a cell is a tuple of paragraphs, a paragraph is its list number
('' for none) and its text, so that a format may print the number or leave it to the word processor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Block, Category, DutyList, Item, Labels, Township, rows
from generator.printed import NO_LABELS, block_heading

Cell = tuple["Paragraph", ...]


class Paragraph(NamedTuple):
    """One paragraph of a cell."""

    text: str
    number: int = 0

    @property
    def printed(self) -> str:
        """The paragraph with its list number as text."""
        return f"{self.number}.{self.text}" if self.number else self.text


@dataclass(frozen=True)
class Row:
    """A row: a category heading over the whole width (one cell), or the cells of an item."""

    cells: tuple[Cell, ...]
    is_category: bool = False


@dataclass(frozen=True)
class Sheet:
    """One list as it is printed. ``category_column``: categories stand in a column of their own,
    merged over their items, not in rows between them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    category_column: bool = False


_HEADS = {
    "basic": ("序号", "事项名称"),
    "cooperative": ("序号", "事项名称", "对应上级部门", "上级部门职责", "镇配合职责"),
    "withdrawn": ("序号", "事项名称", "承接部门及工作方式"),
}
_FIELDS = {
    "basic": (),
    "cooperative": ("departments", "superior", "township"),
    "withdrawn": ("takeover",),
}


def sheets(township: Township) -> tuple[Sheet, ...]:
    """The lists of a township as tables; a territorial list has no such form."""
    return tuple(sheet(one) for one in township.lists if one.kind in _HEADS)


def sheet(duty_list: DutyList) -> Sheet:
    """One list as a table."""
    in_column = all(one.declared is None and "、" not in one.name for one in duty_list.categories)
    head = _HEADS[duty_list.kind]
    if in_column:
        head = (head[0], "类别", *head[1:])
    done: list[Row] = []
    category = None
    for row in rows(duty_list):
        if row.category is not category and not in_column:
            done.append(Row(((Paragraph(_heading(row.category)),),), is_category=True))
        category = row.category
        kept = [_text(category.name)] if in_column else []
        rest = (_cell(row.item, field, duty_list) for field in _FIELDS[duty_list.kind])
        done.append(Row((_text(str(row.number)), *kept, _text(row.item.name), *rest)))
    return Sheet(duty_list.title, head, tuple(done), in_column)


def _heading(category: Category) -> str:
    if category.declared is None:
        return category.name
    return f"{category.name}（{category.declared}项）"


def _text(text: str) -> Cell:
    return (Paragraph(text),)


def _cell(item: Item, field: str, duty_list: DutyList) -> Cell:
    labels = duty_list.labels or NO_LABELS
    if field == "departments":
        if item.departments_cell:
            return _text(item.departments_cell)
        if labels.between_departments:
            return _text(labels.between_departments.join(item.departments))
        return tuple(Paragraph(name) for name in item.departments)
    used = NO_LABELS if field == "township" else labels
    blocks: tuple[Block, ...] = getattr(item, field)
    return tuple(paragraph for block in blocks for paragraph in _block(block, used))


def _block(block: Block, labels: Labels) -> list[Paragraph]:
    """A block's paragraphs; a single duty stands without a number behind its label."""
    texts = (block.part, block_heading(block, labels), block.lead, block.role)
    done = [Paragraph(text) for text in texts if text]
    for label, duties in (
        (labels.before_duties, block.duties),
        (labels.before_safeguards, block.safeguards),
    ):
        if len(duties) == 1 and not block.lead:
            done.append(Paragraph(label + duties[0]))
        elif duties:
            done += [Paragraph(label)] if label else []
            done += [Paragraph(duty, number) for number, duty in enumerate(duties, start=1)]
    return done
