"""Lines as libyaml counts them: it also breaks at NEL, LS and PS."""

from __future__ import annotations

import re

BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def split_lines(text: str) -> list[str]:
    """The lines of a text without their breaks; one more than there are breaks."""
    return BREAK.split(text)


def line_starts(text: str) -> list[int]:
    """The offset of the first character of every line."""
    return [0, *(match.end() for match in BREAK.finditer(text))]


def offset(starts: list[int], line: int, column: int, length: int) -> int:
    """The offset of a place (counted from 1) in a text of ``length`` characters."""
    if line > len(starts):
        return length
    return min(starts[line - 1] + column - 1, length)
