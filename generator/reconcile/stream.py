"""Originals without rows: flattened text (words in reading order) and one cell a line.

Items are taken in order; :mod:`generator.reconcile.search` gives every piece to a cell. Where no
exact way exists, the best way is followed as far as it goes, the piece that stops it is given to
the cell it resembles most, and the comparison of the cells then names the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from generator.reconcile.compare import Book
from generator.reconcile.expected import ExpectedItem, ExpectedList
from generator.reconcile.furniture import HEADER, REPEATED, column_of
from generator.reconcile.match import START, State
from generator.reconcile.search import Piece, Point, Result, Slot, begin, search
from generator.reconcile.table import Found
from generator.reconcile.text import without_list_number

WINDOW = 3
"""So many neighbouring items may be printed in turns (rows cut by a page break)."""

SURE_NAME = 2
"""So many characters of a name show, behind a number, that an item begins."""

ALIKE = 0.3
"""A piece that agrees with none exactly may go to a cell if so much of it is found there."""


def flat_pieces(book: Book, lines: Iterable[int]) -> list[Piece]:
    """The words of flattened lines.

    A header is a run of known heads from 序号 on, on one line or several; it enters the ledger.
    """
    original = book.original
    pieces: list[Piece] = []
    in_header = False
    for line in lines:
        for tokens in original.words(line):
            word = tuple(token for token in tokens if book.ledger.is_free(token))
            if not word:
                continue
            text = original.text(word)
            head = column_of(text)
            in_header = head == "number" or (in_header and head not in (None, "marks"))
            if in_header:
                book.ledger.claim(word, HEADER)
            else:
                pieces.append(Piece(word, text, line, whole=False))
    return pieces


def cell_pieces(book: Book, lines: Iterable[int]) -> list[Piece]:
    """The cells of an original that begins each with a tab and may go on over lines.

    A header is a run of known heads from 序号 on.
    """
    original = book.original
    cells: list[list[int]] = []
    places: list[int] = []
    for line in lines:
        for place, cell in enumerate(original.cells[line - 1]):
            free = [token for token in cell.tokens if book.ledger.is_free(token)]
            if place or not cells:
                cells.append(free)
                places.append(line)
            else:
                cells[-1] += free
    pieces: list[Piece] = []
    in_header = False
    for place, (tokens, line) in enumerate(zip(cells, places, strict=True)):
        text = original.text(tokens)
        head = column_of(text)
        in_header = head == "number" or (in_header and (head is not None or not text))
        if in_header:
            book.ledger.claim(tokens, HEADER)
        elif tokens:
            pieces.append(Piece(tuple(tokens), text, line, whole=True, place=place))
    return pieces


def _slots(listed: ExpectedList, items: Sequence[int], *, cells: bool) -> list[Slot]:
    """The cells of some items. ``cells``: the original prints cells, with a category column."""
    slots: list[Slot] = []
    for place in items:
        for cell in listed.items[place].cells:
            if cell.name == "category" and not cells:
                continue
            lost = cells and cell.name in ("number", "category")
            again = cells and cell.name in ("number", "category", "name")
            slots.append(Slot(place, cell, optional=lost, again=again))
    return slots


def _groups(items: Sequence[ExpectedItem]) -> Iterator[list[int]]:
    """Items in order; those from a merged cell's holder to its last sharer stay together."""
    places = {item.id: place for place, item in enumerate(items)}
    start = 0
    reach = 0
    for place in range(len(items)):
        sharers = [
            other
            for other, item in enumerate(items)
            if any(places.get(holder) == place for holder in item.merged.values())
        ]
        held = [places[holder] for holder in items[place].merged.values() if holder in places]
        reach = max([reach, place, *sharers, *held])
        if place == reach:
            yield list(range(start, place + 1))
            start = place + 1


class _Reader:
    """Goes through the pieces of one list and gathers what each item's cells were given."""

    def __init__(
        self, book: Book, listed: ExpectedList, pieces: Sequence[Piece], cells: bool
    ) -> None:
        self.book = book
        self.listed = listed
        self.pieces = pieces
        self.cells = cells
        self.at = 0
        self.found: dict[int, Found] = {}

    def take(self, slots: Sequence[Slot], result: Result) -> None:
        """Enter the moves of a result."""
        for move in result.moves:
            if move.repeated:
                self.book.ledger.claim(move.tokens, REPEATED)
                continue
            slot = slots[move.slot]
            line = self.book.original.line_of[move.tokens[0]]
            found = self.found.setdefault(slot.item, Found(line))
            found.cells.setdefault(slot.cell.name, []).extend(move.tokens)
        self.at = result.point.piece

    def read(self, groups: list[list[int]]) -> None:
        """Read all items."""
        while groups:
            for width in range(1, min(WINDOW, len(groups)) + 1):
                items = [place for group in groups[:width] for place in group]
                slots = _slots(self.listed, items, cells=self.cells)
                result = search(self.pieces, slots, begin(slots, self.at))
                if result.complete:
                    self.take(slots, result)
                    groups = groups[width:]
                    break
            else:
                self.repair(groups)
                groups = groups[1:]

    def repair(self, groups: list[list[int]]) -> None:
        """Read the first group although it does not agree, up to where the next one begins."""
        slots = _slots(self.listed, groups[0], cells=self.cells)
        point = begin(slots, self.at)
        names = [place for place, slot in enumerate(slots) if slot.cell.name == "name"]
        while True:
            result = search(self.pieces, slots, point)
            self.take(slots, result)
            point = result.point
            if result.complete or point.piece >= len(self.pieces):
                break
            if not point.offset and self.begins(point.piece, groups[1:]):
                break
            unread = not point.offset and all(point.states[place] == START for place in names)
            if unread and self.begins(point.piece, groups[:1]):
                point = self.start_anew(slots, point.piece)
            else:
                point = self.force(slots, point)
        self.at = point.piece

    def start_anew(self, slots: Sequence[Slot], piece: int) -> Point:
        """Give up what was gathered for an item that begins only here, behind a wrong number."""
        for slot in slots:
            found = self.found.get(slot.item)
            if found is not None:
                found.cells = {k: v for k, v in found.cells.items() if k == "number"}
        states = tuple(
            (len(slot.cell.text), "") if slot.cell.name == "number" else START for slot in slots
        )
        return Point(piece + 1, 0, states)

    def begins(self, piece: int, groups: list[list[int]]) -> bool:
        """True if one of the next items begins with this piece: its name and one more agree, or
        any number stands before its name."""
        for group in groups[:WINDOW]:
            slots = _slots(self.listed, group[:1], cells=self.cells)
            result = search(self.pieces, slots, begin(slots, piece))
            names = {slots[move.slot].cell.name for move in result.moves}
            if result.complete or ("name" in names and len(result.moves) > 1):
                return True
            name = self.listed.items[group[0]].cell("name")
            if name is not None and self.pieces[piece].text.isdecimal():
                following = self.pieces[piece + 1].text if piece + 1 < len(self.pieces) else ""
                if len(following) >= SURE_NAME and name.text.startswith(following):
                    return True
        return False

    def force(self, slots: Sequence[Slot], point: Point) -> Point:
        """Give the piece at a point to a cell that it resembles, or leave it over, whichever
        lets the reading go on further."""
        piece = self.pieces[point.piece]
        ways = [(*self.outcome(slots, _after(point, {})), 0.0, -1, _after(point, {}))]
        for place, (share, done) in enumerate(_likeness(piece, slots, point)):
            if share >= ALIKE:
                after = _after(point, {place: (done, "")})
                ways.append((*self.outcome(slots, after), share, place, after))
        *_, target, after = max(ways, key=lambda way: way[:3])
        if target >= 0:
            slot = slots[target]
            found = self.found.setdefault(slot.item, Found(piece.line))
            tokens = piece.tokens[point.offset :]
            found.cells.setdefault(slot.cell.name, []).extend(tokens)
        return after

    def outcome(self, slots: Sequence[Slot], point: Point) -> tuple[bool, int]:
        """Whether reading on from a point fills all cells, and up to which piece it goes."""
        result = search(self.pieces, slots, point)
        return result.complete, result.point.piece


def _after(point: Point, states: dict[int, State]) -> Point:
    """The point behind the piece at a point, with some states changed."""
    changed = tuple(states.get(place, state) for place, state in enumerate(point.states))
    return Point(point.piece + 1, 0, changed)


def _likeness(piece: Piece, slots: Sequence[Slot], point: Point) -> list[tuple[float, int]]:
    """For each slot, the share of a piece that stands there next, and up to where it goes."""
    text = without_list_number(piece.text[point.offset :]) or piece.text
    found: list[tuple[float, int]] = []
    for slot, (done, _) in zip(slots, point.states, strict=True):
        due = slot.cell.text[done : done + len(text) + 8 + len(text) // 4]
        blocks = SequenceMatcher(None, text, due, autojunk=False).get_matching_blocks()
        share = sum(block.size for block in blocks) / len(text)
        end = 0
        for block in blocks:
            if block.size >= block.b - end:  # a lone character far on is a chance
                end = block.b + block.size
        found.append((share, done + end))
    return found


def read_stream(
    book: Book, listed: ExpectedList, pieces: Sequence[Piece], *, cells: bool
) -> list[Found | None]:
    """What the original prints for each item of a list; None for items that were not found."""
    reader = _Reader(book, listed, pieces, cells)
    reader.read(list(_groups(listed.items)))
    return [reader.found.get(place) for place in range(len(listed.items))]
