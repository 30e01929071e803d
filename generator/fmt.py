"""The canonical form of files, and the minting of item ids."""

from __future__ import annotations

from generator import yamlio
from generator.load import Document, item_nodes
from generator.model import ID_LETTERS, DutyList
from generator.yamlio import Node


def formatted(document: Document) -> bytes:
    """The canonical bytes of a document: UTF-8, LF, no byte order mark, ids minted.

    Formatting twice gives the same as once; no comment and no value is lost.
    """
    if document.record is DutyList:
        for item, name in new_ids(document.node):
            yamlio.replace_value(item, "id", Node("scalar", name, 0, 0))
    return yamlio.dump(document.node, document.record).encode("utf-8")


def new_ids(node: Node) -> list[tuple[Node, str]]:
    """The items of a list file that have no id, each with the one that it is to get: its number if
    no id has come that far, else one more than the highest. An id says when an item was first
    published, nothing else."""
    kind = node.get("kind")
    letter = ID_LETTERS.get(kind.value if kind and kind.kind == "scalar" else "")
    found = item_nodes(node)
    if letter is None:
        return []
    taken = {_id_of(item) for item in found}
    highest = max((int(name[1:]) for name in taken if name[1:].isdecimal()), default=0)
    minted: list[tuple[Node, str]] = []
    for place, item in enumerate(found, start=1):
        if not _id_of(item):
            highest = max(place, highest + 1)
            minted.append((item, f"{letter}{highest:03d}"))
    return minted


def _id_of(item: Node) -> str:
    found = item.get("id")
    return str(found.value) if found is not None and found.kind == "scalar" else ""
