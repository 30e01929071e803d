"""Keeping ``site/`` up to date while its sources change, for ``qingdan serve``.

What a change touches is made anew: the pages of its scope at once, the pages across all scopes
after that. A page whose front matter stayed is put together here, its new body in the frame that
the engine once gave it; the engine sees only new pages and those that people write in Markdown.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import body_block, check, engine, whole, writer
from generator.build import EPOCH, FINGERPRINT, build, together
from generator.check import Layout
from generator.diagnostics import Diagnostic, exit_code
from generator.engine import EngineFailed
from generator.load import VOCABULARY
from generator.model import Township, rows
from generator.pages import Page, matter
from generator.scopes import (
    DOCS,
    FILES,
    Built,
    Job,
    Progress,
    encoded,
    jobs,
    work,
    write_files,
)
from generator.vocabulary import Vocabulary

FEW = 40
"""So many matters may be made before all others."""

_BEGIN = b'id="__skip">\n'
_END = b"\n</article>"


@dataclass(frozen=True)
class Update:
    """What became of a change: the errors that stop it, or the paths below the site whose files
    are new (None: any may be)."""

    errors: tuple[Diagnostic, ...] = ()
    failure: str = ""
    paths: frozenset[str] | None = frozenset()

    @property
    def failed(self) -> bool:
        """Whether the site could not be brought up to date."""
        return bool(self.errors or self.failure)


class Preview:
    """A project whose site is kept up to date; holds what was made of every scope."""

    def __init__(self, root: Path, progress: Progress) -> None:
        self.root = root
        self.progress = progress
        self.built: dict[str, Built] = {}
        self.vocabulary = Vocabulary()
        self.found: list[Diagnostic] = []
        self.heads: dict[str, bytes] = {}
        self.times: dict[str, int] = {}

    def start(self) -> Update:
        """Build what is not built."""
        self.built = {}
        try:
            result = build(self.root, self.progress)
        except EngineFailed as failure:
            return Update(failure=str(failure), paths=None)
        return Update(_errors(result.diagnostics), paths=None)

    def prepare(self) -> None:
        """Read everything once, so that changes can be followed quickly."""
        # as it was built: what has changed since then is published with the first change
        self.times = self._times()
        self.heads = {
            path: _parts(self._doc(path))[0] for path in self.times if path.endswith(".md")
        }
        where = check.layout(self.root)
        self.vocabulary, self.found = check.load_vocabulary(self.root, where, errors_only=True)
        self.built = {
            job.scope: work(job, self.vocabulary) for job in jobs(self.root, where, render=True)
        }

    def update(self, paths: Collection[str]) -> Iterator[Update]:
        """Follow a change of some files (relative to the root), step by step."""
        if not self.built or not all(path.startswith(("lists/", "docs/")) for path in paths):
            update = self.start()
            yield update
            if not update.failed:
                self.prepare()
            return
        # what stands in site/ is no longer what a build of some known input gave
        (self.root / FINGERPRINT).unlink(missing_ok=True)
        where = check.layout(self.root)
        listed = jobs(self.root, where, render=True)
        old = self._load(paths, where, listed)
        found = [*self.found, *(each for one in self.built.values() for each in one.diagnostics)]
        if exit_code(found):
            yield Update(_errors(found), paths=None)
            return
        built = [self.built[job.scope] for job in listed]
        try:
            write_files(self.root / DOCS, encoded(self._matters(old, listed), self.times))
            yield Update(paths=self._publish())
            result = together(built, self.found, where, self.vocabulary)
            if result.failed:
                yield Update(_errors(result.diagnostics), paths=None)
                return
            whole.write(self.root, listed, built, self.vocabulary)
            yield Update(paths=self._publish())
        except EngineFailed as failure:
            yield Update(failure=str(failure), paths=None)

    def _load(
        self, paths: Collection[str], where: Layout, listed: Collection[Job]
    ) -> dict[str, Built]:
        """Load and render anew the scopes that a change touches.

        :returns: what there was of every scope.
        """
        words = any(path.startswith(f"lists/{VOCABULARY}/") for path in paths)
        if words:
            self.vocabulary, self.found = check.load_vocabulary(self.root, where, errors_only=True)
        before, self.built = self.built, {}
        for job in listed:
            folders = tuple(f"lists/{folder}/" for folder in job.folders)
            touched = words or any(path.startswith(folders) for path in paths)
            kept = None if touched else before.get(job.scope)
            self.built[job.scope] = kept or work(job, self.vocabulary)
        return before

    def _matters(self, old: Mapping[str, Built], listed: Sequence[Job]) -> Iterator[Page]:
        """The pages of the matters of a few changed items, which need not wait for all others."""
        summaries = [each for built in self.built.values() for each in built.summaries]
        townships = {each.id: each for built in self.built.values() for each in built.townships}
        before = {each.id: each for built in old.values() for each in built.townships}
        names = {
            name
            for township in townships.values()
            if township is not before.get(township.id)
            for name in _changed_matters(township, before.get(township.id))
        }
        if len(names) <= FEW:
            ids = {matter.id for matter in self.vocabulary.matters(names)}
            accounts = {id_: account for job in listed for id_, account in job.accounts.items()}
            edit_url = engine.edit_url(self.root)
            yield from matter.pages(summaries, self.vocabulary, townships, accounts, edit_url, ids)

    def _publish(self) -> frozenset[str]:
        """Put into the site what is new in the docs folder and among the other files."""
        now = self._times()
        changed = {path for path, time in now.items() if self.times.get(path) != time}
        gone = self.times.keys() - now.keys()
        self.times = now
        site = self.root / "site"
        left: list[str] = []
        touched: set[str] = set()
        for path in changed:
            if not path.endswith(".md"):
                data = self._place(path).read_bytes()
                writer.write(site / path, data)
                touched.add(path)
                continue
            head, body = _parts(self._doc(path))
            page = site / _page(path)
            framed = _framed(page, body) if head and self.heads.get(path) == head else b""
            self.heads[path] = head
            if framed:
                writer.write(page, framed)
                touched.add(_page(path))
            else:
                left.append(path)
        for path, data in engine.run_pages(self.root, left, epoch=EPOCH).items():
            writer.write(site / path, data)
            touched.add(path)
        for path in gone:
            (site / _page(path)).unlink(missing_ok=True)
        return frozenset(touched)

    def _doc(self, path: str) -> bytes:
        return (self.root / DOCS / path).read_bytes()

    def _place(self, path: str) -> Path:
        place = self.root / FILES / path
        return place if place.exists() else self.root / DOCS / path

    def _times(self) -> dict[str, int]:
        """When each file below the docs folder and beside it was written."""
        found: dict[str, int] = {}
        for folder in (self.root / DOCS, self.root / FILES):
            for current, _, names in os.walk(folder):
                for name in names:
                    path = Path(current, name)
                    found[path.relative_to(folder).as_posix()] = path.stat().st_mtime_ns
        return found


def _changed_matters(township: Township, before: Township | None) -> set[str]:
    """The names of the matters of items that are not what they were."""
    now, then = (
        {
            (each.kind, row.number, row.item)
            for each in (one.lists if one else ())
            for row in rows(each)
        }
        for one in (township, before)
    )
    return {name for _, _, item in now ^ then for name in item.matters or ()}


def _errors(found: Collection[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(each for each in found if each.severity == "error"))


def _page(path: str) -> str:
    """The file of the site that a file of the docs folder becomes."""
    return f"{path.removesuffix('.md')}.html" if path.endswith(".md") else path


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """Front matter and body of a generated page; nothing of one that people wrote."""
    head, sign, rest = data.partition(f"\n{body_block.OPEN}\n".encode())
    body, end, _ = rest.rpartition(f"\n{body_block.CLOSE}\n".encode())
    return (head, body) if sign and end else (b"", b"")


def _framed(page: Path, body: bytes) -> bytes:
    """A page of the site with another body; nothing if it has no such place. The line before the
    body is the trail, empty or not, which comes from the front matter."""
    if not page.exists():
        return b""
    head, begin, rest = page.read_bytes().partition(_BEGIN)
    trail, line, old = rest.partition(b"\n")
    _, end, tail = old.rpartition(_END)
    return head + begin + trail + line + body + end + tail if begin and end else b""
