"""How alike two texts are: the pairs of characters that they share, the rarer the heavier.

The weights come from the vocabulary of matters alone. So they are the same for every scope, and
nothing here grows with the number of townships.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from generator.model import Matter
from generator.vocabulary import Vocabulary
from generator.wording import core, own_scope, strip

_KEYWORD, _ALL = 0.8, 1.5
"""What the ways count in which an item holds the words of a matter; measured on the real lists."""


class Text(NamedTuple):
    """A text as its pairs of characters, and the weight of all of them."""

    pairs: frozenset[str]
    weight: float


class Topic(NamedTuple):
    """The words of a matter: name, object of the name, everyday words, scope, and all together."""

    name: Text
    core: Text
    keywords: tuple[Text, ...]
    scope: Text
    words: Text


class _Weights(dict[str, float]):
    """Weights by pair; one that no matter has is the rarest."""

    def __init__(self, matters: int) -> None:
        super().__init__()
        self._rarest = math.log(1 + matters)

    def __missing__(self, pair: str) -> float:
        return self._rarest


class Lexicon:
    """Weights of pairs of characters, and the words of every matter by its name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        described = {matter.name: _texts(matter) for _, matter in vocabulary.filed}
        holders = Counter(
            pair for texts in described.values() for pair in frozenset().union(*map(_pairs, texts))
        )
        total = max(1, len(described))
        self._weights = _Weights(total)
        for pair, number in holders.items():
            self._weights[pair] = math.log((1 + total) / (1 + number))
        self.text = functools.lru_cache(maxsize=16384)(self._text)
        self.topics = {name: self._topic(texts) for name, texts in described.items()}

    def _text(self, stripped: str) -> Text:
        return self._of(_pairs(stripped))

    def _of(self, pairs: frozenset[str]) -> Text:
        return Text(pairs, self.weight(pairs))

    def weight(self, pairs: Iterable[str]) -> float:
        """How rare pairs of characters are in the vocabulary, added up."""
        return sum(map(self._weights.__getitem__, pairs))

    def _topic(self, texts: list[str]) -> Topic:
        name, scope, *keywords = texts
        every = frozenset().union(*map(_pairs, texts))
        return Topic(
            self.text(name),
            self.text(core(name)),
            tuple(self.text(word) for word in keywords if len(word) > 1),
            self.text(scope),
            self._of(every),
        )

    def likeness(self, one: Text, other: Text) -> float:
        """0 (nothing in common) to 1 (the same)."""
        common = one.pairs & other.pairs
        if not common or not one.weight or not other.weight:
            return float(one.pairs == other.pairs)
        return self.weight(common) / math.sqrt(one.weight * other.weight)

    def share(self, part: Text, whole: Text) -> float:
        """How much of one text another one holds, 0 to 1."""
        common = part.pairs & whole.pairs
        return self.weight(common) / part.weight if common and part.weight else 0.0

    def fit(self, name: Text, whole: Text, matter: str) -> float:
        """How well an item's words suit a matter's own, from 0; 1 if its name stands there.

        :param name: the item's name; ``whole`` its name and duties.
        """
        topic = self.topics[matter]
        keyword = max((self.share(word, whole) for word in topic.keywords), default=0.0)
        return max(
            self.share(topic.name, whole),
            self.share(topic.scope, whole),
            _KEYWORD * keyword,
            _ALL * self.likeness(name, topic.words),
        )


@functools.lru_cache(maxsize=2)
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary, made once."""
    return Lexicon(vocabulary)


def _texts(matter: Matter) -> list[str]:
    return [strip(each) for each in (matter.name, own_scope(matter), *matter.keywords)]


@functools.lru_cache(maxsize=16384)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(max(1, len(text) - 1)))
