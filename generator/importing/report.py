"""What an import tells the person who runs it: problems that stop it, doubts that do not."""

from __future__ import annotations

from dataclasses import dataclass

from generator.refusal import Refusal


class ImportProblem(Refusal):
    """The document cannot be imported."""

    lead = "没有导入，什么也没有写入："


@dataclass(frozen=True)
class Doubt:
    """A place where a person has to decide.

    ``line`` is the line of the original (from 1), ``item`` an item id or ``''``, ``field`` a field
    name or ``''``, ``excerpt`` the printed words in question, ``message`` what to decide.
    """

    line: int
    item: str
    field: str
    excerpt: str
    message: str


@dataclass(frozen=True)
class LineRole:
    """What one line of the original was taken for.

    ``role`` is one of ``blank``, ``preamble`` (before the first list), ``contents`` (a 目录 there),
    ``title`` (of a list), ``header``, ``category``, ``item``, ``continuation``, ``ruling``,
    ``signature`` (where offices sign and seal), ``other``; ``item`` is the id of the item that an
    ``item`` or ``continuation`` line belongs to.
    """

    number: int
    role: str
    item: str = ""


def excerpt(text: str, length: int = 40) -> str:
    """The beginning of a text, white space squeezed, for a report."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[:length] + "……"
