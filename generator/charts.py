"""Charts as data; ``templates/chart.html`` draws them as SVG when the site is built.

Bars are as wide as the page allows and texts keep their size, so that a phone shows the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Bar(NamedTuple):
    """A line of a chart: what it is about, and a number for each series; None draws nothing."""

    label: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class Chart:
    """Horizontal bars. ``series`` are kinds of list, whose signs stand at the bars, or one ``''``
    for plain numbers."""

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def largest(self) -> int:
        """The number that the longest bar stands for."""
        return max((value or 0 for bar in self.bars for value in bar.values), default=0) or 1
