"""Exact search: give the pieces of a flattened text to the cells of an item.

A flattened PDF prints the cells of a row one after another, or line by line in turns. The pieces
keep their order within each cell, so an assignment is a merge of the cells' texts; this is a
depth-first search over (piece, place in every cell), each combination visited once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.reconcile.expected import Cell
from generator.reconcile.match import START, State, run
from generator.reconcile.text import is_list_number

MOST = 200_000
"""So many points are visited at most; real items need a few hundred. A text made to be ambiguous
then counts as one that does not agree."""


@dataclass(frozen=True)
class Piece:
    """Characters that stand together: a word of a flattened line, or a whole cell.

    ``whole`` pieces fill their cell and are never divided. ``place`` counts the cells of the
    original, empty ones too.
    """

    tokens: tuple[int, ...]
    text: str
    line: int
    whole: bool
    place: int = 0


@dataclass(frozen=True)
class Slot:
    """A cell to be filled. ``item`` is its item's place in the list; ``optional`` cells need not
    be printed (lost numbers and categories), ``again`` ones may be printed anew on a new page."""

    item: int
    cell: Cell
    optional: bool = False
    again: bool = False


@dataclass(frozen=True)
class Point:
    """A state of the search: next piece, characters of it that are used up, a state per slot."""

    piece: int
    offset: int
    states: tuple[State, ...]

    def after(self, piece: Piece, length: int, slot: int, state: State) -> Point:
        """The point after ``length`` characters of a piece went to a slot."""
        states = (*self.states[:slot], state, *self.states[slot + 1 :])
        if self.offset + length == len(piece.text):
            return Point(self.piece + 1, 0, states)
        return Point(self.piece, self.offset + length, states)


@dataclass(frozen=True)
class Move:
    """``tokens`` went to ``slot``; ``repeated`` if they print again what the slot had."""

    slot: int
    tokens: tuple[int, ...]
    repeated: bool = False


@dataclass(frozen=True)
class Result:
    """The moves of the best way found, the point where it ends, and whether all cells are full."""

    complete: bool
    point: Point
    moves: tuple[Move, ...]


def begin(slots: Sequence[Slot], piece: int) -> Point:
    """The point before anything of these slots was read."""
    return Point(piece, 0, (START,) * len(slots))


def is_complete(slots: Sequence[Slot], point: Point) -> bool:
    """True if every slot is full or, where allowed, empty, and no piece is half used."""
    return point.offset == 0 and all(
        state == (len(slot.cell.text), "") or (slot.optional and state == START)
        for slot, state in zip(slots, point.states, strict=True)
    )


def search(pieces: Sequence[Piece], slots: Sequence[Slot], start: Point) -> Result:
    """Fill the slots from a point on, using every piece on the way exactly once.

    :returns: a complete way, or else one that reaches furthest into the pieces.
    """
    parents: dict[Point, tuple[Point, Move] | None] = {start: None}
    stack = [start]
    best = start
    while stack and len(parents) < MOST:
        point = stack.pop()
        if is_complete(slots, point):
            return Result(True, point, _moves(parents, point))
        if _reach(point) > _reach(best):
            best = point
        if point.piece >= len(pieces):
            continue
        last = parents[point]
        ways = _ways(pieces[point.piece], slots, point, last[1].slot if last else -1)
        for after, move in reversed(ways):
            if after not in parents:
                parents[after] = (point, move)
                stack.append(after)
    return Result(False, best, _moves(parents, best))


def _reach(point: Point) -> tuple[int, int]:
    return point.piece, point.offset


def _ways(piece: Piece, slots: Sequence[Slot], point: Point, last: int) -> list[tuple[Point, Move]]:
    """All ways to use the next characters; the slot that was read last comes first."""
    found: list[tuple[Point, Move]] = []
    text = piece.text[point.offset :]
    order = sorted(range(len(slots)), key=lambda place: place != last)
    for place in order:
        slot, state = slots[place], point.states[place]
        size = len(slot.cell.text)
        if state == (size, ""):
            if slot.again and text == slot.cell.text:
                move = Move(place, piece.tokens[point.offset :], repeated=True)
                found.append((point.after(piece, len(text), place, state), move))
            continue
        states, completed = run(slot.cell, state, text)
        tokens = piece.tokens[point.offset :]
        for after in sorted(filter(_may_pause, states), reverse=True):
            move = Move(place, tokens)
            found.append((point.after(piece, len(text), place, after), move))
        for length in completed:
            if not _may_cut(piece, slot, text[length]):
                continue
            move = Move(place, tokens[:length])
            found.append((point.after(piece, length, place, (size, "")), move))
    return found


def _may_pause(state: State) -> bool:
    """True if a piece may end here: a list number is never divided (``3`` alone is an item's)."""
    return not state[1] or is_list_number(state[1])


def _may_cut(piece: Piece, slot: Slot, following: str) -> bool:
    """True if a full cell may end within a piece; ``1.`` never holds an item's number."""
    return not piece.whole and not (slot.cell.name == "number" and following in ".．、)")


def _moves(parents: dict[Point, tuple[Point, Move] | None], point: Point) -> tuple[Move, ...]:
    moves: list[Move] = []
    link = parents[point]
    while link is not None:
        moves.append(link[1])
        link = parents[link[0]]
    return tuple(reversed(moves))
