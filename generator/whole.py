"""The pages and files that cover the whole site, written beside those of the scopes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import (
    api,
    bundle,
    compare_files,
    engine,
    findings,
    form_files,
    publication,
    schema,
    search,
    writer,
)
from generator.downloads import beside
from generator.downloads import township as downloads
from generator.embeds import site as embeds
from generator.model import Township
from generator.pages import (
    Page,
    SiteFacts,
    across,
    data,
    embedding,
    matters,
    offices,
    robots,
    sitemap,
)
from generator.processes import Run, in_turn
from generator.scopes import DOCS, FILES, Built, Job, encoded, write_files
from generator.summary import Summary
from generator.vocabulary import Vocabulary


@dataclass(frozen=True)
class _Known:
    """What all of it is made from. ``townships`` are there if they form a single group."""

    summaries: Sequence[Summary]
    townships: Mapping[str, Township]
    shared: publication.Shared

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all lists."""
        return self.shared.vocabulary

    @property
    def facts(self) -> SiteFacts:
        """What pages know of the site as it is published."""
        return SiteFacts(self.shared.site_url)


def write(
    root: Path,
    listed: Sequence[Job],
    built: Sequence[Built],
    vocabulary: Vocabulary,
    run: Run = in_turn,
) -> set[str]:
    """Write the pages and files of the whole site, and remove what belongs to it no more.

    :param run: how tasks that do not need each other are done.
    :returns: all files of the docs folder.
    :raises OSError: if the disk is full or not writable.
    """
    by_county = any(not job.single_group for job in listed)
    known = _Known(
        [summary for each in built for summary in each.summaries],
        {value.id: value for each in built for value in each.townships},
        publication.Shared(vocabulary, engine.site_url(root), by_county=by_county),
    )
    with_data = all(job.data for job in listed)
    makers = [_read_by_pages, _data] if with_data else [_read_by_pages]
    done = run([partial(_write, root / FILES, make, known) for make in makers])
    files = {path for paths in (*(each.files for each in built), *done) for path in paths}

    accounts = {folder: account for job in listed for folder, account in job.accounts.items()}
    given = (known.summaries, vocabulary, known.townships, accounts, engine.edit_url(root))
    pages: list[Callable[[], Iterable[Page]]] = [
        partial(offices.pages, known.summaries, vocabulary, known.townships),
        partial(matters.pages, *given),
        partial(across.pages, *given),
    ]
    if with_data:
        pages.append(partial(embedding.pages, known.summaries, known.facts))
    done = run([partial(_write_pages, root, files, make) for make in pages])
    docs = {path for paths in (*(each.docs for each in built), *done) for path in paths}
    docs |= set(write_files(root / DOCS, dict(_hand_written(root))))

    if with_data:
        scopes = [job.scope for job in listed]
        tables = publication.write(root, root / FILES, scopes, known.summaries, known.shared, run)
        files |= set(tables.paths)
        data_pages = data.pages(tables, known.summaries, vocabulary)
        docs |= set(write_files(root / DOCS, encoded(data_pages, files)))
    places = sitemap(known.shared.site_url, docs - _forwarding(vocabulary))
    files |= set(write_files(root / FILES, {"sitemap.xml": places}))
    writer.prune(root / DOCS, docs)
    writer.prune(root / FILES, files)
    return docs


def _write(
    folder: Path, make: Callable[[_Known], Mapping[str, bytes]], known: _Known
) -> tuple[str, ...]:
    return write_files(folder, make(known))


def _write_pages(
    root: Path, files: set[str], make: Callable[[], Iterable[Page]]
) -> tuple[str, ...]:
    return write_files(root / DOCS, encoded(make(), files))


def _forwarding(vocabulary: Vocabulary) -> set[str]:
    """The files of pages that only forward to another one."""
    return {f"matters/{matter.id}/index.md" for _, matter in vocabulary.filed if matter.replaced_by}


def _hand_written(root: Path) -> Iterator[tuple[str, bytes]]:
    """What people wrote under ``docs/``, and the program's own assets."""
    for folder in (root / "docs", Path(__file__).parent / "assets_root"):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix(), path.read_bytes()
    for name, content in bundle.assets().items():
        yield f"assets/{name}", content


def _read_by_pages(known: _Known) -> dict[str, bytes]:
    """What the scripts of pages read, and what crawlers do."""
    files = search.catalog_files(known.summaries)
    files |= compare_files.vocabulary_file(known.vocabulary)
    files |= search.matters_file(search.document(known.vocabulary))
    return files | {"robots.txt": robots(known.shared.site_url)}


def _data(known: _Known) -> dict[str, bytes]:
    """What stands beside the pages: for programs, spreadsheets, portals and editors."""
    summaries, townships, vocabulary = known.summaries, known.townships, known.vocabulary
    site_url = known.shared.site_url
    files = {
        f"{api.ROOT}schemas/{name}.schema.json": api.encode(schema.schema(record))
        for name, record in schema.SCHEMAS.items()
    }
    files |= {path: api.encode(made) for path, made in schema.editor_files(vocabulary).items()}
    files |= form_files.words_file(vocabulary)
    files |= publication.site_files(summaries, known.shared)
    files |= findings.files(findings.find(summaries, vocabulary), site_url)
    if townships:
        files |= downloads.office_files(townships.values(), vocabulary, site_url)
        files |= beside.files("", summaries, [*townships.values()], vocabulary, site_url)
    return files | embeds.shared_files(summaries, vocabulary, townships, known.facts)
