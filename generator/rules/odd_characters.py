"""文字里没有看不见的字符，也没有乱码。

看不见的字符（零宽空格等）、只在某种字体里才有的字符（私用区）和替代字符“�”，别的电脑显示不出来，也检索不到。

反例：从 PDF 复制来的文字里，“”显示成方框。

正例：对照原文，打出正确的字。
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from generator import yamlio
from generator.diagnostics import printable
from generator.load import Source
from generator.rules import Context, Problem

ID = "QD505"
SEVERITY = "error"

_KINDS = (
    (re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"), "私用区字符"),
    (re.compile("\ufffd"), "替代字符（乱码）"),
    (
        re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"),
        "看不见的字符",
    ),
    (re.compile("[\x85\u2028\u2029]"), "看不见的换行符"),
)
_ANY = re.compile(f"[{''.join(pattern.pattern.strip('[]') for pattern, _ in _KINDS)}]")


def check(subject: Source, context: Context) -> Iterator[Problem]:
    text = subject.text or ""
    if subject.is_printable and "\ufffd" not in text:
        return
    starts = yamlio.line_starts(text) if _ANY.search(text) else []
    for found in _ANY.finditer(text):
        line = bisect.bisect_right(starts, found.start())
        start = starts[line - 1]
        name = next(name for pattern, name in _KINDS if pattern.match(found[0]))
        around = text[max(found.start() - 4, start) : found.start()]
        where = f"“{printable(around)}”后面" if around.strip() else "这里"
        yield Problem(
            (line, found.start() - start + 1),
            f"{where}有{name} U+{ord(found[0]):04X}",
            "对照原文打出正确的字；看不见的字符删去",
        )
