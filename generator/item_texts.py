"""The printed texts of a list with their places, for rules that look at wording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model import BLOCK_FIELDS, DutyList, Item


class ItemText(NamedTuple):
    """A text of an item: its path in the file, and the text as its corrections suggest it. What is
    doubted without a suggestion is left out: it needs no second finding."""

    path: tuple[str | int, ...]
    corrected: str


def _corrected(text: str, item: Item, field: str) -> str:
    for correction in item.corrections:
        if correction.field == field:
            text = text.replace(correction.printed, correction.suggested or "")
    return text


def item_texts(duty_list: DutyList) -> Iterator[ItemText]:
    """Every printed text of a list's items, in printed order."""
    for first, category in enumerate(duty_list.categories):
        for second, item in enumerate(category.items):
            base = ("categories", first, "items", second)
            yield ItemText((*base, "name"), _corrected(item.name, item, "name"))
            for place, name in enumerate(item.departments):
                text = _corrected(name, item, "departments")
                yield ItemText((*base, "departments", place), text)
            for field in BLOCK_FIELDS:
                for number, block in enumerate(getattr(item, field)):
                    inner = (*base, field, number)
                    for key in ("part", "heading", "lead", "role"):
                        if text := getattr(block, key):
                            yield ItemText((*inner, key), _corrected(text, item, field))
                    for key in ("departments", "duties", "safeguards"):
                        for place, text in enumerate(getattr(block, key)):
                            corrected = _corrected(text, item, field)
                            yield ItemText((*inner, key, place), corrected)
            for place, text in enumerate(item.basis):
                yield ItemText((*base, "basis", place), _corrected(text, item, "basis"))
