"""Hints across townships: each scope's items beside fellow members of their matters everywhere.

What is known of the items waits in files of a private folder between the two rounds (outline every
scope; lay each beside the members that were kept), so that no process holds more than one scope.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from generator import fellows, rules
from generator.diagnostics import Diagnostic
from generator.rules import Context
from generator.vocabulary import Vocabulary

_MEMBERS = "members"


def save_outlines(path: Path, outlines: Sequence[fellows.Outline]) -> fellows.Members:
    """Put the items of a scope down in a file.

    :returns: the members of each matter that are kept for all scopes to be compared with.
    """
    path.write_bytes(pickle.dumps(outlines))
    return fellows.members(outlines)


def save_members(folder: Path, members: fellows.Members) -> None:
    """Put the kept members of all scopes beside the outlines, for :func:`saved_members`."""
    (folder / _MEMBERS).write_bytes(pickle.dumps(members))


@functools.lru_cache(maxsize=1)
def saved_members(folder: Path) -> fellows.Kept:
    """The kept members of all scopes; read once in each process."""
    return fellows.Kept(_read(folder / _MEMBERS))


def beside(paths: Iterable[Path], kept: fellows.Kept, vocabulary: Vocabulary) -> list[Diagnostic]:
    """What rules say of the items in files of outlines, each beside its fellows everywhere."""
    items = tuple(item for path in paths for item in _read(path))
    return rules.run(fellows.Fellows(items, kept), "lists", Context(vocabulary))


def _read(path: Path) -> Any:
    # written by this very run, in a folder that nobody else may write to
    return pickle.loads(path.read_bytes())  # noqa: S301
