"""The comments of a YAML file by what they stand at, and back into a node tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.yamlio import Node

Path = tuple[str | int, ...]

ABOVE, BEHIND, END = "上一行", "行尾", "文末"


class Place(NamedTuple):
    """Where a comment stands: the item that it is in ('' if none; its id, or 第 n 项 where it has
    none), the path from there (keys, and places from 0), and above, behind or at the end."""

    item: str
    path: Path
    where: str


Comments = Mapping[Place, Sequence[str]]


def gather(root: Node) -> dict[Place, list[str]]:
    """All comments of a file."""
    found: dict[Place, list[str]] = {}
    for item, path, node in _places(root):
        if node.before:
            found[Place(item, path, ABOVE)] = list(node.before)
        if node.after:
            found[Place(item, path, BEHIND)] = [node.after]
    if root.inside:
        found[Place("", (), END)] = list(root.inside)
    return found


def put_back(root: Node, comments: Comments) -> list[Place]:
    """Give comments to the nodes of a tree without any; returns the places that are not there."""
    left = dict(comments)
    for item, path, node in _places(root):
        node.before = [*left.pop(Place(item, path, ABOVE), ())]
        node.after = " ".join(left.pop(Place(item, path, BEHIND), ()))
    root.inside = [*left.pop(Place("", (), END), ())]
    return list(left)


def reference(item_id: str, number: int) -> str:
    """How an item is referred to: by its id, or by its place (from 1) where it has none."""
    return item_id or f"第 {number} 项"


def _places(root: Node) -> Iterator[tuple[str, Path, Node]]:
    """Every node that may carry a comment: keys of mappings and entries of sequences."""
    count = 0

    def walk(node: Node, item: str, path: Path) -> Iterator[tuple[str, Path, Node]]:
        nonlocal count
        if node.kind == "mapping":
            for key, value in node.value:
                yield item, (*path, key.value), key
                yield from walk(value, item, (*path, key.value))
        elif node.kind == "sequence":
            for place, entry in enumerate(node.value):
                own, inner = item, (*path, place)
                if not item and len(path) == 3 and path[::2] == ("categories", "items"):
                    count += 1
                    named = entry.get("id")
                    own, inner = reference(named.value if named else "", count), ()
                yield own, inner, entry
                yield from walk(entry, own, inner)

    yield from walk(root, "", ())
