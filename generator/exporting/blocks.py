"""Blocks of duties as lines of a cell that people edit, and back.

A line without a mark is a duty. A mark at the beginning of a line says what else it is (the sheet
of instructions explains them), a line that begins with ``#`` is a comment on what follows. A block
begins with its first line; where that would not be seen (a block that begins with what its
forerunner may still have), it begins with 【新段】.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.exporting.spelling import decode, encode, lines, parts, words
from generator.model import Block

NEW, DUTY = "新段", "职责"
MARKS = {
    "part": "部分",
    "departments": "部门",
    "heading": "小标题",
    "lead": "引语",
    "role": "责任",
    "duties": DUTY,
    "safeguards": "保障",
}
"""Field of a block -> the mark that its line begins with, in the order of the model."""

_FIELDS = {mark: key for key, mark in MARKS.items()}
_RANKS = {key: rank for rank, key in enumerate(MARKS)}
_MANY = ("duties", "safeguards")
_MARKED = re.compile(f"【({'|'.join([*_FIELDS, NEW])})】")

Path = tuple[str | int, ...]
Comments = Mapping[Path, Sequence[str]]


@dataclass
class Blocks:
    """The blocks of a cell, the comments in it by the path of what they stand above (``(1,)`` the
    second block, ``(1, 'duties', 0)`` its first duty)."""

    blocks: tuple[Block, ...] = ()
    comments: dict[Path, list[str]] = field(default_factory=dict)


def to_lines(blocks: Sequence[Block], comments: Comments) -> list[str]:
    """Blocks as lines; ``comments`` as in :class:`Blocks`."""
    done: list[str] = []
    last = len(MARKS)
    for place, block in enumerate(blocks):
        own = list(_lines(block))
        notes = [encode(text) for text in comments.get((place,), ())]
        done += notes
        begins = bool(own) and not (place and _continues(own[0][0], last))
        if not begins or (notes and own[0][0] in _MANY):
            done.append(f"【{NEW}】")
        for key, number, line in own:
            done += [encode(text) for text in comments.get((place, key, number), ())]
            done.append(line)
        last = _RANKS[own[-1][0]] if own else -1
    return done


def _continues(key: str, last: int) -> bool:
    """Whether a line of this field is more of a block whose last line has the rank ``last``."""
    rank = _RANKS[key]
    return rank > last or (rank == last and key in _MANY)


def _lines(block: Block) -> Iterator[tuple[str, int, str]]:
    """Field, place in the field, and line of all that a block holds."""
    for key, mark in MARKS.items():
        value: Any = getattr(block, key)
        if key in _MANY:
            for number, text in enumerate(value):
                yield key, number, _many(key, text)
        elif key == "departments":
            if value:
                yield key, 0, f"【{mark}】{words(value)}"
        elif value or (key == "heading" and value is not None):
            yield key, 0, f"【{mark}】{encode(value)}"


def _many(key: str, text: str) -> str:
    spelled = encode(text)
    plain = key == "duties" and spelled and not spelled.startswith("#")
    return spelled if plain and not _MARKED.match(spelled) else f"【{MARKS[key]}】{spelled}"


@dataclass
class _Draft:
    values: dict[str, Any] = field(default_factory=dict)
    last: int = -1


def from_lines(cell: str) -> Blocks:
    """The blocks of a cell."""
    drafts: list[_Draft] = []
    comments: dict[Path, list[str]] = {}
    waiting: list[str] = []
    for line in lines(cell):
        if line.startswith("#"):
            waiting.append(decode(line))
            continue
        match = _MARKED.match(line)
        mark, text = (match[1], line[match.end() :]) if match else (DUTY, line)
        if mark == NEW:
            drafts.append(_Draft())
            if waiting:
                comments[len(drafts) - 1,] = waiting
                waiting = []
            if not text.strip():
                continue
            mark = DUTY
        key = _FIELDS[mark]
        if not drafts or not _continues(key, drafts[-1].last):
            drafts.append(_Draft())
        draft = drafts[-1]
        place = len(drafts) - 1
        if waiting:
            above: Path = (place,)
            if key in _MANY:
                above = (place, key, len(draft.values.get(key, ())))
            comments.setdefault(above, []).extend(waiting)
            waiting = []
        draft.last = _RANKS[key]
        if key in _MANY:
            draft.values[key] = (*draft.values.get(key, ()), decode(text))
        else:
            draft.values[key] = parts(text) if key == "departments" else decode(text)
    if waiting and drafts:
        comments.setdefault((len(drafts) - 1,), []).extend(waiting)
    return Blocks(tuple(Block(**draft.values) for draft in drafts), comments)
