"""Penalties: which list they stand in."""

from __future__ import annotations

from generator.charts import Bar, Chart
from generator.findings.base import Finding, Link, Row, View

KINDS = {"basic": "基本履职", "cooperative": "配合履职", "withdrawn": "上级收回"}


def find(view: View) -> Finding:
    """Matters that are filed as penalties, and the lists that they stand in."""
    rows: list[Row] = []
    combinations: dict[tuple[str, ...], int] = {}
    for link, category, matter, spread in view.matters():
        if category.path != "matters/#penalties":
            continue
        general = view.vocabulary.matter(matter.penalty_under) if matter.penalty_under else None
        above = Link(general.name, f"matters/{general.id}/") if general else ""
        rows.append((link, above, *(spread.held(kind).cell for kind in KINDS)))
        key = tuple(kind for kind in KINDS if kind in spread.kinds)
        combinations[key] = combinations.get(key, 0) + 1
    taken = combinations.get(("withdrawn",), 0)
    own = sum(number for key, number in combinations.items() if "basic" in key)
    return Finding(
        id="penalties",
        title="行政处罚列在哪张清单",
        sentence=f"{len(rows)} 个行政处罚主题里，{taken} 个只见于上级收回清单，"
        f"{own} 个有镇列在基本履职清单。",
        rule="归入“行政处罚”的事项主题，按它出现在哪些清单里数；一条处罚算一个主题。",
        columns=("行政处罚", "对应的日常事项", *KINDS.values()),
        rows=tuple(rows),
        chart=Chart(
            title="行政处罚主题列在哪张清单",
            series=("",),
            bars=tuple(
                Bar(_said(key), (number,))
                for key, number in sorted(combinations.items(), key=lambda pair: -pair[1])
            ),
        ),
    )


def _said(kinds: tuple[str, ...]) -> str:
    names = "、".join(KINDS[kind] for kind in kinds)
    return f"只在{names}" if len(kinds) == 1 else f"在{names}"
