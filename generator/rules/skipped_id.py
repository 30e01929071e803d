"""编号没有跳过的。

编号按公布的次序生成，中间少了一个，多半是有一个事项被删去，或者被别的文字吞掉了。

反例：c012 的下一个是 c014，哪里都没有 c013。

正例：对照原文补上 c013；确是录重了、删去的，可以不管。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import ListFile
from generator.model import ID_LETTERS, rows
from generator.rules import Context, Problem

ID = "QD309"
SEVERITY = "warning"


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    letter = ID_LETTERS[subject.value.kind]
    ids = [row.item.id for row in rows(subject.value) if row.item.id[1:].isdecimal()]
    numbers = {int(each[1:]) for each in ids if each.startswith(letter)}
    missing = sorted(set(range(1, max(numbers, default=0))) - numbers)
    if missing:
        names = "、".join(f"{letter}{number:03d}" for number in missing[:5])
        more = f"等 {len(missing)} 个" if len(missing) > 5 else ""
        yield Problem(
            subject.document.node.key("categories"),
            f"编号跳过了 {names}{more}",
            "对照原文，看是不是少了事项；确是删去的，可以不管",
        )
