"""Matters that every town lists, and which list they are in."""

from __future__ import annotations

from generator.charts import Bar, Chart
from generator.findings.base import Finding, Row, View

KINDS = {"basic": "基本履职", "cooperative": "配合履职", "withdrawn": "上级收回"}


def find(view: View) -> Finding:
    """Matters that all towns list, with the kinds of list."""
    number = len(view.towns)
    rows: list[Row] = []
    same = dict.fromkeys(KINDS, 0)
    for link, category, _, spread in view.matters():
        if number < 2 or spread.towns < number:
            continue
        if len(spread.kinds) == 1:
            (kind,) = spread.kinds
            same[kind] += 1
        rows.append((link, category, *(spread.held(kind).cell for kind in KINDS)))
    alike = sum(same.values())
    return Finding(
        id="everywhere",
        title="各镇都写到的事",
        sentence=f"{number} 个镇的清单都写到的事项主题有 {len(rows)} 个；"
        f"其中 {alike} 个各镇列在同一张清单，{len(rows) - alike} 个列在不同的清单。",
        rule="每个镇都在至少一张清单里写到的事项主题；一个主题的所有事项都在同一种清单，算列在同一张清单。",
        columns=("事项主题", "类别", *KINDS.values()),
        rows=tuple(rows),
        chart=Chart(
            title="各镇都写到的事项主题，列在哪张清单",
            series=("",),
            bars=(
                *(Bar(f"都列在{name}", (same[kind],)) for kind, name in KINDS.items()),
                Bar("列在不同的清单", (len(rows) - alike,)),
            ),
        ),
    )
