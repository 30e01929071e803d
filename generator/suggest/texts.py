"""What is compared: items and matters as plain texts, without words that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import BLOCK_FIELDS, Block, Item, Matter, Township, rows
from generator.vocabulary import Vocabulary

_BOILERPLATE = re.compile(
    "贯彻落实|组织开展|负责|开展|做好|配合|协助|加强|落实|推进|推动|组织|实施|完善|健全|建立"
    "|统筹|相关|有关|工作|辖区内?|本行政区域内?|区域内|本镇|本乡|全镇|本级|镇(?:级|域)"
    "|按照|依法|等|及其?|和|的|对|以及|进行|职责|事项"
)
_PENALTY = re.compile(r"处罚|罚款")
_SIGNS = re.compile(r"[\W_]+")
_PHRASES = re.compile(r"[，。；、：,;:*（）()]|以及|并且|和|及")
_PLACE_LEVELS = "省市县区旗州镇乡"


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
    places = _places(township)
    for duty_list in township.lists:
        for _, category, item in rows(duty_list):
            known = vocabulary.category(category.name)
            yield Sample(
                township=township.id,
                place=township.full_name,
                kind=duty_list.kind,
                item=item.id,
                printed=item.name,
                name=strip(item.name, places),
                phrases=_phrases(item.name, places),
                duties=strip("。".join(_duties(item)), places),
                offices=_offices(item, township, vocabulary),
                category=known.id if known else "",
                matters=_decided(item, vocabulary),
            )


def topics(vocabulary: Vocabulary) -> list[Topic]:
    """All matters in use, sorted by name."""
    found = [
        Topic(
            name=matter.name,
            stripped=strip(matter.name, ()),
            keywords=tuple(strip(word, ()) for word in matter.keywords),
            scope=strip(_own_scope(matter), ()),
            category=category,
            is_penalty=bool(matter.penalty_under or _PENALTY.search(matter.name)),
        )
        for category, matter in vocabulary.filed
        if not matter.retired
    ]
    return sorted(found, key=lambda topic: topic.name)


def strip(text: str, places: Sequence[str]) -> str:
    """A text without places, boilerplate, signs and white space; if nothing is left, the text."""
    plain = text
    for place in places:
        plain = plain.replace(place, "")
    plain = _SIGNS.sub("", plain)
    return _BOILERPLATE.sub("", plain) or plain


def _phrases(name: str, places: Sequence[str]) -> tuple[str, ...]:
    parts = (strip(part, places) for part in _PHRASES.split(name) if part.strip())
    return tuple(part for part in parts if len(part) > 1) or (strip(name, places),)


def _places(township: Township) -> tuple[str, ...]:
    """The township's own names, longest first, with and without the sign of their level."""
    names = (township.name, *township.division)
    forms = {form for name in names for form in (name, name.rstrip(_PLACE_LEVELS)) if len(form) > 1}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _own_scope(matter: Matter) -> str:
    """The first clause of the scope: what belongs here, without what belongs elsewhere."""
    return re.split("[；;。]", matter.scope)[0]


def _duties(item: Item) -> Iterator[str]:
    for field in BLOCK_FIELDS:
        for block in getattr(item, field):
            yield from _sentences(block)


def _sentences(block: Block) -> Iterator[str]:
    if block.lead:
        yield block.lead
    yield from block.duties
    yield from block.safeguards


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


def _decided(item: Item, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    if item.matters is None:
        return None
    found = (vocabulary.matter(name) for name in item.matters)
    return tuple(dict.fromkeys(matter.name for matter in found if matter is not None))
