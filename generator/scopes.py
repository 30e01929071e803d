"""The scopes of ``lists/`` (counties): each is loaded, checked and rendered as one job.

Jobs are done side by side in processes, so that what a build holds does not grow with the country.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator import (
    api,
    check,
    compare_files,
    engine,
    fellows,
    fidelity,
    form_files,
    hints,
    publication,
    search,
    writer,
)
from generator.baseline import Baseline
from generator.check import Layout
from generator.diagnostics import Diagnostic, exit_code
from generator.downloads import beside
from generator.downloads import township as downloads
from generator.embeds import site as embeds
from generator.item_facts import item_facts
from generator.model import Township
from generator.pages import Page, SiteFacts, comparison, listing, township
from generator.pages.alternates import described
from generator.pages.groups import Group, scope_name
from generator.rules import Context
from generator.summary import (
    GROUP_LIMIT,
    Summary,
    Uses,
    items_by_office,
    scope_of,
    summarise,
)
from generator.vocabulary import Vocabulary

DOCS = "build/docs"
FILES = "build/files"

Progress = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Job:
    """What a worker needs to build or check one scope.

    ``outlines`` is the file for the outlines of its items; None if no hints are asked for.
    ``leave_out``: townships with errors do not keep the others from being rendered;
    ``errors_only``: nobody asked for warnings and hints; ``data``: render not only pages but also
    downloads, open data and embeds.
    """

    root: Path
    scope: str
    folders: Mapping[str, tuple[str, ...]]
    render: bool
    single_group: bool
    outlines: Path | None = None
    accounts: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    baseline: Baseline | None = None
    errors_only: bool = False
    leave_out: bool = False
    data: bool = True


@dataclass(frozen=True)
class Built:
    """What a worker hands back: small unless there is just one group of townships."""

    diagnostics: tuple[Diagnostic, ...] = ()
    summaries: tuple[Summary, ...] = ()
    townships: tuple[Township, ...] = ()
    members: fellows.Members = field(default_factory=dict)
    docs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def jobs(
    root: Path,
    where: Layout,
    *,
    render: bool,
    baseline: Baseline | None = None,
    data: bool = True,
    leave_out: bool = False,
) -> list[Job]:
    """The scopes of ``lists/``, each with its township folders; see :class:`Job`. What is to be
    rendered is looked through for errors only.

    :param baseline: what the lists are compared with, if with anything.
    """
    scopes: dict[str, dict[str, tuple[str, ...]]] = {}
    for folder, paths in where.townships.items():
        district = any(path.endswith("/territorial.yml") for path in paths)
        scopes.setdefault(scope_of(folder, is_district=district), {})[folder] = paths
    single = len(where.townships) <= GROUP_LIMIT
    kept = fidelity.kept_accounts(root, where) if render else {}
    return [
        Job(
            root,
            scope,
            folders,
            render,
            single,
            accounts={folder: kept[folder] for folder in folders if folder in kept},
            baseline=baseline.part(folders) if baseline else None,
            errors_only=render,
            leave_out=leave_out,
            data=data,
        )
        for scope, folders in scopes.items()
    ]


def work(job: Job, vocabulary: Vocabulary, *, keep: bool = False) -> Built:
    """Load and check the townships of a scope and, if asked, render those free of errors: all, or
    none unless some may be left out.

    :param keep: hand back the townships themselves even if nothing is rendered.
    """
    context = Context(vocabulary, job.baseline, errors_only=job.errors_only)
    diagnostics: list[Diagnostic] = []
    townships: list[Township] = []
    outlines: list[fellows.Outline] = []
    for folder, paths in job.folders.items():
        value, found, documents = check.load_folder(job.root, folder, paths, context)
        diagnostics += found
        if value is not None:
            townships.append(value)
            if job.outlines is not None:
                outlines += fellows.outline(value, documents, vocabulary)
    members = hints.save_outlines(job.outlines, outlines) if job.outlines is not None else {}
    uses = [items_by_office(value, vocabulary) for value in townships]
    summaries = tuple(
        summarise(value, vocabulary, used) for value, used in zip(townships, uses, strict=True)
    )
    rendered = job.render and (job.leave_out or not exit_code(diagnostics))
    docs, files = _render(job, townships, summaries, uses, vocabulary) if rendered else ({}, {})
    return Built(
        tuple(diagnostics),
        summaries,
        tuple(townships) if keep or (rendered and job.single_group) else (),
        members,
        docs=write_files(job.root / DOCS, docs),
        files=write_files(job.root / FILES, files),
    )


def _render(
    job: Job,
    townships: Sequence[Township],
    summaries: Sequence[Summary],
    uses: Sequence[Uses],
    vocabulary: Vocabulary,
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The Markdown files and the other files of a scope.

    :param uses: where offices stand in each township, see :func:`items_by_office`.
    """
    originals = {
        value.id: (job.root / "lists" / value.id / value.version.original).read_bytes()
        for value in townships
    }
    site_url = engine.site_url(job.root)
    shared = publication.Shared(vocabulary, site_url, by_county=not job.single_group)
    files: dict[str, bytes] = {}
    if job.data:
        for value in townships:
            files |= downloads.files(value, vocabulary, site_url)
    facts = SiteFacts(
        site_url,
        engine.edit_url(job.root),
        {path: len(data) for path, data in files.items()},
    )
    known = [
        (value, item_facts(value, vocabulary, used))
        for value, used in zip(townships, uses, strict=True)
    ]
    pages = [
        page
        for value, told in known
        for page in township.pages(
            value, told, vocabulary, job.accounts.get(value.id), originals[value.id], facts
        )
    ]
    for value in townships:
        files[listing.print_path(value)] = listing.print_style(value)
        files[township.source_path(value)] = originals[value.id]
    if not job.single_group and summaries:
        county = Group(f"{job.scope}/", scope_name(summaries), [*summaries])
        by_id = {value.id: told for value, told in known}
        pages += comparison.group_pages(county, vocabulary, by_id)
    found = [entry for value, told in known for entry in search.entries(value, told)]
    files |= search.scope_files(job.scope, found)
    files |= compare_files.scope_files(job.scope, known)
    if job.data:
        files |= _data(job, townships, summaries, facts, shared)
    return encoded(pages, files), files


def _data(
    job: Job,
    townships: Sequence[Township],
    summaries: Sequence[Summary],
    facts: SiteFacts,
    shared: publication.Shared,
) -> dict[str, bytes]:
    """The files of a scope that stand beside its pages: for programs, portals and editors."""
    vocabulary = shared.vocabulary
    files: dict[str, bytes] = {}
    for value in townships:
        files |= embeds.township_files(value, vocabulary, facts)
        path = f"{api.ROOT}townships/{value.id}.json"
        files[path] = api.encode(api.township(value, vocabulary))
    if not job.single_group and summaries:
        files |= beside.files(f"{job.scope}/", summaries, townships, vocabulary, shared.site_url)
    sources = {
        path: (job.root / path).read_bytes()
        for value in townships
        for path in job.folders[value.id]
        if path.endswith(".yml")
    }
    files |= form_files.township_files(townships, sources)
    return files | publication.scope_files(job.root, job.scope, townships, summaries, shared)


def encoded(pages: Iterable[Page], files: Container[str]) -> dict[str, bytes]:
    """The Markdown file of each page, by its path below the docs folder.

    :param files: the site paths of files that pages name if they hold the same.
    """
    return {page.file: described(page, files).markdown().encode("utf-8") for page in pages}


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write the files whose content is new, and say which there are."""
    for path, data in files.items():
        writer.write(folder / path, data)
    return tuple(files)


def entries(townships: Iterable[Township], vocabulary: Vocabulary) -> list[search.Entry]:
    """What search knows of the townships, with the answer to every item; where it is printed is
    said by the entry itself."""
    return [
        entry
        for value in townships
        for entry in search.entries(value, item_facts(value, vocabulary))
    ]


Step = Callable[[Job, Vocabulary], T]


def run_jobs(
    listed: Sequence[Job], vocabulary: Vocabulary, progress: Progress, step: Step[T]
) -> Iterator[T]:
    """Do a step of all jobs, in as many processes as there are processors, results in order."""
    workers = min(os.cpu_count() or 1, len(listed))
    if workers < 2 or sum(len(job.folders) for job in listed) < 3:
        for job in listed:
            yield step(job, vocabulary)
        return
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(vocabulary,)) as pool:
        for done, built in enumerate(pool.map(_Shared(step), listed), start=1):
            if done % 10 == 0:
                progress(f"  {done} / {len(listed)} 个区县")
            yield built


_vocabularies: list[Vocabulary] = []
"""The one of a process that was started for jobs."""


def _start(vocabulary: Vocabulary) -> None:
    """Begin a process. Node trees hold no cycles, and looking for some takes a third of the
    loading time."""
    gc.disable()
    _vocabularies.append(vocabulary)


@dataclass(frozen=True)
class _Shared(Generic[T]):
    """A step with the vocabulary of its process, which is not sent with every job."""

    step: Step[T]

    def __call__(self, job: Job) -> T:
        return self.step(job, _vocabularies[0])
