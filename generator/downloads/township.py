"""The tables of one township: a list each, a row an item, cells as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.downloads.csvfile import as_csv
from generator.downloads.table import Cell, Table
from generator.downloads.workbook import as_xlsx
from generator.model import DutyList, Item, Marks, Row, Township, rows
from generator.printed import cell
from generator.summary import items_by_office
from generator.vocabulary import Vocabulary

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

ROLES = {
    "basic": "要求配合",
    "cooperative": "要求配合",
    "withdrawn": "收回",
    "territorial": "属地管理清单写到",
}
"""What an office that is named in an item does with it, by kind of list."""

OFFICE_HEADS = (
    *("部门种类", "原文名称", "要求或收回"),
    *(COLUMNS[key] for key in ("id", "number", "category", "name", "source", "url")),
)
"""The heads of tables of what kinds of office ask and took back."""

BOOK = "qingdan.xlsx"
"""The workbook of all lists of a township, in its folder."""


def files(township: Township, vocabulary: Vocabulary, site_url: str) -> dict[str, bytes]:
    """Site path -> content: a CSV file for every list, one of what departments ask and took back,
    and one workbook of all lists."""
    tables = list_tables(township, vocabulary, site_url)
    found = {
        f"{township.id}/{duty_list.kind}.csv": as_csv(table)
        for duty_list, table in zip(township.lists, tables, strict=True)
    }
    departments = _departments_table(township, vocabulary, site_url)
    if departments is not None:
        found[f"{township.id}/departments.csv"] = as_csv(departments)
    return {**found, f"{township.id}/{BOOK}": as_xlsx(tables)}


def list_tables(township: Township, vocabulary: Vocabulary, site_url: str) -> list[Table]:
    """A table for every list of a township, in their order.

    :param site_url: what the addresses of items begin with, ``https://…/`` or ''.
    """
    return [_table(township, duty_list, vocabulary, site_url) for duty_list in township.lists]


def office_tables(
    townships: Iterable[Township], vocabulary: Vocabulary, site_url: str
) -> dict[str, Table]:
    """Office id -> a row for every item that the office is named in, offices in the vocabulary's
    order, townships in theirs."""
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for township in townships:
        for office, used in items_by_office(township, vocabulary).items():
            found.setdefault(office, []).extend(
                (
                    printed,
                    ROLES[duty_list.kind],
                    row.item.id,
                    row.number,
                    row.category.name,
                    row.item.name,
                    source(township, duty_list, row.number),
                    f"{site_url}{township.id}/{duty_list.kind}/#{row.item.id}",
                )
                for duty_list, row, printed in used
            )
    return {
        office.id: Table(
            office.name, OFFICE_HEADS, tuple((office.name, *cells) for cells in found[office.id])
        )
        for office in vocabulary.offices
        if office.id in found
    }


def office_files(
    townships: Iterable[Township], vocabulary: Vocabulary, site_url: str
) -> dict[str, bytes]:
    """Site path -> content of the tables of kinds of office over all ``townships``."""
    return {
        f"departments/{office}/items.csv": as_csv(table)
        for office, table in office_tables(townships, vocabulary, site_url).items()
    }


def _departments_table(township: Township, vocabulary: Vocabulary, site_url: str) -> Table | None:
    """The tables of all kinds of office of a township, one below the other; None without any."""
    tables = list(office_tables([township], vocabulary, site_url).values())
    if not tables:
        return None
    return Table("按部门", tables[0].columns, tuple(row for table in tables for row in table.rows))


def cited(township: Township, site_url: str) -> dict[str, tuple[str, str, str]]:
    """Kind of list -> role of an office in it, what stands before an item's number in its source,
    and before its id in its address."""
    return {
        each.kind: (
            ROLES[each.kind],
            source_head(township, each),
            f"{site_url}{township.id}/{each.kind}/#",
        )
        for each in township.lists
    }


def source(township: Township, duty_list: DutyList, number: int) -> str:
    """Where an item is printed, as one cites it."""
    return f"{source_head(township, duty_list)}{number} 项"


def source_head(township: Township, duty_list: DutyList) -> str:
    """:func:`source` up to the number."""
    return f"{township.version.title}（{township.version.id}），{duty_list.title}第 "


def _table(township: Township, duty_list: DutyList, vocabulary: Vocabulary, site_url: str) -> Table:
    keys = KEYS[duty_list.kind]
    address = f"{site_url}{township.id}/{duty_list.kind}/#"
    return Table(
        name=duty_list.title,
        columns=tuple(COLUMNS[key] for key in (*keys, "source", "url")),
        rows=tuple(
            (
                *(value(key, row, duty_list, vocabulary) for key in keys),
                source(township, duty_list, row.number),
                address + row.item.id,
            )
            for row in rows(duty_list)
        ),
    )


def value(key: str, row: Row, duty_list: DutyList, vocabulary: Vocabulary) -> Cell:
    """The cell of an item under one of :data:`COLUMNS`, but for ``source`` and ``url``."""
    if key == "number":
        return row.number
    if key == "category":
        return row.category.name
    if key == "matters":
        matters = map(vocabulary.matter, row.item.matters or ())
        return "、".join(matter.name for matter in matters if matter is not None)
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
