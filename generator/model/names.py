"""What the fields of an item are called where people read of them; shorter than what they are."""

from __future__ import annotations

FIELD_NAMES = {
    "id": "编号",
    "number": "原文序号",
    "name": "事项名称",
    "matters": "主题",
    "departments": "部门",
    "departments_cell": "部门栏原文",
    "superior": "上级部门职责",
    "township": "镇街职责",
    "takeover": "承接部门及工作方式",
    "discontinued": "不再开展",
    "basis": "依据",
    "marks": "√ 标记",
    "merged": "合用的栏",
    "corrections": "勘误",
    "reviewed": "看过的提示",
    "part": "分部分标题",
    "heading": "小标题",
    "lead": "引出的话",
    "role": "责任字样",
    "duties": "职责",
    "safeguards": "履职保障",
    "main": "主体责任",
    "supporting": "配合责任",
    "field": "哪一栏",
    "printed": "原文",
    "suggested": "应作",
    "reason": "理由",
    "check": "检查编号",
}
