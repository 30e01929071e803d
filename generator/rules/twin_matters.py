"""两个主题说的可能是同一件事。

同一件事分成两个主题，各地的事项就对不到一起。
名称里除去“管理”“整治”之类的字后很相近，或者名称、平常词、范围合起来很相近的两个主题，请人看一眼。
两个主题已写明相近（related）、分开（apart）的，或者同是一个主题的处罚（penalty_under）的，不提示。

反例：“群租房治理”和“群租房管理”。

正例：事项都归其中一个，另一个写 retired 和 replaced_by。确实不同的，写进 related，或者写明理由：

    apart:
      - matter: 残疾人证
        reason: 办证与组织建设是两件事
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from generator.diagnostics import shorten
from generator.likeness import Topic, lexicon
from generator.load import VocabularyFiles
from generator.rules import Context, Problem
from generator.vocabulary import linked

ID = "QD415"
SEVERITY = "info"

CORE, WORDS = 0.7, 0.35
"""From either of these on two matters look alike: by the object that they name, by all words."""

COMMON = 60
"""A pair of characters that more matters than this hold makes no two of them alike."""


def check(subject: VocabularyFiles, context: Context) -> Iterator[Problem]:
    words = lexicon(context.vocabulary)
    by_name = {
        matter.name: (document, path, matter)
        for document, path, matter in subject.matters()
        if not matter.retired
    }
    for one, other in _candidates(list(by_name), words.topics):
        first, second = words.topics[one], words.topics[other]
        alike = (
            words.likeness(first.core, second.core) >= CORE
            or words.likeness(first.words, second.words) >= WORDS
        )
        document, path, matter = by_name[other]
        if alike and not linked(matter, by_name[one][2]):
            yield Problem(
                document.node.find((*path, "name")),
                f"主题“{shorten(other)}”和“{shorten(one)}”很相像",
                "是同一件事的，合并成一个；不同的，写 apart 和理由，或者写进 related",
                "同一件事分成两个主题，各地的事项就对不到一起",
                path=document.source.path,
            )


def _candidates(names: list[str], topics: dict[str, Topic]) -> Iterator[tuple[str, str]]:
    """Pairs of matters, in order, that share enough words to be looked at."""
    holding: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for pair in topics[name].words.pairs:
            holding.setdefault(pair, []).append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holding.values():
        if len(places) <= COMMON:
            shared.update(combinations(places, 2))
    for (one, other), number in sorted(shared.items()):
        if number >= 2:
            yield names[one], names[other]
