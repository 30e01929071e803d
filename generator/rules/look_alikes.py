"""不用样子相同的别的字。

看着一样，却检索不到：从 PDF 复制的文字常把“方”变成部首“⽅”，把字母 A 变成西里尔字母。

反例：

    name: 加强⽅案管理

正例：

    name: 加强方案管理
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.load import ListFile
from generator.rules import Context, Problem

ID = "QD506"
SEVERITY = "warning"

_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_FOREIGN = re.compile(r"[\u0370-\u052f](?=[A-Za-z0-9])|(?<=[A-Za-z0-9])[\u0370-\u052f]")

_EITHER = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\u0370-\u052f]")


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    for number in subject.haystack.matching(_EITHER):
        node, text = subject.texts[number]
        for match in (*_RADICALS.finditer(text), *_FOREIGN.finditer(text)):
            usual = unicodedata.normalize("NFKC", match[0])
            meant = f"“{usual}”" if usual != match[0] else "常用字"
            yield Problem(
                node,
                f"“{match[0]}”（U+{ord(match[0]):04X}）只是样子像{meant}",
                f"对照原文，换成{meant}",
            )
