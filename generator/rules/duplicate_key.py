"""同一处不能有两个同名字段。

两个同名字段里，一般的程序只留后一个，前一个的内容会悄悄丢失。

反例：

    name: 防汛抗旱
    name: 森林防火

正例：两个事项分开写，各以 - 开头。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import Document
from generator.rules import Context, Problem
from generator.yamlio import Node

ID = "QD201"
SEVERITY = "error"


def check(subject: Document, context: Context) -> Iterator[Problem]:
    yield from _walk(subject.node)


def has_any(node: Node) -> bool:
    """Whether a tree has a mapping with two keys of one name."""
    return next(_walk(node), None) is not None


def _walk(node: Node) -> Iterator[Problem]:
    if node.kind == "sequence":
        for entry in node.value:
            if entry.kind != "scalar":
                yield from _walk(entry)
    elif node.kind == "mapping":
        first: dict[str, int] = {}
        for key, value in node.value:
            if key.value in first:
                yield Problem(
                    key,
                    f"字段“{key.value}”重复，第 {first[key.value]} 行已经有了",
                    "删去一个；如果是两个事项，各以 - 开头",
                    "重复的字段会使前一个的内容丢失",
                )
            first.setdefault(key.value, key.line)
            if value.kind != "scalar":
                yield from _walk(value)
