"""``qingdan check --fix``: make every certain fix, check again, until nothing is left to make.

All of it happens in a copy; what comes out is handed back, and only the caller writes. A file that
is still no YAML in the end is left alone.
"""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from generator import check, fixing, writer
from generator.baseline import Baseline
from generator.build import Result, check_all
from generator.diagnostics import Diagnostic, Fix
from generator.load import Source
from generator.yamlio import Node

ROUNDS = 8
"""A fix can uncover the next mistake of a file; more rounds than this were never needed."""


def mended(
    root: Path, progress: Callable[[str], None], baseline: Baseline | None
) -> dict[str, bytes]:
    """The files that fixes change, each with its new bytes. Nothing below ``root`` is written.

    :raises check.MissingLists: if there is no ``lists/``.
    """
    check.layout(root)
    with tempfile.TemporaryDirectory(prefix="qingdan-") as temporary:
        copy = Path(temporary)
        shutil.copytree(root / "lists", copy / "lists", symlinks=True)
        touched: set[str] = set()
        for _ in range(ROUNDS):
            changed = _round(copy, check_all(copy, progress, baseline)[0])
            touched |= changed
            if not changed:
                break
        result = {path: (copy / path).read_bytes() for path in sorted(touched)}
    before = {path: (root / path).read_bytes() for path in result}
    return {
        path: data
        for path, data in result.items()
        if data != before[path] and isinstance(Source(path, data).parsed, Node)
    }


def _round(root: Path, result: Result) -> set[str]:
    """Make the fixes of one check, and name the files that changed."""
    changed: set[str] = set()
    for path, fixes in _by_file(result.diagnostics).items():
        if writer.write(root / path, fixing.apply((root / path).read_bytes(), fixes)):
            changed.add(path)
    return changed


def _by_file(found: Iterable[Diagnostic]) -> dict[str, list[Fix]]:
    fixes: dict[str, list[Fix]] = {}
    for diagnostic in sorted(found):
        if diagnostic.fix is not None:
            fixes.setdefault(diagnostic.path, []).append(diagnostic.fix)
    return fixes


def difference(path: str, before: bytes, after: bytes) -> str:
    """A unified diff of one file; of a file in another encoding, as much as can be shown."""
    old, new = (
        data.decode("utf-8-sig", "replace").splitlines(keepends=True) for data in (before, after)
    )
    return "".join(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"))
