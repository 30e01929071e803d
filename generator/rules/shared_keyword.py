"""一个平常的词不要给两个不相干的主题。

读者输入这个词，会同时看到两个主题。两个主题写明相近（related）或经决定分开（apart）的，可以共用。

反例：“补贴”同时是低保和农机的平常词。

正例：用更具体的词：低保户、农机补贴。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import VocabularyFiles
from generator.model import Matter
from generator.rules import Context, Problem
from generator.vocabulary import linked

ID = "QD413"
SEVERITY = "info"


def check(subject: VocabularyFiles, context: Context) -> Iterator[Problem]:
    users: dict[str, list[Matter]] = {}
    for document, path, matter in subject.matters():
        for place, word in enumerate(matter.keywords):
            for other in users.setdefault(word, []):
                if not linked(matter, other):
                    yield Problem(
                        document.node.find((*path, "keywords", place)),
                        f"“{shorten(word)}”也是“{shorten(other.name)}”的平常词",
                        "换更具体的词；两个主题确实相近的，写进 related",
                        path=document.source.path,
                    )
            users[word].append(matter)
