"""文件不能过大。

超过 4 MB 的文件不会是清单，不读取。
一个乡镇最长的清单约 250 KB。

反例：把图片或整本文件汇编粘进了 YAML。

正例：一个清单一个文件，只有文字。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import yamlio
from generator.load import Source
from generator.rules import Context, Problem

ID = "QD102"
SEVERITY = "error"


def check(subject: Source, context: Context) -> Iterator[Problem]:
    if len(subject.data) > yamlio.MAX_BYTES:
        yield Problem(
            None,
            f"文件超过 {yamlio.MAX_BYTES // 1024 // 1024} MB，没有读取",
            "检查是否放错了文件；清单只存文字，一个清单一个文件",
        )
