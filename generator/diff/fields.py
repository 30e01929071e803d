"""The fields of records as paragraphs, and which of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.diff.words import Piece, reworded
from generator.model import Block, DutyList, specs

Reworded = dict[str, list[list[Piece]]]


def exchanged(
    before: Sequence[str] | None, after: Sequence[str] | None
) -> tuple[Sequence[str], Sequence[str]]:
    """What of two sets of names is taken out, and what is put in."""
    old, new = before or (), after or ()
    out = tuple(each for each in old if each not in new)
    return out, tuple(each for each in new if each not in old)


def lines(record: Any, key: str) -> list[str]:
    """A field of a record as paragraphs."""
    value = getattr(record, key)
    if value is None or value is False:
        return []
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [text for each in value for text in _entry(each)]
    return ["是" if value is True else str(value) if isinstance(value, int) else _flat(value)]


def _entry(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return list(_block(value)) if isinstance(value, Block) else [_flat(value)]


def _block(block: Block) -> Iterator[str]:
    heading = "、".join(block.departments) if block.heading is None else block.heading
    for text in (block.part, heading, block.lead, block.role):
        if text:
            yield text
    yield from block.duties
    yield from block.safeguards


def _flat(record: Any) -> str:
    """A small record in one line: ``field：value；field：value``."""
    fields = {key: lines(record, key) for key in specs(type(record))}
    return "；".join(f"{key}：{'、'.join(texts)}" for key, texts in fields.items() if texts)


def record_fields(old: Any, new: Any, name: str) -> Reworded:
    """The plain fields of two records that differ, by ``name.field``."""
    keys = [key for key in specs(type(old)) if key not in ("categories", "id")]
    found = {f"{name}.{key}": reworded(lines(old, key), lines(new, key)) for key in keys}
    return {key: value for key, value in found.items() if value}


def category_fields(old: DutyList, new: DutyList) -> Reworded:
    """The names and declared counts of a list's categories, where they differ."""
    found = reworded(_headings(old), _headings(new))
    return {f"{old.kind}.categories": found} if found else {}


def _headings(duty_list: DutyList) -> list[str]:
    return [
        each.name if each.declared is None else f"{each.name}（{each.declared}项）"
        for each in duty_list.categories
    ]
