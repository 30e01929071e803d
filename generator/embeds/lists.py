"""The embed of a list: all of it, one category or one item, as the address says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.answers import answer
from generator.embeds import SITE, Embed, heights, parts
from generator.model import (
    LIST_TITLES,
    Block,
    Correction,
    DutyList,
    Item,
    Labels,
    Row,
    Township,
    rows,
)
from generator.pages import environment
from generator.pages.marks import marked_all
from generator.pages.township import COLUMN_TITLES, COLUMNS, anchors
from generator.printed import NO_LABELS, block_heading
from generator.vocabulary import Vocabulary

SHARES = {
    "basic": (100,),
    "cooperative": (30, 40, 30),
    "withdrawn": (42, 58),
    "territorial": (22, 30, 28, 20),
}
"""Columns of a wide table in per cent, as in ``assets/embed.css``: name, then :data:`SHOWN`."""

SHOWN = {
    kind: tuple(column for column in columns if column != "departments")
    for kind, columns in COLUMNS.items()
}
"""Columns behind the name; the departments stand below it."""

BETWEEN = Markup("</li><li>")


class Group(NamedTuple):
    """A paragraph of a cell, or a numbered list: its class, its texts, and all of it as HTML."""

    css: str
    texts: tuple[str, ...]
    html: Markup


class Line(NamedTuple):
    """An item: its row, the small paragraphs below its name, and its cells by column."""

    row: Row
    notes: tuple[str, ...]
    cells: tuple[tuple[str, list[Group]], ...]


class Section(NamedTuple):
    """A category with its items."""

    anchor: str
    name: str
    heading: str
    lines: list[Line]


def embeds(township: Township, vocabulary: Vocabulary) -> Iterator[Embed]:
    """The embed of each list of a township."""
    for duty_list in township.lists:
        yield _embed(township, duty_list, vocabulary)


def _embed(township: Township, duty_list: DutyList, vocabulary: Vocabulary) -> Embed:
    kind = duty_list.kind
    full = f"{township.id}/{kind}/"
    numbers = {row.item.id: row.number for row in rows(duty_list)}
    found: dict[int, list[Row]] = {}
    for row in rows(duty_list):
        found.setdefault(id(row.category), []).append(row)
    sections = [
        Section(
            anchor,
            category.name,
            f"{category.name}（{len(category.items)} 项）",
            [_line(township, duty_list, row, numbers) for row in found.get(id(category), ())],
        )
        for category, anchor in anchors(duty_list, vocabulary)
    ]
    frame = parts.Frame(
        f"{township.full_name}{LIST_TITLES[kind]}",
        (f"共 {sum(map(len, found.values()))} 项",),
        (parts.source(township),),
        full,
    )
    body = (
        environment()
        .get_template("embeds/list.html")
        .render(
            frame=frame,
            site=SITE,
            page=f"{SITE}{full}#",
            duty_list=duty_list,
            sections=sections,
            columns=SHOWN[kind],
            column_titles=COLUMN_TITLES,
        )
    )
    return Embed(
        full.rstrip("/"),
        frame.title,
        full,
        body,
        *_heights(frame, township, duty_list, sections),
    )


def _notes(township: Township, duty_list: DutyList, row: Row) -> tuple[str, ...]:
    """The small paragraphs below an item's name: the answer, the departments, corrections."""
    item = row.item
    found = [answer(duty_list.kind, row, township).text]
    if item.departments:
        found.append(f"对应部门：{'、'.join(item.departments)}")
    return (*found, *map(_correction, item.corrections))


def _correction(correction: Correction) -> str:
    printed = f"勘误：原文“{correction.printed}”"
    if correction.suggested is None:
        said = "存疑"
    else:
        said = f"，疑为“{correction.suggested}”" if correction.suggested else "应删去"
    return f"{printed}{said}：{correction.reason}"


def _line(township: Township, duty_list: DutyList, row: Row, numbers: Mapping[str, int]) -> Line:
    cells = tuple(
        (COLUMN_TITLES[column], list(_groups(row.item, column, duty_list, numbers)))
        for column in SHOWN[duty_list.kind]
    )
    return Line(row, _notes(township, duty_list, row), cells)


def _groups(
    item: Item, column: str, duty_list: DutyList, numbers: Mapping[str, int]
) -> Iterator[Group]:
    """The paragraphs and lists of a printed cell, doubtful passages marked."""
    held = getattr(item.merged, column) if item.merged and column != "basis" else ""
    if held:
        text = f"与第 {numbers[held]} 项合用一栏"
        yield Group("", (text,), escape(text))
    labels = duty_list.labels or NO_LABELS
    used = NO_LABELS if column == "township" else labels
    territorial = duty_list.kind == "territorial"
    parts = (
        [("", item.basis)]
        if column == "basis"
        else (part for block in getattr(item, column) for part in _parts(block, used, territorial))
    )
    for css, texts in parts:
        if texts:
            html = marked_all(texts, item.corrections, column, BETWEEN)
            yield Group(css, texts, html)


def _parts(
    block: Block, labels: Labels, territorial: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(class, texts) of what a block prints, in printed order; empty texts print nothing."""
    printed = (block.heading or "") if territorial else block_heading(block, labels)
    for css, text in (
        ("qd-part", block.part),
        ("qd-heading", printed),
        ("", block.lead),
        ("", block.role),
    ):
        if text:
            yield css, (text,)
    for label, texts in (
        (labels.before_duties, block.duties),
        (labels.before_safeguards, block.safeguards),
    ):
        if texts and label:
            yield "qd-label", (label,)
        yield "", texts


def _heights(
    frame: parts.Frame,
    township: Township,
    duty_list: DutyList,
    sections: list[Section],
) -> tuple[tuple[int, ...], dict[str, object]]:
    """The heights of the whole list, and what its JSON says of categories and items."""
    shares = SHARES[duty_list.kind]
    base = frame.heights()
    if len(shares) > 1:
        for width in base:
            base[width] += heights.SMALL_LINE + heights.PAD + 1 if width >= heights.WIDE else 0
    whole = list(base.values())
    categories, items = [], []
    for section in sections:
        title = heights.prepared(section.heading)
        own = [heights.heading(title, width) for width in heights.WIDTHS]
        for row, said, cells in section.lines:
            measured = heights.Row(
                heights.prepared(row.item.name),
                heights.prepared("\n".join(said)),
                tuple(heights.cell(group.texts for group in groups) for _, groups in cells),
            )
            each = [measured.height(width, shares) for width in heights.WIDTHS]
            own = [above + more for above, more in zip(own, each, strict=True)]
            items.append(
                {
                    "id": row.item.id,
                    "number": row.number,
                    "name": row.item.name,
                    "category": section.anchor,
                    "answer": said[0],
                    "url": f"{township.id}/{duty_list.kind}/#{row.item.id}",
                    "heights": [a + b for a, b in zip(base.values(), each, strict=True)],
                }
            )
        whole = [above + more for above, more in zip(whole, own, strict=True)]
        categories.append(
            {
                "id": section.anchor,
                "name": section.name,
                "items": len(section.lines),
                "heights": [a + b for a, b in zip(base.values(), own, strict=True)],
            }
        )
    return tuple(whole), {
        "kind": "list",
        "list": duty_list.kind,
        "township": township.id,
        "name": township.full_name,
        "source": township.version.title,
        "version": township.version.id,
        "data": f"api/v1/townships/{township.id}.json",
        "categories": categories,
        "items": items,
    }
