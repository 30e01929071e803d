"""事项所属的主题要在主题词表里。

名称写错一个字，这个事项就不会出现在各地的对照里。
主题把各地的同一件事归到一起。

反例：

    matters: [校外培训机构监督]

正例：

    matters: [校外培训机构监管]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.model import Matters
from generator.rules import Context, Problem, replacing
from generator.vocabulary import fold
from generator.yamlio import scalar

ID = "QD404"
SEVERITY = "error"


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    if Matters in context.vocabulary.unread:
        return
    same = {fold(matter.name): matter.name for _, matter in context.vocabulary.filed}
    for first, category in enumerate(subject.value.categories):
        for second, item in enumerate(category.items):
            for place, name in enumerate(item.matters or ()):
                if context.vocabulary.matter(name) is None:
                    near = context.vocabulary.near_matters(name)
                    path = ("categories", first, "items", second, "matters", place)
                    node = subject.document.node.find(path)
                    meant = same.get(fold(name.strip("“”‘’")))
                    yield Problem(
                        node,
                        f"主题“{shorten(name)}”不在词表里",
                        (f"相近的有：{'、'.join(near)}。" if near else "")
                        + "确是新的主题，加到 lists/vocabulary/matters/ 里",
                        fix=replacing(node, scalar(meant, flow=True), f"改成“{meant}”")
                        if meant
                        else None,
                    )
