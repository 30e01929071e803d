"""Matters that most towns list and a few, or one, do not."""

from __future__ import annotations

from generator.findings.base import SHOWN, Finding, Place, Places, Row, View

MOST = (3, 4)
"""At least this share of the towns makes most of them: three of four."""


def find(view: View) -> Finding:
    """Matters that at least three quarters of the towns list, but not all."""
    number = len(view.towns)
    part, whole = MOST
    found = [
        (link, category, matter, spread)
        for link, category, matter, spread in view.matters()
        if number > 2 and whole * spread.towns >= part * number and spread.towns < number
    ]
    found.sort(key=lambda line: number - line[3].towns)
    rows: list[Row] = []
    for link, category, matter, spread in found:
        lacking: list[Place] = []
        for summary in view.towns:
            if matter.id not in summary.matters:
                lacking.append(Place(summary.id, summary.full_name))
                if len(lacking) == SHOWN:
                    break
        missing = Places(tuple(lacking), number - spread.towns)
        rows.append((link, category, f"{spread.towns} / {number}", missing))
    one = sum(spread.towns == number - 1 for *_, spread in found)
    return Finding(
        id="few-lack",
        title="多数镇写到，个别镇没有写",
        sentence=f"{len(rows)} 个事项主题，多数镇的清单写到、个别镇没有写到；"
        + ("都只差一个镇。" if one == len(rows) else f"其中只差一个镇的 {one} 个。"),
        rule="至少四分之三的镇在任何一张清单里写到、但不是所有镇都写到的事项主题。",
        columns=("事项主题", "类别", "写到的镇", "没有写到"),
        rows=tuple(rows),
        note="清单没有写，不等于没有人管：可能写在别的事项里，也可能当地没有这件事。",
    )
