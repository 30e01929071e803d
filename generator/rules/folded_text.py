"""一段文字写在一行里。

YAML 把下一行接到这段文字后面，中间加一个原文没有的空格。
下一行本来是另一个字段的，就被吞进了这段文字，悄悄丢掉。

反例：

    name: 加强基层
      党组织建设

正例：

    name: 加强基层党组织建设
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import mistakes, recovery
from generator.diagnostics import shorten
from generator.load import Document
from generator.rules import Context, Problem
from generator.yamlio import Node, split_lines

ID = "QD106"
SEVERITY = "error"


def check(subject: Document, context: Context) -> Iterator[Problem]:
    lines: list[str] | None = None
    for node in _folded(subject.node):
        text = subject.source.text or ""
        lines = lines or split_lines(text)
        named = False
        for number in range(node.line + 1, node.end_line + 1):
            mistake = mistakes.written(lines[number - 1], number)
            if mistake is not None:
                named = True
                yield Problem(
                    (number, mistake.column),
                    f"{mistake.what}，这一行被接到了第 {node.line} 行的文字后面",
                    mistake.mend,
                    fix=recovery.line_fix(text, mistake, subject.record),
                )
        if not named:
            yield Problem(
                node,
                f"文字占了第 {node.line} 到 {node.end_line} 行：“{shorten(node.value)}”",
                "写成一行；下面本来是别的字段的，检查它的缩进、冒号和上面的引号",
            )


def has_any(node: Node) -> bool:
    """Whether a text of a tree runs over several lines."""
    return next(_folded(node), None) is not None


def _folded(node: Node) -> Iterator[Node]:
    if node.kind == "sequence":
        for entry in node.value:
            yield from _folded(entry)
    elif node.kind == "mapping":
        for key, value in node.value:
            yield from _folded(key)
            yield from _folded(value)
    elif node.end_line > node.line:
        yield node
