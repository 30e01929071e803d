"""What a workbook changes in a township, a line for each item, for the person who edited it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.exporting.columns import FIELD_HEADS
from generator.importing.report import excerpt
from generator.model import DutyList, Item, Row, Township, rows, specs

_NAMES = FIELD_HEADS | {
    "matters": "主题",
    "departments_cell": "“对应上级部门”栏原样",
    "discontinued": "不再开展",
    "marks": "√",
    "merged": "合用的栏",
    "corrections": "勘误",
    "number": "原印序号",
    "declared": "标明项数",
    "title": "标题",
    "labels": "固定字样",
    "kind": "类型",
    "division": "所属",
    "code": "代码",
    "code_year": "代码年份",
    "versions": "版本",
}


def changes(before: Township, after: Township) -> Iterator[str]:
    """Items added, taken out, changed and moved, and changes around them; in Chinese."""
    around = _changed(before, after, Township)
    if around:
        yield f"乡镇：{around}"
    old = {one.kind: one for one in before.lists}
    for one in after.lists:
        yield from _list(old.get(one.kind, DutyList(kind=one.kind)), one)


def _list(before: DutyList, after: DutyList) -> Iterator[str]:
    around = _changed(before, after, DutyList, "categories")
    if around:
        yield f"{after.title}：{around}"
    heads = [(each.name, each.declared) for each in before.categories]
    if heads != [(each.name, each.declared) for each in after.categories]:
        yield f"{after.title}：类别的名称、项数或次序有变"
    old = {row.item.id: row for row in rows(before) if row.item.id}
    nameless = [row.item for row in rows(before) if not row.item.id]
    for row in rows(after):
        if row.item.id in old:
            yield from _item(old.pop(row.item.id), row)
        elif row.item in nameless:
            nameless.remove(row.item)
        else:
            yield f"新增：{after.title}第 {row.number} 项“{excerpt(row.item.name)}”"
    for gone in old.values():
        yield f"删去：{gone.item.id}“{excerpt(gone.item.name)}”"
    for item in nameless:
        yield f"删去或改动了一个没有编号的事项：“{excerpt(item.name)}”"
    kept = {row.item.id for row in rows(after)} & {row.item.id for row in rows(before)} - {""}
    first, second = (
        [row.item.id for row in rows(one) if row.item.id in kept] for one in (before, after)
    )
    if first != second:
        yield f"{after.title}：事项的次序有变"


def _item(before: Row, after: Row) -> Iterator[str]:
    changed = _changed(before.item, after.item, Item, "id")
    if before.category.name != after.category.name:
        changed = "、".join(filter(None, ("类别", changed)))
    if changed:
        yield f"改动：{after.item.id}“{excerpt(after.item.name)}”的{changed}"


def _changed(before: Any, after: Any, record: type[Any], *but: str) -> str:
    """The names of the fields that differ."""
    keys = [key for key in specs(record) if key not in but]
    return "、".join(
        "名称" if key == "name" and record is not Item else _NAMES.get(key, key)
        for key in keys
        if getattr(before, key) != getattr(after, key)
    )
