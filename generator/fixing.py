"""Making the fixes that diagnostics carry, on the bytes of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from generator import yamlio
from generator.diagnostics import Edit, Fix


def _from_gbk(data: bytes) -> str | None:
    """The text of GBK bytes; None if they may as well be something else, such as damaged UTF-8."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    usual = sum(_is_usual(sign) for sign in text)
    valid = len(re.findall(rb"[\xe4-\xe9][\x80-\xbf]{2}", data))
    foreign = sum(sign > "\x7f" for sign in text)
    return text if usual >= 0.99 * len(text) and valid <= foreign // 5 else None


def _is_usual(sign: str) -> bool:
    """Whether a character is one of the 7,445 of GB 2312, in which nearly all texts are written."""
    if sign < "\x80":
        return sign.isprintable() or sign in "\t\r\n"
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _from_utf16(data: bytes) -> str | None:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _without_bom(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _with_line_feeds(data: bytes) -> str | None:
    text = _without_bom(data)
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


REWRITES: dict[str, Callable[[bytes], str | None]] = {
    "gb18030": _from_gbk,
    "utf-16": _from_utf16,
    "bom": _without_bom,
    "newlines": _with_line_feeds,
}
"""Name of a rewrite -> the text of a file's bytes; None where that is not certain."""


def rewritten(data: bytes, name: str) -> bytes | None:
    """A file's bytes after a rewrite, UTF-8; None if it is not certain."""
    text = REWRITES[name](data)
    return None if text is None else text.encode("utf-8")


def apply(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """A file's bytes with fixes made: rewrites alone if there are any, else all edits that do not
    overlap an earlier one. What is left over is found, and made, when the file is checked again."""
    listed = list(fixes)
    names = [name for name in REWRITES if any(fix.rewrite == name for fix in listed)]
    if names:
        for name in names:
            data = rewritten(data, name) or data
        return data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    starts = yamlio.line_starts(text)
    spans: list[tuple[int, int, str]] = []
    for fix in listed:
        placed = [_span(edit, starts, len(text)) for edit in fix.edits]
        if not any(_overlap(one, other) for one in placed for other in spans):
            spans += placed
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text.encode("utf-8")


def _span(edit: Edit, starts: list[int], length: int) -> tuple[int, int, str]:
    start = yamlio.offset(starts, edit.line, edit.column, length)
    end = yamlio.offset(starts, edit.end_line, edit.end_column, length)
    return start, end, edit.text


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return (one[0] < other[1] and other[0] < one[1]) or one[:2] == other[:2]
