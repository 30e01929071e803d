"""一个乡镇一个文件夹：township.yml 加各清单文件。

少了 township.yml，别的文件就不知道属于哪个乡镇；少了清单文件，这个乡镇就没有内容。

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
    if "township.yml" not in subject.files:
        yield Problem(
            None,
            "文件夹里没有 township.yml",
            "补上 township.yml，写名称、类型、区划、代码和版本",
            "没有它，别的清单文件都不知道属于哪个乡镇",
            path=f"{base}/township.yml",
        )
    elif len(subject.files) == 1:
        yield Problem(
            None,
            "文件夹里没有清单文件",
            "至少放一个：basic.yml、cooperative.yml、withdrawn.yml 或 territorial.yml",
            path=f"{base}/township.yml",
        )
    folders = subject.id.split("/")
    if subject.value is not None and len(subject.value.division) != len(folders) - 1:
        yield Problem(
            subject.documents["township.yml"].node.get("division"),
            f"division 有 {len(subject.value.division)} 级，文件夹却在 {len(folders) - 1} 级之下",
            "一级区划一层文件夹，如 [重庆市, 云阳县] 对 chongqing/yunyang",
            "文件夹是网址，页面用 division 写出每一级的名称",
            path=f"{base}/township.yml",
        )
