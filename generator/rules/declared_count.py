"""标明的项数要等于实际的项数。

数目对不上，多半是漏了一项或者重复了一项。
原文多在类别标题后印“（42项）”，照抄在 declared 里。

反例：

    - name: 二、经济发展
      declared: 9
      items: 只有 8 个

正例：declared 照原文，事项一个不少。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import ListFile
from generator.rules import Context, Problem

ID = "QD302"
SEVERITY = "error"

_MEND = (
    "对照原文，看是漏了、重复了，还是归错了类别；原文确实印错的，删去 declared 并记入 corrections"
)


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    total = sum(len(category.items) for category in subject.value.categories)
    if subject.value.declared not in (None, total):
        yield Problem(
            subject.document.node.get("declared"),
            f"清单标明 {subject.value.declared} 项，实有 {total} 项",
            _MEND,
        )
    for place, category in enumerate(subject.value.categories):
        counted = len(category.items)
        if category.declared not in (None, counted):
            yield Problem(
                subject.document.node.find(("categories", place, "declared")),
                f"“{category.name}”标明 {category.declared} 项，实有 {counted} 项",
                _MEND,
            )
        elif not counted:
            yield Problem(
                subject.document.node.find(("categories", place)),
                f"“{category.name}”下面没有事项",
                "补上事项，或者删去这个类别",
            )
