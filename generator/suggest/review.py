"""The list that a person reviews: tab-separated, opened in Excel or WPS, and read back.

A row an item. 主题 holds what is to be written: prefilled with the candidates that are sure, else
with the likeliest one, and left empty where there is no confidence. Several matters are divided by
``；``; 无 means looked at, no counterpart; an empty cell leaves the item undecided.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagnostics import printable, shorten
from generator.suggest.texts import SURE, Suggestion
from generator.vocabulary import Vocabulary

HEADER = ("事项", "主题", "把握", "概率", "其他候选", "名称")
NONE = "无"
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Decision:
    """What a reviewed row says: the matters of an item, by their names."""

    line: int
    township: str
    item: str
    matters: tuple[str, ...]


def chosen(suggestion: Suggestion) -> tuple[str, ...]:
    """The matters that the list proposes for an item."""
    candidates = suggestion.candidates
    sure = tuple(each.topic.name for each in candidates if each.probability >= SURE)
    if sure or not candidates or candidates[0].confidence == "没有把握":
        return sure
    return (candidates[0].topic.name,)


def as_table(suggestions: Sequence[Suggestion]) -> bytes:
    """The review list: UTF-8 with a byte order mark, which Excel needs to read Chinese."""
    stream = io.StringIO()
    writer = csv.writer(stream, dialect="excel-tab", lineterminator="\n")
    writer.writerow(HEADER)
    for each in suggestions:
        if not each.candidates:
            continue
        taken = chosen(each)
        best = each.candidates[0]
        others = [
            f"{candidate.topic.name} {candidate.probability:.0%}"
            for candidate in each.candidates
            if candidate.topic.name not in taken
        ]
        writer.writerow(
            map(
                _harmless,
                (
                    each.sample.reference,
                    "；".join(taken),
                    best.confidence,
                    f"{best.probability:.0%}",
                    "；".join(others),
                    each.sample.printed,
                ),
            )
        )
    return stream.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, in one line."""
    plain = printable(" ".join(text.split()))
    return f"'{plain}" if plain[:1] in tuple("=+-@") else plain


def read_table(data: bytes, vocabulary: Vocabulary) -> tuple[list[Decision], list[str]]:
    """The decisions of a reviewed list, and its problems, each with its line.

    UTF-8 and UTF-16 with a byte order mark are read, and GBK, in which WPS may save.
    """
    try:
        rows = list(csv.reader(io.StringIO(_text(data), newline=""), dialect="excel-tab"))
    except (UnicodeDecodeError, csv.Error):
        return [], ["第 1 行：读不懂这个文件。请另存为 UTF-8 编码、用制表符分隔的文本"]
    if not rows or tuple(cell.strip() for cell in rows[0][:2]) != HEADER[:2]:
        return [], [f"第 1 行：前两栏应是“{HEADER[0]}”和“{HEADER[1]}”，用制表符分隔；不要改动表头"]
    decisions: list[Decision] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for line, row in enumerate(rows[1:], start=2):
        reference, cell = (*(value.strip().removeprefix("'") for value in row[:2]), "", "")[:2]
        if not cell:
            continue
        if reference in seen:
            problems.append(f"第 {line} 行：{_short(reference)} 在第 {seen[reference]} 行已有")
            continue
        seen[reference] = line
        township, _, item = reference.partition("#")
        names = [] if cell == NONE else cell.replace(";", "；").split("；")
        matters = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
        problems += [
            f"第 {line} 行：{_unknown(name, vocabulary)}"
            for name in matters
            if not _usable(name, vocabulary)
        ]
        decisions.append(Decision(line, township, item, matters))
    return decisions, problems


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode(_ENCODINGS[0])
    except UnicodeDecodeError:
        return data.decode(_ENCODINGS[1])


def _usable(name: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.matter(name)
    return found is not None and found.name == name


def _unknown(name: str, vocabulary: Vocabulary) -> str:
    renamed = vocabulary.matter(name)
    if renamed is not None:
        return f"主题“{_short(name)}”现在叫“{_short(renamed.name)}”"
    near = vocabulary.near_matters(name)
    tip = f"；相近的有：{'、'.join(near)}" if near else "；几个主题之间用；隔开"
    return f"主题“{_short(name)}”不在词表里{tip}"


def _short(text: str) -> str:
    return printable(shorten(text))
