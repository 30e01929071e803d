"""Pages made from the program itself, so that they cannot go stale: the checks, and the data
dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import rules
from generator.diagnostics import SEVERITY_NAMES
from generator.model import (
    Apart,
    Block,
    Categories,
    Category,
    CategoryName,
    Change,
    ChangeEntry,
    Changes,
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
from generator.rule_page import RulePage, page_of

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
    (Changes, "数据的改动（changes.yml，由 qingdan record 写）"),
    (Change, "一次改动"),
    (ChangeEntry, "一条改动"),
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


def pages() -> Iterator[Page]:
    """The list of all checks, a page for each, and the data dictionary."""
    path = "contribute/checks/"
    above = [("参与", "contribute/"), ("检查项目", path)]
    yield Page(
        path=path,
        title="检查项目",
        description="qingdan check 的每一项检查：查什么、反例、正例",
        trail=above,
        body=render("checks.html", path, groups=_groups(), severities=SEVERITY_NAMES),
    )
    pages = [page_of(module) for module in rules.modules()]
    for place, rule in enumerate(pages):
        path = f"contribute/checks/{rule.id.lower()}/"
        yield Page(
            path=path,
            title=f"{rule.id} {rule.title}",
            description=f"{rule.why}。反例和正例。",
            trail=[*above, (rule.id, path)],
            body=render(
                "check.html",
                path,
                rule=rule,
                severity=SEVERITY_NAMES[rule.severity],
                before=pages[place - 1] if place else None,
                after=pages[place + 1] if place + 1 < len(pages) else None,
            ),
        )
    path = "data/dictionary/"
    yield Page(
        path=path,
        title="数据字典",
        description="清单 YAML 的每个字段：名称、写法、含义",
        trail=[("数据", "data/"), ("数据字典", path)],
        body=render("dictionary.html", path, records=_records()),
    )


GROUPS = {
    "QD1": "文件和 YAML",
    "QD2": "字段",
    "QD3": "序号、项数和编号",
    "QD4": "词表",
    "QD5": "文字",
    "QD6": "文件夹和原文件",
}
"""What the checks whose codes begin so look at."""


def _groups() -> list[tuple[str, list[RulePage]]]:
    """The pages of all rules, by what they look at."""
    pages = [page_of(module) for module in rules.modules()]
    return [
        (title, [page for page in pages if page.id.startswith(prefix)])
        for prefix, title in GROUPS.items()
    ]


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
