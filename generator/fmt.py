"""The canonical form of files, and the minting of item ids."""

from __future__ import annotations

from generator import yamlio
from generator.load import Document
from generator.model import ID_LETTERS, DutyList
from generator.yamlio import Node


def formatted(document: Document) -> bytes:
    """The canonical bytes of a document: UTF-8, LF, no byte order mark, ids minted.

    Formatting twice gives the same as once; no comment and no value is lost.
    """
    if document.record is DutyList:
        _mint_ids(document.node)
    return yamlio.dump(document.node, document.record).encode("utf-8")


def items(node: Node) -> list[Node]:
    """The item nodes of a list file, in printed order."""
    found: list[Node] = []
    categories = node.get("categories")
    for category in categories.value if categories and categories.kind == "sequence" else ():
        items = category.get("items")
        if items is not None and items.kind == "sequence":
            found += [item for item in items.value if item.kind == "mapping"]
    return found


def _mint_ids(node: Node) -> None:
    """Give each item without an id the next one: its number if no id has come that far, else one
    more than the highest. An id says when an item was first published, nothing else."""
    kind = node.get("kind")
    letter = ID_LETTERS.get(kind.value if kind and kind.kind == "scalar" else "")
    found = items(node)
    if letter is None or all(_id_of(item) for item in found):
        return
    taken = {_id_of(item) for item in found}
    highest = max((int(name[1:]) for name in taken if name[1:].isdecimal()), default=0)
    for place, item in enumerate(found, start=1):
        if _id_of(item):
            continue
        number = place if place > highest else highest + 1
        highest = max(highest, number)
        yamlio.replace_value(item, "id", Node("scalar", f"{letter}{number:03d}", 0, 0))


def _id_of(item: Node) -> str:
    found = item.get("id")
    return str(found.value) if found is not None and found.kind == "scalar" else ""
