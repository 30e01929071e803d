"""Reading: a text to a node tree, without recursion and without expansion.

What is in the canonical form is read by :mod:`generator.yamlio.canonical`, everything else from
libyaml's events; the tree is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from generator.yamlio import canonical
from generator.yamlio.comments import attach_comments
from generator.yamlio.nodes import Node, YamlProblem

MAX_BYTES = 4 * 1024 * 1024
"""Largest file that is read, in bytes; the longest real list file has about 250 KB."""

MAX_DEPTH = 16
"""Deepest nesting that is read; the model needs 8."""


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str) -> Node:
    """Read one YAML document.

    :param text: decoded content of a file.
    :returns: the root node.
    :raises YamlProblem: if it is no single YAML document of plain mappings, lists and texts.
    """
    root = canonical.read(text)
    if root is None:
        root = by_libyaml(text)
    attach_comments(root, text)
    return root


def by_libyaml(text: str) -> Node:
    """The root node of a text in any form, without its comments; raises as :func:`parse`."""
    try:
        events: Iterable[Any] = yaml.parse(text, Loader=_loader())
        return _build(events)
    except yaml.MarkedYAMLError as error:
        unclosed = "quoted scalar" in (error.context or "")
        mark = (error.context_mark if unclosed else None) or error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        detail = " ".join(part for part in (error.context, error.problem) if part)
        raise YamlProblem("syntax", line, column, detail) from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", None)
        before = text[:position] if isinstance(position, int) else ""
        line = before.count("\n") + 1
        raise YamlProblem("syntax", line, len(before.split("\n")[-1]) + 1, str(error)) from None


_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NODES = {
    yaml.ScalarEvent: "scalar",
    yaml.MappingStartEvent: "mapping",
    yaml.SequenceStartEvent: "sequence",
}


def _build(events: Iterable[Any]) -> Node:
    stack: list[Node] = []
    pending: list[Node | None] = []
    root: Node | None = None
    for event in events:
        kind = type(event)
        if kind in _ENDS:
            stack.pop()
            pending.pop()
            continue
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if kind is yaml.DocumentStartEvent and root is not None:
            raise YamlProblem("documents", line, column)
        if kind is yaml.AliasEvent:
            raise YamlProblem("alias", line, column, event.anchor or "")
        if kind not in _NODES:
            continue
        node = _node(event, line, column)
        if not stack:
            root = node
        else:
            _place(node, stack[-1], pending)
        if node.kind != "scalar":
            if len(stack) >= MAX_DEPTH:
                raise YamlProblem("depth", line, column)
            stack.append(node)
            pending.append(None)
    if root is None:
        raise YamlProblem("empty", 1, 1)
    return root


def _node(event: Any, line: int, column: int) -> Node:
    """The node that an event begins; anchors and tags are refused."""
    if event.anchor:
        raise YamlProblem("alias", line, column, event.anchor)
    if event.tag:
        raise YamlProblem("tag", line, column, event.tag)
    kind = _NODES[type(event)]
    if kind != "scalar":
        return Node(kind, [], line, column, plain=not event.flow_style)
    end = event.end_mark
    return Node("scalar", event.value, line, column, end.line + 1, end.column + 1, not event.style)


def _place(node: Node, parent: Node, pending: list[Node | None]) -> None:
    """Put a node into the collection that is open; ``pending[-1]`` is the key that waits."""
    key = pending[-1]
    if parent.kind == "sequence":
        parent.value.append(node)
    elif key is not None:
        parent.value.append((key, node))
        pending[-1] = None
    elif node.kind == "scalar":
        pending[-1] = node
    else:
        raise YamlProblem("key", node.line, node.column)
