"""What pages, search and comparison all say of an item, worked out once for a township."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.answers import Answer, answer
from generator.model import DutyList, Item, Matter, Row, Township, rows
from generator.printed import cell
from generator.vocabulary import Vocabulary

FIELDS = ("superior", "township", "takeover", "basis")
"""The fields of an item whose cells are in :class:`ItemFacts`."""


class ItemFacts(NamedTuple):
    """An item in its place: the answer line, the matters it belongs to, and the paragraphs of its
    printed cells in the order of :data:`FIELDS`; a cell that another item holds is that one's."""

    row: Row
    answer: Answer
    matters: tuple[Matter, ...]
    cells: tuple[list[str], ...]


Facts = Sequence[tuple[DutyList, Sequence[ItemFacts]]]
"""The lists of a township with the facts of their items, all in printed order."""


def item_facts(township: Township, vocabulary: Vocabulary) -> Facts:
    """The facts of a township's items."""
    return [(each, _of_list(township, each, vocabulary)) for each in township.lists]


def _of_list(township: Township, duty_list: DutyList, vocabulary: Vocabulary) -> list[ItemFacts]:
    listed = rows(duty_list)
    known = {row.item.id: row.item for row in listed}
    return [
        ItemFacts(
            row,
            answer(duty_list.kind, row, township),
            vocabulary.matters(row.item.matters),
            tuple([cell(_holder(row.item, field, known), field, duty_list) for field in FIELDS]),
        )
        for row in listed
    ]


def _holder(item: Item, field: str, known: Mapping[str, Item]) -> Item:
    """The item that a cell is printed at."""
    return known.get(getattr(item.merged, field), item) if item.merged else item
