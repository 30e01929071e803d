"""同一处不能有两个同名字段。

两个同名字段里，一般的程序只留后一个，前一个的内容会悄悄丢失。

反例：

    name: 防汛抗旱
    name: 森林防火

正例：两个事项分开写，各以 - 开头。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Fix, shorten
from generator.load import Document
from generator.rules import Context, Problem, deleting
from generator.yamlio import Node

ID = "QD201"
SEVERITY = "error"


def check(subject: Document, context: Context) -> Iterator[Problem]:
    if not subject.reading:
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
        first: dict[str, tuple[Node, Node]] = {}
        again: list[tuple[Node, Node]] = []
        for key, value in node.value:
            if key.value in first:
                again.append((key, value))
            first.setdefault(key.value, (key, value))
        if again:
            yield _problem(again, first[again[0][0].value], node)
        for _, value in node.value:
            if value.kind != "scalar":
                yield from _walk(value)


def _problem(again: list[tuple[Node, Node]], first: tuple[Node, Node], holder: Node) -> Problem:
    """All keys of a mapping that stand twice make one problem: often just a dash is missing."""
    key, value = again[0]
    more = f"，下面还有 {len(again) - 1} 个重复的" if len(again) > 1 else ""
    return Problem(
        key,
        f"字段“{shorten(key.value)}”重复，第 {first[0].line} 行已经有了{more}",
        "删去一个；如果是两个事项，各以 - 开头",
        "重复的字段会使前一个的内容丢失",
        fix=_without(key, value, first, holder),
    )


def _without(key: Node, value: Node, first: tuple[Node, Node], holder: Node) -> Fix | None:
    """The fix that takes the second out, if both say the same, each in a line of its own."""
    same = value.kind == "scalar" and (value.kind, value.value) == (first[1].kind, first[1].value)
    plain = holder.plain and key.line == value.end_line and not key.after and not key.before
    return deleting(key.line, "删去重复的这一行") if same and plain else None
