"""原文件要在，而且与登记的校验值一致。

原文件是核对的依据，一个字节都不能改。

反例：用编辑器打开过 originals/2024.txt 并保存，换行被改了。

正例：原文件只放进去，不编辑；sha256 用 qingdan import 写入的值。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import Folder
from generator.rules import Context, Problem

ID = "QD602"
SEVERITY = "error"


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    document = subject.documents.get("township.yml")
    if document is None or subject.value is None:
        return
    for place, version in enumerate(subject.value.versions):
        node = document.node.find(("versions", place, "original"))
        digest = subject.originals.get(version.original)
        path = document.source.path
        if digest is None:
            yield Problem(
                node, f"找不到原文件 {version.original}", "把原文件放进 originals/", path=path
            )
        elif digest != version.sha256:
            yield Problem(
                document.node.find(("versions", place, "sha256")),
                f"{version.original} 的校验值是 {digest[:12]}…，与登记的不同",
                "换回没有改动过的原文件；确认换了版本的，更新 sha256",
                "原文件变了，就不能证明清单与原文一致",
                path=path,
            )
