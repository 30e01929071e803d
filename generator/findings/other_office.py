"""The same matter, and no kind of office that all towns name for it."""

from __future__ import annotations

from generator.findings.base import SHOWN, Finding, Place, Places, Row, View
from generator.summary import Summary


class _Seen:
    """A matter's offices: those that all towns have in common, and the first towns."""

    def __init__(self) -> None:
        self.common: set[str] | None = None
        self.towns = 0
        self.places: list[Place] = []

    def add(self, summary: Summary, names: dict[str, str], matter_id: str) -> None:
        """Count a town that helps with the matter, if an office is known."""
        stands = [each for each in summary.matters[matter_id] if each.kind == "cooperative"]
        offices = {office for stand in stands for office in stand.offices}
        if not offices:
            return
        self.common = offices if self.common is None else self.common & offices
        self.towns += 1
        if self.towns <= SHOWN:
            self.places += [
                Place(
                    summary.id,
                    summary.full_name,
                    stand,
                    "、".join(names[office] for office in stand.offices),
                )
                for stand in stands
            ]


def find(view: View) -> Finding:
    """Matters in the cooperative lists of at least two towns whose offices have none in common."""
    names = {office.id: office.name for office in view.vocabulary.offices}
    seen: dict[str, _Seen] = {}
    for summary in view.towns:
        for matter_id in summary.matters:
            seen.setdefault(matter_id, _Seen()).add(summary, names, matter_id)
    rows: list[Row] = []
    for link, category, matter, _ in view.matters():
        found = seen[matter.id]
        if found.towns > 1 and not found.common:
            total = len(found.places) + max(0, found.towns - SHOWN)
            rows.append((link, category, Places(tuple(found.places), total)))
    return Finding(
        id="other-office",
        title="同一件事，各镇清单写的部门不同",
        sentence=f"{len(rows)} 个列在配合履职的事项主题，没有一种上级部门是各镇清单都写到的。",
        rule="至少两个镇列在配合履职清单、而“对应上级部门”按种类归并后没有一种是这些镇都写到的事项主题。",
        columns=("事项主题", "类别", "各镇清单写的部门种类"),
        rows=tuple(rows),
        note="部门按种类归并（县教委、市教育和体育局都算教育部门），原文名称见各项。",
    )
