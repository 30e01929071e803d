"""From ``lists/`` to ``site/``: load, check, render, run the engine, put the result in place.

Scopes (counties) are built side by side in processes. The last good ``site/`` stays until a new
one is complete; a build of unchanged input does nothing.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from generator import (
    check,
    engine,
    fellows,
    fidelity,
    hints,
    publication,
    whole,
    writer,
)
from generator.baseline import Baseline
from generator.check import Layout
from generator.diagnostics import Diagnostic, exit_code
from generator.model import Township
from generator.processes import side_by_side
from generator.rules import Context
from generator.scopes import (
    FILES,
    Built,
    Job,
    Progress,
    jobs,
    run_jobs,
    work,
)
from generator.summary import GROUP_LIMIT
from generator.vocabulary import Vocabulary

FINGERPRINT = "build/fingerprint"
EPOCH = 1704067200
"""2024-01-01: the year the lists began to be published stands for the time of every build."""


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
            for found in run_jobs(listed, done.vocabulary, progress, _hints):
                done.result.diagnostics += found
    return done.result, done.built


def _hints(job: Job, vocabulary: Vocabulary) -> list[Diagnostic]:
    if job.outlines is None:
        return []
    kept = hints.saved_members(job.outlines.parent)
    return hints.beside([job.outlines], kept, vocabulary)


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
    *,
    errors_only: bool = False,
) -> Run:
    vocabulary, diagnostics = check.load_vocabulary(root, where, errors_only=errors_only)
    built: list[Built] = []
    members: fellows.Members = {}
    for each in run_jobs(listed, vocabulary, progress, work):
        members = fellows.merge(members, each.members)
        built.append(replace(each, members={}))
    result = together(built, diagnostics, where, vocabulary, baseline)
    return Run(result, built, members, vocabulary)


def together(
    built: Sequence[Built],
    diagnostics: Sequence[Diagnostic],
    where: Layout,
    vocabulary: Vocabulary,
    baseline: Baseline | None = None,
) -> Result:
    """What was found in all scopes, and by looking across them.

    :param diagnostics: what was found in the vocabulary.
    """
    summaries = [summary for each in built for summary in each.summaries]
    outlines = [
        Township(
            id=summary.id,
            name=summary.name,
            kind=summary.kind,
            division=summary.division,
            code=summary.code,
        )
        for summary in summaries
    ]
    complete = len(summaries) == len(where.townships)
    used = frozenset(matter for summary in summaries for matter in summary.matters)
    across_all = check.check_corpus(
        where, outlines, Context(vocabulary, baseline), used if complete else None
    )
    return Result(
        diagnostics=[
            *diagnostics,
            *(each for scope in built for each in scope.diagnostics),
            *across_all,
        ],
        townships=len(summaries),
        items=sum(summary.total for summary in summaries),
    )


def build(
    root: Path,
    progress: Progress,
    *,
    force: bool = False,
    data: bool = True,
    leave_out: bool = False,
) -> Result:
    """Build ``root/site`` from ``root/lists``, ``docs``, ``overrides`` and ``mkdocs.yml``.

    :param data: whether downloads, open data, embeds and the form's files are built beside the
        pages and their search.
    :param leave_out: build without the townships that have errors, for a preview of the others.
    :returns: the findings; if there are errors nothing was put in place, unless ``leave_out``.
    :raises check.MissingLists: if there is no ``lists/``.
    :raises engine.EngineFailed: if MkDocs fails.
    :raises OSError: if the disk is full or not writable.
    """
    where = check.layout(root)
    print_of_input = fingerprint(root) + ("" if data else " pages")
    stamp = root / FINGERPRINT
    built_before = (root / "site/index.html").exists() and stamp.exists()
    if built_before and not force and stamp.read_text("utf-8") == print_of_input:
        return Result(unchanged=True)
    progress("检查并生成各乡镇的页面……")
    listed = jobs(root, where, render=True, data=data, leave_out=leave_out)
    result, built, _, vocabulary = _run(root, listed, where, progress, errors_only=True)
    if result.failed and not leave_out:
        return result
    progress("生成首页、比较、部门和类别的页面……")
    docs = whole.write(root, listed, built, vocabulary, side_by_side)
    progress(f"MkDocs 生成网页，{sum(path.endswith('.md') for path in docs)} 页……")
    fresh = root / "build/site.next"
    absent = [] if data else [path for path in engine.navigation(root) if path not in docs]
    engine.run_mkdocs(root, fresh, epoch=EPOCH, absent=absent)
    writer.merge(root / FILES, fresh)
    writer.swap(fresh, root / "site")
    if result.failed:  # what is there is not what a whole build of this input gives
        stamp.unlink(missing_ok=True)
    else:
        writer.write(stamp, print_of_input.encode("utf-8"))
    return replace(result, pages=sum(path.endswith(".md") for path in docs))


def fingerprint(root: Path) -> str:
    """A digest of everything that the site is made from."""
    digest = hashlib.sha256()
    for name in ("mkdocs", "mkdocs-material", "markdown", "jinja2"):
        digest.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    package = Path(__file__).resolve().parent
    sources = (root / "lists", root / "docs", root / "overrides", root / fidelity.FOLDER, package)
    licence = root / publication.LICENCE
    digest.update(licence.read_bytes() if licence.exists() else b"")
    for folder in sources:
        for current, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name != "__pycache__")
            for path in (f"{current}/{name}" for name in sorted(names)):
                digest.update(os.fsencode(path.removeprefix(str(folder))) + b"\0")
                if os.path.isfile(path):  # noqa: PTH113 - no link that leads nowhere
                    with open(path, "rb") as stream:  # noqa: PTH123 - thousands of files
                        digest.update(hashlib.sha256(stream.read()).digest())
    config = root / "mkdocs.yml"
    digest.update(config.read_bytes() if config.exists() else b"")
    return digest.hexdigest()
