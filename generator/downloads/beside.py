"""The tables of townships side by side: the matrix of matters, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.answers import SHORT_KINDS, receivers
from generator.downloads.csvfile import as_csv
from generator.downloads.table import Cell, Table
from generator.downloads.workbook import as_xlsx
from generator.matrix import matrix
from generator.model import Township, rows
from generator.summary import Summary
from generator.vocabulary import Vocabulary

WITHDRAWN = (
    *("地方", "序号", "类别", "事项名称", "事项主题"),
    *("承接部门", "部门种类", "不再开展", "网址"),
)
"""The heads of the table of withdrawn items."""


def files(
    group: str,
    members: Sequence[Summary],
    townships: Iterable[Township],
    vocabulary: Vocabulary,
    site_url: str,
) -> dict[str, bytes]:
    """Site path -> content of the tables of one group of townships.

    :param group: the group's path with a slash at the end, or ''.
    """
    made: dict[str, bytes] = {}
    for path, table in (
        (f"compare/{group}matrix", matrix_table(members, vocabulary, site_url)),
        (f"withdrawn/{group}withdrawn", withdrawn_table(townships, vocabulary, site_url)),
    ):
        if table.rows:
            made[f"{path}.csv"] = as_csv(table)
            made[f"{path}.xlsx"] = as_xlsx([table])
    return made


def matrix_table(members: Sequence[Summary], vocabulary: Vocabulary, site_url: str) -> Table:
    """A matter a row, a township a column; a cell holds the lists and numbers of its items."""
    lines: list[tuple[Cell, ...]] = []
    for category, found in matrix(members, vocabulary):
        for line in found:
            cells = [
                "、".join(f"{SHORT_KINDS[stand.kind]} {stand.number}" for stand in cell)
                for cell in line.cells
            ]
            url = f"{site_url}matters/{line.matter.id}/"
            lines.append((category.name, line.matter.name, line.towns, *cells, url))
    heads = [summary.full_name for summary in members]
    return Table("全部事项对照", ("类别", "事项主题", "写到的镇", *heads, "网址"), tuple(lines))


def withdrawn_table(townships: Iterable[Township], vocabulary: Vocabulary, site_url: str) -> Table:
    """A withdrawn item a row: where, what, who takes it over as printed and by kind of office."""
    lines: list[tuple[Cell, ...]] = []
    for township in townships:
        places = (*township.division, township.name)
        for duty_list in township.lists:
            if duty_list.kind != "withdrawn":
                continue
            for row in rows(duty_list):
                printed = receivers(row.item)
                offices = [
                    office.name for name in printed for office in vocabulary.resolve(name, places)
                ]
                lines.append(
                    (
                        township.full_name,
                        row.number,
                        row.category.name,
                        row.item.name,
                        "、".join(row.item.matters or ()),
                        "、".join(printed),
                        "、".join(dict.fromkeys(offices)),
                        "是" if row.item.discontinued else "",
                        f"{site_url}{township.id}/withdrawn/#{row.item.id}",
                    )
                )
    heads = (
        "地方",
        "序号",
        "类别",
        "事项名称",
        "事项主题",
        "承接部门",
        "部门种类",
        "不再开展",
        "网址",
    )
    return Table("上级收回事项", heads, tuple(lines))
