"""The tables of one township: a list each, a row an item, cells as printed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.downloads.csvfile import as_csv
from generator.downloads.table import Cell, Table
from generator.downloads.workbook import as_xlsx
from generator.model import DutyList, Item, Marks, Row, Township, rows
from generator.printed import cell

COLUMNS = {
    "id": "编号",
    "number": "序号",
    "category": "类别",
    "name": "事项名称",
    "matters": "事项主题",
    "departments": "对应上级部门",
    "superior": "上级部门职责",
    "township": "镇街职责",
    "takeover": "承接部门及工作方式",
    "main": "主体责任",
    "supporting": "配合责任",
    "basis": "依据",
    "source": "出处",
    "url": "网址",
}
"""The heads of all columns by their key; a list has those that its kind prints."""

KEYS = {
    "basic": ("id", "number", "category", "name", "matters"),
    "cooperative": (
        *("id", "number", "category", "name", "matters"),
        *("departments", "superior", "township"),
    ),
    "withdrawn": ("id", "number", "category", "name", "matters", "takeover"),
    "territorial": (
        *("id", "number", "category", "name", "matters"),
        *("superior", "township", "main", "supporting", "basis"),
    ),
}
"""The columns of each kind of list, before the two that every table ends with."""

BOOK = "qingdan.xlsx"
"""The workbook of all lists of a township, in its folder."""


def files(township: Township, site_url: str) -> dict[str, bytes]:
    """Site path -> content: a CSV file for every list and one workbook for all of them."""
    tables = list_tables(township, site_url)
    found = {
        f"{township.id}/{duty_list.kind}.csv": as_csv(table)
        for duty_list, table in zip(township.lists, tables, strict=True)
    }
    return {**found, f"{township.id}/{BOOK}": as_xlsx(tables)}


def list_tables(township: Township, site_url: str) -> list[Table]:
    """A table for every list of a township, in their order.

    :param site_url: what the addresses of items begin with, ``https://…/`` or ''.
    """
    return [_table(township, duty_list, site_url) for duty_list in township.lists]


def source(township: Township, duty_list: DutyList, number: int) -> str:
    """Where an item is printed, as one cites it."""
    return f"{township.version.title}（{township.version.id}），{duty_list.title}第 {number} 项"


def _table(township: Township, duty_list: DutyList, site_url: str) -> Table:
    keys = KEYS[duty_list.kind]
    address = f"{site_url}{township.id}/{duty_list.kind}/#"
    return Table(
        name=duty_list.title,
        columns=tuple(COLUMNS[key] for key in (*keys, "source", "url")),
        rows=tuple(
            (
                *(_cell(key, row, duty_list) for key in keys),
                source(township, duty_list, row.number),
                address + row.item.id,
            )
            for row in rows(duty_list)
        ),
    )


def _cell(key: str, row: Row, duty_list: DutyList) -> Cell:
    if key == "number":
        return row.number
    if key == "category":
        return row.category.name
    if key == "matters":
        return "、".join(row.item.matters or ())
    if key in ("id", "name"):
        return str(getattr(row.item, key))
    if key in ("main", "supporting"):
        return "、".join(getattr(row.item.marks or Marks(), key))
    return "\n".join(_paragraphs(row.item, key, duty_list))


def _paragraphs(item: Item, key: str, duty_list: DutyList) -> Iterator[str]:
    """A printed cell; of one that another item holds, which item that is."""
    held = getattr(item.merged, key, "") if item.merged else ""
    if held:
        number = next(row.number for row in rows(duty_list) if row.item.id == held)
        yield f"（与第 {number} 项合用一栏）"
    yield from cell(item, key, duty_list)
