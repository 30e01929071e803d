"""文字里有没有重复的词。

同样的字词接连出现两次，常是换页、换行时抄重了。有的本来如此（面对面对接），看过可以不管；原文重复的，记勘误，记了就不再提示。

反例：

    duties:
      - 负责负责行业管理。

正例：

    duties:
      - 负责行业管理。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load import ListFile
from generator.rules import Context, Problem

ID = "QD504"
SEVERITY = "info"

_WORDS = re.compile(r"([\u4e00-\u9fff]{2,12})\1|([的了和及与在是为被把对等])\2|([，。、；：])\3")


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    for number in subject.haystack.matching(_WORDS):
        node, text = subject.texts[number]
        for match in _WORDS.finditer(text):
            excerpt = text[max(match.start() - 2, 0) : match.end() + 2]
            yield Problem(
                node,
                f"“{match[1] or match[2] or match[3]}”接连出现两次：“{excerpt}”",
                "对照原文：抄重的删去一个；原文重复的，在 corrections 里记勘误",
            )
