"""Strict matching of printed characters against an expected cell.

A state is ``(place, begun)``: the next expected character, and the characters of a list number
that was begun before it (``''``: none). Nothing is optional but one list number before a part that
allows it, so a run over the characters is exact: it ends in a state or it fails.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from generator.reconcile.expected import Cell
from generator.reconcile.text import begins_list_number, is_list_number

State = tuple[int, str]
START: State = (0, "")


def step(cell: Cell, state: State, char: str) -> list[State]:
    """The states after one more printed character; the plain reading first."""
    place, begun = state
    found: list[State] = []
    may_go_on = not begun or is_list_number(begun)
    if may_go_on and place < len(cell.text) and cell.text[place] == char:
        found.append((place + 1, ""))
    if place in cell.numbered and begins_list_number(begun + char):
        found.append((place, begun + char))
    return found


def run(cell: Cell, state: State, text: str) -> tuple[set[State], list[int]]:
    """Read printed characters from a state.

    :returns: the states after all of ``text``, and the lengths of the proper beginnings of
        ``text`` with which the cell is complete.
    """
    states = {state}
    completed: list[int] = []
    end = (len(cell.text), "")
    for length, char in enumerate(text, 1):
        states = {after for before in states for after in step(cell, before, char)}
        if not states:
            break
        if end in states and length < len(text):
            completed.append(length)
    return states, completed


@dataclass(frozen=True)
class Reading:
    """How far a text was read: ``places[i]`` is the expected place of character i, or -1 for a
    list number; ``place`` is the next expected character."""

    places: tuple[int, ...]
    place: int


def read(cell: Cell, text: str, place: int = 0, *, limit: int | None = None) -> Reading:
    """Read as many characters of ``text`` as possible, from an expected place on.

    Of several ways the one that reaches furthest in both texts wins; a number of which only a
    beginning was read is given back.

    :param limit: stop after so many characters.
    """
    text = text[:limit]
    places: list[int] = []
    while len(places) < len(text) and place < len(cell.text):
        if place in cell.numbered and begins_list_number(text[len(places)]):
            branch = _branch(cell, text[len(places) :], place)
            places += branch.places
            place = branch.place
            if not branch.goes_on:
                break
            continue
        size = _agreeing(text, len(places), cell, place)
        places += range(place, place + size)
        place += size
        if not size:
            break
    return Reading(tuple(places), place)


def _agreeing(text: str, i: int, cell: Cell, place: int) -> int:
    """How many characters agree plainly, up to the end of the part."""
    following = bisect.bisect_right(cell.starts, place)
    end = cell.starts[following] if following < len(cell.starts) else len(cell.text)
    size = min(end - place, len(text) - i)
    if text[i : i + size] == cell.text[place : place + size]:
        return size
    return next(j for j in range(size) if text[i + j] != cell.text[place + j])


@dataclass(frozen=True)
class _Branch(Reading):
    goes_on: bool


def _branch(cell: Cell, text: str, place: int) -> _Branch:
    """Read where a list number may begin, until only one way is left (``goes_on``) or none."""
    layers: list[dict[State, State]] = [{(place, ""): (place, "")}]
    goes_on = False
    for char in text:
        following: dict[State, State] = {}
        for before in layers[-1]:
            for after in step(cell, before, char):
                following.setdefault(after, before)
        if not following:
            break
        layers.append(following)
        if len(following) == 1 and not next(iter(following))[1]:
            goes_on = True
            break
    while not (ends := [state for state in layers[-1] if not state[1] or is_list_number(state[1])]):
        layers.pop()
    state = max(ends)
    last = state[0]
    places: list[int] = []
    for layer in reversed(layers[1:]):
        before = layer[state]
        places.append(state[0] - 1 if state[0] > before[0] else -1)
        state = before
    return _Branch(tuple(reversed(places)), last, goes_on)
