"""What speaks for each matter: how near an item is to it, seen from several sides.

Everything is a matrix with a row for each item asked about; columns are known items, then matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from generator.suggest.texts import Sample, Topic

Array = NDArray[np.float32]

SIDES = (
    *("name", "name_next", "name_alone", "part", "part_alone", "full", "full_alone"),
    *("centre", "matter_name", "matter_part", "matter_full", "covered", "covered_full"),
    *("word", "word_cover", "offices", "no_offices", "category", "penalty", "items"),
    *("sum", "sum_lead", "sum_first", "name_lead", "part_lead", "matter_lead", "matter_first"),
)
"""The columns of :attr:`Evidence.values`. ``_next``: the second nearest item. ``_alone``: items
with several matters count less. ``_lead``: before the item's next best matter. ``_first``: before
the township's next best item for that matter."""


@dataclass(frozen=True)
class Evidence:
    """``values[item, matter, side]``, and the place of the nearest known item of each matter."""

    values: Array
    nearest: NDArray[np.int64]


class Grams:
    """Character n-grams, weighted by how rare they are in the texts that it is made from."""

    def __init__(self, low: int, high: int, *texts: Iterable[str]) -> None:
        self._vectorizer = TfidfVectorizer(
            analyzer="char", ngram_range=(low, high), sublinear_tf=True, dtype=np.float32
        )
        self._vectorizer.fit([text for each in texts for text in each])

    def vectors(self, texts: Iterable[str]) -> Any:
        """One sparse row of length 1 a text."""
        return self._vectorizer.transform(list(texts))

    def cosine(self, left: Iterable[str], right: Iterable[str]) -> Array:
        """Likeness of each left text with each right one, 0 to 1."""
        return _dense(self.vectors(left) @ self.vectors(right).T)

    def coverage(self, whole: Iterable[str], parts: Iterable[str]) -> Array:
        """The weighted share of each part's grams that each whole text holds."""
        held = (self.vectors(whole) > 0).astype(np.float32)
        return _dense(held @ normalize(self.vectors(parts), norm="l1").T)


def evidence(asked: Sequence[Sample], known: Sequence[Sample], topics: Sequence[Topic]) -> Evidence:
    """What speaks for each matter.

    :param asked: items of one township, all of them: they compete for the matters.
    :param known: decided items of other townships.
    """
    columns = _columns(known, topics)
    sole = np.array([1 / max(1, len(each.matters or ())) ** 0.5 for each in known], np.float32)
    found: dict[str, Array] = {}
    names = Grams(1, 3, _names(asked), _names(known), (topic.stripped for topic in topics))
    likeness = names.cosine(_names(asked), _names(known))
    found["name"] = _best(likeness, columns)
    found["name_next"] = _best(likeness, columns, place=1)
    found["name_alone"] = _best(likeness * sole, columns)
    _parts(found, names, asked, known, topics, columns, sole)
    _whole(found, asked, known, topics, columns, sole)
    _matters(found, names, asked, topics)
    belongs = _belongs(columns, sole)
    centres = normalize(
        belongs @ names.vectors(_names(known))
        + 0.5 * names.vectors(topic.stripped for topic in topics)
    )
    found["centre"] = _dense(names.vectors(_names(asked)) @ centres.T)
    _surroundings(found, asked, known, topics, columns)
    found["sum"] = sum(
        (found[side] for side in ("name", "part_alone", "full", "matter_name", "centre")),
        np.zeros_like(found["name"]),
    )
    for side, source in (("sum", "sum"), ("name", "name"), ("part", "part_alone")):
        found[f"{side}_lead"] = _ahead(found[source])
    found["matter_lead"] = _ahead(found["matter_name"])
    found["sum_first"] = _ahead(found["sum"].T).T
    found["matter_first"] = _ahead(found["matter_name"].T).T
    return Evidence(np.stack([found[side] for side in SIDES], axis=-1), _nearest(likeness, columns))


def _columns(known: Sequence[Sample], topics: Sequence[Topic]) -> list[list[int]]:
    """For each matter the places of its items among the known ones."""
    members: dict[str, list[int]] = {topic.name: [] for topic in topics}
    for place, sample in enumerate(known):
        for name in sample.matters or ():
            if name in members:
                members[name].append(place)
    return list(members.values())


def _names(samples: Iterable[Sample]) -> list[str]:
    return [sample.name for sample in samples]


def _texts(samples: Iterable[Sample]) -> list[str]:
    return [sample.name * 2 + sample.duties for sample in samples]


def _parts(
    found: dict[str, Array],
    names: Grams,
    asked: Sequence[Sample],
    known: Sequence[Sample],
    topics: Sequence[Topic],
    columns: list[list[int]],
    sole: Array,
) -> None:
    """The parts of a name, divided at its commas: the best part counts."""
    starts = np.cumsum([0, *(len(sample.phrases) for sample in asked)])[:-1]
    holder = [place for place, sample in enumerate(known) for _ in sample.phrases]
    places: dict[int, list[int]] = {}
    for part, place in enumerate(holder):
        places.setdefault(place, []).append(part)
    inner = [[part for place in members for part in places[place]] for members in columns]
    asked_parts = [part for sample in asked for part in sample.phrases]
    known_parts = [part for sample in known for part in sample.phrases]
    likeness = names.cosine(asked_parts, known_parts)

    def per_item(values: Array) -> Array:
        best: Array = np.maximum.reduceat(values, starts, axis=0)
        return best

    found["part"] = per_item(_best(likeness, inner))
    found["part_alone"] = per_item(_best(likeness * sole[holder], inner))
    found["matter_part"] = per_item(names.cosine(asked_parts, [topic.stripped for topic in topics]))


def _whole(
    found: dict[str, Array],
    asked: Sequence[Sample],
    known: Sequence[Sample],
    topics: Sequence[Topic],
    columns: list[list[int]],
    sole: Array,
) -> None:
    """Name and duties together."""
    described = [topic.stripped + "".join(topic.keywords) + topic.scope for topic in topics]
    grams = Grams(2, 2, _texts(asked), _texts(known), described)
    likeness = grams.cosine(_texts(asked), _texts(known))
    found["full"] = _best(likeness, columns)
    found["full_alone"] = _best(likeness * sole, columns)
    found["matter_full"] = grams.cosine(_texts(asked), described)
    found["covered_full"] = grams.coverage(_texts(asked), [topic.stripped for topic in topics])


def _matters(
    found: dict[str, Array], names: Grams, asked: Sequence[Sample], topics: Sequence[Topic]
) -> None:
    """The matter's own name and everyday words."""
    titles = [topic.stripped for topic in topics]
    found["matter_name"] = names.cosine(_names(asked), titles)
    found["covered"] = names.coverage(_names(asked), titles)
    words = [(word, place) for place, topic in enumerate(topics) for word in topic.keywords]
    held, covered = np.zeros_like(found["covered"]), np.zeros_like(found["covered"])
    shares = names.coverage(_names(asked), [word for word, _ in words]) if words else covered
    texts = [sample.printed + sample.duties for sample in asked]
    for column, (word, place) in enumerate(words):
        np.maximum(covered[:, place], shares[:, column], out=covered[:, place])
        if len(word) > 1:
            held[:, place] += [len(word) * (word in text) for text in texts]
    found["word"], found["word_cover"] = np.log1p(held), covered


def _surroundings(
    found: dict[str, Array],
    asked: Sequence[Sample],
    known: Sequence[Sample],
    topics: Sequence[Topic],
    columns: list[list[int]],
) -> None:
    """Offices, category, whether it is a penalty, and how many items the matter has."""
    place = {
        office: number
        for number, office in enumerate(
            sorted({office for sample in (*asked, *known) for office in sample.offices})
        )
    }
    left, right = _office_table(asked, place), _office_table(known, place)
    rarity = np.log((1 + len(known)) / (1 + right.sum(axis=0))).astype(np.float32)
    found["offices"] = _best(
        _dense(normalize(left * rarity) @ normalize(right * rarity).T), columns
    )
    shape = found["offices"].shape
    found["no_offices"] = _spread(lambda sample: not sample.offices, asked, shape)
    same = [[bool(a.category) and a.category == b.category for b in known] for a in asked]
    found["category"] = _best(np.array(same, np.float32), columns)
    alike = [[a.is_penalty == topic.is_penalty for topic in topics] for a in asked]
    found["penalty"] = np.array(alike, np.float32)
    counts = np.log1p(np.array([len(members) for members in columns], np.float32))
    found["items"] = np.broadcast_to(counts, shape)


def _office_table(samples: Sequence[Sample], place: dict[str, int]) -> Array:
    table = np.zeros((len(samples), len(place) + 1), np.float32)
    for row, sample in enumerate(samples):
        table[row, [place[office] for office in sample.offices]] = 1
    return table


def _spread(
    test: Callable[[Sample], bool], asked: Sequence[Sample], shape: tuple[int, ...]
) -> Array:
    return np.broadcast_to(np.array([[test(each)] for each in asked], np.float32), shape)


def _belongs(columns: list[list[int]], sole: Array) -> Any:
    """Matters by known items, each by its weight."""
    rows = [row for row, members in enumerate(columns) for _ in members]
    places = [place for members in columns for place in members]
    return sparse.csr_matrix((sole[places], (rows, places)), (len(columns), len(sole)))


def _best(values: Array, columns: list[list[int]], *, place: int = 0) -> Array:
    """The highest (``place`` 1: second highest) value over the members of each matter, or 0."""
    best = np.zeros((len(values), len(columns)), np.float32)
    for column, members in enumerate(columns):
        if len(members) > place:
            part = values[:, members]
            best[:, column] = part.max(axis=1) if not place else np.sort(part, axis=1)[:, -2]
    return best


def _nearest(values: Array, columns: list[list[int]]) -> NDArray[np.int64]:
    nearest = np.full((len(values), len(columns)), -1, np.int64)
    for column, members in enumerate(columns):
        if members:
            nearest[:, column] = np.array(members)[values[:, members].argmax(axis=1)]
    return nearest


def _ahead(values: Array) -> Array:
    """Each value less the best other one of its row."""
    if values.shape[1] < 2:
        return np.array(values)
    two = np.sort(values, axis=1)[:, -2:]
    ahead: Array = values - np.where(values >= two[:, 1:], two[:, :1], two[:, 1:])
    return ahead


def _dense(values: Any) -> Array:
    dense: Array = np.asarray(values.toarray() if sparse.issparse(values) else values, np.float32)
    return dense
