"""文字里有 # 的，整段加引号。

空格后面的 # 在 YAML 里是注释的开头，从它到行末都不算文字，会悄悄丢掉。
真是注释的，# 后面空一格，以示分别。

反例：

    name: 修建 #3 号泵站

正例：

    name: '修建 #3 号泵站'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import Document
from generator.rules import Context, Problem
from generator.yamlio import Node, split_lines

ID = "QD107"
SEVERITY = "warning"

_OUT = re.compile(r"\s*(?P<sign>#)(?:[^\s#!]|\s{2,}\S)")
"""A line that a stray # took out: comments that people write have one blank behind it."""

_BEHIND = re.compile(r"#(?:$|\S|\s{2,}\S|\s(?:- |[a-z][a-z0-9_]*:(?:\s|$)))")
"""A comment behind a text that was none: a part of the text, or the next line run on to it."""


def check(subject: Document, context: Context) -> Iterator[Problem]:
    text = subject.source.text or ""
    if "#" not in text:
        return
    if not subject.reading:  # else no comment stands behind a text
        yield from _walk(subject.node, None)
    for number, line in enumerate(split_lines(text), start=1):
        comment = _OUT.match(line)
        if comment:
            yield Problem(
                (number, comment.start("sign") + 1),
                f"整行成了注释：“{shorten(line.strip())}”",
                "是内容的，删去 #；是注释的，在 # 后面只空一格",
            )


def _walk(node: Node, holder: Node | None) -> Iterator[Problem]:
    """Problems of a node; ``holder`` has the comment behind it."""
    if node.kind == "sequence":
        for entry in node.value:
            yield from _walk(entry, entry)
    elif node.kind == "mapping":
        for key, value in node.value:
            yield from _walk(value, key)
    if holder is None or not _BEHIND.match(holder.after):
        return
    line = node.line if node.kind == "scalar" else holder.line
    yield Problem(
        (line, node.end_column + 1 if node.kind == "scalar" else holder.end_column + 1),
        f"“{shorten(holder.after)}”成了注释，不在文字里",
        "是文字的，整段加单引号；是注释的，在 # 后面空一格",
    )
