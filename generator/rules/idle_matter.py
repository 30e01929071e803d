"""没有事项的主题。

也许事项改归了别的主题，也许名称写法不同，这个主题的页面是空的。
退役的主题不在此列。看不到全部清单时（有乡镇因错误没有读入）不作判断。

反例：词表里有“蚕桑生产”，各地清单都没有事项归到它。

正例：把相应的事项归到它；确实用不上的，写 retired: true 和 replaced_by。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.rules import Context, Corpus, Problem

ID = "QD414"
SEVERITY = "info"


def check(subject: Corpus, context: Context) -> Iterator[Problem]:
    if subject.matters is None:
        return
    for category, matter in context.vocabulary.filed:
        if not matter.retired and matter.id not in subject.matters:
            yield Problem(
                None,
                f"没有事项归到主题“{shorten(matter.name)}”",
                "归入相应的事项；用不上的退役",
                path=f"lists/vocabulary/matters/{category}.yml",
            )
