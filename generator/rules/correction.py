"""勘误的 printed 要在所指字段里恰好出现一次。

原文不动，勘误另记；printed 找不到或出现几次，读者就不知道改的是哪里。

反例：

    corrections:
      - field: name
        printed: 名称里没有的字

正例：printed 连同前后几个字一起抄，使它只出现一次。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.printed import cell, squeeze
from generator.rules import Context, Problem

ID = "QD502"
SEVERITY = "error"

_FIELDS = ("name", "departments", "superior", "township", "takeover", "basis")


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    for first, category in enumerate(subject.value.categories):
        for second, item in enumerate(category.items):
            for number, correction in enumerate(item.corrections):
                base = ("categories", first, "items", second, "corrections", number)
                if correction.field not in _FIELDS:
                    yield Problem(
                        subject.document.node.find((*base, "field")),
                        f"勘误的 field 不能是“{shorten(correction.field)}”",
                        f"可选：{'、'.join(_FIELDS)}",
                    )
                    continue
                text = (
                    squeeze([item.name])
                    if correction.field == "name"
                    else squeeze(cell(item, correction.field, subject.value))
                )
                times = text.count(squeeze([correction.printed]))
                if times != 1:
                    yield Problem(
                        subject.document.node.find((*base, "printed")),
                        f"“{shorten(correction.printed)}”在 {correction.field} 里出现 {times} 次",
                        "照原文抄，连同前后几个字，使它恰好出现一次",
                    )
