"""职责一条一行，不写序号。

序号就是位置，留在文字里会使检索和比对出错。小数、年份、电话（0.025毫米、2025年、12345热线）是文字，不算序号。

反例：

    duties:
      - 1.开展宣传。

正例：

    duties:
      - 开展宣传。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.model import BLOCK_FIELDS
from generator.rules import Context, Problem, replacing
from generator.yamlio import scalar

ID = "QD501"
SEVERITY = "error"

_NUMBER = re.compile(
    r"(?:\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳])"
)
_INNER = re.compile(r"[。；;][^\S\n]*\d{1,2}[.．、](?!\d)")
_FIRST = re.compile(f"\n{_NUMBER.pattern}")


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    searched = subject.document.haystack.edged
    if not (_FIRST.search(searched) or _INNER.search(searched)):
        return
    for base, texts in _cells(subject):
        for place, text in enumerate(texts):
            if number := _NUMBER.match(text):
                what = f"职责开头留有序号：“{shorten(text, 16)}”"
                node = subject.document.node.find((*base, place))
                rest = text[number.end() :].strip()
                sure = rest and _in_order(texts)
                fix = replacing(node, scalar(rest), "删去序号") if sure else None
                yield Problem(node, what, "删去序号，只留文字", fix=fix)
            elif inner := _INNER.search(text):
                what = f"一条里还有一个序号：“{shorten(text[inner.start() :], 16)}”"
                node = subject.document.node.find((*base, place))
                yield Problem(node, what, "从序号处分成两条，删去序号")


def _cells(subject: ListFile) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    """The duties and the safeguards of every block, with their path."""
    for first, category in enumerate(subject.value.categories):
        for second, item in enumerate(category.items):
            for field in BLOCK_FIELDS:
                for number, block in enumerate(getattr(item, field)):
                    base = ("categories", first, "items", second, field, number)
                    yield (*base, "duties"), block.duties
                    yield (*base, "safeguards"), block.safeguards


def _in_order(texts: tuple[str, ...]) -> bool:
    """Whether the numbers that texts begin with surely are their places: all of the cell's texts,
    two or more, are numbered 1, 2, 3 …"""
    return len(texts) > 1 and all(
        re.match(rf"{place}[.．、](?!\d)", text) for place, text in enumerate(texts, start=1)
    )
