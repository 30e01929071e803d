"""Pages made from the program itself, so that they cannot go stale: the checks, and the data
dictionary."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator import rules
from generator.diagnostics import SEVERITY_NAMES
from generator.model import (
    Apart,
    Block,
    Categories,
    Category,
    CategoryName,
    Correction,
    Departments,
    DutyList,
    Ignored,
    Item,
    Labels,
    Marks,
    Matter,
    Matters,
    Merged,
    Office,
    Reviewed,
    Spec,
    Township,
    Version,
    specs,
)
from generator.pages import Page, render

RECORDS: tuple[tuple[type[Any], str], ...] = (
    (Township, "乡镇（township.yml）"),
    (Version, "版本"),
    (Ignored, "不计入的行"),
    (DutyList, "清单（basic.yml、cooperative.yml、withdrawn.yml、territorial.yml）"),
    (Labels, "固定字样"),
    (Category, "类别"),
    (Item, "事项"),
    (Block, "职责段"),
    (Marks, "√ 标记"),
    (Merged, "合用的栏"),
    (Correction, "勘误"),
    (Reviewed, "看过的提示"),
    (Departments, "部门词表（vocabulary/departments.yml）"),
    (Office, "部门种类"),
    (Categories, "类别词表（vocabulary/categories.yml）"),
    (CategoryName, "通用类别"),
    (Matters, "主题词表（vocabulary/matters/*.yml）"),
    (Matter, "事项主题"),
    (Apart, "分开的主题"),
)
"""Every record of the model, with its Chinese name, in reading order."""

SHAPES = {
    "text": "文字",
    "integer": "数字",
    "boolean": "true",
    "texts": "一行列表",
    "lines": "列表，一条一行",
    "record": "一组字段",
    "records": "列表，一项一组字段",
}


class Rule(NamedTuple):
    """A rule for its page: blocks are (is code, text)."""

    id: str
    severity: str
    title: str
    blocks: list[tuple[bool, str]]


def pages() -> Iterator[Page]:
    """The list of all checks, and the data dictionary."""
    path = "contribute/checks/"
    yield Page(
        path=path,
        title="检查项目",
        description="qingdan check 的每一项检查：查什么、反例、正例",
        body=render("checks.html", path, rules=[_rule(module) for module in rules.modules()]),
    )
    path = "data/dictionary/"
    yield Page(
        path=path,
        title="数据字典",
        description="清单 YAML 的每个字段：名称、写法、含义",
        body=render("dictionary.html", path, records=_records()),
    )


def _rule(module: Any) -> Rule:
    title, _, rest = (inspect.getdoc(module) or "").partition("\n")
    blocks: list[tuple[bool, str]] = []
    for paragraph in rest.strip().split("\n\n"):
        lines = paragraph.split("\n")
        code = all(line.startswith("    ") for line in lines)
        text = "\n".join(line[4:] for line in lines) if code else "".join(lines)
        if text:
            blocks.append((code, text))
    return Rule(module.ID, SEVERITY_NAMES[module.SEVERITY], title.rstrip("。"), blocks)


def _records() -> list[tuple[str, str, list[tuple[str, Spec, str, str]]]]:
    """(anchor, title, [(field, spec, shape, anchor of the record within)]) of every record."""
    names = dict(RECORDS)
    return [
        (
            record.__name__.lower(),
            title,
            [
                (
                    key,
                    spec,
                    SHAPES[spec.shape],
                    spec.of.__name__.lower() if spec.of in names else "",
                )
                for key, spec in specs(record).items()
            ],
        )
        for record, title in RECORDS
    ]
