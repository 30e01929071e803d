"""Withdrawn items that name nobody who takes them over."""

from __future__ import annotations

from generator.findings.base import LONGEST, Finding, Link, Place, Places, Row, View
from generator.summary import Stand


def find(view: View) -> Finding:
    """Every withdrawn item without a receiver."""
    towns = [summary for summary in view.towns if "withdrawn" in summary.counts]
    total = discontinued = 0
    rows: list[Row] = []
    for summary in towns:
        for each in summary.loose:
            if each.received:
                continue
            total += 1
            discontinued += each.discontinued
            if len(rows) < LONGEST:
                stand = Stand("withdrawn", each.item, each.number, "", "")
                rows.append(
                    (
                        Link(each.name, f"{summary.id}/withdrawn/#{each.item}"),
                        Places((Place(summary.id, summary.full_name, stand),), 1),
                        "写明不再开展" if each.discontinued else "没有写",
                    )
                )
    items = sum(summary.counts["withdrawn"] for summary in towns)
    return Finding(
        id="no-receiver",
        title="收回了，没有写由谁承接",
        sentence=f"{items:,} 项上级收回的事项里，{total} 项没有写承接部门；"
        + (
            "都写明不再开展。" if total == discontinued else f"其中 {discontinued} 项写明不再开展。"
        ),
        rule="上级收回清单里“承接部门及工作方式”一栏没有任何部门的事项。",
        columns=("事项名称", "出处", "有没有写不再开展"),
        rows=tuple(rows),
        left_out=total - len(rows),
    )
