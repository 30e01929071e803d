"""还没有归入主题的事项。

未定的事项不影响发布，只是不能跨乡镇对照。
不写 matters 表示未定；写 matters: [] 表示看过、没有对应的主题。

反例：新导入的清单，全部事项都未定。

正例：逐项写上 matters。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import ListFile
from generator.model import rows
from generator.rules import Context, Problem

ID = "QD403"
SEVERITY = "info"


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    undecided = sum(row.item.matters is None for row in rows(subject.value))
    if undecided:
        yield Problem(
            subject.document.node.key("categories"),
            f"{undecided} 个事项还没有归入主题",
            "暂时可以不管；归类后写 matters",
        )
