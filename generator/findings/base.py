"""What a finding is, and what findings are computed from.

A finding states facts of the lists that a reader can count again: a sentence with its number, the
rule in one sentence, a table whose items are linked. It ranks no place and gives no score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.charts import Chart
from generator.matrix import headings
from generator.model import Matter
from generator.summary import Stand, Summary
from generator.vocabulary import Vocabulary

SHOWN = 13
"""Most places that are named in one cell; beyond that, a cell says how many more there are."""

LONGEST = 1000
"""Most rows of a finding whose rows are single items."""


class Place(NamedTuple):
    """An item of a township, to be linked; without ``stand``, the township itself. ``note`` is said
    beside it."""

    township_id: str
    name: str
    stand: Stand | None = None
    note: str = ""


class Link(NamedTuple):
    """A text that leads to a page of the site."""

    text: str
    path: str


class Places(NamedTuple):
    """A cell of places: those that are named, and the number of all."""

    named: tuple[Place, ...]
    total: int


Cell = str | int | Link | Places
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Finding:
    """A fact worth a look.

    ``id`` is its permanent address below ``findings/``; ``sentence`` holds its number; ``rule``
    says in one sentence what is counted; ``rows`` have as many cells as there are ``columns``;
    ``note`` warns what the fact does not say.
    """

    id: str
    title: str
    sentence: str
    rule: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    chart: Chart | None = None
    left_out: int = 0


@dataclass
class Held:
    """Where towns have a matter in one kind of list: how many do, and the first of them."""

    towns: int = 0
    places: list[Place] = field(default_factory=list)

    def add(self, summary: Summary, stands: Iterable[Stand]) -> None:
        """Count a town with its items."""
        self.towns += 1
        if self.towns <= SHOWN:
            self.places += [Place(summary.id, summary.full_name, stand) for stand in stands]

    @property
    def cell(self) -> Places:
        """As a cell of a table."""
        return Places(tuple(self.places), len(self.places) + max(0, self.towns - SHOWN))


@dataclass
class Spread:
    """A matter over all towns: by kind of list, and the number of towns that list it at all."""

    kinds: dict[str, Held] = field(default_factory=dict)
    towns: int = 0

    def held(self, kind: str) -> Held:
        """Where it stands in one kind of list."""
        return self.kinds.get(kind) or Held()


@dataclass(frozen=True)
class View:
    """What findings look at: the towns (no district-wide list) and the vocabulary."""

    towns: Sequence[Summary]
    vocabulary: Vocabulary
    spreads: dict[str, Spread]

    def matters(self) -> Iterable[tuple[Link, Link, Matter, Spread]]:
        """Matters that a town lists, by category: link, category, matter, where it stands."""
        filed: dict[str, list[Matter]] = {}
        for category_id, matter in self.vocabulary.filed:
            if matter.id in self.spreads:
                filed.setdefault(category_id, []).append(matter)
        for category in headings(self.vocabulary):
            for matter in filed.get(category.id, ()):
                link = Link(matter.name, f"matters/{matter.id}/")
                above = Link(category.name, f"matters/#{category.id}")
                yield link, above, matter, self.spreads[matter.id]


Find = Callable[[View], Finding]
"""What there is to see; a finding without rows if there is nothing, so that its address stays."""


def view(summaries: Iterable[Summary], vocabulary: Vocabulary) -> View:
    """One pass over what stands in the lists; its memory grows with the vocabulary alone."""
    towns = [summary for summary in summaries if not summary.is_district]
    spreads: dict[str, Spread] = {}
    for summary in towns:
        for matter_id, stands in summary.matters.items():
            spread = spreads.setdefault(matter_id, Spread())
            spread.towns += 1
            for kind in dict.fromkeys(stand.kind for stand in stands):
                held = spread.kinds.setdefault(kind, Held())
                held.add(summary, [stand for stand in stands if stand.kind == kind])
    return View(towns, vocabulary, spreads)
