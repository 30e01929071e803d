"""The embed of a matter: what the lists of chosen townships say of it, one below the other.

While townships are few their rows stand in the page, and the address chooses among them
(``?t=``, or ``#`` for one). Of many, the page's script loads those that are chosen, from the files
that ``/compare/`` uses, so that nothing grows with the country.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.answers import PLACES, SHORT_KINDS
from generator.embeds import SITE, Embed, parts
from generator.embeds.heights import PAD, SMALL_LINE, WIDE, WIDTHS, Row, cell, prepared
from generator.events import dated
from generator.model import Matter, Township, rows
from generator.pages import environment
from generator.summary import GROUP_LIMIT, Stand, Summary
from generator.vocabulary import Vocabulary

SHARES = (30, 70)
"""Columns of a wide table in per cent, as in ``assets/embed.css``."""

ABSENT = "清单未列出"


class Place(NamedTuple):
    """A township's row: what stands in its lists, and the edition of these."""

    id: str
    name: str
    version: str
    stands: Sequence[Stand]
    names: Sequence[str]

    @property
    def texts(self) -> list[tuple[Stand, str]]:
        """Each item with the line that says where it stands."""
        return [
            (stand, f"{PLACES[stand.kind]}第 {stand.number} 项{name and '：'}{name}")
            for stand, name in zip(self.stands, self.names, strict=True)
        ]


def embeds(
    summaries: Sequence[Summary], vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Embed]:
    """The embed of each matter; one that was merged keeps its address and shows the other.

    :param townships: those whose texts are at hand; the names of items are taken from them.
    """
    names = {
        (township.id, row.item.id): row.item.name
        for township in townships.values()
        for duty_list in township.lists
        for row in rows(duty_list)
    }
    few = len(summaries) <= GROUP_LIMIT
    for _, matter in vocabulary.filed:
        shown = vocabulary.matter(matter.name) or matter
        places = [_place(summary, shown, names) for summary in summaries] if few else []
        yield _embed(matter.id, shown, sorted(places, key=lambda place: not place.stands))


def _place(summary: Summary, matter: Matter, names: Mapping[tuple[str, str], str]) -> Place:
    stands = summary.matters.get(matter.id, ())
    return Place(
        summary.id,
        summary.full_name,
        f"{dated(summary.version)}版",
        stands,
        [names.get((summary.id, stand.item), "") for stand in stands],
    )


def _embed(address: str, matter: Matter, places: Sequence[Place]) -> Embed:
    frame = parts.Frame(
        f"{matter.name}：各地谁负责",
        (f"{len(places)} 处清单对照" if places else "选定的各处清单对照",),
        ("出处：各地公布的履行职责事项清单，数据截至各行写明的版本。",),
        f"matters/{matter.id}/",
    )
    body = (
        environment()
        .get_template("embeds/matter.html")
        .render(
            frame=frame, site=SITE, matter=matter, places=places, absent=ABSENT, kinds=SHORT_KINDS
        )
    )
    base = frame.heights()
    for width in base:
        base[width] += SMALL_LINE + PAD + 1 if width >= WIDE else 0
    measured = [_measured(place) for place in places]
    each = [[row.height(width, SHARES) for width in WIDTHS] for row in measured]
    return Embed(
        f"matters/{address}",
        frame.title,
        frame.full,
        body,
        tuple(base[width] + sum(row[place] for row in each) for place, width in enumerate(WIDTHS)),
        {
            "kind": "matter",
            "matter": matter.id,
            "name": matter.name,
            "base": list(base.values()),
            "townships": [
                {
                    "id": place.id,
                    "name": place.name,
                    "version": place.version,
                    "answers": [
                        {
                            "item": stand.item,
                            "list": stand.kind,
                            "number": stand.number,
                            "answer": stand.who + stand.rest,
                            "url": f"{place.id}/{stand.kind}/#{stand.item}",
                        }
                        for stand in place.stands
                    ],
                    "heights": own,
                }
                for place, own in zip(places, each, strict=True)
            ],
        },
        assets=("embed-matter.js",),
    )


def _measured(place: Place) -> Row:
    groups = [
        (text,)
        for stand, said in place.texts
        for text in (f"{SHORT_KINDS[stand.kind]}　{stand.who}{stand.rest}", said)
    ]
    said = cell(groups or [(ABSENT,)])
    return Row(prepared(place.name), prepared(place.version), (said,), indent=0, label=0)
