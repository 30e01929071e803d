"""The original as a row of characters with their places, and the ledger of who owns each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.reconcile.text import MARKUP, fold_char

Tokens = Sequence[int]
"""Places in :attr:`Original.chars`, ascending within a line."""


@dataclass(frozen=True)
class Cell:
    """The characters between two tabs of a line, or before or behind one."""

    line: int
    tokens: tuple[int, ...]


@dataclass(frozen=True)
class Original:
    """An original's characters without white space, folded; places and lines run parallel.

    ``texts`` are the raw lines, ``line_of`` the line of each character (from 1), ``column_of`` its
    column (from 0), ``cells`` the cells of each line (``cells[0]`` is line 1), ``markup`` the
    characters of conversion tags, which no cell contains.
    """

    texts: tuple[str, ...]
    chars: str
    line_of: tuple[int, ...]
    column_of: tuple[int, ...]
    cells: tuple[tuple[Cell, ...], ...]
    markup: frozenset[int]

    def text(self, tokens: Iterable[int]) -> str:
        """The folded characters at these places."""
        return "".join(self.chars[token] for token in tokens)

    def line_tokens(self, line: int) -> tuple[int, ...]:
        """All characters of a line, without markup."""
        return tuple(token for cell in self.cells[line - 1] for token in cell.tokens)

    def words(self, line: int) -> Iterator[tuple[int, ...]]:
        """The runs of characters of a line between white space."""
        run: list[int] = []
        for token in self.line_tokens(line):
            if run and self.column_of[token] != self.column_of[run[-1]] + 1:
                yield tuple(run)
                run = []
            run.append(token)
        if run:
            yield tuple(run)


def read_original(data: bytes) -> Original:
    """Cut an original into characters, lines and cells.

    :raises UnicodeDecodeError: if it is no UTF-8 text.
    """
    texts = tuple(data.decode("utf-8-sig").replace("\r\n", "\n").split("\n"))
    chars: list[str] = []
    lines: list[int] = []
    columns: list[int] = []
    cells: list[tuple[Cell, ...]] = []
    markup: set[int] = set()
    for number, text in enumerate(texts, 1):
        tags = {place for tag in MARKUP.finditer(text) for place in range(*tag.span())}
        row: list[list[int]] = [[]]
        for column, char in enumerate(text):
            if char == "\t":
                row.append([])
            elif not char.isspace():
                if column in tags:
                    markup.add(len(chars))
                else:
                    row[-1].append(len(chars))
                chars.append(fold_char(char))
                lines.append(number)
                columns.append(column)
        cells.append(tuple(Cell(number, tuple(tokens)) for tokens in row))
    return Original(
        texts, "".join(chars), tuple(lines), tuple(columns), tuple(cells), frozenset(markup)
    )


@dataclass(frozen=True)
class Owner:
    """What a character of the original was found to be.

    ``role`` is ``field``, ``furniture``, ``ignored`` or ``problem``; ``name`` the field, the kind
    of furniture or the place of the ignored entry.
    """

    role: str
    name: str


class DoubleEntry(Exception):
    """A character was claimed twice: a mistake of this program, never of the data."""


class Ledger:
    """Who owns each character of an original; every character can be claimed once."""

    def __init__(self, size: int) -> None:
        self._owners: list[Owner | None] = [None] * size

    def claim(self, tokens: Iterable[int], owner: Owner) -> None:
        """Enter an owner.

        :raises DoubleEntry: if a character has one already.
        """
        for token in tokens:
            if self._owners[token] is not None:
                raise DoubleEntry(f"{token}: {self._owners[token]} / {owner}")
            self._owners[token] = owner

    def is_free(self, token: int) -> bool:
        """True while nobody claimed the character."""
        return self._owners[token] is None

    def entries(self) -> Iterator[tuple[int, Owner | None]]:
        """Every character with its owner."""
        return enumerate(self._owners)
