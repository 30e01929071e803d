"""How often ``qingdan suggest`` finds the matters that people decided on: ``python -m
benchmarks.suggest`` leaves out one township at a time and prints a Markdown table.

Right: the candidate is one of the item's matters. First and among five are measured over the items
of which a matter has items in another township; *sure* over all decided items, so that a sure
candidate for a matter that only this township has counts as wrong. Only matters with items
elsewhere are offered: the others would not be there without the township that is left out.

The second table hides the matters' names, scopes and everyday words, which people wrote with all
townships before them: what is left is the likeness of the items.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import check
from generator.rules import Context
from generator.suggest import Sample, Suggestion, Topic, samples, topics
from generator.suggest.ranking import suggest
from generator.suggest.texts import SURE

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Score:
    """What was right in one township, or in all."""

    items: int = 0
    first: int = 0
    five: int = 0
    decided: int = 0
    sure: int = 0
    sure_right: int = 0
    matters: int = 0
    matters_sure: int = 0
    matters_right: int = 0

    def __add__(self, other: Score) -> Score:
        sums = (a + b for a, b in zip(self.values, other.values, strict=True))
        return Score(*sums)

    @property
    def values(self) -> tuple[int, ...]:
        return dataclasses.astuple(self)

    def row(self, name: str) -> str:
        return (
            f"| {name} | {self.items} | {_share(self.first, self.items)} "
            f"| {_share(self.five, self.items)} | {_share(self.sure, self.decided)} "
            f"| {_share(self.sure_right, self.sure)} "
            f"| {_share(self.matters_right, self.matters_sure)} "
            f"| {_share(self.matters_right, self.matters)} |"
        )


HEAD = (
    "| 乡镇 | 事项 | 第一个就对 | 前五个里有 | 有把握的占 | 有把握而对 "
    "| 有把握的全部候选对 | 应有主题由有把握的找到 |"
)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def load(root: Path) -> tuple[list[Sample], list[Topic], dict[str, str]]:
    where = check.layout(root)
    vocabulary, _ = check.load_vocabulary(root, where)
    found = [
        check.load_township(root, folder, paths, Context(vocabulary))[0]
        for folder, paths in where.townships.items()
    ]
    townships = [each for each in found if each is not None]
    names = {each.id: each.full_name for each in townships}
    return samples(townships, vocabulary), topics(vocabulary), names


def score(suggestions: Sequence[Suggestion], elsewhere: set[str]) -> Score:
    """:param elsewhere: matters with items in other townships."""
    total = Score()
    for suggestion in suggestions:
        right = set(suggestion.sample.matters or ())
        hits = [each.topic.name in right for each in suggestion.candidates]
        sure = [each.probability >= SURE for each in suggestion.candidates]
        counts = bool(right & elsewhere)
        total += Score(
            items=counts,
            first=counts and hits[0],
            five=counts and any(hits[:5]),
            decided=1,
            sure=sure[0],
            sure_right=sure[0] and hits[0],
            matters=len(right & elsewhere),
            matters_sure=sum(sure),
            matters_right=sum(a and b for a, b in zip(sure, hits, strict=True)),
        )
    return total


def hidden(topic: Topic) -> Topic:
    return dataclasses.replace(topic, stripped="", keywords=(), scope="")


def measure(known: Sequence[Sample], offered: Sequence[Topic], names: dict[str, str]) -> str:
    lines = [HEAD, "|---" * 8 + "|"]
    total = Score()
    for township, name in names.items():
        own = [each for each in known if each.township == township and each.matters]
        elsewhere = {m for each in known if each.township != township for m in each.matters or ()}
        # the whole township competes, its undecided items too
        asked = [each for each in known if each.township == township]
        ranked = suggest(asked, known, offered, top=20, only_known=True)
        decided = {each.reference for each in own}
        one = score([each for each in ranked if each.sample.reference in decided], elsewhere)
        if "-v" in sys.argv:
            _wrong(ranked, elsewhere)
        total += one
        lines.append(one.row(name))
    return "\n".join([*lines, total.row("**合计**")])


def _wrong(ranked: Sequence[Suggestion], elsewhere: set[str]) -> None:
    for each in ranked:
        right = set(each.sample.matters or ())
        best = each.candidates[0]
        if right and best.topic.name not in right and (right & elsewhere or best.probability > 0.5):
            print(
                f"{each.sample.reference}\t{best.probability:.2f}\t{best.topic.name}\t"
                f"{'、'.join(each.sample.matters or ())}\t{each.sample.printed[:60]}",
                file=sys.stderr,
            )


def main() -> None:
    known, offered, names = load(ROOT)
    started = time.monotonic()
    print(f"{measure(known, offered, names)}\n")
    print(f"{len(names)} 次留一共 {time.monotonic() - started:.0f} 秒。\n")
    print("隐去主题的名称、范围和平常词，只凭事项：\n")
    print(measure(known, [hidden(each) for each in offered], names))


if __name__ == "__main__":
    main()
