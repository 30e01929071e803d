"""不计入的行要在原文件里。

ignored 写原文件里不属于任何事项的行，行号超出了文件，就不能用来核对。

反例：原文件共 900 行，却写 lines: 905-910

正例：用编辑器打开原文件，照它的行号写。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import Folder
from generator.rules import Context, Problem

ID = "QD604"
SEVERITY = "error"


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    document = subject.documents.get("township.yml")
    if document is None or subject.value is None:
        return
    for place, version in enumerate(subject.value.versions):
        total = subject.original_lines.get(version.original)
        for number, ignored in enumerate(version.ignored):
            first, _, last = ignored.lines.partition("-")
            if not first.isdecimal() or not (last or first).isdecimal() or total is None:
                continue
            node = document.node.find(("versions", place, "ignored", number, "lines"))
            if int(last or first) > total:
                what = f"{version.original} 共 {total} 行，没有第 {int(last or first)} 行"
                yield Problem(node, what, "照原文件的行号改正", path=document.source.path)
            elif not 1 <= int(first) <= int(last or first):
                what = f"行号 {ignored.lines} 的次序不对"
                yield Problem(node, what, "从小到大写，如 5-13", path=document.source.path)
