"""Which column of a table is what, by the headings that documents are known to print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importing.text import squeeze

_TOWN = r"(?:乡镇（?街道）?|镇（?街道）?|乡（镇）|镇街|乡镇|街道|镇|乡|苏木镇?|基层)"
_HEADINGS: tuple[tuple[str, str], ...] = (
    ("number", r"序号|编号"),
    ("category", r"(?:事项)?类别|(?:事项)?类型"),
    ("name", r"(?:具体)?事项(?:名称)?|履职事项(?:名称)?"),
    ("departments", r"(?:对应)?上级(?:主管)?部门|牵头部门|(?:对应)?(?:区|县|市|旗)级部门|责任部门"),
    ("superior", r"(?:对应)?(?:上级|县级|市级|区级|旗级)部门职责|牵头部门职责"),
    ("township", rf"{_TOWN}?(?:配合)?职责"),
    ("takeover", r"承接部门及工作方式|承接部门(?:和|、)工作方式|承接部门及?(?:其)?(?:职责)?"),
)

KIND_NAMES = {"basic": "基本履职", "cooperative": "配合履职", "withdrawn": "上级部门收回"}
"""The word by which a list's title is recognised, by kind, in printed order."""


def read_header(cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """A row's cells -> the field of each column, or None if the row is no header.

    A header has a number and a name column and nothing but known headings; empty cells at the
    end are no columns.
    """
    fields = []
    for cell in cells:
        fields.append(_field(squeeze(cell)))
    while fields and not squeeze(cells[len(fields) - 1]):
        fields.pop()
    known = "" not in fields and len(set(fields)) == len(fields)
    return tuple(fields) if known and {"number", "name"} <= set(fields) else None


def _field(heading: str) -> str:
    """The field under a heading; a remark in brackets behind it (含履职保障) does not count."""
    for text in (heading, re.sub(r"[（(][^（()）]*[)）]$", "", heading)):
        for name, known in _HEADINGS:
            if re.fullmatch(known, text):
                return name
    return ""


def unknown_headings(cells: tuple[str, ...]) -> list[str]:
    """The headings that are not known, of a row that begins as headers do; else nothing."""
    if _field(squeeze(cells[0])) != "number":
        return []
    return [cell.strip() for cell in cells if cell.strip() and not _field(squeeze(cell))]


def kind_of(fields: tuple[str, ...]) -> str:
    """The kind of list that a table with these columns holds."""
    if "takeover" in fields:
        return "withdrawn"
    return "cooperative" if {"superior", "township"} & set(fields) else "basic"


def title_kind(paragraph: str) -> str:
    """The kind of list whose title a paragraph is, or ''; lines of a 目录 are no titles."""
    title = _TITLE_COUNT.sub("", squeeze(paragraph))
    match = re.fullmatch(r"[^。，；\d]*?(基本履职|配合履职|上级部门收回)事项清单", title)
    if not match:
        return ""
    return next(kind for kind, word in KIND_NAMES.items() if word == match[1])


def split_count(title: str) -> tuple[str, int | None]:
    """A list's title -> (the title without its count, the declared count; None if it has none)."""
    match = _TITLE_COUNT.search(title)
    return (title[: match.start()], int(match[1])) if match else (title, None)


_TITLE_COUNT = re.compile(r"[（(](\d+)项[)）]$")
_ORDINAL = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
_CATEGORY = re.compile(rf"({_ORDINAL}[^（()）。；]+)[（(]共?(\d+)项[)）]")
_PLAIN_CATEGORY = re.compile(r"[\u4e00-\u9fff、]{2,14}")
_BARE_CATEGORY = re.compile(rf"{_ORDINAL}[^（()）。；：，,\d]{{2,12}}")


def read_category(text: str) -> tuple[str, int] | None:
    """A heading such as 一、党的建设（26项） -> (name without the count, count), or None."""
    match = _CATEGORY.fullmatch(squeeze(text))
    return (match[1], int(match[2])) if match else None


def category_row(cells: Sequence[str]) -> tuple[str, int | None] | None:
    """The category that a line's cells are, with its count if it prints one, or None.

    Without a count a heading is recognised only where it stands alone in the first columns
    (merged cells) or outside of rows; 一、… in a column of duties is a part of them. One without
    an ordinal too stands alone where the number of an item would.
    """
    counted = read_category(" ".join(cells))
    if counted:
        return counted
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    if len(filled) != 1 or filled[0] > 1:
        return None
    name = squeeze(cells[filled[0]])
    in_first = len(cells) > 1 and filled[0] == 0 and _PLAIN_CATEGORY.fullmatch(name)
    return (name, None) if in_first or _BARE_CATEGORY.fullmatch(name) else None
