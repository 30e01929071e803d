"""文字写在一行里，不折成几行。

YAML 把折行变成一个空格，中文的文字里就多出一个原文没有的空格。
一段文字无论多长都写在一行；编辑器里看着长，可以打开自动换行。
西文的单词之间本来有空格，折行不在此列。

反例：

    name: 负责辖区内防汛抗旱
      和森林防火工作

正例：

    name: 负责辖区内防汛抗旱和森林防火工作
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import Document
from generator.rules import Context, Problem
from generator.yamlio import Node

ID = "QD520"
SEVERITY = "error"

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…"
_BLANK = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")


def check(subject: Document, context: Context) -> Iterator[Problem]:
    for node in _folded(subject.node):
        found = _BLANK.search(node.value)
        if found:
            around = node.value[max(0, found.start() - 6) : found.end() + 6]
            yield Problem(
                node,
                f"文字折成了几行，中间多出空格：“{shorten(around)}”",
                "把这段文字接到一行里，不留空格",
                "YAML 把折行变成一个空格，原文没有",
            )


def _folded(node: Node) -> Iterator[Node]:
    """All scalars that stand on more than one line."""
    if node.kind == "mapping":
        for _, value in node.pairs():
            yield from _folded(value)
    elif node.kind == "sequence":
        for entry in node.value:
            yield from _folded(entry)
    elif node.end_line > node.line:
        yield node
