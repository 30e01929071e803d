"""``/findings/``: facts worth a look, and a page for each with its table, chart and downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.findings import Finding, Link
from generator.pages import Page, render
from generator.summary import Summary

TRAIL = ("值得一看", "findings/")
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pages(found: Sequence[Finding], summaries: Sequence[Summary]) -> Iterator[Page]:
    """The list of findings, and a page for each; their addresses never change."""
    yield Page(
        path="findings/",
        title="值得一看",
        description="同一件事各镇清单写法的不同：每一条都有数、有规则、有明细、可下载",
        assets=("matrix.css",),
        trail=[TRAIL],
        body=render(
            "findings.html",
            "findings/",
            findings=found,
            towns=sum(not summary.is_district for summary in summaries),
        ),
    )
    for finding in found:
        path = f"findings/{finding.id}/"
        yield Page(
            path=path,
            title=finding.title,
            description=finding.sentence,
            assets=("matrix.css",),
            trail=[TRAIL, (finding.title, path)],
            data=[
                (CSV, f"{path}{finding.id}.csv", f"{finding.title} CSV"),
                (XLSX, f"{path}{finding.id}.xlsx", f"{finding.title} XLSX"),
            ],
            body=render("finding.html", path, finding=finding, Link=Link),
        )
