"""Kinds of office by how many items ask the town's help, and how many they took back."""

from __future__ import annotations

from typing import NamedTuple

from generator.charts import Bar, Chart
from generator.findings.base import Finding, Link, View
from generator.model import Office

DRAWN = 15
"""Offices in the chart; the table has all."""


class Line(NamedTuple):
    """A kind of office: items that ask help, items taken over, and in how many towns' lists."""

    office: Office
    asks: int
    took: int
    towns: int


def find(view: View) -> Finding:
    """Requests and takeovers of every kind of office, over all towns."""
    counts: dict[str, list[int]] = {}
    for summary in view.towns:
        for office, use in summary.offices.items():
            if use.asks or use.took:
                numbers = counts.setdefault(office, [0, 0, 0])
                numbers[0] += use.asks
                numbers[1] += use.took
                numbers[2] += 1
    listed = [
        Line(office, *counts[office.id])
        for office in view.vocabulary.offices
        if office.id in counts
    ]
    listed.sort(key=lambda line: -(line.asks + line.took))
    parts = [f"{len(listed)} 种部门出现在镇的清单里"]
    asking = max(listed, key=lambda line: line.asks, default=None)
    if asking and asking.asks:
        parts.append(f"要求配合最多的是{asking.office.name}，{asking.asks:,} 项")
    taking = max(listed, key=lambda line: line.took, default=None)
    if taking and taking.took:
        parts.append(f"承接收回事项最多的是{taking.office.name}，{taking.took:,} 项")
    return Finding(
        id="offices",
        title="哪种部门要求配合多少、收回多少",
        sentence="；".join(parts) + "。",
        rule="按部门种类，数各镇配合履职清单（和写了部门的基本履职事项）里有它的事项，"
        "以及上级收回清单里由它承接的事项；一项有几个部门，各算一次。",
        columns=("部门种类", "要求配合", "承接收回", "见于几个镇"),
        rows=tuple(
            (
                _link(office),
                asks,
                took,
                towns,
            )
            for office, asks, took, towns in listed
        ),
        note="项数随清单怎样划分而变，不是工作量，也不说明谁推给谁。",
        chart=Chart(
            title=f"要求配合和承接收回的事项数（合计最多的 {min(DRAWN, len(listed))} 种部门）",
            series=("cooperative", "withdrawn"),
            bars=tuple(Bar(office.name, (asks, took)) for office, asks, took, _ in listed[:DRAWN]),
        ),
    )


def _link(office: Office) -> Link:
    return Link(
        office.name + ("（统称）" if office.collective else ""), f"departments/{office.id}/"
    )
