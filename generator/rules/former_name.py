"""事项用了主题过去的名称，或者已退役的主题。

页面照样归到现在的主题，不影响发布；改写成现在的名称，后来的编辑才不会看错。

反例：主题“群租房治理”已改名为“出租房管理”，事项还写着 matters: [群租房治理]。

正例：

    matters: [出租房管理]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.rules import Context, Problem

ID = "QD407"
SEVERITY = "info"


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    for first, category in enumerate(subject.value.categories):
        for second, item in enumerate(category.items):
            for place, name in enumerate(item.matters or ()):
                current = context.vocabulary.matter(name)
                if current is not None and current.name != name:
                    path = ("categories", first, "items", second, "matters", place)
                    twice = current.name in (item.matters or ())
                    yield Problem(
                        subject.document.node.find(path),
                        f"主题“{shorten(name)}”现在叫“{shorten(current.name)}”",
                        "删去，现在的名称已经写了" if twice else f"改写“{current.name}”",
                    )
