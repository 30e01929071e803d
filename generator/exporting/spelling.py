r"""Texts as cells of a workbook hold them: one line each, nothing lost when cells are tidied.

Office programs drop blanks at the ends of lines and change the signs that end lines. So a text's
own such signs are written out: ``\n`` a line break, ``\t`` a tab, ``\s`` a blank at an end,
``\uXXXX`` any other, ``\\`` a backslash; before any other sign a backslash says that the sign is
meant as it is, and no mark of ours. Texts without such signs, that is all that were ever published
so far, stand as they are.
"""

from __future__ import annotations

import re

_NAMED = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_MEANT = {"n": "\n", "t": "\t", "r": "\r", "s": " "}
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\\\\]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_EDGE = re.compile(r"\A\s+|\s+\Z")


def encode(text: str) -> str:
    """A text as a single line that may lose the blanks at its ends."""
    spelled = _ODD.sub(lambda match: _NAMED.get(match[0]) or _number(match[0]), text)
    return _EDGE.sub(lambda match: "".join(map(_blank, match[0])), spelled)


def decode(line: str) -> str:
    """The text that :func:`encode` made the line of; what people write stands for itself."""
    return _ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else _MEANT.get(match[2], match[2]),
        line.strip(),
    )


def _blank(sign: str) -> str:
    return "\\s" if sign == " " else _number(sign)


def _number(sign: str) -> str:
    return f"\\u{ord(sign):04x}"


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
