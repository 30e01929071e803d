"""The embed of a township's counts: a chart, and the same numbers as a table."""

from __future__ import annotations

from generator.answers import SHORT_KINDS
from generator.charts import Bar, Chart
from generator.embeds import SITE, Embed, parts
from generator.embeds.heights import EDGE, LINE, PAD, SMALL_LINE
from generator.model import Township
from generator.pages import environment
from generator.pages.glance import Counts

HEAD, STEP, GAP = 24, 20, 10
"""Of the chart, in pixels: a label, a bar, the space below the bars of a label (``chart.html``)."""

CELL = SMALL_LINE + 2 * 4 + 1
"""The height of a row of the table: names of categories fit on two lines, see :func:`embed`."""


def embed(township: Township, counts: Counts) -> Embed:
    """The embed of a township's numbers of items by category and kind of list."""
    kinds = tuple(duty_list.kind for duty_list in township.lists)
    rows = [
        (name, tuple(by_kind.get(kind, (0, ""))[0] for kind in kinds)) for name, by_kind in counts
    ]
    chart = Chart("各类事项数量", kinds, tuple(Bar(name, numbers) for name, numbers in rows))
    frame = parts.Frame(
        f"{township.full_name}各类事项数量",
        (f"共 {sum(sum(numbers) for _, numbers in rows)} 项",),
        (parts.source(township),),
        f"{township.id}/",
    )
    body = (
        environment()
        .get_template("embeds/counts.html")
        .render(
            frame=frame,
            site=SITE,
            chart=chart,
            kinds=kinds,
            rows=rows,
            totals=[sum(column) for column in zip(*(numbers for _, numbers in rows), strict=True)],
        )
    )
    drawn = LINE + len(rows) * (HEAD + GAP + STEP * len(kinds)) + EDGE
    heights = []
    for width, around in frame.heights().items():
        fits = int((width - 2 * EDGE) * 0.4 // 14)
        lines = sum(max(1, -(-len(name) // fits)) for name, _ in rows)
        table = (len(rows) + 2) * CELL + (lines - len(rows)) * SMALL_LINE
        heights.append(around + drawn + table + PAD)
    return Embed(
        f"{township.id}/counts",
        frame.title,
        frame.full,
        body,
        tuple(heights),
        {
            "kind": "counts",
            "township": township.id,
            "name": township.full_name,
            "source": township.version.title,
            "version": township.version.id,
            "data": f"api/v1/townships/{township.id}.json",
            "lists": {kind: SHORT_KINDS[kind] for kind in kinds},
            "counts": [
                {"category": name, **dict(zip(kinds, numbers, strict=True))}
                for name, numbers in rows
            ],
        },
    )
