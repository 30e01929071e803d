"""What the sheets of a workbook and their heads are called."""

from __future__ import annotations

from collections.abc import Iterator

LIST_SHEETS = {
    "basic": "基本履职",
    "cooperative": "配合履职",
    "withdrawn": "上级收回",
    "territorial": "属地管理",
}
"""The names of the sheets that hold lists, by kind of list."""

HELP, TOWN, VERSIONS, LISTS, CATEGORIES = "说明", "乡镇", "版本", "清单", "类别"
CORRECTIONS, COMMENTS, MATTERS = "勘误", "注释", "主题词表"

TOWN_FIELDS = {
    "id": "文件夹",
    "name": "名称",
    "kind": "类型",
    "division": "所属",
    "code": "代码",
    "code_year": "代码年份",
}
VERSION_FIELDS = {
    "id": "版本",
    "title": "文件标题",
    "original": "原文文件",
    "sha256": "校验值",
    "note": "说明",
    "ignored": "不属于事项的行",
}
LIST_FIELDS = {
    "title": "清单标题",
    "declared": "标明项数",
    "between_departments": "部门之间",
    "before_departments": "部门之前",
    "after_departments": "部门之后",
    "before_duties": "职责之前",
    "before_safeguards": "保障之前",
}
CORRECTION_FIELDS = {
    "field": "栏",
    "printed": "原文",
    "suggested": "建议",
    "reason": "理由",
}
DOUBTFUL, OMIT = "（存疑）", "（删去）"
"""Stand for a correction without a suggestion, and for one that takes the words out."""


def all_sheet_names() -> Iterator[str]:
    """The names of all sheets that a workbook of ours may have."""
    yield from (HELP, *LIST_SHEETS.values(), CORRECTIONS, TOWN, VERSIONS, LISTS, CATEGORIES)
    yield from (COMMENTS, MATTERS)
