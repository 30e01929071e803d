"""Learn from decided items how to rank matters, and rank them for new items.

What each side of the evidence weighs is learned by leaving out one known township at a time: its
items are asked about with the others as the library, just as a new township's will be. So the
probability of a candidate is what it was worth on townships that had not been seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from generator.suggest.features import SIDES, Array, evidence
from generator.suggest.texts import Candidate, Sample, Suggestion, Topic

FOLDS = 8
"""How many known townships are left out in turn; more make learning slower, not better."""

SHORTLIST = {
    "sum": 20,
    "name": 8,
    "part_alone": 8,
    "full": 8,
    "centre": 8,
    "matter_name": 8,
    "matter_part": 5,
    "matter_full": 8,
    "word_cover": 5,
}
"""How many of the best matters by each side are looked at more closely."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class _Shortlist:
    """Pairs of an item and a matter that may be its own, with what speaks for them."""

    items: list[int]
    matters: list[int]
    values: Array
    nearest: list[int]
    topics: Sequence[Topic] = field(repr=False)


class TooLittle(Exception):
    """There are not enough decided items to learn from."""


def suggest(
    asked: Sequence[Sample],
    library: Sequence[Sample],
    topics: Sequence[Topic],
    *,
    top: int = 5,
    progress: Progress = lambda _: None,
    only_known: bool = False,
) -> list[Suggestion]:
    """The likeliest matters of each item, best first, ties by the matter's name.

    :param asked: items of any townships; those of one township are looked at together.
    :param library: decided items; those of the township that is asked about are left aside.
    :param only_known: offer only matters that the library holds an item of.
    :raises TooLittle: if fewer than two townships of the library are left to learn from.
    """
    found: list[Suggestion] = []
    for township in dict.fromkeys(sample.township for sample in asked):
        known = [sample for sample in library if sample.township != township and sample.matters]
        progress(f"从 {len(known)} 个已归入主题的事项学习，再看 {township}……")
        model = _learn(known, topics)
        own = [sample for sample in asked if sample.township == township]
        found += _ranked(own, known, _offered(topics, known) if only_known else topics, model, top)
    return found


def _offered(topics: Sequence[Topic], known: Sequence[Sample]) -> list[Topic]:
    alive = {name for sample in known for name in sample.matters or ()}
    return [topic for topic in topics if topic.name in alive]


Model = Callable[[Array], Array]


def _learn(known: Sequence[Sample], topics: Sequence[Topic]) -> Model:
    """The weights of the sides, and from them the probability of a pair."""
    townships = sorted({sample.township for sample in known})
    values: list[Array] = []
    right: list[bool] = []
    for left_out in townships[:FOLDS] if len(townships) > 1 else ():
        asked = [sample for sample in known if sample.township == left_out]
        rest = [sample for sample in known if sample.township != left_out]
        listed = _shortlist(asked, rest, _offered(topics, rest))
        values.append(listed.values)
        right += [
            listed.topics[matter].name in (asked[item].matters or ())
            for item, matter in zip(listed.items, listed.matters, strict=True)
        ]
    if len(set(right)) < 2:
        raise TooLittle
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=2000))
    model.fit(np.concatenate(values), right)

    def probability(pairs: Array) -> Array:
        chances: Array = model.predict_proba(pairs)[:, 1]
        return chances

    return probability


def _shortlist(
    asked: Sequence[Sample], known: Sequence[Sample], topics: Sequence[Topic]
) -> _Shortlist:
    seen = evidence(asked, known, topics)
    listed = np.zeros(seen.values.shape[:2], bool)
    for side, number in SHORTLIST.items():
        column = seen.values[:, :, SIDES.index(side)]
        best = np.argsort(-column, axis=1, kind="stable")[:, :number]
        np.put_along_axis(listed, best, values=True, axis=1)
    items, matters = np.nonzero(listed)
    nearest = seen.nearest[items, matters]
    return _Shortlist(
        items.tolist(), matters.tolist(), seen.values[items, matters], nearest.tolist(), topics
    )


def _ranked(
    asked: Sequence[Sample],
    known: Sequence[Sample],
    topics: Sequence[Topic],
    model: Model,
    top: int,
) -> list[Suggestion]:
    listed = _shortlist(asked, known, topics)
    candidates: list[list[Candidate]] = [[] for _ in asked]
    chances = np.round(model(listed.values), 4).tolist()
    pairs = zip(listed.items, listed.matters, listed.nearest, chances, strict=True)
    for item, matter, near, chance in pairs:
        like = known[near] if near >= 0 else None
        candidates[item].append(Candidate(listed.topics[matter], float(chance), like))
    return [
        Suggestion(sample, tuple(sorted(own, key=lambda each: each.order)[:top]))
        for sample, own in zip(asked, candidates, strict=True)
    ]
