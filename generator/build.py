"""From ``lists/`` to ``site/``: load, check, render, run the engine, put the result in place.

Scopes (counties) are built side by side in processes. The last good ``site/`` stays until a new
one is complete; a build of unchanged input does nothing.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import importlib.metadata
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator import (
    api,
    bundle,
    check,
    compare_files,
    engine,
    fellows,
    fidelity,
    findings,
    form_files,
    hints,
    schema,
    search,
    writer,
)
from generator.answers import answer
from generator.baseline import Baseline
from generator.check import Layout
from generator.diagnostics import Diagnostic, exit_code
from generator.downloads import beside
from generator.downloads import township as downloads
from generator.model import Row, Township
from generator.pages import (
    Page,
    Published,
    across,
    comparison,
    listing,
    robots,
    sitemap,
    township,
)
from generator.pages.groups import Group, scope_name
from generator.rules import Context
from generator.summary import GROUP_LIMIT, Summary, scope_of, summarise
from generator.vocabulary import Vocabulary

DOCS = "build/docs"
FILES = "build/files"
FINGERPRINT = "build/fingerprint"
EPOCH = 1704067200
"""2024-01-01: the year the lists began to be published stands for the time of every build."""

Progress = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Job:
    """What a worker needs to build or check one scope.

    ``outlines`` is the file for the outlines of its items; None if no hints are asked for.
    """

    root: Path
    scope: str
    folders: Mapping[str, tuple[str, ...]]
    render: bool
    single_group: bool
    outlines: Path | None = None
    accounts: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    baseline: Baseline | None = None


@dataclass(frozen=True)
class Built:
    """What a worker hands back: small unless there is just one group of townships."""

    diagnostics: tuple[Diagnostic, ...] = ()
    summaries: tuple[Summary, ...] = ()
    townships: tuple[Township, ...] = ()
    members: fellows.Members = field(default_factory=dict)
    docs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass
class Result:
    """The outcome of a build or a check."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    townships: int = 0
    items: int = 0
    pages: int = 0
    unchanged: bool = False

    @property
    def failed(self) -> bool:
        """Whether errors stopped it."""
        return bool(exit_code(self.diagnostics))


def jobs(root: Path, where: Layout, *, render: bool, baseline: Baseline | None = None) -> list[Job]:
    """The scopes of ``lists/``, each with its township folders.

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
        )
        for scope, folders in scopes.items()
    ]


def work(job: Job, *, keep: bool = False) -> Built:
    """Load and check the townships of a scope and, if asked and free of errors, render them.

    :param keep: hand back the townships themselves even if nothing is rendered.
    """
    vocabulary = _vocabulary(job.root)
    context = Context(vocabulary, job.baseline)
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
    summaries = tuple(summarise(value, vocabulary) for value in townships)
    if not job.render or exit_code(diagnostics):
        return Built(
            tuple(diagnostics),
            summaries,
            tuple(townships) if keep else (),
            members,
        )
    originals = {
        value.id: (job.root / "lists" / value.id / value.version.original).read_bytes()
        for value in townships
    }
    site_url = engine.site_url(job.root)
    tables = {
        path: data
        for value in townships
        for path, data in downloads.files(value, vocabulary, site_url).items()
    }
    published = Published(
        site_url,
        engine.edit_url(job.root),
        {path: len(data) for path, data in tables.items()},
    )
    pages = [
        page
        for value in townships
        for page in township.pages(
            value, vocabulary, job.accounts.get(value.id), originals[value.id], published
        )
    ]
    if not job.single_group and summaries:
        county = Group(f"{job.scope}/", scope_name(summaries), [*summaries])
        pages += comparison.group_pages(
            county, vocabulary, {value.id: value for value in townships}
        )
    files = {
        f"{api.ROOT}townships/{value.id}.json": api.encode(api.township(value, vocabulary))
        for value in townships
    }
    files |= tables
    files |= {listing.print_path(value): listing.print_style(value) for value in townships}
    if not job.single_group and summaries:
        files |= beside.files(f"{job.scope}/", summaries, townships, vocabulary, site_url)
    files |= search.scope_files(job.scope, entries(townships, vocabulary))
    files |= compare_files.scope_files(job.scope, townships, vocabulary)
    sources = {
        path: (job.root / path).read_bytes()
        for value in townships
        for path in job.folders[value.id]
        if path.endswith(".yml")
    }
    files |= form_files.township_files(townships, sources)
    files |= {township.source_path(value): originals[value.id] for value in townships}
    return Built(
        tuple(diagnostics),
        summaries,
        tuple(townships) if job.single_group else (),
        docs=_write_pages(job.root, pages),
        files=_write_files(job.root / FILES, files),
    )


def entries(townships: Iterable[Township], vocabulary: Vocabulary) -> list[search.Entry]:
    """What search knows of the townships, with the answer to every item; where it is printed is
    said by the entry itself."""
    found: list[search.Entry] = []
    for value in townships:

        def line(kind: str, row: Row, value: Township = value) -> tuple[str, str]:
            said = answer(kind, row, value)
            return said.who, said.rest

        found += search.entries(value, line, vocabulary)
    return found


@functools.lru_cache(maxsize=1)
def _vocabulary(root: Path) -> Vocabulary:
    return check.load_vocabulary(root, check.layout(root), compare=False)[0]


def _write_pages(root: Path, pages: Iterable[Page]) -> tuple[str, ...]:
    docs = {page.file: page.markdown().encode("utf-8") for page in pages}
    return _write_files(root / DOCS, docs)


def _write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    for path, data in files.items():
        writer.write(folder / path, data)
    return tuple(files)


def run_jobs(listed: Sequence[Job], progress: Progress, step: Callable[[Job], T]) -> Iterator[T]:
    """Do a step of all jobs, in as many processes as there are processors, results in order."""
    workers = min(os.cpu_count() or 1, len(listed))
    if workers < 2 or sum(len(job.folders) for job in listed) < 3:
        yield from map(step, listed)
        return
    # node trees hold no cycles, and looking for some takes a third of the loading time
    with ProcessPoolExecutor(workers, initializer=gc.disable) as pool:
        for done, built in enumerate(pool.map(step, listed), start=1):
            if done % 10 == 0:
                progress(f"  {done} / {len(listed)} 个区县")
            yield built


def check_all(
    root: Path, progress: Progress, baseline: Baseline | None = None
) -> tuple[Result, list[Built]]:
    """Check all of ``lists/`` without writing anything there.

    :param baseline: what the lists are compared with, if with anything.
    :raises check.MissingLists: if there is no ``lists/``.
    """
    where = check.layout(root)
    with tempfile.TemporaryDirectory(prefix="qingdan-") as folder:
        listed = [
            replace(job, outlines=Path(folder, str(number)))
            for number, job in enumerate(jobs(root, where, render=False, baseline=baseline))
        ]
        done = _run(root, listed, where, progress, baseline)
        if len(where.townships) <= GROUP_LIMIT:
            outlines = [job.outlines for job in listed if job.outlines]
            kept = fellows.Kept(done.members)
            done.result.diagnostics += hints.beside(outlines, kept, done.vocabulary)
        else:
            hints.save_members(Path(folder), done.members)
            for found in run_jobs(listed, progress, _hints):
                done.result.diagnostics += found
    return done.result, done.built


def _hints(job: Job) -> list[Diagnostic]:
    if job.outlines is None:
        return []
    kept = hints.saved_members(job.outlines.parent)
    return hints.beside([job.outlines], kept, _vocabulary(job.root))


class Run(NamedTuple):
    """What all jobs together gave: findings, what each handed back, and what was read once."""

    result: Result
    built: list[Built]
    members: fellows.Members
    vocabulary: Vocabulary


def _run(
    root: Path,
    listed: Sequence[Job],
    where: Layout,
    progress: Progress,
    baseline: Baseline | None = None,
) -> Run:
    vocabulary, diagnostics = check.load_vocabulary(root, where)
    _vocabulary.cache_clear()
    built: list[Built] = []
    members: fellows.Members = {}
    for each in run_jobs(listed, progress, work):
        diagnostics += each.diagnostics
        members = fellows.merge(members, each.members)
        built.append(replace(each, members={}))
    outlines = [
        Township(
            id=summary.id,
            name=summary.name,
            kind=summary.kind,
            division=summary.division,
            code=summary.code,
        )
        for each in built
        for summary in each.summaries
    ]
    summaries = [summary for each in built for summary in each.summaries]
    complete = len(summaries) == len(where.townships)
    used = frozenset(matter for summary in summaries for matter in summary.matters)
    diagnostics += check.check_corpus(
        where, outlines, Context(vocabulary, baseline), used if complete else None
    )
    result = Result(
        diagnostics=diagnostics,
        townships=len(summaries),
        items=sum(summary.total for summary in summaries),
    )
    return Run(result, built, members, vocabulary)


def build(root: Path, progress: Progress, *, force: bool = False) -> Result:
    """Build ``root/site`` from ``root/lists``, ``docs``, ``overrides`` and ``mkdocs.yml``.

    :returns: the findings; if there are errors nothing was put in place.
    :raises check.MissingLists: if there is no ``lists/``.
    :raises engine.EngineFailed: if MkDocs fails.
    :raises OSError: if the disk is full or not writable.
    """
    where = check.layout(root)
    print_of_input = fingerprint(root)
    stamp = root / FINGERPRINT
    built_before = (root / "site/index.html").exists() and stamp.exists()
    if built_before and not force and stamp.read_text("utf-8") == print_of_input:
        return Result(unchanged=True)
    progress("检查并生成各乡镇的页面……")
    listed = jobs(root, where, render=True)
    result, built, _, vocabulary = _run(root, listed, where, progress)
    if result.failed:
        return result
    summaries = [summary for each in built for summary in each.summaries]
    townships = {value.id: value for each in built for value in each.townships}
    accounts = {folder: account for job in listed for folder, account in job.accounts.items()}
    progress("生成首页、比较、部门和类别的页面……")
    docs = {path for each in built for path in each.docs}
    found = findings.find(summaries, vocabulary)
    edit_url = engine.edit_url(root)
    pages = across.pages(summaries, vocabulary, townships, accounts, found, edit_url)
    docs |= set(_write_pages(root, pages))
    docs |= set(_write_files(root / DOCS, dict(_hand_written(root))))
    files = {path for each in built for path in each.files}
    whole = {
        **_site_files(summaries, vocabulary),
        **findings.files(found, engine.site_url(root)),
        "sitemap.xml": sitemap(engine.site_url(root), docs - _forwarding(vocabulary)),
        "robots.txt": robots(engine.site_url(root)),
    }
    if townships:
        whole |= downloads.office_files(townships.values(), vocabulary, engine.site_url(root))
        whole |= beside.files(
            "", summaries, [*townships.values()], vocabulary, engine.site_url(root)
        )
    files |= set(_write_files(root / FILES, whole))
    writer.prune(root / DOCS, docs)
    writer.prune(root / FILES, files)
    progress(f"MkDocs 生成网页，{sum(path.endswith('.md') for path in docs)} 页……")
    fresh = root / "build/site.next"
    engine.run_mkdocs(root, fresh, epoch=EPOCH)
    writer.merge(root / FILES, fresh)
    writer.swap(fresh, root / "site")
    writer.write(stamp, print_of_input.encode("utf-8"))
    return replace(result, pages=sum(path.endswith(".md") for path in docs))


def _forwarding(vocabulary: Vocabulary) -> set[str]:
    """The files of pages that only forward to another one."""
    return {f"matters/{matter.id}/index.md" for _, matter in vocabulary.filed if matter.replaced_by}


def _hand_written(root: Path) -> Iterator[tuple[str, bytes]]:
    """What people wrote under ``docs/``, and the program's own assets."""
    for folder in (root / "docs", Path(__file__).parent / "assets_root"):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix(), path.read_bytes()
    for name, data in bundle.assets().items():
        yield f"assets/{name}", data


def _site_files(summaries: Sequence[Summary], vocabulary: Vocabulary) -> dict[str, bytes]:
    files = {
        f"{api.ROOT}townships.json": api.encode(api.townships(summaries)),
        f"{api.ROOT}matters.json": api.encode(api.matters(summaries, vocabulary)),
    }
    files |= {
        f"{api.ROOT}schemas/{name}.schema.json": api.encode(schema.schema(record))
        for name, record in schema.SCHEMAS.items()
    }
    files |= search.catalog_files(summaries)
    files |= compare_files.vocabulary_file(vocabulary)
    files |= form_files.words_file(vocabulary)
    files |= search.matters_file(search.document(vocabulary))
    return files


def fingerprint(root: Path) -> str:
    """A digest of everything that the site is made from."""
    digest = hashlib.sha256()
    for name in ("mkdocs", "mkdocs-material", "markdown", "jinja2"):
        digest.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    package = Path(__file__).resolve().parent
    sources = (root / "lists", root / "docs", root / "overrides", root / fidelity.FOLDER, package)
    for folder in sources:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    config = root / "mkdocs.yml"
    digest.update(config.read_bytes() if config.exists() else b"")
    return digest.hexdigest()
