"""The proof that lists and originals agree, computed once for each content and kept.

Reconciling a township takes longer than rendering it; so accounts are kept under
``build/reconcile/`` with a digest of what they were computed from, and a build uses those that
still hold.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from generator import check, writer
from generator.check import Layout
from generator.reconcile import UnreadableOriginal, as_dict, reconcile
from generator.rules import Context

FOLDER = "build/reconcile"

_Job = tuple[Path, str, tuple[str, ...]]


def accounts(
    root: Path, where: Layout, progress: Callable[[str], None]
) -> dict[str, dict[str, Any]]:
    """The account of every township, kept ones read, others computed side by side and kept.

    :returns: township id -> :func:`generator.reconcile.as_dict`, as read back from JSON; without
        the townships that have errors of their own, so that there is nothing to reconcile.
    """
    found = kept_accounts(root, where)
    missing = [folder for folder in where.townships if folder not in found]
    jobs = [(root, folder, where.townships[folder]) for folder in missing]
    if len(jobs) > 1 and (os.cpu_count() or 1) > 1:
        with ProcessPoolExecutor(min(os.cpu_count() or 1, len(jobs))) as pool:
            computed = list(_kept(jobs, pool.map(_compute, jobs), progress))
    else:
        computed = list(_kept(jobs, map(_compute, jobs), progress))
    found |= computed
    return {folder: found[folder] for folder in where.townships if folder in found}


def _kept(
    jobs: Iterable[_Job],
    documents: Iterable[dict[str, Any] | None],
    progress: Callable[[str], None],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The accounts that could be computed, each kept on the disk, by township."""
    for job, document in zip(jobs, documents, strict=True):
        progress(f"  核对 {job[1]}")
        if document is not None:
            yield job[1], _keep(*job, document)


def kept_accounts(root: Path, where: Layout) -> dict[str, dict[str, Any]]:
    """The accounts that were computed from exactly what is there now."""
    found = {}
    for folder, paths in where.townships.items():
        try:
            kept = json.loads(_place(root, folder).read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if kept.get("digest") == digest(root, paths):
            found[folder] = kept["account"]
    return found


def digest(root: Path, paths: Iterable[str]) -> str:
    """A digest of the files that an account depends on, the program's own among them."""
    found = hashlib.sha256(_program())
    for path in sorted(paths):
        found.update(path.encode() + b"\0" + hashlib.sha256((root / path).read_bytes()).digest())
    return found.hexdigest()


@functools.cache
def _program() -> bytes:
    package = Path(__file__).resolve().parent
    found = hashlib.sha256()
    for path in (*sorted((package / "reconcile").glob("*.py")), package / "printed.py"):
        found.update(path.read_bytes())
    return found.digest()


def _place(root: Path, folder: str) -> Path:
    return root / FOLDER / f"{folder}.json"


def _keep(root: Path, folder: str, paths: Iterable[str], account: dict[str, Any]) -> dict[str, Any]:
    document = {"digest": digest(root, paths), "account": account}
    data = json.dumps(document, ensure_ascii=False).encode()
    writer.write(_place(root, folder), data)
    kept: dict[str, Any] = json.loads(data)["account"]
    return kept


def _compute(job: _Job) -> dict[str, Any] | None:
    root, folder, paths = job
    vocabulary, _ = check.load_vocabulary(root, check.layout(root))
    township, _, documents = check.load_folder(root, folder, paths, Context(vocabulary))
    if township is None:
        return None
    original = (root / "lists" / folder / township.version.original).read_bytes()
    try:
        return as_dict(reconcile(township, original, documents))
    except UnreadableOriginal:
        return None
