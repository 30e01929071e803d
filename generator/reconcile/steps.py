"""Reconcile one township's lists with one original (issue: 核对; DESIGN §2, Joining)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.load import Document
from generator.model import Township
from generator.reconcile.compare import PROBLEM, Book
from generator.reconcile.expected import ExpectedList, expect
from generator.reconcile.furniture import (
    check_heading_places,
    claim_headings,
    claim_rest,
    claim_titles,
)
from generator.reconcile.items import Pairs, hand_over_merged, settle_items
from generator.reconcile.layout import layout_of
from generator.reconcile.marks import check_marks
from generator.reconcile.original import Ledger, Owner, read_original
from generator.reconcile.records import Account, Diff, Furniture, IgnoredLines
from generator.reconcile.stream import cell_pieces, flat_pieces, read_stream
from generator.reconcile.table import pair_rows, read_table


class UnreadableOriginal(Exception):
    """The original is no UTF-8 text."""


def reconcile(
    township: Township, original_bytes: bytes, documents: Mapping[str, Document]
) -> Account:
    """Account for every character of a township's original and of its lists.

    :param original_bytes: the file named by ``township.version.original``.
    :param documents: the township's YAML files by name, for the lines of the findings.
    :returns: the account; ``account.complete`` says whether both sides agree wholly.
    :raises UnreadableOriginal: if the original is no UTF-8 text.
    """
    try:
        original = read_original(original_bytes)
    except UnicodeDecodeError as error:
        raise UnreadableOriginal(str(error)) from None
    book = Book(original, documents, Ledger(len(original.chars)))
    book.ledger.claim(sorted(original.markup), Owner("furniture", "markup"))
    _claim_ignored(book, township)
    lists = [expect(duty_list) for duty_list in township.lists]
    titles = claim_titles(book, lists)
    spans: dict[str, tuple[int, int]] = {}
    ends = [*(line for line, _ in titles[1:]), len(original.texts) + 1][: len(titles)]
    for (line, listed), end in zip(titles, ends, strict=True):
        spans |= _reconcile_list(book, listed, range(line + 1, end))
    found = {listed.kind for _, listed in titles}
    for listed in lists:
        if listed.kind not in found:
            book.yaml_characters += sum(
                len(cell.text) for item in listed.items for cell in item.cells
            )
    claim_rest(book)
    return _account(township, book, spans)


def _claim_ignored(book: Book, township: Township) -> None:
    for place, entry in enumerate(township.version.ignored):
        path = ("versions", len(township.versions) - 1, "ignored", place)
        numbers = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", entry.lines)
        first = int(numbers.group(1)) if numbers else 0
        end = int(numbers.group(2) or first) if numbers else 0
        if not 1 <= first <= end <= len(book.original.texts):
            message = f"原文没有第{entry.lines}行"
            book.report(0, "", "township.yml", path, entry.lines, message)
            continue
        for line in range(first, end + 1):
            tokens = book.original.line_tokens(line)
            if not all(book.ledger.is_free(token) for token in tokens):
                message = f"第{line}行在 ignored 里列了两次"
                book.report(line, "", "township.yml", path, entry.lines, message)
                continue
            book.ledger.claim(tokens, Owner("ignored", str(place)))


def _reconcile_list(book: Book, listed: ExpectedList, lines: range) -> dict[str, tuple[int, int]]:
    layout = layout_of(book, lines)
    headings: dict[int, int] = {}
    if not layout.category_column:
        headings = claim_headings(book, listed, lines)
    cells = layout.kind == "cells"
    pairs: Pairs
    if layout.kind == "table":
        pairs = pair_rows(book.original, listed, read_table(book, lines))
    else:
        pieces = cell_pieces(book, lines) if cells else flat_pieces(book, lines)
        found = read_stream(book, listed, pieces, cells=cells)
        pairs = list(zip(listed.items, found, strict=True))
        if cells:
            check_marks(book, listed, pairs, pieces)
    hand_over_merged(pairs)
    spans = settle_items(
        book, listed, pairs, category_column=layout.category_column, may_be_lost=cells
    )
    check_heading_places(book, listed, headings, spans)
    return spans


def _account(township: Township, book: Book, spans: Mapping[str, tuple[int, int]]) -> Account:
    fields: Counter[str] = Counter()
    furniture: dict[str, list[int]] = {}
    ignored: Counter[str] = Counter()
    for token, owner in book.ledger.entries():
        if owner is None or owner == PROBLEM:
            continue
        if owner.role == "field":
            fields[owner.name] += 1
        elif owner.role == "furniture":
            furniture.setdefault(owner.name, []).append(book.original.line_of[token])
        else:
            ignored[owner.name] += 1
    version = township.version
    return Account(
        township_id=township.id,
        version=version.id,
        original=version.original,
        characters=len(book.original.chars),
        by_field=dict(sorted(fields.items())),
        furniture={
            kind: Furniture(len(lines), tuple(sorted(set(lines))))
            for kind, lines in sorted(furniture.items())
        },
        ignored=tuple(
            IgnoredLines(entry.lines, entry.reason, ignored[str(place)])
            for place, entry in enumerate(version.ignored)
        ),
        yaml_characters=book.yaml_characters,
        yaml_found=book.yaml_found,
        problems=tuple(_gather(sorted(book.problems, key=_order))),
        exceptions=tuple(sorted(book.exceptions, key=_order)),
        lines=dict(spans),
    )


def _gather(problems: Iterable[Diff]) -> Iterator[Diff]:
    """Say once what is wrong with a value that is printed many times (labels, categories)."""
    found: dict[tuple[str, str], list[Diff]] = {}
    for place, problem in enumerate(problems):
        shared = re.search(r":(labels\.\w+|categories\.\d+\.name)$", problem.yaml_path)
        key = (problem.yaml_path, problem.message) if shared else (str(place), "")
        found.setdefault(key, []).append(problem)
    for first, *others in found.values():
        count = f"（共 {len(others) + 1} 处，这是第一处）" if others else ""
        yield replace(first, message=first.message + count)


def _order(problem: Diff) -> tuple[int, str, int]:
    return problem.original_line, problem.yaml_path, problem.yaml_line
