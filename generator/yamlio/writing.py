"""Writing: the one canonical form."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.resolver import Resolver

from generator.model import Spec, specs
from generator.yamlio.nodes import Node

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
    while lines and not lines[0]:  # a blank line that stood between two keys has come to the top
        del lines[0]
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
    lines.extend(" " * indent + text if text else "" for text in node.before)


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
    if in_one_line and all(
        entry.kind == "scalar" and not any(entry.before) for entry in value.value
    ):
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
            lines.extend(" " * indent + text if text else "" for text in entry.before)
            if spec is not None and spec.flow and _is_short(entry):
                lines.append(dash + _flow_mapping(entry, of))
            else:
                _dump_mapping(entry, of, indent + 2, lines, dash)
            continue
        lines.extend(" " * indent + text if text else "" for text in entry.before)
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
