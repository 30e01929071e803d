"""Reading the canonical form, which :mod:`generator.yamlio.writing` writes, line by line.

Nearly every file is in that form, and libyaml's events, each a Python object with two places, cost
several times as much as the lines themselves. This reader knows only what needs no YAML parser:
block mappings and lists with two blanks of indentation, names of fields, plain and single-quoted
texts of one line, lists in ``[a, b]``, comments on lines of their own. It gives up at the first
sign of anything else, and then libyaml reads the file from its beginning; so it never has to say
what is wrong with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.haystack import is_printable
from generator.yamlio.nodes import Node

DEEPEST = 20
"""Widest indentation that is read here, in blanks; the model needs 12."""

_OTHER = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that libyaml refuses, or takes for white space or the end of a line."""

_LINES = re.compile(r"^( *)(- )?(?:([a-z][a-z0-9_]{0,60}):(?: |$))?(.*)$", re.MULTILINE)
"""Every line in four parts: indentation, the dash of an entry, the name of a field, its value."""

_INDICATORS = frozenset(" -?:,[]{}#&*!|>'\"%@`")
"""What no plain text begins with here; libyaml reads some of it as text."""

_FLOW = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^:,\[\]{}#?]*[^\s:,\[\]{}#?])?|'[^',]*'""")
"""A text in a list ``[a, b]``."""


class _OtherForm(Exception):
    """The text is in some other form."""


def read(text: str) -> Node | None:
    """The node tree of a text in the canonical form, the same that libyaml's events give; None if
    it is in any other form. Comments are passed over."""
    if text[-1:] != "\n" or not (is_printable(text) or not _OTHER.search(text)):
        return None
    try:
        return _tree(_LINES.findall(text, 0, len(text) - 1))
    except _OtherForm:
        return None


def _tree(lines: Iterable[tuple[str, str, str, str]]) -> Node:
    root = Node("mapping", [], 1, 1)
    # indentation -> the collection that is open there; what is beyond ``top`` has ended
    opened = {0: root}
    top = 0
    waiting: Node | None = None
    for line, (blanks, dash, name, value) in enumerate(lines, start=1):
        indent = len(blanks)
        if not (dash or name):
            if value[:1] == "#":
                continue
            raise _OtherForm
        if waiting is not None:
            if indent != top + 2 or indent > DEEPEST:
                raise _OtherForm
            inner = Node("sequence" if dash else "mapping", [], line, indent + 1)
            opened[top].value.append((waiting, inner))
            opened[indent] = inner
            waiting = None
        elif indent > top or indent % 2:
            raise _OtherForm
        top = indent
        collection = opened[indent]
        if (collection.kind == "sequence") is not bool(dash):
            raise _OtherForm
        if dash:
            if not name:
                collection.value.append(_value(value, line, indent + 3))
                continue
            top = indent + 2
            inner = opened[top] = Node("mapping", [], line, top + 1)
            collection.value.append(inner)
            collection = inner
        end = top + 1 + len(name)
        key = Node("scalar", name, line, top + 1, line, end)
        if value:
            collection.value.append((key, _value(value, line, end + 2)))
        else:
            waiting = key
    if waiting is not None or not root.value:
        raise _OtherForm
    root.line = root.value[0][0].line
    return root


def _value(text: str, line: int, column: int) -> Node:
    """The node of what stands behind a dash or a field's name."""
    first = text[:1]
    if first and first not in _INDICATORS:
        if ": " in text or " #" in text or text[-1] in " :":
            raise _OtherForm
        return Node("scalar", text, line, column, line, column + len(text))
    if first == "'" and text[-1] == "'" and len(text) > 1:
        inner = text[1:-1].replace("''", "\0")
        if "'" in inner:
            raise _OtherForm
        inner = inner.replace("\0", "'")
        return Node("scalar", inner, line, column, line, column + len(text), False)
    if first == "[" and text[-1] == "]":
        return _flow(text[1:-1], line, column)
    raise _OtherForm


def _flow(inner: str, line: int, column: int) -> Node:
    """The node of a list ``[a, b]``; ``inner`` is what its brackets hold."""
    entries: list[Node] = []
    place = column + 1
    for text in inner.split(", ") if inner else ():
        if not _FLOW.fullmatch(text):
            raise _OtherForm
        plain = text[0] != "'"
        end = place + len(text)
        value = text if plain else text[1:-1]
        entries.append(Node("scalar", value, line, place, line, end, plain))
        place = end + 2
    return Node("sequence", entries, line, column, plain=False)
