"""Work that is done by all processors."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

Tasks = list[Callable[[], T]]


class Run(Protocol):
    """A way to do tasks that do not need each other: :func:`in_turn` or :func:`side_by_side`."""

    def __call__(self, tasks: Tasks[T], /) -> list[T]:
        """The results, in the order of the tasks."""


_tasks: Tasks[Any] = []
"""What the processes forked from this one are to do: they find it where it lay, unsent."""


def in_turn(tasks: Tasks[T]) -> list[T]:
    """The results of all tasks, done one after another."""
    return [task() for task in tasks]


def side_by_side(tasks: Tasks[T]) -> list[T]:
    """The results of all tasks, each done in a process forked from this one, so that everything in
    memory is at hand there; what a task changes in memory is lost. Where processes are not forked
    (Windows, macOS), one after another.

    :raises Exception: what the first task that failed raised.
    """
    workers = min(os.cpu_count() or 1, len(tasks))
    if workers < 2 or sys.platform != "linux":
        return in_turn(tasks)
    _tasks[:] = tasks
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
            found: list[T] = list(pool.map(_done, range(len(tasks))))
    finally:
        _tasks.clear()
    return found


def _done(number: int) -> Any:
    return _tasks[number]()
