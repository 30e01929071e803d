"""Matters that one and the same town has in two lists."""

from __future__ import annotations

from generator.findings.base import SHOWN, Finding, Place, Places, View


def find(view: View) -> Finding:
    """Matters that a town lists in more than one kind of list."""
    counts: dict[str, int] = {}
    named: dict[str, list[Place]] = {}
    for summary in view.towns:
        for matter_id, stands in summary.matters.items():
            if len({stand.kind for stand in stands}) > 1:
                counts[matter_id] = counts.get(matter_id, 0) + 1
                if counts[matter_id] <= SHOWN:
                    places = [Place(summary.id, summary.full_name, stand) for stand in stands]
                    named.setdefault(matter_id, []).extend(places)
    rows = [
        (
            link,
            category,
            counts[matter.id],
            Places(
                tuple(named[matter.id]),
                len(named[matter.id]) + max(0, counts[matter.id] - SHOWN),
            ),
        )
        for link, category, matter, _ in view.matters()
        if matter.id in counts
    ]
    return Finding(
        id="two-lists",
        title="同一个镇，同一件事列在两张清单",
        sentence=f"{len(rows)} 个事项主题，有镇同时列在两张以上的清单里。",
        rule="同一个镇的两种以上清单（基本履职、配合履职、上级收回）都写到同一个事项主题。",
        columns=("事项主题", "类别", "镇数", "列在哪里"),
        rows=tuple(rows),
        note="一件事可以分成几段：一段由镇里负责，另一段由部门牵头或收回。请点开看各写了什么。",
    )
