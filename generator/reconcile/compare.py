"""Settle one cell: enter what agrees into the ledger, and name exactly what does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.diagnostics import shorten
from generator.load import Document
from generator.reconcile.expected import Cell, Part, Path
from generator.reconcile.match import read
from generator.reconcile.original import Ledger, Original, Owner
from generator.reconcile.records import Diff

SURE = 8
"""So many characters must agree again before a difference counts as over."""

REACH = 60
"""So far (both sides together) the end of a difference is looked for step by step."""

SENTENCE_ENDS = ("。", ";", ":", "、", "")

PROBLEM = Owner("problem", "")
LIST_NUMBER = Owner("furniture", "list_number")


@dataclass(frozen=True)
class Gap:
    """Characters ``printed[i:j]`` stand where the cell has ``[p:q]``; one side may be empty."""

    i: int
    j: int
    p: int
    q: int


@dataclass
class Book:
    """What is found while one original is reconciled.

    ``documents`` are the township's YAML files by name, for the lines of values; ``parts`` tells
    for each character that belongs to a field: its file and the part.
    """

    original: Original
    documents: Mapping[str, Document]
    ledger: Ledger
    problems: list[Diff] = field(default_factory=list)
    exceptions: list[Diff] = field(default_factory=list)
    parts: dict[int, tuple[str, Part]] = field(default_factory=dict)
    yaml_characters: int = 0
    yaml_found: int = 0

    def yaml_line(self, file: str, path: Path) -> int:
        """Line of the value at ``path``; 0 if the file is not at hand."""
        document = self.documents.get(file)
        return document.node.find(path).line if document is not None else 0

    def report(
        self, line: int, printed: str, file: str, path: Path, written: str, message: str
    ) -> None:
        """Enter a difference; excerpts are cut for reading."""
        self.problems.append(self.diff(line, printed, file, path, written, message))

    def diff(
        self, line: int, printed: str, file: str, path: Path, written: str, message: str
    ) -> Diff:
        """A difference between a line of the original and the value at a path of a file."""
        return Diff(
            line,
            shorten(printed, 60),
            f"{file}:{'.'.join(map(str, path))}" if file else "",
            self.yaml_line(file, path),
            shorten(written, 60),
            message,
        )


def differences(cell: Cell, text: str) -> tuple[list[tuple[int, int]], list[Gap]]:
    """Compare all of a printed text with all of a cell.

    :returns: pairs (place in text, place in the cell or -1 for a list number) that agree, and the
        gaps between them; no gaps if and only if the text is the cell.
    """
    pairs: list[tuple[int, int]] = []
    gaps: list[Gap] = []
    i = p = 0
    while True:
        reading = read(cell, text[i:], p)
        pairs += [(i + offset, place) for offset, place in enumerate(reading.places)]
        i, p = i + len(reading.places), reading.place
        if i == len(text) and p == len(cell.text):
            return pairs, gaps
        j, q = _resume(cell, text, i, p)
        gaps.append(Gap(i, j, p, q))
        if j == len(text) and q == len(cell.text):
            return pairs, gaps
        i, p = j, q


def _resume(cell: Cell, text: str, i: int, p: int) -> tuple[int, int]:
    """The nearest places from which both sides agree again; both ends if there are none."""
    rest, due = len(text) - i, len(cell.text) - p
    for width in range(1, REACH + 1):
        for skipped in _splits(width, rest, due):
            j, q = i + skipped, p + width - skipped
            if j == len(text) and q == len(cell.text):
                return j, q
            reading = read(cell, text[j:], q, limit=SURE)
            agreed = len(reading.places)
            if agreed == SURE or (
                agreed and j + agreed == len(text) and reading.place == len(cell.text)
            ):
                return j, q
    matcher = SequenceMatcher(None, text[i:], cell.text[p:], autojunk=False)
    block = matcher.find_longest_match()
    if block.size >= SURE:
        return i + block.a, p + block.b
    return len(text), len(cell.text)


def _splits(width: int, rest: int, due: int) -> list[int]:
    """How many of ``width`` left-out characters are printed ones; replacing comes first."""
    possible = range(max(0, width - due), min(width, rest) + 1)
    return sorted(possible, key=lambda skipped: abs(2 * skipped - width))


def settle(book: Book, file: str, cell: Cell, tokens: Sequence[int]) -> bool:
    """Compare the characters found for a cell with the cell.

    Each of ``tokens`` gets its owner: a field, a list number, or a problem that is reported with
    the lines of both sides.

    :returns: True if they agree.
    """
    text = book.original.text(tokens)
    pairs, gaps = differences(cell, text)
    for place, expected in pairs:
        if expected < 0:
            book.ledger.claim([tokens[place]], LIST_NUMBER)
        else:
            part = cell.part_at(expected)
            book.ledger.claim([tokens[place]], Owner("field", part.label))
            book.parts[tokens[place]] = (file, part)
            book.yaml_found += 1
    book.yaml_characters += len(cell.text)
    for gap in gaps:
        book.ledger.claim(tokens[gap.i : gap.j], PROBLEM)
        after_number = (gap.i - 1, -1) in pairs
        _report_gap(book, file, cell, tokens, gap, after_number=after_number)
    return not gaps


def _report_gap(
    book: Book, file: str, cell: Cell, tokens: Sequence[int], gap: Gap, *, after_number: bool
) -> None:
    original = book.original
    printed = original.text(tokens[gap.i : gap.j])
    written = cell.text[gap.p : gap.q]
    line = original.line_of[tokens[_anchor(cell, gap, len(tokens))]]
    part = _part(cell, gap, printed, after_number=after_number)
    context = original.text(tokens[max(0, gap.i - 8) : gap.j + 8])
    book.report(line, context, file, part.path, part.text, gap_message(printed, written))


def _anchor(cell: Cell, gap: Gap, size: int) -> int:
    """The character whose line is shown: what is printed, or what stands next to a loss.

    The end of a part was lost from the line that the part ends on, all else from the next line.
    """
    ends_part = gap.q == len(cell.text) or gap.q in cell.starts
    if gap.i == gap.j and ends_part and gap.p not in cell.starts:
        return max(0, gap.i - 1)
    return min(gap.i, size - 1)


def _part(cell: Cell, gap: Gap, printed: str, *, after_number: bool) -> Part:
    """The part to show: where the YAML differs, or which an addition goes on.

    An addition between two parts goes on the first if it ends a sentence, else begins the second.
    """
    ends = printed[-1:] in SENTENCE_ENDS and not after_number
    if gap.q == gap.p and gap.p and (gap.p not in cell.starts or ends):
        return cell.part_at(gap.p - 1)
    return cell.part_at(gap.p)


def gap_message(printed: str, written: str) -> str:
    """What is wrong, in Chinese, for printed and written characters that differ."""
    if not written:
        return f"原文有“{shorten(printed)}”，YAML 里没有"
    if not printed:
        return f"YAML 有“{shorten(written)}”，原文没有"
    return f"原文是“{shorten(printed)}”，YAML 是“{shorten(written)}”"


def missing(book: Book, file: str, cell: Cell, near_line: int) -> None:
    """Report a cell of which nothing was found; ``near_line`` is where it should stand."""
    book.yaml_characters += len(cell.text)
    for part in _distinct(cell.parts):
        book.report(
            near_line, "", file, part.path, part.text, f"YAML 有“{shorten(part.text)}”，原文没有"
        )


def _distinct(parts: Sequence[Part]) -> Iterator[Part]:
    seen: set[Path] = set()
    for part in parts:
        if part.path not in seen:
            seen.add(part.path)
            yield part
