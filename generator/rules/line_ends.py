"""换行用 LF。

Windows 的换行（CRLF）会使 Git 把整个文件都当成改过，看不出改了哪一行。

反例：用记事本保存，换行是“Windows (CRLF)”。

正例：在编辑器右下角选 LF；或者运行 qingdan fmt，自动改好。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Fix
from generator.load import Source
from generator.rules import Context, Problem

ID = "QD105"
SEVERITY = "warning"


def check(subject: Source, context: Context) -> Iterator[Problem]:
    if subject.text is None or "\r" not in subject.text:
        return
    lines = subject.text.split("\n")
    place = next(number for number, line in enumerate(lines, start=1) if "\r" in line)
    total = subject.text.count("\r")
    yield Problem(
        (place, lines[place - 1].index("\r") + 1),
        f"换行是 Windows 的 CRLF 或旧式的 CR，共 {total} 处",
        "在编辑器里把换行改成 LF；或者运行 qingdan fmt",
        fix=Fix("换行改成 LF", rewrite="newlines"),
    )
