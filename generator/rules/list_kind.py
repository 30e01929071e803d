"""清单文件的种类要与文件名一致。

种类定页面的版式和事项编号的字母，与文件名不一致，就不知道该信哪一个。

反例：basic.yml 里写 kind: cooperative

正例：basic.yml 里写 kind: basic
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import ListFile
from generator.rules import Context, Problem

ID = "QD203"
SEVERITY = "error"


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    expected = subject.document.source.name.removesuffix(".yml")
    if subject.value.kind != expected:
        yield Problem(
            subject.document.node.get("kind"),
            f"文件名是 {expected}.yml，kind 却是 {subject.value.kind}",
            f"改成 kind: {expected}，或者改文件名",
        )
