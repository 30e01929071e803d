"""The pages of one township: overview, lists, departments. They read no other township."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.answers import town_words
from generator.downloads.township import OFFICE_HEADS, cited
from generator.item_facts import Facts, ItemFacts
from generator.model import (
    BLOCK_FIELDS,
    KINDS,
    LIST_TITLES,
    Category,
    DutyList,
    Office,
    Row,
    Township,
    rows,
)
from generator.pages import Page, SiteFacts, glance, oembed, render
from generator.pages.lines import lines
from generator.pages.listing import (
    Listing,
    alternates,
    files,
    listing,
    offices_named,
    print_asset,
)
from generator.printed import NO_LABELS
from generator.summary import Uses, corrections, scope_of
from generator.vocabulary import Vocabulary

COLUMNS = {
    "basic": (),
    "cooperative": ("departments", "superior", "township"),
    "withdrawn": ("takeover",),
    "territorial": ("superior", "township", "basis"),
}
"""The columns of a list page behind number and name, by kind."""

COLUMN_TITLES = {
    "departments": "对应上级部门",
    "superior": "上级部门职责",
    "township": "镇街职责",
    "takeover": "承接部门及工作方式",
    "basis": "依据",
}


def pages(
    township: Township,
    known: Facts,
    vocabulary: Vocabulary,
    account: Mapping[str, Any] | None,
    original: bytes,
    facts: SiteFacts,
) -> Iterator[Page]:
    """All pages of a township.

    :param known: the facts of its items.
    :param account: what :mod:`generator.fidelity` found, or None if it was not asked.
    :param original: the text of the published document.
    :param facts: what pages say about the site as a whole.
    """
    base = f"{township.id}/"
    scope = _scope(township)
    trail = breadcrumbs(township)
    uses = known.uses
    named = offices_named(uses, vocabulary)
    counts = category_counts(township, vocabulary)
    yield Page(
        path=base,
        title=township.full_name,
        description=f"{township.version.title}：各类事项数量、清单和对应部门",
        scope=scope,
        body=render(
            "township.html",
            base,
            township=township,
            counts=counts,
            chart=glance.chart(counts, [duty_list.kind for duty_list in township.lists]),
            asking=glance.shares(uses, vocabulary, "basic", "cooperative"),
            taking=glance.shares(uses, vocabulary, "withdrawn"),
            named=glance.shares(uses, vocabulary, "territorial"),
            ended=sum(
                row.item.discontinued
                for duty_list in township.lists
                if duty_list.kind == "withdrawn"
                for row in rows(duty_list)
            ),
            top=glance.TOP,
            files=files(township, facts),
            source=source_page(township),
            lines=lines(township, uses, named, vocabulary, facts),
        ),
        assets=("list.css", print_asset(township), "tables.js", "township.js"),
        trail=trail,
        data=alternates(township),
        oembed=oembed(f"{township.id}/counts"),
    )
    offices = _office_links(township, vocabulary)
    for duty_list, items in known.lists:
        found = listing(township, duty_list, uses, named, vocabulary, facts)
        sections = _sections(duty_list, items, vocabulary)
        yield _list_page(township, duty_list, sections, offices, trail, account, found)
    yield _departments_page(township, vocabulary, trail, uses, facts)
    path = f"{base}fidelity/"
    yield Page(
        path=path,
        title=f"{township.full_name} 与原文核对",
        description=f"{township.full_name}的清单与原文逐字核对的结果、勘误和存疑",
        scope=scope,
        body=render(
            "township_fidelity.html",
            path,
            township=township,
            account=account,
            corrected=corrections(township),
            source=source_page(township),
        ),
        trail=[*trail, ("与原文核对", path)],
    )
    path = source_page(township)
    yield Page(
        path=path,
        title=f"{township.full_name} 原文文字版",
        description=f"{township.version.title}的文字，逐行照录",
        scope=scope,
        body=render(
            "original.html",
            path,
            township=township,
            file=source_path(township),
            lines=[*enumerate(original.decode("utf-8", "replace").splitlines(), start=1)],
        ),
        trail=[*trail, ("原文文字版", path)],
    )


def source_page(township: Township) -> str:
    """The page of a township's original, with an anchor for every line."""
    return f"sources/{township.id}/{township.version.id}/"


def source_path(township: Township) -> str:
    """Where the site holds the text of a township's original."""
    return f"sources/{township.id}/{township.version.id}.txt"


def _scope(township: Township) -> str:
    return scope_of(township.id, is_district=township.is_district)


def breadcrumbs(township: Township) -> list[tuple[str, str]]:
    """(name, path) of the places above a township and of itself, from the province down."""
    folders = township.id.split("/")
    names = (*township.division, township.name)[-len(folders) :]
    return [(name, "/".join(folders[: place + 1]) + "/") for place, name in enumerate(names)]


def category_counts(
    township: Township, vocabulary: Vocabulary
) -> list[tuple[str, dict[str, tuple[int, str]]]]:
    """(category name, kind -> (number of items, anchor)) in the vocabulary's order."""
    counted: dict[str, dict[str, tuple[int, str]]] = {}
    for duty_list in township.lists:
        for category, anchor in anchors(duty_list, vocabulary):
            canonical = vocabulary.category(category.name)
            name = canonical.name if canonical else category.name
            number, first = counted.setdefault(name, {}).get(duty_list.kind, (0, anchor))
            counted[name][duty_list.kind] = (number + len(category.items), first)
    order = {category.name: place for place, category in enumerate(vocabulary.categories)}
    return sorted(counted.items(), key=lambda pair: order.get(pair[0], len(order)))


def anchors(duty_list: DutyList, vocabulary: Vocabulary) -> list[tuple[Category, str]]:
    """The categories of a list with the ids of their headings, each different."""
    taken: set[str] = set()
    found = []
    for place, category in enumerate(duty_list.categories, start=1):
        canonical = vocabulary.category(category.name)
        anchor = canonical.id if canonical else f"category-{place}"
        if anchor in taken:
            anchor = f"{anchor}-{place}"
        taken.add(anchor)
        found.append((category, anchor))
    return found


def _sections(
    duty_list: DutyList, items: Iterable[ItemFacts], vocabulary: Vocabulary
) -> list[tuple[Category, str, list[ItemFacts]]]:
    """The categories of a list, each with the id of its heading and its items."""
    by_category: dict[int, list[ItemFacts]] = {}
    for each in items:
        by_category.setdefault(id(each.row.category), []).append(each)
    return [
        (category, anchor, by_category.get(id(category), []))
        for category, anchor in anchors(duty_list, vocabulary)
    ]


def _list_page(
    township: Township,
    duty_list: DutyList,
    sections: list[tuple[Category, str, list[ItemFacts]]],
    offices: Mapping[str, str],
    trail: list[tuple[str, str]],
    account: Mapping[str, Any] | None,
    found: Listing,
) -> Page:
    path = f"{township.id}/{duty_list.kind}/"
    lines: Mapping[str, Sequence[int]] = account["lines"] if account else {}
    return Page(
        path=path,
        title=f"{township.full_name} {duty_list.title}",
        description=f"{township.version.title}，{len(rows(duty_list))} 项全文",
        scope=_scope(township),
        body=render(
            "list.html",
            path,
            lines=lines,
            listing=found,
            inside=town_words(township)[1] if duty_list.kind != "territorial" else "镇街",
            source=source_page(township),
            numbers={row.item.id: row.number for row in rows(duty_list)},
            township=township,
            duty_list=duty_list,
            labels=duty_list.labels or NO_LABELS,
            sections=sections,
            columns=COLUMNS[duty_list.kind],
            column_titles=COLUMN_TITLES,
            block_fields=BLOCK_FIELDS,
            offices=offices,
            total=len(rows(duty_list)),
        ),
        assets=("list.css", print_asset(township), "copy.js", "list.js"),
        trail=[*trail, (LIST_TITLES[duty_list.kind], path)],
        data=alternates(township, duty_list),
        oembed=oembed(path.rstrip("/")),
    )


def _office_links(township: Township, vocabulary: Vocabulary) -> dict[str, str]:
    """Printed department name -> id of the first kind of office that it leads to."""
    places = (*township.division, township.name)
    names: set[str] = set()
    for duty_list in township.lists:
        for row in rows(duty_list):
            names.update(row.item.departments)
            for field in BLOCK_FIELDS:
                for block in getattr(row.item, field):
                    names.update(block.departments)
    resolved = {name: vocabulary.resolve(name, places) for name in names}
    return {name: offices[0].id for name, offices in resolved.items() if offices}


def by_kind(used: Sequence[tuple[DutyList, Row, str]]) -> list[tuple[str, list[Row]]]:
    """(kind of list, rows) of an office's rows, kinds in the order of documents."""
    found: dict[str, list[Row]] = {}
    for duty_list, row, _ in used:
        found.setdefault(duty_list.kind, []).append(row)
    return sorted(found.items(), key=lambda pair: KINDS.index(pair[0]))


def _departments_page(
    township: Township,
    vocabulary: Vocabulary,
    trail: list[tuple[str, str]],
    uses: Uses,
    facts: SiteFacts,
) -> Page:
    path = f"{township.id}/departments/"
    places = (*township.division, township.name)
    sections = []
    for share in glance.shares(uses, vocabulary, *KINDS):
        found = by_kind(uses[share.office.id])
        joint = joint_offices(share.office, share.names, places, vocabulary)
        printed = {row.item.id: name for _, row, name in uses[share.office.id]}
        sections.append((share, found, joint, printed))
    return Page(
        path=path,
        title=f"{township.full_name} 对应部门",
        description=f"{township.full_name}的清单里，每个上级部门请镇里配合什么、收回了什么",
        scope=_scope(township),
        body=render(
            "township_departments.html",
            path,
            township=township,
            sections=sections,
            heads=OFFICE_HEADS,
            cited=cited(township, facts.site_url),
            size=facts.sizes.get(f"{township.id}/departments.csv", 0),
        ),
        assets=("list.css", print_asset(township), "narrow.js"),
        trail=[*trail, ("对应部门", path)],
    )


def joint_offices(
    office: Office, names: Iterable[str], places: Sequence[str], vocabulary: Vocabulary
) -> list[tuple[str, list[Office]]]:
    """Printed names of an office that stand for others too (教育和体育局), with those others.

    :param places: the names of the division and of the township that prints them.
    """
    resolved = {name: vocabulary.resolve(name, places) for name in names}
    return [
        (name, [other for other in offices if other.id != office.id])
        for name, offices in resolved.items()
        if len(offices) > 1
    ]
