"""Run a program and say what it took. Standard library only, and small: a child begins with the
memory of the process that starts it, so this one must not be larger than what it measures."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.2
"""Seconds between two looks at the memory of all processes."""


@dataclass(frozen=True)
class Run:
    """What a program took, with all that it started.

    ``wall`` and ``processor`` are seconds, the memory is in bytes: ``largest`` the peak of the
    largest process, ``together`` the peak of all at once (shared pages counted once; 0 where the
    system does not tell).
    """

    wall: float
    processor: float
    largest: int
    together: int
    output: str


class Failed(Exception):
    """The program ended with an error; the text is what it said."""


def run(command: Sequence[str], cwd: Path) -> Run:
    """Run ``command`` in ``cwd`` to its end.

    :raises Failed: if its exit code is not 0.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        ended = threading.Event()
        peak = [0]
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, stdout=output, stderr=errors, start_new_session=True
        )
        watcher = threading.Thread(target=_watch, args=(process.pid, ended, peak))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watcher.join()
        if process.returncode:
            output.seek(0)
            errors.seek(0)
            said = (output.read() + errors.read()).decode(errors="replace")
            raise Failed(f"{' '.join(command)}\n{said}")
        output.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return Run(
            wall=wall,
            processor=usage.ru_utime + usage.ru_stime,
            largest=usage.ru_maxrss * unit,
            together=peak[0],
            output=output.read().decode(),
        )


def _watch(session: int, ended: threading.Event, peak: list[int]) -> None:
    while PROC.is_dir() and not ended.wait(EVERY):
        peak[0] = max(peak[0], sum(map(_memory, _members(session))))


def _members(session: int) -> list[Path]:
    """The folders in ``/proc`` of the processes of a session."""
    found = []
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session:
                found.append(folder)
    return found


def _memory(folder: Path) -> int:
    """Bytes of a process, its share of what it has in common with others; 0 if it has ended."""
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
