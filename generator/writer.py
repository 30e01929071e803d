"""The one place that touches the disk."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file is made that is not there; without the last Windows would change line ends."""


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
        pass  # a new file
    with opened(path, mode) as stream:
        stream.write(data)
    return True


@contextlib.contextmanager
def opened(path: Path, mode: int = 0o644) -> Iterator[BinaryIO]:
    """A stream whose content stands at ``path`` once the block has ended well; for files that are
    too large to be held in memory.

    :param mode: the permissions of the file.
    :raises OSError: if the disk does not allow it; the old file is then untouched.
    """
    # tempfile.mkstemp asks and says more than a site of thousands of files can wait for
    temporary = f"{path.parent}/.{secrets.token_hex(8)}.tmp"
    try:
        handle = os.open(temporary, _NEW, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, _NEW, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(temporary, mode)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def prune(folder: Path, keep: Iterable[str]) -> None:
    """Remove all files below ``folder`` that are not in ``keep`` (relative, with ``/``), and the
    folders that this leaves empty."""
    kept = set(keep)
    root = f"{folder}{os.sep}"
    for current, _, files in os.walk(folder, topdown=False):
        base = f"{current}{os.sep}".removeprefix(root).replace(os.sep, "/")
        left = [name for name in files if f"{base}{name}" not in kept]
        for name in left:
            Path(current, name).unlink()
        if base and len(left) == len(files) and not any(Path(current).iterdir()):
            Path(current).rmdir()


def share(source: Path, target: Path) -> None:
    """Make the file ``source`` stand at ``target`` too, in place of what is there: a second name,
    or a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _share(str(source), str(target))


def merge(source: Path, target: Path) -> None:
    """Put all files below ``source`` into ``target`` too, over files of the same name."""
    for current, _, names in os.walk(source):
        place = target / Path(current).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            _share(f"{current}/{name}", f"{place}/{name}")


def _share(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        Path(target).unlink()
        _share(source, target)
    except OSError:
        shutil.copyfile(source, target)


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
