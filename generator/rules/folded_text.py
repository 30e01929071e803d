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

import re
from collections.abc import Iterable, Iterator

from generator import mistakes, recovery
from generator.diagnostics import shorten
from generator.load import Document
from generator.rules import Context, Problem
from generator.yamlio import Node, split_lines

ID = "QD520"
SEVERITY = "error"

_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_LIST = re.compile(r"\[[^\[\]]*[\u3400-\u9fff][^\[\]]*\]$")
_DASH = re.compile(
    r"(?<=[\u3400-\u9fff。；：，、！？）”》])\s*- (?=\S)|(?<=\S)\s+- (?=[\u3400-\u9fff“《（])"
)
_SPACES = " \t\r\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SUSPECT = (re.compile(r"\]$", re.MULTILINE), re.compile(f"[{_SPACES}]{{2}}"), re.compile("- "))
"""Signs of these three that are found fast."""


def check(subject: Document, context: Context) -> Iterator[Problem]:
    lines: list[str] | None = None
    searched = subject.haystack.edged
    if subject.reading and not ("]\n" in searched or "  " in searched or "- " in searched):
        return  # each text stands in one line, and has no white space but blanks
    suspect = {place for sign in _SUSPECT for place in subject.haystack.matching(sign)}
    for place in sorted(suspect):
        _, node = subject.named_scalars[place]
        if node.value.endswith("]") and (found := _LIST.search(node.value)):
            yield Problem(
                node,
                f"文字末尾有方括号里的名称，像是把下一行的列表接了进来：“{shorten(found[0])}”",
                "是另一个字段的，另起一行写；原文就有的，照原文改用全角的括号",
            )
            continue
        if node.line != node.end_line or len(node.value.split(None, 1)) < 2:
            continue
        gap = _GAP.search(node.value)
        if gap:
            yield Problem(
                node,
                f"文字里连着 {len(gap[0])} 个空白，像是两行接在了一起："
                f"“{shorten(node.value[max(gap.start() - 4, 0) :])}”",
                "是两条的，分成两行；是一条的，删去空白",
            )
            continue
        dash = _DASH.search(node.value)
        if dash:
            around = node.value[max(dash.start() - 4, 0) :]
            yield Problem(
                node,
                f"文字里有减号加空格，像是两行接在了一起：“{shorten(around)}”",
                "是两条的，在减号前换行；是一条的，照原文改减号",
            )
    if subject.reading:
        return  # each text stands in one line
    for node in _folded(node for _, node in subject.named_scalars):
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
    return bool(_folded(node.scalars()))


def _folded(texts: Iterable[Node]) -> list[Node]:
    return [text for text in texts if text.end_line > text.line]
