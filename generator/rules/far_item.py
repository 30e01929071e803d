"""与同一主题的其他事项都不相像的事项。

归错主题的事项，会出现在不相干的对照里。
一个事项的名称和职责，与同一主题里别的事项几乎没有共同的字词，主题的名称、平常词、范围也不见于它的文字，就在这里提示，请人看一眼。
主题下只有这一项的，没有可比的，不作判断。

反例：主题“草原管护”下别处都是草原巡查、草原保护，这一项却是“组织企业职工建会入会”。

正例：改归合适的主题。人看过、认为归得对的，在事项下写明，以后不再提示：

    reviewed:
      - {check: QD416, reason: 护林护草合写，草的部分归这里}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.fellows import Fellows, Outline, likeness
from generator.likeness import Lexicon, lexicon
from generator.rules import Context, Problem

ID = "QD416"
SEVERITY = "info"
REVIEWABLE = True

FELLOW, OWN = 0.25, 0.35
"""Below both an item is far: from its nearest fellow, and from the words of the matter. Measured
on the five townships: 12 items of 1,325, of which people would look at nearly every one."""


def check(subject: Fellows, context: Context) -> Iterator[Problem]:
    words = lexicon(context.vocabulary)
    for item in subject.items:
        if ID in item.reviewed:
            continue
        for matter in item.matters or ():
            others = subject.kept.fellows(item, matter)
            if not others or _suits(item, matter, words):
                continue
            nearest = max(others, key=lambda each: likeness(item, each, words))
            if likeness(item, nearest, words) < FELLOW:
                yield Problem(
                    item.position,
                    f"“{shorten(item.printed)}”与主题“{shorten(matter)}”的其他事项都不相像，"
                    f"如{nearest.place}的“{shorten(nearest.printed)}”",
                    f"改归合适的主题；归得对的，写 reviewed: [{{check: {ID}, reason: …}}]",
                    "归错主题的事项，会出现在不相干的对照里",
                    path=item.path,
                )


def _suits(item: Outline, matter: str, words: Lexicon) -> bool:
    """Whether the item's words suit the matter; most names alone show it."""
    name = words.text(item.name)
    if words.share(words.topics[matter].name, name) >= OWN:
        return True
    return words.fit(name, words.text(item.words), matter) >= OWN
