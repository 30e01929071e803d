"""What is compared: items and matters as plain texts, without words that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model import BLOCK_FIELDS, Item, Township, rows
from generator.vocabulary import Vocabulary
from generator.wording import decided, duties, own_scope, phrases, places, strip

_PENALTY = re.compile(r"处罚|罚款")


@dataclass(frozen=True)
class Sample:
    """An item as the ranking sees it.

    ``name``, ``phrases`` (the parts of the name) and ``duties`` are stripped of boilerplate and
    of the names of places; ``offices`` are ids of kinds of office; ``matters`` are names as they
    hold today, None for an undecided item.
    """

    township: str
    place: str
    kind: str
    item: str
    printed: str
    name: str
    phrases: tuple[str, ...]
    duties: str
    offices: frozenset[str]
    category: str
    matters: tuple[str, ...] | None

    @property
    def reference(self) -> str:
        """Township id and item id, as everywhere: ``chongqing/yunyang/longjiao#b001``."""
        return f"{self.township}#{self.item}"

    @property
    def is_penalty(self) -> bool:
        """Whether the item is about a penalty."""
        return bool(_PENALTY.search(self.printed))


@dataclass(frozen=True)
class Topic:
    """A matter as the ranking sees it."""

    name: str
    stripped: str
    keywords: tuple[str, ...]
    scope: str
    category: str
    is_penalty: bool


SURE = 0.95
"""From this probability on a candidate is called sure; ``benchmarks/suggest.md`` measures it."""

POSSIBLE = 0.4


@dataclass(frozen=True)
class Candidate:
    """A matter that may be an item's, how probable that is, and its nearest known item."""

    topic: Topic
    probability: float
    like: Sample | None

    @property
    def order(self) -> tuple[float, str]:
        """Best first, ties by name."""
        return -self.probability, self.topic.name

    @property
    def confidence(self) -> str:
        """In words: 有把握, 可能 or 没有把握."""
        if self.probability >= SURE:
            return "有把握"
        return "可能" if self.probability >= POSSIBLE else "没有把握"


@dataclass(frozen=True)
class Suggestion:
    """An item with its candidates, best first."""

    sample: Sample
    candidates: tuple[Candidate, ...]


def samples(townships: Iterable[Township], vocabulary: Vocabulary) -> list[Sample]:
    """All items of townships, in printed order."""
    return [each for township in townships for each in _samples(township, vocabulary)]


def _samples(township: Township, vocabulary: Vocabulary) -> Iterator[Sample]:
    names = places(township)
    for duty_list in township.lists:
        for _, category, item in rows(duty_list):
            known = vocabulary.category(category.name)
            yield Sample(
                township=township.id,
                place=township.full_name,
                kind=duty_list.kind,
                item=item.id,
                printed=item.name,
                name=strip(item.name, names),
                phrases=phrases(item.name, names),
                duties=strip("。".join(duties(item)), names),
                offices=_offices(item, township, vocabulary),
                category=known.id if known else "",
                matters=decided(item, vocabulary),
            )


def topics(vocabulary: Vocabulary) -> list[Topic]:
    """All matters in use, sorted by name."""
    found = [
        Topic(
            name=matter.name,
            stripped=strip(matter.name, ()),
            keywords=tuple(strip(word, ()) for word in matter.keywords),
            scope=strip(own_scope(matter), ()),
            category=category,
            is_penalty=bool(matter.penalty_under or _PENALTY.search(matter.name)),
        )
        for category, matter in vocabulary.filed
        if not matter.retired
    ]
    return sorted(found, key=lambda topic: topic.name)


def _offices(item: Item, township: Township, vocabulary: Vocabulary) -> frozenset[str]:
    printed = set(item.departments)
    for field in BLOCK_FIELDS:
        for block in getattr(item, field):
            printed.update(block.departments)
    return frozenset(
        office.id
        for name in printed
        for office in vocabulary.resolve(name, township.division)
        if not office.collective
    )
