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
from collections.abc import Sequence

from generator.haystack import is_printable
from generator.yamlio.nodes import Node

DEEPEST = 20
"""Widest indentation that is read here, in blanks; the model needs 12."""

_OTHER = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that libyaml refuses, or takes for white space or the end of a line."""

_LINES = re.compile(r"^( *+)(- )?+(?:([a-z][a-z0-9_]{0,60}+):(?: |$))?+(.*+)$", re.MULTILINE)
"""Every line in four parts: indentation, the dash of an entry, the name of a field, its value."""

INDICATORS = frozenset(" -?:,[]{}#&*!|>'\"%@`")
"""What no plain text begins with here; libyaml reads some of it as text."""

_FLOW = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^:,\[\]{}#?]*[^\s:,\[\]{}#?])?|'[^',]*'""")
"""A text in a list ``[a, b]``."""

Line = tuple[str, str, str, str]
"""A line as :data:`_LINES` parts it."""


class OtherForm(Exception):
    """The text is in some other form."""


def parted(text: str) -> list[Line]:
    """The lines of a text.

    :raises OtherForm: if the last one does not end.
    """
    if text[-1:] != "\n":
        raise OtherForm
    return _LINES.findall(text, 0, len(text) - 1)


def are_plain(texts: str) -> bool:
    """Whether texts that begin with no indicator, a line each, are plain up to their ends."""
    ended = f"{texts}\n"
    return not (": " in ended or " #" in ended or ":\n" in ended or " \n" in ended)


def unquoted(text: str) -> str:
    """The text in single quotes that begins with one.

    :raises OtherForm: if it is no such text.
    """
    if text[-1] == "'" and len(text) > 1:
        inner = text[1:-1].replace("''", "\0")
        if "'" not in inner:
            return inner.replace("\0", "'")
    raise OtherForm


def flow_texts(text: str) -> list[str]:
    """The texts of a list ``[a, b]``, as they are written in there.

    :raises OtherForm: if what begins with a bracket is no such list.
    """
    if text[-1] != "]":
        raise OtherForm
    inner = text[1:-1]
    texts = inner.split(", ") if inner else []
    if not all(map(_FLOW.fullmatch, texts)):
        raise OtherForm
    return texts


def read(text: str) -> Node | None:
    """The node tree of a text in the canonical form, the same that libyaml's events give; None if
    it is in any other form. Comments are passed over."""
    if not is_printable(text) and _OTHER.search(text):
        return None
    try:
        return _tree(parted(text))
    except OtherForm:
        return None


def _tree(lines: Sequence[Line]) -> Node:
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
            raise OtherForm
        if waiting is not None:
            if indent != top + 2 or indent > DEEPEST:
                raise OtherForm
            inner = Node("sequence" if dash else "mapping", [], line, indent + 1)
            opened[top].value.append((waiting, inner))
            opened[indent] = inner
            waiting = None
        elif indent > top or indent % 2:
            raise OtherForm
        top = indent
        collection = opened[indent]
        if (collection.kind == "sequence") is not bool(dash):
            raise OtherForm
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
        raise OtherForm
    root.line = root.value[0][0].line
    return root


def _value(text: str, line: int, column: int) -> Node:
    """The node of what stands behind a dash or a field's name."""
    first = text[:1]
    if first and first not in INDICATORS and are_plain(text):
        return Node("scalar", text, line, column, line, column + len(text))
    if first == "'":
        return Node("scalar", unquoted(text), line, column, line, column + len(text), False)
    if first == "[":
        return _flow(flow_texts(text), line, column)
    raise OtherForm


def _flow(texts: Sequence[str], line: int, column: int) -> Node:
    """The node of a list ``[a, b]``."""
    entries: list[Node] = []
    place = column + 1
    for text in texts:
        plain = text[0] != "'"
        end = place + len(text)
        value = text if plain else text[1:-1]
        entries.append(Node("scalar", value, line, place, line, end, plain))
        place = end + 2
    return Node("sequence", entries, line, column, plain=False)
