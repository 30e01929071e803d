"""merged 指向的事项要存在。

指向的编号不存在，页面上就不知道这一栏写的是什么。
原文有时几个事项合用一栏。这一栏写在其中一个事项下，别的事项用 merged 指明它的编号。

反例：

    merged: {superior: t999}

正例：

    merged: {superior: t056}
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.load import Folder
from generator.model import Merged, rows
from generator.rules import Context, Problem

ID = "QD304"
SEVERITY = "error"


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    known = {row.item.id for _, duty_list in subject.lists for row in rows(duty_list)}
    for document, duty_list in subject.lists:
        for first, category in enumerate(duty_list.categories):
            for second, item in enumerate(category.items):
                for field, target in _targets(item.merged):
                    if target not in known:
                        place = ("categories", first, "items", second, "merged", field)
                        yield Problem(
                            document.node.find(place),
                            f"merged 指向的编号 {target} 不存在",
                            "写与它合用这一栏的事项的编号",
                            path=document.source.path,
                        )


def _targets(merged: Merged | None) -> Iterator[tuple[str, str]]:
    if merged is not None:
        for field in dataclasses.fields(merged):
            if target := getattr(merged, field.name):
                yield field.name, target
