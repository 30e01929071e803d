"""The node tree: YAML values with their places and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Node:
    """A YAML value with its place. Lines and columns count from 1; ``end_line`` and ``end_column``
    (the place behind) are known of scalars only.

    ``value`` is a ``str`` for a scalar, a list of nodes for a sequence and a list of
    (key node, value node) pairs for a mapping. ``before`` holds the whole-line comments above the
    node ('' for a blank line), ``after`` the comment behind it on its line, ``inside`` comments of
    a collection that no entry follows.
    """

    kind: str
    value: Any
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0
    plain: bool = True
    before: Sequence[str] = ()
    after: str = ""
    inside: Sequence[str] = ()

    def named_scalars(self) -> list[tuple[str | None, Node]]:
        """Every key and text in here, in order, each with the name of the nearest field that it
        stands in: ``name`` of its text, ``basis[]`` of a text in its list, None of a key."""
        found: list[tuple[str | None, Node]] = []
        _collect(self, "", found)
        return found

    def scalars(self) -> Iterator[Node]:
        """Every key and text in here, in order."""
        return (node for _, node in self.named_scalars())

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """Entries of a mapping as (key text, value node); nothing for other kinds."""
        if self.kind == "mapping":
            for key, value in self.value:
                yield key.value, value

    def get(self, key: str) -> Node | None:
        """The value under ``key`` of a mapping, or None."""
        for name, value in self.pairs():
            if name == key:
                return value
        return None

    def key(self, name: str) -> Node | None:
        """The key node called ``name`` of a mapping, or None."""
        if self.kind == "mapping":
            for key, _ in self.value:
                if key.value == name:
                    return key if isinstance(key, Node) else None
        return None

    def find(self, path: tuple[str | int, ...]) -> Node:
        """The deepest node that exists along ``path`` (keys and places from 0)."""
        node = self
        for step in path:
            below: Node | None = None
            if isinstance(step, int):
                if node.kind == "sequence" and step < len(node.value):
                    below = node.value[step]
            else:
                below = node.get(step)
            if below is None:
                break
            node = below
        return node


def _collect(node: Node, name: str, found: list[tuple[str | None, Node]]) -> None:
    if node.kind == "mapping":
        for key, value in node.value:
            found.append((None, key))
            if value.kind == "scalar":
                found.append((key.value, value))
            else:
                _collect(value, key.value, found)
    elif node.kind == "sequence":
        listed = f"{name}[]"
        for entry in node.value:
            if entry.kind == "scalar":
                found.append((listed, entry))
            else:
                _collect(entry, listed, found)
    else:
        found.append((name, node))


class YamlProblem(Exception):
    """A file that is no YAML that we read.

    ``reason`` is a stable word: ``syntax``, ``depth``, ``alias``, ``tag``, ``key``, ``documents``
    or ``empty``; ``detail`` is the parser's own message.
    """

    def __init__(self, reason: str, line: int, column: int, detail: str = "") -> None:
        super().__init__(f"{reason} {line}:{column} {detail}")
        self.reason = reason
        self.line = line
        self.column = column
        self.detail = detail


def replace_value(node: Node, key: str, value: Node) -> None:
    """Set ``key`` of a mapping node to ``value``, at its place if it is there."""
    for place, (name, _) in enumerate(node.value):
        if name.value == key:
            node.value[place] = (name, value)
            return
    node.value.append((Node("scalar", key, node.line, node.column), value))
