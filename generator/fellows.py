"""Items in outline, and the fellow members of a matter: what hints across townships look at.

A scope is outlined where it is loaded. Of every matter only a few members are kept for the others
to be compared with, always the same ones whatever the order, so that what is held grows with the
vocabulary and not with the country.
"""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.likeness import Lexicon
from generator.load import Document
from generator.model import Township
from generator.vocabulary import Vocabulary
from generator.wording import decided, duties, phrases, places, strip

KEPT = 8
"""How many members of a matter are kept; four matters in five have no more in five townships."""

_LONGEST = 800
"""Characters of duties that count; only very few items have more."""

_PART = 0.8
"""What it counts that one item holds a part of the other's name."""


@dataclass(frozen=True)
class Outline:
    """An item: where it stands, its matters as their names hold today (None: undecided), the codes
    of hints that a person has looked at, and its wording: the name stripped of boilerplate and of
    the names of ``places``, the duties as printed."""

    township: str
    place: str
    item: str
    path: str
    position: tuple[int, int]
    printed: str
    matters: tuple[str, ...] | None
    reviewed: tuple[str, ...]
    name: str
    duties: str
    places: tuple[str, ...]

    @functools.cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts of the name between commas and conjunctions, stripped; not the shortest."""
        return tuple(part for part in phrases(self.printed, self.places) if len(part) > 2)

    @functools.cached_property
    def words(self) -> str:
        """Name and duties, stripped; made only for those items that need a closer look."""
        return self.name + strip(self.duties, self.places)

    @property
    def reference(self) -> str:
        """Township id and item id: ``chongqing/yunyang/longjiao#b001``."""
        return f"{self.township}#{self.item}"


Members = dict[str, tuple[Outline, ...]]
"""Name of a matter -> its kept members."""


@dataclass(frozen=True, eq=False)
class Kept:
    """The kept members of every matter of all scopes."""

    members: Members

    def fellows(self, item: Outline, matter: str) -> list[Outline]:
        """Members of a matter besides the item itself."""
        kept = self.members.get(matter, ())
        return [each for each in kept if each.reference != item.reference]


@dataclass(frozen=True)
class Fellows:
    """Items, all of one scope or of several, beside the kept members."""

    items: tuple[Outline, ...]
    kept: Kept


def outline(
    township: Township, documents: Mapping[str, Document], vocabulary: Vocabulary
) -> list[Outline]:
    """The items of a township in printed order.

    :param documents: its files by name, for the positions.
    """
    names = places(township)
    found = []
    for duty_list in township.lists:
        document = documents[f"{duty_list.kind}.yml"]
        for first, category in enumerate(duty_list.categories):
            for second, item in enumerate(category.items):
                node = document.node.find(("categories", first, "items", second))
                node = node.get("matters") or node
                name = strip(item.name, names)
                found.append(
                    Outline(
                        township=township.id,
                        place=township.full_name,
                        item=item.id,
                        path=document.source.path,
                        position=(node.line, node.column),
                        printed=item.name,
                        matters=decided(item, vocabulary),
                        reviewed=tuple(each.check for each in item.reviewed),
                        name=name,
                        duties="。".join(duties(item))[:_LONGEST],
                        places=names,
                    )
                )
    return found


def members(outlines: Iterable[Outline]) -> Members:
    """The kept members of every matter that items name."""
    found: dict[str, list[Outline]] = {}
    for each in outlines:
        for matter in each.matters or ():
            found.setdefault(matter, []).append(each)
    return {matter: _keep(each) for matter, each in found.items()}


def merge(one: Members, other: Members) -> Members:
    """The kept members of both; the order of merging does not matter."""
    joined = {matter: (*one.get(matter, ()), *each) for matter, each in other.items()}
    return {**one, **{matter: _keep(each) for matter, each in joined.items()}}


def _keep(outlines: Iterable[Outline]) -> tuple[Outline, ...]:
    def chance(each: Outline) -> tuple[int, str]:
        return zlib.crc32(each.reference.encode("utf-8")), each.reference

    return tuple(sorted(outlines, key=chance)[:KEPT])


def likeness(one: Outline, other: Outline, words: Lexicon) -> float:
    """How alike two items are, 0 to 1: by name, by all words, or by a part of a name."""
    whole, others = words.text(one.words), words.text(other.words)
    parts = [words.share(words.text(part), others) for part in one.parts]
    parts += [words.share(words.text(part), whole) for part in other.parts]
    return max(
        words.likeness(words.text(one.name), words.text(other.name)),
        words.likeness(whole, others),
        _PART * max(parts, default=0.0),
    )


class Names:
    """The names of all kept members, to find those that resemble one."""

    def __init__(self, kept: Kept, words: Lexicon) -> None:
        unique = {each.reference: each for known in kept.members.values() for each in known}
        self._words = words
        self._kept = list(unique.values())
        self._texts = [words.text(each.name) for each in self._kept]
        self._roots = [math.sqrt(text.weight) for text in self._texts]
        self._holding: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            for pair in text.pairs:
                self._holding.setdefault(pair, []).append(place)
        # the same names come again and again in the townships of a county
        self._cached = functools.lru_cache(maxsize=16384)(self._near)

    def near(self, name: str, least: float) -> list[tuple[float, Outline]]:
        """The members whose names are at least so alike, in no order."""
        return self._cached(name, least)

    def _near(self, name: str, least: float) -> list[tuple[float, Outline]]:
        text = self._words.text(name)
        weights = sorted((self._words.weight((pair,)), pair) for pair in text.pairs)
        # a name that is alike enough shares at least this much: the lightest pairs, which most
        # names hold, cannot be all that it shares
        enough, rest = least * least * text.weight, 0.0
        while weights and rest + weights[0][0] < enough:
            rest += weights.pop(0)[0]
        common: dict[int, float] = {}
        for weight, pair in weights:
            for place in self._holding.get(pair, ()):
                common[place] = common.get(place, rest) + weight
        bound = least * math.sqrt(text.weight)
        roots, texts, kept = self._roots, self._texts, self._kept
        likely = [place for place, weight in common.items() if weight >= bound * roots[place]]
        scored = [(self._words.likeness(text, texts[place]), kept[place]) for place in likely]
        return [each for each in scored if each[0] >= least]


@functools.lru_cache(maxsize=1)
def names(kept: Kept, words: Lexicon) -> Names:
    """The names of the kept members, put in order once in each process."""
    return Names(kept, words)
