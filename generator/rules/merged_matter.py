"""合并进别的主题之后，词表里的指引要跟着改。

指引还指着退役的主题，读者要转一道才看到该看的；写明分开的两个主题又合并，两个决定互相矛盾。
related、penalty_under、apart 不写退役的主题；退役的主题不由经决定分开（apart）的主题代替。

反例：“群租房治理”已并入“出租房管理”，别的主题还写着 related: [群租房治理]。

正例：related: [出租房管理]；确要合并的，删去 apart 里的那一条。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import VocabularyFiles
from generator.model import Apart, Matter
from generator.rules import Context, Problem

ID = "QD419"
SEVERITY = "warning"


def check(subject: VocabularyFiles, context: Context) -> Iterator[Problem]:
    known = {matter.name: matter for _, _, matter in subject.matters()}
    for document, path, matter in subject.matters():
        for place, name in _links(matter):
            linked = known.get(name)
            current = context.vocabulary.matter(name)
            if linked is None or not linked.retired or current is None or matter.retired:
                continue
            if place[0] == "apart" and linked.replaced_by == matter.name:
                continue  # said below, of the matter that was merged
            yield Problem(
                document.node.find((*path, *place)),
                f"主题“{shorten(name)}”已退役",
                f"改写“{current.name}”" if current.name != matter.name else "删去这一项",
                f"它已由“{shorten(current.name)}”代替" if current is not linked else "",
                path=document.source.path,
            )
        other = known.get(matter.replaced_by)
        for apart in _apart(matter, other) if other is not None else ():
            yield Problem(
                document.node.find((*path, "replaced_by")),
                f"“{shorten(matter.name)}”和“{shorten(matter.replaced_by)}”写明是分开的两个主题，"
                "现在却合并了",
                "确要合并的，删去 apart 里的那一条；否则改 replaced_by",
                f"分开的理由：{apart.reason}",
                path=document.source.path,
            )


def _apart(one: Matter, other: Matter) -> list[Apart]:
    """The decisions, on either side, that set two matters apart."""
    return [
        *(apart for apart in one.apart if apart.matter == other.name),
        *(apart for apart in other.apart if apart.matter == one.name),
    ]


def _links(matter: Matter) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Path within the matter, and the name that stands there."""
    for place, name in enumerate(matter.related):
        yield ("related", place), name
    for place, apart in enumerate(matter.apart):
        yield ("apart", place, "matter"), apart.matter
    if matter.penalty_under:
        yield ("penalty_under",), matter.penalty_under
