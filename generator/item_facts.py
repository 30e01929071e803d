"""What pages, search and comparison all say of an item, worked out once for a township."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.answers import Answer, answer
from generator.model import DutyList, Item, Matter, Row, Township, rows
from generator.printed import cell
from generator.summary import Uses, items_by_office
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


class Facts(NamedTuple):
    """Those of a township: its lists with the facts of their items, all in printed order; and where
    each office stands, see :func:`items_by_office`."""

    lists: Sequence[tuple[DutyList, Sequence[ItemFacts]]]
    uses: Uses


def item_facts(township: Township, vocabulary: Vocabulary, uses: Uses | None = None) -> Facts:
    """The facts of a township's items.

    :param uses: what :func:`items_by_office` gives, if that is known already.
    """
    lists = [(each, _of_list(township, each, vocabulary)) for each in township.lists]
    return Facts(lists, items_by_office(township, vocabulary) if uses is None else uses)


def _of_list(township: Township, duty_list: DutyList, vocabulary: Vocabulary) -> list[ItemFacts]:
    listed = rows(duty_list)
    known = {row.item.id: row.item for row in listed}
    return [
        ItemFacts(
            row,
            answer(duty_list.kind, row, township),
            vocabulary.matters(row.item.matters),
            _cells(row.item, duty_list, known),
        )
        for row in listed
    ]


def _cells(item: Item, duty_list: DutyList, known: Mapping[str, Item]) -> tuple[list[str], ...]:
    if item.merged is None:
        return tuple([cell(item, field, duty_list) for field in FIELDS])
    holders = [known.get(getattr(item.merged, field), item) for field in FIELDS]
    return tuple([cell(*each, duty_list) for each in zip(holders, FIELDS, strict=True)])
