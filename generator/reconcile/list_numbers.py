"""Printed list numbers: where one is printed, it must be the duty's place in its list.

Comparison allows a number before a duty and does not ask which; but in a flattened text the
numbers are the only sign of where one cell ends and the next begins, and everywhere they show a
duty that was split, joined or moved. Measured: in all five documents they are the places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.reconcile.compare import Book
from generator.reconcile.expected import Cell
from generator.reconcile.match import read

_CHINESE = "零一二三四五六七八九"


def value_of(number: str) -> int:
    """The value of a list number: ``3.`` ``(三)`` ``③`` are 3; 0 if it is none."""
    if arabic := re.search(r"\d+", number):
        return int(arabic.group())
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    tens, ten, ones = number.strip("()").rpartition("十")
    if any(char not in _CHINESE for char in tens + ones):
        return 0
    value = _CHINESE.find(ones) if ones else 0
    return value + (10 * (_CHINESE.find(tens) if tens else 1) if ten else 0)


def check_numbers(book: Book, file: str, cell: Cell, tokens: Sequence[int]) -> None:
    """Report each printed list number that is not the place of its duty.

    :param tokens: characters that agree with the cell.
    """
    reading = read(cell, book.original.text(tokens))
    number: list[int] = []
    for token, place in zip(tokens, reading.places, strict=True):
        if place < 0:
            number.append(token)
            continue
        if number:
            part = cell.part_at(place)
            printed = book.original.text(number)
            due = int(part.path[-1]) + 1
            if value_of(printed) != due:
                message = f"原文的序号是“{printed}”，在 YAML 里是这一段的第 {due} 条"
                line = book.original.line_of[number[0]]
                context = book.original.text([*number, token])
                book.report(line, context, file, part.path, part.text, message)
        number = []
