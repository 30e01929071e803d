"""一个事项不宜归入经决定分开的两个主题。

一个事项同时归入分开的两个主题，多半是其中一个归错了。
有的主题看着相像，经逐条比较后分开，理由写在 apart 里。

反例：

    matters: [烟花爆竹经营许可, 烟花爆竹安全监管]

正例：对照 apart 的理由，只留一个。确实两件都写明的，在事项下写明，以后不再提示：

    reviewed:
      - {check: QD405, reason: 职责里两件都写明}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.rules import Context, Problem

ID = "QD405"
SEVERITY = "info"
REVIEWABLE = True


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    for first, category in enumerate(subject.value.categories):
        for second, item in enumerate(category.items):
            if any(each.check == ID for each in item.reviewed):
                continue
            for one, other in permutations(item.matters or (), 2):
                matter = context.vocabulary.matter(one)
                for apart in matter.apart if matter else ():
                    if apart.matter == other:
                        path = ("categories", first, "items", second, "matters")
                        yield Problem(
                            subject.document.node.find(path),
                            f"“{shorten(one)}”和“{shorten(other)}”是分开的两个主题",
                            "对照理由，只留一个；两件都写明的，"
                            f"写 reviewed: [{{check: {ID}, reason: …}}]",
                            f"分开的理由：{apart.reason}",
                        )
