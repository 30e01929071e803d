"""The rows that townships give to the flat tables of :mod:`generator.publication.columns`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.answers import answer
from generator.downloads.township import source, value
from generator.matrix import headings
from generator.model import BLOCK_FIELDS, KINDS, Block, DutyList, Labels, Township, rows
from generator.printed import NO_LABELS, block_heading
from generator.publication.columns import (
    DEPARTMENTS,
    DUTIES,
    ITEMS,
    MATTER_ITEMS,
    MATTERS,
    TOWNSHIPS,
    Line,
)
from generator.summary import Summary, concerned
from generator.vocabulary import Vocabulary

Rows = dict[str, list[Line]]
"""Table name -> rows."""


def scope_rows(
    townships: Sequence[Township],
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    site_url: str,
) -> Rows:
    """What the townships of a scope give to the tables :data:`BY_SCOPE`."""
    return {
        ITEMS.name: [line for each in townships for line in _items(each, vocabulary, site_url)],
        DUTIES.name: [line for each in townships for line in _duties(each, vocabulary, site_url)],
        MATTER_ITEMS.name: [
            line for each in summaries for line in matter_lines(each, vocabulary, site_url)
        ],
    }


def site_rows(summaries: Sequence[Summary], vocabulary: Vocabulary, site_url: str) -> Rows:
    """The rows of the other tables."""
    used = {office for summary in summaries for office in summary.offices}
    return {
        TOWNSHIPS.name: [
            (
                *(summary.id, summary.name, summary.kind, summary.code),
                " ".join(summary.division),
                summary.version,
                summary.title,
                *(summary.counts.get(kind, 0) for kind in KINDS),
                f"{site_url}{summary.id}/",
            )
            for summary in summaries
        ],
        MATTERS.name: [
            (
                *(matter.id, matter.name, category, matter.scope),
                "、".join(matter.keywords),
                _current(matter.name, vocabulary) if matter.replaced_by else "",
                f"{site_url}matters/{matter.id}/",
            )
            for category, matter in vocabulary.filed
        ],
        DEPARTMENTS.name: [
            (
                *(office.id, office.name, "、".join(office.aliases)),
                "是" if office.collective else "",
                f"{site_url}departments/{office.id}/" if office.id in used else "",
            )
            for office in vocabulary.offices
        ],
    }


def _current(name: str, vocabulary: Vocabulary) -> str:
    found = vocabulary.matter(name)
    return found.id if found else ""


def _place(township: Township) -> str:
    return "".join((*township.division, township.name))


def _office_ids(names: Iterable[str], township: Township, vocabulary: Vocabulary) -> str:
    places = (*township.division, township.name)
    found = (office.id for name in names for office in vocabulary.resolve(name, places))
    return " ".join(dict.fromkeys(found))


def _items(township: Township, vocabulary: Vocabulary, site_url: str) -> Iterator[Line]:
    place = _place(township)
    for duty_list in township.lists:
        for row in rows(duty_list):
            item = row.item
            names = item.departments or concerned(duty_list, item)
            canonical = vocabulary.category(row.category.name)
            matters = vocabulary.matters(item.matters)
            said = answer(duty_list.kind, row, township)
            cells = {
                key: value(key, row, duty_list, vocabulary)
                for key in ("superior", "township", "takeover", "main", "supporting", "basis")
            }
            yield (
                *(township.id, place, township.code, township.version.id),
                *(duty_list.kind, duty_list.title, item.id, row.number, row.category.name),
                canonical.id if canonical else "",
                item.name,
                "、".join(matter.name for matter in matters),
                " ".join(matter.id for matter in matters),
                "、".join(names),
                _office_ids(names, township, vocabulary),
                said.who + said.rest,
                *cells.values(),
                "是" if item.discontinued else "",
                len(item.corrections),
                source(township, duty_list, row.number),
                f"{site_url}{township.id}/{duty_list.kind}/#{item.id}",
            )


def _duties(township: Township, vocabulary: Vocabulary, site_url: str) -> Iterator[Line]:
    place = _place(township)
    for duty_list in township.lists:
        for row in rows(duty_list):
            start = (township.id, place, duty_list.kind, row.item.id, row.number, row.item.name)
            url = f"{site_url}{township.id}/{duty_list.kind}/#{row.item.id}"
            for side in BLOCK_FIELDS:
                blocks: tuple[Block, ...] = getattr(row.item, side)
                for number, block in enumerate(blocks, start=1):
                    head = (
                        *(block.part, "、".join(block.departments)),
                        _office_ids(block.departments, township, vocabulary),
                        _heading(block, side, duty_list),
                        *(block.lead, block.role),
                    )
                    for entry in _entries(block):
                        yield (*start, side, number, *head, *entry, url)


def _heading(block: Block, side: str, duty_list: DutyList) -> str:
    if duty_list.kind == "territorial":
        return block.heading or ""
    labels: Labels = NO_LABELS if side == "township" else duty_list.labels or NO_LABELS
    return block_heading(block, labels)


def _entries(block: Block) -> list[tuple[str, int, str]]:
    """(sort, number, text) of the duties and safeguards of a block; one without text if none."""
    found = [("职责", place, text) for place, text in enumerate(block.duties, start=1)]
    found += [("履职保障", place, text) for place, text in enumerate(block.safeguards, start=1)]
    return found or [("", 0, "")]


def matter_lines(summary: Summary, vocabulary: Vocabulary, site_url: str) -> Iterator[Line]:
    """The rows of :data:`MATTER_ITEMS` of a township, matters in the vocabulary's order."""
    place = "".join((*summary.division, summary.name))
    for category, matter in vocabulary.filed:
        for stand in summary.matters.get(matter.id, ()):
            yield (
                *(matter.id, matter.name, category, summary.id, place),
                *(stand.kind, stand.item, stand.number, stand.who + stand.rest),
                " ".join(stand.offices),
                f"{site_url}{summary.id}/{stand.kind}/#{stand.item}",
            )


def category_names(vocabulary: Vocabulary) -> dict[str, str]:
    """Category id -> name, penalties among them."""
    return {category.id: category.name for category in headings(vocabulary)}
