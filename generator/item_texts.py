"""The printed texts of a list with their places, for rules that look at wording."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import Correction, DutyList
from generator.yamlio import Node

FIELDS = frozenset(
    (
        *("name", "part", "heading", "lead", "role"),
        *("departments[]", "duties[]", "safeguards[]", "basis[]"),
    )
)
"""The fields of categories, items and blocks that hold printed texts; cells that are written
``as printed`` beside them say nothing new."""


def item_texts(
    duty_list: DutyList, node: Node, scalars: Iterable[tuple[str | None, Node]]
) -> list[tuple[Node, str]]:
    """Every printed text of a list, in printed order, as its corrections suggest it: its node and
    the text. What is doubted without a suggestion is left out: it needs no second finding.

    :param node: the node tree of the list.
    :param scalars: the texts of the tree, as :meth:`Node.named_scalars` gives them.
    """
    corrected: dict[int, str] = {}
    for first, category in enumerate(duty_list.categories):
        for second, item in enumerate(category.items):
            if item.corrections:
                found = node.find(("categories", first, "items", second))
                corrected |= _corrected(found, item.corrections)
    return [
        (scalar, corrected.get(id(scalar), scalar.value))
        for field, scalar in scalars
        if field in FIELDS
    ]


def _corrected(item: Node, corrections: Iterable[Correction]) -> dict[int, str]:
    """What the texts of an item are corrected to, by the ids of their nodes."""
    found: dict[int, str] = {}
    for field, value in item.pairs():
        here = [each for each in corrections if each.field == field]
        for _, scalar in value.named_scalars() if here else ():
            text = scalar.value
            for each in here:
                text = text.replace(each.printed, each.suggested or "")
            found[id(scalar)] = text
    return found
