"""主题的编号和名称都不重复。

编号是网址（/matters/qunzufang/），名称是事项归入主题的依据。
用过的编号和名称（former_names，退役的主题）也不能给别的主题；空格和括号的宽窄不算不同。

反例：两个主题都叫“群租房治理”，或者退役主题的编号又用了一次。

正例：合并成一个；或者改成能分清的两个名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import VocabularyFiles
from generator.rules import Context, Problem
from generator.vocabulary import fold

ID = "QD411"
SEVERITY = "error"


def check(subject: VocabularyFiles, context: Context) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for document, path, matter in subject.matters():
        path_of_file = document.source.path
        places: list[tuple[tuple[str | int, ...], str]] = [(("id",), matter.id)]
        places.append((("name",), matter.name))
        places += [(("former_names", place), e) for place, e in enumerate(matter.former_names)]
        for place, text in places:
            key = ("id", text) if place == ("id",) else ("name", fold(text))
            node = document.node.find((*path, *place))
            if key in seen:
                yield Problem(
                    node,
                    f"“{shorten(text)}”已经用于 {seen[key]}",
                    "换一个没有用过的；或者把两个主题合并",
                    path=path_of_file,
                )
            seen.setdefault(key, f"{path_of_file}:{node.line}")
