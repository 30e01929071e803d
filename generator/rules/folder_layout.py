"""一个乡镇一个文件夹：township.yml 加各清单文件。

反例：文件夹里有 配合清单.yml，或者少了 township.yml

正例：township.yml、basic.yml、cooperative.yml、withdrawn.yml、originals/2024.txt
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import Folder
from generator.rules import Context, Problem

ID = "QD601"
SEVERITY = "error"


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    base = f"lists/{subject.id}"
    if "township.yml" not in subject.documents:
        yield Problem(
            None,
            "文件夹里没有可读的 township.yml",
            "补上 township.yml（名称、类型、区划、代码、版本），或先改正它的错误",
            "没有它，别的清单文件都不知道属于哪个乡镇",
            path=f"{base}/township.yml",
        )
        return
    if len(subject.documents) == 1:
        yield Problem(
            None,
            "文件夹里没有可读的清单文件",
            "至少放一个：basic.yml、cooperative.yml、withdrawn.yml 或 territorial.yml",
            path=f"{base}/township.yml",
        )
