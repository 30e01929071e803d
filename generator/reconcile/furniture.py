"""Page furniture that is recognised by what it says: titles, headings, header words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from generator.diagnostics import shorten
from generator.reconcile.compare import PROBLEM, Book, gap_message, settle
from generator.reconcile.expected import (
    ExpectedHeading,
    ExpectedItem,
    ExpectedList,
    Part,
    make_cell,
)
from generator.reconcile.original import Owner
from generator.reconcile.text import COUNT

TITLE = Owner("furniture", "title")
HEADING = Owner("furniture", "heading")
HEADER = Owner("furniture", "header")
REPEATED = Owner("furniture", "repeated")

LIKE_TITLE = 0.8
"""A line that is at least so much like a list's title is taken for it."""

_COLUMNS = (
    ("number", re.compile(r"序号")),
    ("category", re.compile(r"(?:事项)?类别")),
    ("name", re.compile(r"(?:具体)?事项(?:名称)?")),
    ("departments", re.compile(r"对应(?:的)?上级部门")),
    ("takeover", re.compile(r"承接部门(?:及工作方式)?")),
    ("superior", re.compile(r"(?:上级|[省市县区旗]级)部门(?:主要)?职责(?:\(.{1,20}\))?")),
    ("township", re.compile(r"[镇乡苏木街道/()]{1,12}(?:配合)?职责")),
    ("basis", re.compile(r"法律法规(?:及文件)?依据")),
    ("marks", re.compile(r"主体责任|配合责任|部门|镇街")),
)


def column_of(text: str) -> str | None:
    """The cell that a column's printed head (folded) announces; None if it is no known head."""
    return next((name for name, head in _COLUMNS if head.fullmatch(text)), None)


def is_header(texts: Sequence[str]) -> bool:
    """True if the cells of a row are a header: 序号 first, and 事项名称 among them."""
    heads = [column_of(text) for text in texts]
    return heads[:1] == ["number"] and "name" in heads


def counted(text: str) -> tuple[str, int | None]:
    """A folded heading without its declared count, and the count."""
    found = COUNT.search(text)
    return (text[: found.start()], int(found.group(1))) if found else (text, None)


def free_tokens(book: Book, line: int) -> tuple[int, ...]:
    """The characters of a line that nobody owns yet."""
    tokens = book.original.line_tokens(line)
    return tuple(token for token in tokens if book.ledger.is_free(token))


def claim_titles(book: Book, lists: Sequence[ExpectedList]) -> list[tuple[int, ExpectedList]]:
    """Find the line of each list's title.

    A title on an ignored line counts too (a document of one list, whose title is the list's); it
    stays ignored.

    :returns: (line, list) in the order of the original, only lists whose title stands there.
    """
    found: list[tuple[int, ExpectedList]] = []
    for listed in lists:
        if not listed.headings and not listed.items:
            continue  # of a township that `qingdan new` has made and nobody has filled yet
        line = _title_line(book, listed.title) or _like_title(book, listed.title)
        if not line:
            book.yaml_characters += len(listed.title)
            message = "原文没有这个清单标题，这张清单无法核对"
            book.report(0, "", listed.file, ("title",), listed.title, message)
            continue
        _claim_title(book, listed, line)
        _check_count(book, line, listed.file, ("declared",), listed.declared)
        found.append((line, listed))
    return sorted(found, key=lambda pair: pair[0])


def _title_line(book: Book, title: str) -> int:
    """The first line that is this title and not ignored, else the first ignored one, else 0."""
    original = book.original
    lines = [
        line
        for line in range(1, len(original.texts) + 1)
        if counted(original.text(original.line_tokens(line)))[0] == title
    ]
    return next((line for line in lines if free_tokens(book, line)), lines[0] if lines else 0)


def _like_title(book: Book, title: str) -> int:
    """The line that is most like a title, so that a slip in it is a slip and no lost list."""
    original = book.original
    found = [(LIKE_TITLE, 0)]
    for line in range(1, len(original.texts) + 1):
        text = counted(original.text(free_tokens(book, line)))[0]
        if 0 < len(text) < 2 * len(title):
            found.append((SequenceMatcher(None, text, title, autojunk=False).ratio(), line))
    return max(found)[1]


def _claim_title(book: Book, listed: ExpectedList, line: int) -> None:
    tokens = free_tokens(book, line)
    text = counted(book.original.text(tokens))[0]
    if text == listed.title or not tokens:
        book.ledger.claim(tokens, TITLE)
        book.yaml_characters += len(listed.title)
        book.yaml_found += len(listed.title)
        return
    cell = make_cell("title", [Part(listed.title, ("title",), "title")])
    if cell is not None:
        settle(book, listed.file, cell, tokens[: len(text)])
        book.ledger.claim(tokens[len(text) :], TITLE)


def _check_count(
    book: Book, line: int, file: str, path: tuple[str | int, ...], declared: int | None
) -> None:
    text = book.original.text(book.original.line_tokens(line))
    printed = counted(text)[1]
    if printed != declared:
        wrote = "" if declared is None else str(declared)
        message = "项数：" + gap_message("" if printed is None else str(printed), wrote)
        book.report(line, text, file, path, wrote, message)


def claim_headings(book: Book, listed: ExpectedList, lines: range) -> dict[int, int]:
    """Find the category headings of a list, each on a line or in a row of its own.

    :returns: place of the category -> line of its heading.
    """
    found: dict[int, int] = {}
    texts = {heading.text: place for place, heading in enumerate(listed.headings)}
    for line in lines:
        tokens = free_tokens(book, line)
        place = texts.get(counted(book.original.text(tokens))[0]) if tokens else None
        if place is None or place in found:
            continue
        heading = listed.headings[place]
        found[place] = line
        book.ledger.claim(tokens, HEADING)
        book.yaml_found += len(heading.text)
        path = (*heading.path[:-1], "declared")
        _check_count(book, line, listed.file, path, heading.declared)
    for place, heading in enumerate(listed.headings):
        book.yaml_characters += len(heading.text)
        if place not in found:
            message = f"原文没有“{shorten(heading.text)}”这个类别标题"
            book.report(0, "", listed.file, heading.path, heading.text, message)
    return found


def check_heading_places(
    book: Book,
    listed: ExpectedList,
    headings: dict[int, int],
    spans: dict[str, tuple[int, int]],
) -> None:
    """Report a heading that does not stand before the first item of its category.

    The item before it may go on behind the heading (page breaks); it must have begun, though.
    """
    for place, line in headings.items():
        heading = listed.headings[place]
        if heading.first >= len(listed.items):
            continue
        following = listed.items[heading.first]
        start = spans.get(following.id, (line, line))[0]
        before = _start_before(listed.items, heading, spans)
        if not before <= line <= start:
            path = following.path
            message = f"类别标题印在原文第{line}行，与 YAML 里第{following.number}项所属类别不符"
            text = book.original.text(book.original.line_tokens(line))
            book.report(line, text, listed.file, path, heading.text, message)


def _start_before(
    items: Sequence[ExpectedItem], heading: ExpectedHeading, spans: dict[str, tuple[int, int]]
) -> int:
    if not heading.first:
        return 0
    return spans.get(items[heading.first - 1].id, (0, 0))[0]


def claim_rest(book: Book) -> None:
    """Report every line of which something is left over, once.

    Where the text before it on the line belongs to a field, that is the place in the YAML.
    """
    left: dict[int, list[int]] = {}
    for token, owner in book.ledger.entries():
        if owner is None:
            left.setdefault(book.original.line_of[token], []).append(token)
    for line, tokens in left.items():
        book.ledger.claim(tokens, PROBLEM)
        text = book.original.text(tokens)
        message = f"原文有“{shorten(text)}”，不属于任何事项、表头或标题，也没有列入 ignored"
        before = book.parts.get(tokens[0] - 1)
        if before is not None and book.original.line_of[tokens[0] - 1] == line:
            file, part = before
            book.report(line, text, file, part.path, part.text, message)
        else:
            book.report(line, text, "", (), "", message)
