"""部门名称要在部门词表里。

各地同一部门名称不同（县教委、市教科局），词表把它们归到一种部门，才能按部门查找和比较。

反例：

    departments: [县公安局 县司法局]

正例：

    departments: [县公安局, 县司法局]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.model import Departments
from generator.rules import Context, Problem, replacing
from generator.yamlio import scalar

ID = "QD402"
SEVERITY = "warning"


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    if Departments in context.vocabulary.unread or not subject.township.division:
        return
    division = (*subject.township.division, subject.township.name)
    seen: set[str] = set()
    for field, node in subject.document.named_scalars:
        name = node.value
        if field != "departments[]" or name in seen:
            continue
        seen.add(name)
        if context.vocabulary.resolve(name, division):
            continue
        near = context.vocabulary.near_offices(name)
        parts = [part.strip() for part in re.split("[，、,]", name)]
        several = len(parts) > 1 and all(
            context.vocabulary.resolve(part, division) for part in parts
        )
        if several:
            listed = ", ".join(scalar(part, flow=True) for part in parts)
            yield Problem(
                node,
                f"“{shorten(name)}”是 {len(parts)} 个部门，没有用半角逗号分开",
                f"写成 [{listed}]",
                fix=replacing(node, listed, "用半角逗号分开"),
            )
            continue
        yield Problem(
            node,
            f"部门“{shorten(name)}”不在词表里",
            (f"相近的有：{'、'.join(near)}。" if near else "")
            + "核对原文；确是新的写法，加到 lists/vocabulary/departments.yml 的 aliases",
            "词表里没有的部门不会出现在部门页",
        )
