"""YAML in and out: a position-aware reader and one canonical writer.

The reader drives libyaml's event stream with a stack of its own. That is faster than
``yaml.load``, keeps line and column of every value, sees duplicate keys (PyYAML drops them
silently), and cannot be made to recurse or expand: nesting deeper than :data:`MAX_DEPTH` and every
anchor, alias or tag are refused. The writer knows one form only (see :func:`dump`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.resolver import Resolver

from generator.model import Spec, specs

MAX_BYTES = 4 * 1024 * 1024
"""Largest file that is read, in bytes; the longest real list file has about 250 KB."""

MAX_DEPTH = 16
"""Deepest nesting that is read; the model needs 8."""


@dataclass(slots=True)
class Node:
    """A YAML value with its place. Lines and columns count from 1.

    ``value`` is a ``str`` for a scalar, a list of nodes for a sequence and a list of
    (key node, value node) pairs for a mapping. ``before`` holds the whole-line comments above the
    node, ``after`` the comment behind it on its line, ``inside`` comments of a collection that no
    entry follows.
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


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str) -> Node:
    """Read one YAML document.

    :param text: decoded content of a file.
    :returns: the root node.
    :raises YamlProblem: if it is no single YAML document of plain mappings, lists and texts.
    """
    try:
        events: Iterable[Any] = yaml.parse(text, Loader=_loader())
        root = _build(events)
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
    _attach_comments(root, text)
    return root


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
            node = stack.pop()
            pending.pop()
            node.end_line = event.end_mark.line + 1
            node.end_column = event.end_mark.column + 1
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


# --- comments ---------------------------------------------------------------------------------


def _scalars(node: Node) -> Iterator[Node]:
    if node.kind == "scalar":
        yield node
    elif node.kind == "sequence":
        for entry in node.value:
            yield from _scalars(entry)
    else:
        for key, value in node.value:
            yield key
            yield from _scalars(value)


def _entries(node: Node) -> Iterator[Node]:
    """Nodes that begin an entry of a block collection: keys, and members of sequences."""
    if node.kind == "sequence":
        for entry in node.value:
            if node.plain:
                yield entry
            yield from _entries(entry)
    elif node.kind == "mapping":
        for key, value in node.value:
            if node.plain:
                yield key
            yield from _entries(value)


def _comment_at(text: str, start: int) -> int:
    """Index of the comment sign in a line from column ``start`` on, or -1."""
    for match in re.finditer("#", text[start:]):
        place = start + match.start()
        if place == 0 or text[place - 1] in " \t":
            return place
    return -1


def _attach_comments(root: Node, text: str) -> None:
    if "#" not in text:
        return
    covered: dict[int, int] = {}
    inner: set[int] = set()
    for scalar in _scalars(root):
        if scalar.value == "" and scalar.plain:
            continue
        inner.update(range(scalar.line + 1, scalar.end_line + 1))
        covered[scalar.end_line] = max(covered.get(scalar.end_line, 0), scalar.end_column - 1)
    entries = list(_entries(root))
    outermost: dict[int, Node] = {}
    innermost: dict[int, Node] = {}
    for entry in entries:
        outermost.setdefault(entry.line, entry)
        innermost[entry.line] = entry
    waiting: list[str] = []
    last: Node | None = None
    for number, line in enumerate(re.split("\r\n|\r|\n", text), start=1):
        stripped = line.strip()
        is_comment = stripped.startswith("#") and number not in inner
        if is_comment:
            waiting.append(stripped)
            continue
        if number in outermost:
            outermost[number].before = [*waiting, *outermost[number].before]
            waiting = []
            last = innermost[number]
        if number in inner and number not in covered:
            continue
        place = _comment_at(line, covered.get(number, 0))
        if place >= 0 and last is None:
            waiting.append(line[place:].strip())
        elif place >= 0 and last is not None:
            last.after = f"{last.after} {line[place:].strip()}".strip()
    root.inside = waiting


# --- writing ----------------------------------------------------------------------------------

_RESOLVER: Any = Resolver()
_SAFE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_TEXT_TAG = "tag:yaml.org,2002:str"


def scalar(text: str, *, flow: bool = False) -> str:
    """The canonical spelling of a text: plain where every YAML 1.1 reader reads it back as this
    very text, else in single quotes, and in double quotes if it holds control characters."""
    if _SPECIAL.search(text):
        spelled: str = yaml.safe_dump(
            text, default_style='"', allow_unicode=True, width=float("inf")
        )
        return spelled.rstrip("\n")
    plain = (
        bool(_SAFE.match(text))
        and text == text.strip()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and not (flow and re.search(r"[,\[\]{}]", text))
        and not text.startswith(("---", "..."))
        and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT_TAG
    )
    return text if plain else "'" + text.replace("'", "''") + "'"


def to_node(record: Any) -> Node:
    """A record as a node tree, empty fields left out, keys in canonical order."""
    pairs: list[tuple[Node, Node]] = []
    for key, spec in specs(type(record)).items():
        value = getattr(record, key)
        node = _value_node(value, spec)
        if node is not None:
            pairs.append((Node("scalar", key, 0, 0), node))
    return Node("mapping", pairs, 0, 0)


def _value_node(value: Any, spec: Spec) -> Node | None:
    if value is None or (value in ("", ()) and not _empty_means(value, spec)) or value is False:
        return None
    if spec.shape in ("texts", "lines"):
        return Node("sequence", [Node("scalar", text, 0, 0) for text in value], 0, 0)
    if spec.shape == "records":
        return Node("sequence", [to_node(entry) for entry in value], 0, 0)
    if spec.shape == "record":
        return to_node(value)
    return Node("scalar", "true" if value is True else str(value), 0, 0)


def _empty_means(value: Any, spec: Spec) -> bool:
    """Whether an empty value says something: ``heading: ''``, ``matters: []``, ``items: []``."""
    return spec.may_be_empty or (value == () and spec.required)


def dump(node: Node, record: type[Any]) -> str:
    """Write a record's node tree in the canonical form.

    Keys in the model's order (unknown ones last, as they came), two blanks of indentation, one
    line a text however long, lists of short names in ``[a, b]``, comments above the entry or
    behind it as they stood. The result ends with one line feed and reads back as the same tree.
    """
    lines: list[str] = []
    _dump_mapping(node, record, 0, lines, "")
    lines.extend(node.inside)
    return "\n".join(lines) + "\n"


def _ordered(node: Node, record: type[Any] | None) -> list[tuple[Node, Node]]:
    if record is None:
        return list(node.value)
    order = {key: place for place, key in enumerate(specs(record))}
    return sorted(node.value, key=lambda pair: order.get(pair[0].value, len(order)))


def _comment(text: str) -> str:
    return f"  {text}" if text else ""


def _dump_mapping(
    node: Node, record: type[Any] | None, indent: int, lines: list[str], first: str
) -> None:
    """Append a block mapping; ``first`` is what stands on the first line before the key."""
    table = specs(record) if record else {}
    lead = first or " " * indent
    for key, value in _ordered(node, record):
        _dump_comments(key, indent, lines, first_lead=lead)
        name = scalar(key.value)
        _dump_value(f"{lead}{name}:", value, table.get(key.value), indent, lines, key.after)
        lead = " " * indent


def _dump_comments(node: Node, indent: int, lines: list[str], *, first_lead: str = "") -> None:
    if not node.before:
        return
    if first_lead.strip():
        # comments above the first key of a list entry stand above the whole entry
        indent = len(first_lead) - len(first_lead.lstrip())
    lines.extend(" " * indent + text for text in node.before)


def _dump_value(
    lead: str, value: Node, spec: Spec | None, indent: int, lines: list[str], after: str
) -> None:
    if value.kind == "scalar":
        integer = spec is not None and spec.shape in ("integer", "boolean") and value.plain
        text = value.value if integer else scalar(value.value)
        if value.value == "" and value.plain and not (spec and spec.shape == "text"):
            text = ""
        lines.append(f"{lead} {text}".rstrip() + _comment(after))
        return
    of = spec.of if spec else None
    if value.kind == "mapping":
        if not value.value:
            lines.append(f"{lead} {{}}" + _comment(after))
            return
        lines.append(lead + _comment(after))
        _dump_mapping(value, of, indent + 2, lines, "")
        return
    in_one_line = not value.value or (spec is not None and spec.shape == "texts")
    if in_one_line and all(entry.kind == "scalar" and not entry.before for entry in value.value):
        behind = " ".join(text for text in (after, *(entry.after for entry in value.value)) if text)
        texts = ", ".join(scalar(entry.value, flow=True) for entry in value.value)
        lines.append(f"{lead} [{texts}]" + _comment(behind))
        return
    lines.append(lead + _comment(after))
    _dump_sequence(value, spec, indent + 2, lines)


def _dump_sequence(node: Node, spec: Spec | None, indent: int, lines: list[str]) -> None:
    dash = " " * indent + "- "
    of = spec.of if spec else None
    for entry in node.value:
        if entry.kind == "mapping" and entry.value:
            lines.extend(" " * indent + text for text in entry.before)
            if spec is not None and spec.flow and _is_short(entry):
                lines.append(dash + _flow_mapping(entry, of))
            else:
                _dump_mapping(entry, of, indent + 2, lines, dash)
            continue
        lines.extend(" " * indent + text for text in entry.before)
        if entry.kind == "scalar":
            lines.append(f"{dash}{scalar(entry.value)}" + _comment(entry.after))
        elif entry.kind == "sequence" and entry.value:
            lines.append(" " * indent + "-")
            _dump_sequence(entry, None, indent + 2, lines)
        else:
            lines.append(dash + ("[]" if entry.kind == "sequence" else "{}"))


def _is_short(node: Node) -> bool:
    return all(
        value.kind == "scalar" and not key.before and not key.after for key, value in node.value
    )


def _flow_mapping(node: Node, record: type[Any] | None) -> str:
    inner = ", ".join(
        f"{scalar(key.value, flow=True)}: {scalar(value.value, flow=True)}"
        for key, value in _ordered(node, record)
    )
    return "{" + inner + "}"


def replace_value(node: Node, key: str, value: Node) -> None:
    """Set ``key`` of a mapping node to ``value``, at its place if it is there."""
    for place, (name, _) in enumerate(node.value):
        if name.value == key:
            node.value[place] = (name, value)
            return
    node.value.append((Node("scalar", key, node.line, node.column), value))
