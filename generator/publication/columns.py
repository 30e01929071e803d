"""The flat tables: their columns, said once.

``items`` has a row for each item, ``duties`` for each duty, ``matter-items`` for each item of a
matter (the matrix of matters and townships, laid flat); ``townships``, ``matters`` and
``departments`` are what the others refer to. CSV files and workbooks have the Chinese heads,
Parquet files the keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.downloads.table import Cell, Table

Line = tuple[Cell, ...]
"""A row of a table."""


@dataclass(frozen=True)
class Column:
    """A column: key (in Parquet files), head (elsewhere), what it holds, whether whole numbers."""

    key: str
    head: str
    doc: str
    number: bool = False


@dataclass(frozen=True)
class Flat:
    """A table: its file's name without the ending, its title, what a row is, its columns and the
    columns that tell its rows apart."""

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def table(self, lines: Iterable[Line]) -> Table:
        """The table with its rows, for CSV and workbooks."""
        return Table(self.title, tuple(column.head for column in self.columns), tuple(lines))


TOWNSHIP = Column("township", "乡镇编号", "乡镇、街道或区县的永久编号，也是它的网址")
PLACE = Column("place", "地方", "省、市、县和乡镇的名称")
KIND = Column(
    "kind",
    "清单种类",
    "basic 基本履职、cooperative 配合履职、withdrawn 上级收回、territorial 属地管理",
)
ID = Column("id", "编号", "事项的编号，在一个乡镇里永久不变")
NUMBER = Column("number", "序号", "在清单里的序号", number=True)
NAME = Column("name", "事项名称", "照原文")
URL = Column("url", "网址", "网页的地址")
SEPARATED = "，几个之间用、隔开"
IDS = "，几个之间用空格隔开"

ITEMS = Flat(
    "items",
    "事项",
    "一行一个事项",
    (
        TOWNSHIP,
        PLACE,
        Column("code", "区划代码", "乡级 9 位，县级 6 位，是文字不是数"),
        Column("version", "版本", "清单公布的年份或日期"),
        KIND,
        Column("list", "清单", "清单标题，照原文"),
        ID,
        NUMBER,
        Column("category", "类别", "类别标题，照原文"),
        Column("category_id", "通用类别", "通用类别的编号；词表里没有的为空"),
        NAME,
        Column("matters", "事项主题", f"所属主题的名称{SEPARATED}"),
        Column("matter_ids", "主题编号", f"所属主题的编号{IDS}"),
        Column("departments", "部门", f"对应上级部门或承接部门，照原文{SEPARATED}"),
        Column("department_ids", "部门种类", f"这些部门所属种类的编号{IDS}"),
        Column("answer", "谁负责", "由清单归纳的一句话，网站各处相同"),
        Column("superior", "上级部门职责", "照原文，一段一行"),
        Column("township_duties", "镇街职责", "照原文，一段一行"),
        Column("takeover", "承接部门及工作方式", "照原文，一段一行"),
        Column("main", "主体责任", f"属地管理清单里打√的一方{SEPARATED}"),
        Column("supporting", "配合责任", f"属地管理清单里打√的一方{SEPARATED}"),
        Column("basis", "依据", "法律法规及文件，一条一行"),
        Column("discontinued", "不再开展", "“是”或空"),
        Column("corrections", "勘误", "记在旁边的勘误有几条，原文不动", number=True),
        Column("source", "出处", "文件、版本、清单和序号，供引用"),
        URL,
    ),
    ("township", "id"),
)

DUTIES = Flat(
    "duties",
    "职责",
    "一行一条职责；没有逐条职责的一段也占一行",
    (
        TOWNSHIP,
        PLACE,
        KIND,
        ID,
        NUMBER,
        NAME,
        Column(
            "side",
            "哪一栏",
            "superior 上级部门职责、township 镇街职责、takeover 承接部门及工作方式",
        ),
        Column("block", "第几段", "在这一栏里的第几段", number=True),
        Column("part", "分部分标题", "照原文"),
        Column("departments", "部门", f"这一段所属的部门，照原文{SEPARATED}"),
        Column("department_ids", "部门种类", f"这些部门所属种类的编号{IDS}"),
        Column("heading", "小标题", "原文印的小标题，含前后的固定字样"),
        Column("lead", "引语", "职责之前的一句话，照原文"),
        Column("role", "责任字样", "如“主体责任：”"),
        Column("sort", "条目", "职责或履职保障；没有逐条职责的为空"),
        Column("duty_number", "第几条", "在这一段里的第几条；没有逐条职责的为 0", number=True),
        Column("duty", "职责", "一条职责，照原文，不含序号"),
        URL,
    ),
    ("township", "id", "side", "block", "sort", "duty_number"),
)

MATTER_ITEMS = Flat(
    "matter-items",
    "主题对照",
    "一行一个主题在一个乡镇的一个事项",
    (
        Column("matter", "主题编号", "事项主题的永久编号"),
        Column("matter_name", "事项主题", "主题的名称"),
        Column("category_id", "通用类别", "主题归入的类别，penalties 是行政处罚"),
        TOWNSHIP,
        PLACE,
        KIND,
        ID,
        NUMBER,
        Column("answer", "谁负责", "由清单归纳的一句话"),
        Column("department_ids", "部门种类", f"涉及的部门种类的编号{IDS}"),
        URL,
    ),
    ("matter", "township", "id"),
)

TOWNSHIPS = Flat(
    "townships",
    "乡镇",
    "一行一个乡镇、街道或有全区清单的区县",
    (
        Column("id", "编号", "永久编号，也是网址"),
        Column("name", "名称", "如龙角镇"),
        Column("type", "类型", "镇、乡、街道……"),
        Column("code", "区划代码", "乡级 9 位，县级 6 位，是文字不是数"),
        Column("division", "所属", "所属省、市、县，从大到小，用空格隔开"),
        Column("version", "版本", "清单公布的年份或日期"),
        Column("title", "文件标题", "照原文"),
        Column("basic", "基本履职", "项数", number=True),
        Column("cooperative", "配合履职", "项数", number=True),
        Column("withdrawn", "上级收回", "项数", number=True),
        Column("territorial", "属地管理", "项数", number=True),
        URL,
    ),
    ("id",),
)

MATTERS = Flat(
    "matters",
    "主题词表",
    "一行一个事项主题",
    (
        Column("id", "编号", "永久编号"),
        Column("name", "名称", "主题的名称"),
        Column("category_id", "通用类别", "归入的类别，penalties 是行政处罚"),
        Column("scope", "范围", "什么归这里，什么不归、归哪里"),
        Column("keywords", "平常的说法", f"人们会用的词{SEPARATED}"),
        Column("replaced_by", "代替它的主题", "不再使用的，由哪个编号代替"),
        URL,
    ),
    ("id",),
)

DEPARTMENTS = Flat(
    "departments",
    "部门词表",
    "一行一个部门种类",
    (
        Column("id", "编号", "永久编号"),
        Column("name", "名称", "通用名称"),
        Column("aliases", "各地的名称", f"各地印的名称，去掉省市县区字{SEPARATED}"),
        Column("collective", "统称", "“是”或空"),
        URL,
    ),
    ("id",),
)

BY_SCOPE = (ITEMS, DUTIES, MATTER_ITEMS)
"""The tables that every scope adds to."""

ALL = (*BY_SCOPE, TOWNSHIPS, MATTERS, DEPARTMENTS)
"""All tables, those that people look for first in front."""
