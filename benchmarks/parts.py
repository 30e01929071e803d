"""The parts of one build of ours: ``python -m benchmarks.parts ROOT`` prints seconds as JSON.

``qingdan build --pages-only`` is called in this process, with a clock around what is handed to
MkDocs and around putting the result in place. What is left is our own part; the same jobs without
rendering, done before, say how much of that is loading and checking.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import build, check, engine, scopes, writer


class Clock:
    """Seconds by name of part. What goes on within a part counts for that part only."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._within = False

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, its time counted under ``name``."""

        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if self._within:
                return function(*args, **kwargs)
            started = time.perf_counter()
            self._within = True
            try:
                return function(*args, **kwargs)
            finally:
                self._within = False
                passed = time.perf_counter() - started
                self.seconds[name] = self.seconds.get(name, 0.0) + passed

        return wrapped


def parts(root: Path) -> dict[str, float]:
    """Build ``root`` and return the seconds of load_check, render_write, mkdocs and merge."""
    clock = Clock()
    loaded = clock.timed("load_check", _loaded)
    engine.run_mkdocs = clock.timed("mkdocs", engine.run_mkdocs)
    writer.merge = clock.timed("merge", writer.merge)
    writer.swap = clock.timed("merge", writer.swap)
    loaded(root)
    started = time.perf_counter()
    result = build.build(root, _quiet, force=True, data=False)
    whole = time.perf_counter() - started
    if result.failed:
        raise SystemExit("the build failed: run qingdan check")
    return {**clock.seconds, "render_write": whole - sum(clock.seconds.values())}


def _loaded(root: Path) -> None:
    """Load and check as a build does."""
    where = check.layout(root)
    vocabulary, _ = check.load_vocabulary(root, where, errors_only=True)
    listed = [replace(job, render=False) for job in scopes.jobs(root, where, render=True)]
    for _ in scopes.run_jobs(listed, vocabulary, _quiet, scopes.work):
        pass


def _quiet(text: str) -> None:
    """Say nothing."""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time the parts of a build.")
    parser.add_argument("root", type=Path, help="folder with lists/")
    print(json.dumps(parts(parser.parse_args().root.resolve())))


if __name__ == "__main__":
    main()
