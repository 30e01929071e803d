"""States of the lists: a Git revision, or a folder; and what of a state is public."""

from __future__ import annotations

import contextlib
import filecmp
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator import check
from generator.baseline import Baseline
from generator.load import document_of, item_nodes
from generator.model import DutyList, record_of
from generator.yamlio import Node

CURRENT = ""
"""Names the working tree instead of a revision."""


class NoSuchState(Exception):
    """What was named is neither a folder with ``lists/`` nor a Git revision."""


@contextlib.contextmanager
def state(root: Path, name: str) -> Iterator[Path]:
    """A folder that holds ``lists/`` as it is in a state, as long as the context lasts.

    :param root: the project's folder, within a Git repository if a revision is named.
    :param name: a folder that has a ``lists/``, or a revision; ``CURRENT`` is ``root`` itself.
    :raises NoSuchState: if there is no such folder and no such revision.
    """
    if name == CURRENT:
        yield root
        return
    for folder in (Path(name), root / name):
        if (folder / "lists").is_dir():
            yield folder
            return
    with tempfile.TemporaryDirectory(prefix="qingdan-") as temporary:
        _extract(_archive(root, name), Path(temporary))
        yield Path(temporary)


def read(before: Path, now: Path) -> Baseline:
    """What is public in ``before``, to be compared with the lists in ``now``.

    :param before: a folder with ``lists/``; files of it that cannot be read count as empty.
    """
    where = check.layout(before)
    items: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}
    for folder, paths in where.townships.items():
        for path in paths:
            if record_of(path) is DutyList and not _same(before / path, now / path):
                document = document_of(check.read_source(before, path))
                entries = item_nodes(document.node) if document else []
                file = path.rpartition("/")[2]
                items.setdefault(folder, {})[file] = tuple(
                    (_text(entry, "id"), _text(entry, "name"))
                    for entry in entries
                    if _text(entry, "id")
                )
    heads = [path for path in where.paths if path.endswith("/township.yml")]
    vocabulary = check.load_vocabulary(before, where)[0]
    return Baseline(
        items,
        frozenset(path.removeprefix("lists/").rpartition("/")[0] for path in heads),
        {
            "matters": frozenset(matter.id for _, matter in vocabulary.filed),
            "departments": frozenset(office.id for office in vocabulary.offices),
            "categories": frozenset(category.id for category in vocabulary.categories),
        },
    )


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def _text(node: Node, key: str) -> str:
    found = node.get(key)
    return str(found.value) if found is not None and found.kind == "scalar" else ""


def _archive(root: Path, revision: str) -> bytes:
    """``lists/`` of a revision as a tar archive."""
    if revision.startswith("-"):
        raise NoSuchState(revision)
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        commit = found.decode().strip()
        if not _git(root, "ls-tree", "--name-only", commit, "lists/"):
            return b""
        return _git(root, "archive", "--format=tar", commit, "lists")
    except (subprocess.CalledProcessError, FileNotFoundError):
        raise NoSuchState(revision) from None


def _git(root: Path, *arguments: str) -> bytes:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True).stdout


def _extract(archive: bytes, target: Path) -> None:
    """Write the plain files of an archive below ``target``; links and odd names are left out."""
    (target / "lists").mkdir()
    if not archive:
        return
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            parts = PurePosixPath(member.name).parts
            content = tar.extractfile(member) if member.isfile() and ".." not in parts else None
            if content is not None and parts[:1] == ("lists",):
                place = target.joinpath(*parts)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content.read())
