"""主题的编号和名称都不重复。

编号是网址（/matters/qunzufang/），名称是事项归入主题的依据；用过的编号和名称也不能给别的主题。

反例：两个主题都叫“群租房治理”，或者退役主题的编号又用了一次。

正例：合并成一个；或者改成能分清的两个名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import VocabularyFiles
from generator.rules import Context, Problem

ID = "QD411"
SEVERITY = "error"


def check(subject: VocabularyFiles, context: Context) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for document, path, matter in subject.matters():
        path_of_file = document.source.path
        names = [("name", matter.name), *(("former_names", each) for each in matter.former_names)]
        for field, text in (("id", matter.id), *names):
            key = ("id" if field == "id" else "name", text)
            node = document.node.find((*path, field))
            if key in seen:
                yield Problem(
                    node,
                    f"“{shorten(text)}”已经用于 {seen[key]}",
                    "换一个没有用过的；或者把两个主题合并",
                    path=path_of_file,
                )
            seen.setdefault(key, f"{path_of_file}:{node.line}")
