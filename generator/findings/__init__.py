"""Findings: facts of the lists that are worth a look, each recountable. One module, one finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.downloads import Cell, Table, as_csv, as_xlsx
from generator.findings import (
    basic_and_withdrawn,
    everywhere,
    few_lack,
    no_receiver,
    offices,
    other_office,
    penalties,
    two_lists,
)
from generator.findings.base import Find, Finding, Link, Place, Places, view
from generator.model import LIST_TITLES
from generator.summary import Summary
from generator.vocabulary import Vocabulary

__all__ = ["Finding", "Link", "Place", "Places", "files", "find", "table"]

ALL: tuple[Find, ...] = (
    basic_and_withdrawn.find,
    few_lack.find,
    everywhere.find,
    two_lists.find,
    other_office.find,
    offices.find,
    penalties.find,
    no_receiver.find,
)
"""In the order of the page."""


def find(summaries: Iterable[Summary], vocabulary: Vocabulary) -> list[Finding]:
    """All findings in the page's order."""
    seen = view(summaries, vocabulary)
    return [each(seen) for each in ALL]


def table(finding: Finding, site_url: str) -> Table:
    """A finding as a table to download. Where cells hold items, a line for each item."""
    first = finding.rows[0] if finding.rows else ()
    listed = [place for place, cell in enumerate(first) if isinstance(cell, Places)]
    plain = [place for place in range(len(finding.columns)) if place not in listed]
    heads = [finding.columns[place] for place in plain]
    if not listed:
        return Table(
            finding.title,
            tuple(heads),
            tuple(tuple(map(_text, row)) for row in finding.rows),
        )
    lines: list[tuple[Cell, ...]] = []
    for row in finding.rows:
        known = [_text(row[place]) for place in plain]
        for place in listed:
            cell = row[place]
            if isinstance(cell, Places):
                lines += [
                    (*known, finding.columns[place], *line) for line in _lines(cell, site_url)
                ]
    return Table(
        finding.title,
        (*heads, "哪一栏", "地方", "清单", "序号", "附注", "网址"),
        tuple(lines),
    )


def files(found: Iterable[Finding], site_url: str) -> dict[str, bytes]:
    """Site path -> content: a CSV file and a workbook of each finding."""
    made: dict[str, bytes] = {}
    for finding in found:
        listed = table(finding, site_url)
        made[f"findings/{finding.id}/{finding.id}.csv"] = as_csv(listed)
        made[f"findings/{finding.id}/{finding.id}.xlsx"] = as_xlsx([listed])
    return made


def _text(cell: object) -> Cell:
    if isinstance(cell, Link):
        return cell.text
    return cell if isinstance(cell, int) else str(cell)


def _lines(cell: Places, site_url: str) -> Sequence[tuple[Cell, ...]]:
    lines: list[tuple[Cell, ...]] = []
    for place in cell.named:
        stand = place.stand
        if stand is None:
            lines.append((place.name, "", "", place.note, f"{site_url}{place.township_id}/"))
        else:
            url = f"{site_url}{place.township_id}/{stand.kind}/#{stand.item}"
            lines.append((place.name, LIST_TITLES[stand.kind], stand.number, place.note, url))
    if cell.total > len(cell.named):
        lines.append((f"另有 {cell.total - len(cell.named)} 个镇", "", "", "", ""))
    return lines
