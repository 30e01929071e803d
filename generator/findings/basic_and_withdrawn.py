"""The same matter: the town's own duty here, taken back there."""

from __future__ import annotations

from generator.findings.base import Finding, Row, View


def find(view: View) -> Finding:
    """Matters that one town has in ``basic`` and another in ``withdrawn``."""
    rows: list[Row] = []
    for link, category, _, spread in view.matters():
        own, taken = spread.held("basic"), spread.held("withdrawn")
        towns = {place.township_id for place in (*own.places, *taken.places)}
        # one town that has both by itself is no difference between towns
        if own.towns and taken.towns and len(towns) > 1:
            rows.append((link, category, own.cell, taken.cell, spread.held("cooperative").cell))
    return Finding(
        id="basic-and-withdrawn",
        title="这里镇里负责，那里上级收回",
        sentence=f"同一件事，有的镇列在基本履职，有的镇列在上级收回：{len(rows)} 个事项主题。",
        rule="至少一个镇的基本履职清单和另一个镇的上级收回清单都写到同一个事项主题。",
        columns=("事项主题", "类别", "列在基本履职", "列在上级收回", "列在配合履职"),
        rows=tuple(rows),
        note="一个主题下的两项范围可能宽窄不同，请点开看原文。",
    )
