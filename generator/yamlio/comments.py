"""Comments: found in the text and given to the nodes that they stand above, behind or within."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.yamlio.lines import split_lines
from generator.yamlio.nodes import Node


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


def attach_comments(root: Node, text: str) -> None:
    """Give every comment of ``text`` to a node of ``root``; none is left out."""
    if "#" not in text:
        return
    covered: dict[int, int] = {}
    inner: set[int] = set()
    for scalar in root.scalars():
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
    for number, line in enumerate(split_lines(text), start=1):
        stripped = line.strip()
        is_comment = stripped.startswith("#") and number not in inner
        if is_comment:
            waiting.append(stripped)
            continue
        if not stripped and number not in inner:
            if (waiting[-1:] or [""])[0] or (not waiting and last is not None):
                waiting.append("")  # a blank line that people put between entries stays
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
    while waiting and not waiting[-1]:
        waiting.pop()
    root.inside = tuple(waiting)
