"""主题之间的指引要指到存在的主题，不指自己，不兜圈子。

指错了，读者从一个主题就走不到相近的主题。
related、penalty_under、apart、replaced_by 都写主题的名称；退役的主题要写 replaced_by。

反例：

    penalty_under: 没有这个主题

正例：

    penalty_under: 大气污染防治
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import VocabularyFiles
from generator.model import Matter
from generator.rules import Context, Problem
from generator.vocabulary import Vocabulary

ID = "QD412"
SEVERITY = "error"


def check(subject: VocabularyFiles, context: Context) -> Iterator[Problem]:
    known = {matter.name: matter for _, _, matter in subject.matters()}
    names = Vocabulary(matters=[("", matter) for matter in known.values()])
    for document, path, matter in subject.matters():
        for place, name in _links(matter):
            node = document.node.find((*path, *place))
            if name not in known:
                yield Problem(
                    node,
                    f"没有“{shorten(name)}”这个主题",
                    _mend(name, names),
                    path=document.source.path,
                )
            elif name == matter.name:
                yield Problem(node, "主题指向自己", "删去这一项", path=document.source.path)
        for field in ("penalty_under", "replaced_by"):
            if _turns(matter, field, known):
                yield Problem(
                    document.node.find((*path, field)),
                    f"{field} 兜了圈子，回到“{shorten(matter.name)}”自己",
                    "改正其中一个",
                    path=document.source.path,
                )
        if matter.retired and not matter.replaced_by:
            yield Problem(
                document.node.find((*path, "retired")),
                "退役的主题没有写由哪个主题代替",
                "补上 replaced_by: …",
                "旧网址要转到代替它的主题",
                path=document.source.path,
            )


def _mend(name: str, names: Vocabulary) -> str:
    renamed = names.matter(name)
    if renamed is not None:
        return f"这个主题已改名，写“{renamed.name}”"
    near = names.near_matters(name)
    return f"相近的有：{'、'.join(near)}" if near else "写主题的名称，一字不差"


def _links(matter: Matter) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Path within the matter, and the name that stands there."""
    for place, name in enumerate(matter.related):
        yield ("related", place), name
    for place, apart in enumerate(matter.apart):
        yield ("apart", place, "matter"), apart.matter
    for field in ("penalty_under", "replaced_by"):
        if name := getattr(matter, field):
            yield (field,), name


def _turns(matter: Matter, field: str, known: dict[str, Matter]) -> bool:
    """Whether following ``field`` from a matter, by at least two steps, comes back to it."""
    visited = set()
    step = known.get(getattr(matter, field))
    while step is not None and step.name not in visited and step.name != matter.name:
        visited.add(step.name)
        step = known.get(getattr(step, field))
    return bool(visited) and step is not None and step.name == matter.name
