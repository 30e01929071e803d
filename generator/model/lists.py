"""The records of a list file: blocks of duties, items, categories, the list itself."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.specs import item_id, written

KINDS = ("basic", "cooperative", "withdrawn", "territorial")
"""The kinds of list, in the order in which documents print them."""

ID_LETTERS = {"basic": "b", "cooperative": "c", "withdrawn": "w", "territorial": "t"}
"""First letter of an item's id, by kind of list."""

LIST_TITLES = {
    "basic": "基本履职事项清单",
    "cooperative": "配合履职事项清单",
    "withdrawn": "上级部门收回事项清单",
    "territorial": "属地管理事项责任清单",
}
"""The usual name of each kind of list, for headings of our own."""

BLOCK_FIELDS = ("superior", "township", "takeover")
"""The fields of an item that are lists of blocks."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A run of duties within one printed cell; see DESIGN: part, heading, lead, role, duties."""

    part: str = written("text", "分部分标题，如“一、领导班子考核”，照原文")
    departments: tuple[str, ...] = written("texts", "这段职责所属的部门，照原文名称")
    heading: str | None = written(
        "text",
        "原文印的小标题；只在它不等于部门名称时写，''表示原文没有印",
        may_be_empty=True,
    )
    lead: str = written("text", "职责之前的一句话，照原文")
    role: str = written("text", "原文的责任字样，如“主体责任：”")
    duties: tuple[str, ...] = written("lines", "职责，一条一行，不写序号")
    safeguards: tuple[str, ...] = written("lines", "履职保障，一条一行，不写序号")


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A doubt or mistake in the published text, recorded beside it."""

    field: str = written("text", "有误文字所在的字段名", required=True)
    printed: str = written("text", "原文文字，在该字段中恰好出现一次", required=True)
    suggested: str | None = written(
        "text", "建议文字；不写表示只存疑，''表示应删去", may_be_empty=True
    )
    reason: str = written("text", "理由", required=True)


@dataclass(frozen=True, kw_only=True)
class Marks:
    """√ marks of a territorial list: who has the main, who the supporting responsibility."""

    main: tuple[str, ...] = written("texts", "主体责任栏打√的一方")
    supporting: tuple[str, ...] = written("texts", "配合责任栏打√的一方")


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Cells that the document prints once for several items: field -> id of the holding item."""

    superior: str = written("text", "部门职责栏与哪一项合用（编号）")
    township: str = written("text", "镇街职责栏与哪一项合用（编号）")
    takeover: str = written("text", "承接栏与哪一项合用（编号）")
    basis: str = written("text", "依据栏与哪一项合用（编号）")


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """A hint that a person has looked at and found to be no mistake."""

    check: str = written(
        "text",
        "检查编号",
        required=True,
        pattern=r"QD\d{3}",
        pattern_doc="检查编号，如 QD416",
    )
    reason: str = written("text", "为什么没有问题", required=True)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One row of a list (事项)."""

    id: str = item_id("永久编号，由 fmt 生成，发布后不改不重用")
    number: int | None = written("integer", "原文序号；只在与所处位置不同时写")
    name: str = written("text", "事项名称，照原文", required=True)
    matters: tuple[str, ...] | None = written(
        "texts",
        "所属事项主题（词表里的名称）；[]表示看过、没有对应，不写表示未定",
        may_be_empty=True,
    )
    departments: tuple[str, ...] = written("texts", "对应上级部门，照原文，一个部门一个名称")
    departments_cell: str = written(
        "text", "“对应上级部门”栏的原文；只在它不等于部门名称依次排列时写"
    )
    superior: tuple[Block, ...] = written("records", "上级部门职责", of=Block)
    township: tuple[Block, ...] = written("records", "镇街（配合）职责", of=Block)
    takeover: tuple[Block, ...] = written("records", "承接部门及工作方式", of=Block)
    discontinued: bool = written("boolean", "原文写明不再开展的，写 true")
    basis: tuple[str, ...] = written("lines", "法律法规及文件依据，一条一行")
    marks: Marks | None = written("record", "属地管理清单的√", of=Marks)
    merged: Merged | None = written("record", "与别的事项合用的栏", of=Merged)
    corrections: tuple[Correction, ...] = written(
        "records", "勘误：原文不动，在此另记", of=Correction
    )
    reviewed: tuple[Reviewed, ...] = written(
        "records",
        "归类提示里，人看过、认为没有问题的，写上检查编号和理由，check 不再提",
        of=Reviewed,
    )
    line: int = dataclasses.field(default=0, compare=False)  # of its file, from 1; 0 if unknown


@dataclass(frozen=True, kw_only=True)
class Category:
    """A heading of a list with the items under it (类别)."""

    name: str = written("text", "类别标题，照原文，不含项数", required=True)
    declared: int | None = written("integer", "原文标明的项数")
    items: tuple[Item, ...] = written("records", "事项", of=Item, required=True)


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words that the document prints around every field of a list, said once."""

    between_departments: str = written(
        "text", "“对应上级部门”栏里部门之间的符号，如、；不写表示空格"
    )
    before_departments: str = written("text", "职责栏里部门名称之前的字样，如“承接部门：”")
    after_departments: str = written("text", "职责栏里部门名称之后的符号，如：")
    before_duties: str = written("text", "职责之前的字样，如“工作方式：”")
    before_safeguards: str = written("text", "履职保障之前的字样")


@dataclass(frozen=True, kw_only=True)
class DutyList:
    """One list file of a township (清单)."""

    kind: str = written("text", "清单种类", required=True, choices=KINDS)
    title: str = written("text", "清单标题，照原文", required=True)
    declared: int | None = written("integer", "原文标明的总项数")
    labels: Labels | None = written("record", "每栏固定印的字样，只写一次", of=Labels)
    categories: tuple[Category, ...] = written("records", "类别", of=Category, required=True)

    @functools.cached_property
    def rows(self) -> tuple[Row, ...]:
        """All items in printed order, numbered through the list."""
        items = ((category, item) for category in self.categories for item in category.items)
        return tuple(
            Row(place if item.number is None else item.number, category, item)
            for place, (category, item) in enumerate(items, start=1)
        )


class Row(NamedTuple):
    """An item in its place: its printed number and the category it stands under."""

    number: int
    category: Category
    item: Item


def rows(duty_list: DutyList) -> tuple[Row, ...]:
    """All items of a list in printed order, numbered through the list."""
    return duty_list.rows
