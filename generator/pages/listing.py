"""What a list page says besides the items themselves: filters, files, the way to its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.api import ROOT
from generator.downloads.township import BOOK, COLUMNS, KEYS, source_head
from generator.model import Correction, DutyList, Row, Township, rows
from generator.pages import SiteFacts, environment
from generator.summary import Uses
from generator.vocabulary import Vocabulary

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Choice(NamedTuple):
    """A department that a list may be filtered by: its id, its names, its number of items."""

    id: str
    name: str
    items: int


@dataclass(frozen=True)
class Listing:
    """What filters and downloads of a list page need to know.

    ``offices`` item id -> ids of the offices it names, between blanks; ``heads`` the
    columns of the download;
    ``cited`` and ``address`` stand before an item's number and id in its source and address;
    ``edit`` before its line in the repository's editor ('' if there is none); ``notes`` are the
    corrections with their row and number.
    """

    choices: tuple[Choice, ...]
    offices: Mapping[str, str]
    heads: tuple[str, ...]
    cited: str
    address: str
    edit: str
    files: tuple[tuple[str, str, str, int], ...]
    notes: tuple[tuple[Row, int, Correction], ...]


def listing(
    township: Township,
    duty_list: DutyList,
    uses: Uses,
    offices: Mapping[str, str],
    vocabulary: Vocabulary,
    facts: SiteFacts,
) -> Listing:
    """The listing of one list; ``uses`` and ``offices`` are those of the whole township."""
    path = f"{township.id}/{duty_list.kind}"
    return Listing(
        choices=tuple(choices(uses, vocabulary, duty_list.kind)),
        offices=offices,
        heads=tuple(COLUMNS[key] for key in (*KEYS[duty_list.kind], "source", "url")),
        cited=source_head(township, duty_list),
        address=f"{facts.site_url}{path}/#",
        edit=f"{facts.edit_url}lists/{path}.yml#L" if facts.edit_url else "",
        files=files(township, facts, duty_list),
        notes=tuple(
            (row, number, correction)
            for row in rows(duty_list)
            for number, correction in enumerate(row.item.corrections, start=1)
        ),
    )


def choices(uses: Uses, vocabulary: Vocabulary, *kinds: str) -> list[Choice]:
    """The offices that stand in lists of ``kinds``, in the vocabulary's order."""
    found = []
    for office in vocabulary.offices:
        names = [name for duty_list, _, name in uses.get(office.id, ()) if duty_list.kind in kinds]
        if names:
            printed = "、".join(dict.fromkeys(names))
            found.append(Choice(office.id, f"{office.name}（{printed}）", len(names)))
    return found


def offices_named(uses: Uses, vocabulary: Vocabulary) -> dict[str, str]:
    """Item id -> ids of the offices it names in the vocabulary's order, between blanks."""
    found: dict[str, list[str]] = {}
    for office in vocabulary.offices:
        for _, row, _ in uses.get(office.id, ()):
            found.setdefault(row.item.id, []).append(office.id)
    return {item: " ".join(ids) for item, ids in found.items()}


def files(
    township: Township, facts: SiteFacts, only: DutyList | None = None
) -> tuple[tuple[str, str, str, int], ...]:
    """(site path, name, form, bytes) of the downloads: of one list, or of all of them; the
    workbook holds all lists either way."""
    count = {each.kind: len(rows(each)) for each in township.lists}
    found = [
        (f"{township.id}/{each.kind}.csv", f"{each.title}，{count[each.kind]} 项", "CSV")
        for each in township.lists
        if only in (None, each)
    ]
    whole = f"全部 {len(count)} 张清单，{sum(count.values())} 项" if len(count) > 1 else found[0][1]
    found.append((f"{township.id}/{BOOK}", whole, "Excel"))
    return tuple((*each, facts.sizes.get(each[0], 0)) for each in found)


def alternates(township: Township, only: DutyList | None = None) -> list[tuple[str, str, str]]:
    """(media type, site path, name) of the same content as files, for programs."""
    found = [
        ("text/csv", f"{township.id}/{each.kind}.csv", f"{township.full_name}{each.title} CSV")
        for each in township.lists
        if only in (None, each)
    ]
    json = ("application/json", f"{ROOT}townships/{township.id}.json", f"{township.full_name} JSON")
    book = (XLSX, f"{township.id}/{BOOK}", f"{township.full_name} XLSX")
    return [*found, book, json]


def print_path(township: Township) -> str:
    """The style sheet that says in the margins of printed pages where they come from."""
    return f"assets/{print_asset(township)}"


def print_asset(township: Township) -> str:
    """The same, as a page names its assets."""
    return f"print/{township.id}.css"


def print_style(township: Township) -> bytes:
    """The content of :func:`print_path`."""
    return environment().get_template("print.css").render(township=township).encode("utf-8")
