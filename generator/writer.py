"""The one place that touches the disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO


def write(path: Path, data: bytes) -> bool:
    """Write ``data`` to ``path`` in one step, only if it differs from what is there.

    :returns: whether anything was written.
    :raises OSError: if the disk does not allow it; the old file is then untouched.
    """
    mode = 0o644
    try:
        known = path.stat()
        if known.st_size == len(data) and path.read_bytes() == data:
            return False
        mode = known.st_mode & 0o777
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content stands at ``path`` once the block has ended well; for files that are
    too large to be held in memory.

    :raises OSError: if the disk does not allow it; the old file is then untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def prune(folder: Path, keep: Iterable[str]) -> None:
    """Remove all files below ``folder`` that are not in ``keep`` (relative, with ``/``), and the
    folders that this leaves empty."""
    kept = set(keep)
    for current, _, files in os.walk(folder, topdown=False):
        for name in files:
            path = Path(current, name)
            if path.relative_to(folder).as_posix() not in kept:
                path.unlink()
        if Path(current) != folder and not any(Path(current).iterdir()):
            Path(current).rmdir()


def share(source: Path, target: Path) -> None:
    """Make the file ``source`` stand at ``target`` too: a second name, or a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def merge(source: Path, target: Path) -> None:
    """Put all files below ``source`` into ``target`` too, over files of the same name."""
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.unlink(missing_ok=True)
            share(path, place)


def swap(fresh: Path, place: Path) -> None:
    """Put the folder ``fresh`` in the place of ``place``; what was there is removed last."""
    old = fresh.with_name(fresh.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
