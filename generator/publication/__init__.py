"""Open data: what the site publishes for programs and for people with a spreadsheet.

:mod:`documents` makes the JSON beyond :mod:`generator.api`, :mod:`schemas` and :mod:`openapi`
describe it, :mod:`tables` cuts the lists into flat tables, :mod:`bundle` writes them, Parquet with
:mod:`parquet`, :mod:`metadata` says what they are, :mod:`feeds` tells what changed. All of it is
made scope by scope; what covers the whole site is streamed from the scopes' parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import api, writer
from generator.downloads.csvfile import as_csv
from generator.events import events, newest
from generator.model import Township
from generator.pages.groups import scope_name
from generator.processes import Run, in_turn
from generator.publication import (
    bundle,
    columns,
    discovery,
    documents,
    feeds,
    metadata,
    openapi,
    tables,
)
from generator.publication.bundle import LICENCE, Written
from generator.publication.feeds import Feed
from generator.publication.metadata import Site
from generator.summary import Summary
from generator.vocabulary import Vocabulary

__all__ = ["LICENCE", "Shared", "Written", "scope_files", "site_files", "write"]

NAME = "清单"


@dataclass(frozen=True)
class Shared:
    """What all of it needs: the vocabulary, the site's address ('' if unknown), and whether the
    site is so large that what people open in a spreadsheet is made by county."""

    vocabulary: Vocabulary
    site_url: str
    by_county: bool


def scope_files(
    root: Path,
    scope: str,
    townships: Sequence[Township],
    summaries: Sequence[Summary],
    shared: Shared,
) -> dict[str, bytes]:
    """Site path -> content of a scope's lists, changes and feeds, and of its workbook. What the
    scope gives to the tables of the whole site is kept below ``root`` until :func:`write`.

    :raises OSError: if the disk is full or not writable.
    """
    made = {
        api.ROOT + path: api.encode(document)
        for township in townships
        for path, document in documents.of_township(township, shared.vocabulary)
    }
    told = {township.id: events(township) for township in townships}
    own = [Feed(f"{each.id}/", f"{each.full_name}清单的改动", told[each.id]) for each in townships]
    if townships and scope not in told:
        together = newest(event for each in told.values() for event in each)
        title = f"{scope_name(summaries)}各乡镇清单的改动"
        own.append(Feed(f"{scope}/", title, together[: documents.MOST_CHANGES]))
    for feed in own:
        made |= feeds.files(feed, shared.site_url)
    rows = tables.scope_rows(townships, summaries, shared.vocabulary, shared.site_url)
    writer.write(bundle.part_path(root, scope), bundle.part(rows))
    if shared.by_county:
        made[f"{bundle.FOLDER}{scope}/{bundle.BOOK}"] = bundle.book(rows, columns.BY_SCOPE)
    return made


def site_files(summaries: Sequence[Summary], shared: Shared) -> dict[str, bytes]:
    """Site path -> content of the JSON of the whole site, its schemas and descriptions, its feeds,
    and a table for each matter and category."""
    made = {api.ROOT + path: api.encode(each) for path, each in _json(summaries, shared)}
    made |= feeds.files(Feed("", "全站清单的改动", documents.recent(summaries)), shared.site_url)
    by_matter: dict[str, list[columns.Line]] = {}
    by_category: dict[str, list[columns.Line]] = {}
    for summary in summaries:
        for line in tables.matter_lines(summary, shared.vocabulary, shared.site_url):
            by_matter.setdefault(str(line[0]), []).append(line)
            by_category.setdefault(str(line[2]), []).append(line)
    for _, matter in shared.vocabulary.filed:
        table = columns.MATTER_ITEMS.table(by_matter.get(matter.id, ()))
        made[f"matters/{matter.id}/items.csv"] = as_csv(table)
    for category in tables.category_names(shared.vocabulary):
        table = columns.MATTER_ITEMS.table(by_category.get(category, ()))
        made[f"categories/{category}/matters.csv"] = as_csv(table)
    return made


def _json(summaries: Sequence[Summary], shared: Shared) -> Iterator[tuple[str, documents.Document]]:
    yield from documents.of_site(summaries, shared.vocabulary)
    yield from documents.of_schemas(shared.site_url)
    operations = openapi.operations(summaries, shared.vocabulary)
    version = api.generated(summaries)
    yield openapi.PATH, openapi.document(operations, version=version, title=metadata.TITLE)
    yield "index.json", discovery.index(summaries, shared.vocabulary, by_county=shared.by_county)


def write(
    root: Path,
    folder: Path,
    scopes: Sequence[str],
    summaries: Sequence[Summary],
    shared: Shared,
    run: Run = in_turn,
) -> Written:
    """Write the files below ``/data/`` into ``folder``; the parts of all ``scopes`` are there.

    :param run: how tasks that do not need each other are done.
    :raises OSError: if the disk is full or not writable.
    """
    site = Site(NAME, shared.site_url, api.generated(summaries), by_county=shared.by_county)
    return bundle.write(root, folder, scopes, summaries, shared.vocabulary, site, run)
