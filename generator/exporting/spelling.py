r"""Texts as cells of a workbook hold them.

A backslash says that the sign behind it is meant as it is, and no mark of ours; so a backslash of
the text itself is written twice. Texts without backslashes, that is all that were published so
far, stand as they are. (A text of the lists is a single line without blanks at its ends and
without control characters: the rule QD202 sees to that, so cells may be tidied freely.)
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(.)")


def encode(text: str) -> str:
    """A text as a line of a cell."""
    return text.replace("\\", "\\\\")


def decode(line: str) -> str:
    """The text of a line; what people write stands for itself."""
    return _ESCAPE.sub(r"\1", line.strip())


def words(texts: tuple[str, ...], separator: str = "；") -> str:
    """Names in one line, parted by ``separator``; a separator within a name gets a backslash."""
    return separator.join(encode(text).replace(separator, f"\\{separator}") for text in texts)


def parts(line: str, separators: str = "；;") -> tuple[str, ...]:
    """The names that a line holds, empty ones left out."""
    found, current, place = [], "", 0
    while place < len(line):
        sign = line[place]
        if sign == "\\" and place + 1 < len(line):
            current += line[place : place + 2]
            place += 2
            continue
        if sign in separators:
            found.append(current)
            current = ""
        else:
            current += sign
        place += 1
    found.append(current)
    return tuple(decode(each) for each in found if each.strip())


def lines(cell: str) -> list[str]:
    """The lines of a cell, ends of lines as any program writes them, blank ones left out."""
    return [line.strip() for line in re.split("\r\n|\r|\n", cell) if line.strip()]
