"""两个汉字之间不留空格。

从 PDF 或网页转来的文字常在词中间断开，检索和比对就对不上：县规 划自然资源局。
原文用空格隔开的地方不在此列：依据、部门栏的照录（departments_cell）、勘误里的引文，
以及书名号里的，如《中共中央 国务院关于……》。

反例：

    name: 做好自然灾害综合 风险评估

正例：

    name: 做好自然灾害综合风险评估
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import Document
from generator.model import Changes
from generator.rules import Context, Problem

ID = "QD521"
SEVERITY = "warning"

_AS_PRINTED = ("basis[]", "departments_cell", "printed", "suggested")
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_BLANKS = " \u00a0\u3000"
_BLANK = re.compile(f"(?<=[{_HAN}])[{_BLANKS}]+(?=[{_HAN}])")
_TITLE = re.compile("《[^《》]*》")
_SUSPECT = re.compile(f"[{_BLANKS}](?<=[{_HAN}》{_BLANKS}][{_BLANKS}])(?=[{_HAN}《{_BLANKS}])")
"""What may be such a blank, once titles are passed over."""


def check(subject: Document, context: Context) -> Iterator[Problem]:
    if subject.record is Changes:  # it tells of texts, and is none itself
        return
    for place in subject.haystack.matching(_SUSPECT):
        field, node = subject.named_scalars[place]
        if field is None or field in _AS_PRINTED or node.end_line > node.line:
            continue
        text = _TITLE.sub("", node.value)
        found = _BLANK.search(text)
        if found:
            around = text[max(0, found.start() - 6) : found.end() + 6]
            yield Problem(
                node,
                f"汉字之间有空格：“{shorten(around)}”",
                "对照原文：是断开的词，删去空格",
                "检索和比对时，断开的词对不上",
            )
