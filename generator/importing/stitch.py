"""Rows of tables -> raw items: what page breaks cut apart is put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.importing.cells import strip_tags
from generator.importing.columns import (
    KIND_NAMES,
    category_row,
    kind_of,
    read_header,
    split_count,
    title_kind,
    unknown_headings,
)
from generator.importing.report import Doubt, ImportProblem, LineRole, excerpt
from generator.importing.text import Line, squeeze, tidy
from generator.model import ID_LETTERS


@dataclass
class RawItem:
    """A row with its continuations: every cell as the list of its parts, one a page."""

    number: int
    lines: list[int]
    cells: dict[str, list[str]]


@dataclass
class RawCategory:
    """A category heading, its declared count (None if it prints none), and its rows."""

    name: str
    declared: int | None
    line: int
    items: list[RawItem] = field(default_factory=list)


@dataclass
class RawList:
    """One list of the document: title as printed, line of its title or header, declared count
    (None if the title prints none), categories."""

    kind: str
    title: str
    line: int
    declared: int | None = None
    categories: list[RawCategory] = field(default_factory=list)

    def items(self) -> list[RawItem]:
        """All rows in printed order."""
        return [item for category in self.categories for item in category.items]

    def item_id(self, item: RawItem) -> str:
        """The id that an item gets at its first publication."""
        return f"{ID_LETTERS[self.kind]}{item.number:03d}"


@dataclass
class Stitched:
    """The result: lists, the paragraphs before the first one, roles of lines, doubts."""

    lists: list[RawList] = field(default_factory=list)
    preamble: list[Line] = field(default_factory=list)
    roles: list[tuple[int, str, RawItem | None]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def account(self, ids: dict[int, str]) -> tuple[LineRole, ...]:
        """Roles of all lines, with the ids of items (by ``id()`` of the raw item)."""
        return tuple(
            LineRole(number, role, ids.get(id(item), "") if item else "")
            for number, role, item in self.roles
        )


def stitch(lines: Iterable[Line]) -> Stitched:
    """Lines of a document -> its lists with whole rows.

    Repeated header rows are dropped, a row without a number (or with the number and name of the
    row before) continues the last item cell by cell; a cell that it prints once more is dropped
    with a doubt. Raises :class:`ImportProblem` for rows that fit no table.
    """
    out = Stitched()
    fields: tuple[str, ...] = ()
    title: tuple[str, str, int] | None = None
    waiting: list[RawCategory] = []
    contents = False
    for line in lines:
        role, item = "other", None
        header = read_header(line.cells) if line.is_row else None
        heading = category_row(line.cells)
        if line.is_blank:
            role = "blank"
        elif line.is_ruling:
            role = "ruling"
        elif header:
            role, fields = "header", header
            _open_list(out, header, title, line)
            out.lists[-1].categories += waiting
            title, waiting = None, []
        elif not line.is_row and title_kind(line.text):
            role, title = "title", (title_kind(line.text), tidy(line.text), line.number)
        elif heading and (out.lists or title or not contents):
            # a heading between a list's title and its table belongs to the list that follows
            role = "category"
            later = title is not None or not out.lists
            found = waiting if later else out.lists[-1].categories
            found.append(RawCategory(heading[0], heading[1], line.number))
        elif line.is_row and unknown_headings(line.cells):
            unknown = "”“".join(unknown_headings(line.cells))
            raise ImportProblem(
                f"第 {line.number} 行是表头，但不认识这些栏目：“{unknown}”。"
                "请改成“上级部门职责”“镇配合职责”这样的常用名称后再导入。"
            )
        elif line.is_row and out.lists and is_signature(line.cells):
            role = "signature"
        elif line.is_row and out.lists:
            role, item = _add_row(out, fields, line)
        elif not out.lists:
            contents = contents or squeeze(line.text) == "目录"
            role = "contents" if contents else "preamble"
            out.preamble.append(line)
        else:
            out.doubts.append(
                Doubt(line.number, "", "", excerpt(line.text), "表格之外的文字，请判断它属于哪一项")
            )
        out.roles.append((line.number, role, item))
    return out


_SIGNED = re.compile(r".{0,20}[（(]?(?:盖章|签章|签字|签名)[）)]?[:：]?[年月日]*|[年月日]+")


def is_signature(cells: Sequence[str]) -> bool:
    """Whether a row is the place at a document's end where offices sign and seal."""
    texts = [squeeze(strip_tags(cell)) for cell in cells]
    return any(texts) and all(_SIGNED.fullmatch(text) for text in texts if text)


def _open_list(
    out: Stitched, fields: tuple[str, ...], title: tuple[str, str, int] | None, line: Line
) -> None:
    kind = kind_of(fields)
    if out.lists and out.lists[-1].kind == kind:
        return
    if any(known.kind == kind for known in out.lists):
        raise ImportProblem(
            f"第 {line.number} 行又出现“{KIND_NAMES[kind]}”清单的表头，"
            "而前面已有同一种清单。请检查文件是否拼接错误或包含两个乡镇。"
        )
    if title and title[0] == kind:
        name, declared = split_count(title[1])
        out.lists.append(RawList(kind, name, title[2], declared))
        return
    out.lists.append(RawList(kind, KIND_NAMES[kind] + "事项清单", line.number))
    out.doubts.append(
        Doubt(line.number, "", "title", excerpt(line.text), "表格之前没有清单标题，已用通用标题")
    )


def _add_row(out: Stitched, fields: tuple[str, ...], line: Line) -> tuple[str, RawItem | None]:
    cells = list(line.cells)
    while len(cells) > len(fields) and not cells[-1].strip():
        cells.pop()
    if len(cells) > len(fields):
        raise ImportProblem(
            f"第 {line.number} 行有 {len(cells)} 栏，表头只有 {len(fields)} 栏："
            f"“{excerpt(line.text)}”。请检查该行是否多了制表符。"
        )
    cells += [""] * (len(fields) - len(cells))
    row = dict(zip(fields, cells, strict=True))
    number = squeeze(row.pop("number"))
    current = out.lists[-1]
    last = current.items()[-1] if current.items() else None
    repeated = last is not None and _repeats(last, number, row)
    if not number or repeated:
        if last is None:
            raise ImportProblem(
                f"第 {line.number} 行没有序号，前面又没有可以接续的事项："
                f"“{excerpt(line.text)}”。请检查文件开头是否缺页。"
            )
        out.doubts.extend(_continue(current.item_id(last), last, row, line))
        return "continuation", last
    if not number.isascii() or not number.isdigit():
        raise ImportProblem(
            f"第 {line.number} 行的序号“{excerpt(number)}”不是数字，无法判断这一行是什么。"
        )
    item = RawItem(int(number), [line.number], {name: [text] for name, text in row.items()})
    _place(current, item, row.get("category"))
    return "item", item


def _repeats(last: RawItem, number: str, row: dict[str, str]) -> bool:
    if number != str(last.number):
        return False
    return squeeze(row["name"]) == squeeze("".join(last.cells["name"]))


def _continue(item_id: str, item: RawItem, row: dict[str, str], line: Line) -> Iterator[Doubt]:
    """Append a page's cells; a cell printed a second time word for word is dropped.

    Yields a doubt for each cell of duties that is printed again, also with other words.
    """
    item.lines.append(line.number)
    for name, text in row.items():
        if not text.strip():
            continue
        pages = item.cells.setdefault(name, [])
        again = _most_like(text, pages)
        if again < 1:
            pages.append(text)
        if again < _AGAIN or name in ("name", "departments"):
            continue
        message = "续页把这一栏又印了一遍，" + (
            "已略去，请核对" if again == 1 else "但文字不同，已接在后面，请核对取舍"
        )
        yield Doubt(line.number, item_id, name, excerpt(strip_tags(text)), message)


_AGAIN = 0.9
"""From this likeness on, two texts are the same cell printed twice; pages that go on share a
sentence at most."""


def _most_like(text: str, pages: list[str]) -> float:
    """How much a text is like the likest of some pages, from 0 to 1; list numbers do not count."""
    words = [_words(page) for page in pages]
    if _words(text) in words:
        return 1
    matcher = SequenceMatcher(None, b=_words(text), autojunk=False)
    best = 0.0
    for page in words:
        matcher.set_seq1(page)
        if matcher.real_quick_ratio() > _AGAIN:
            best = max(best, matcher.ratio())
    return best


def _words(cell: str) -> str:
    return _LIST_NUMBER.sub("", squeeze(strip_tags(cell)))


_LIST_NUMBER = re.compile(r"(?:^|(?<=[。；;：:]))\d{1,2}[.．、](?!\d)")


def _place(current: RawList, item: RawItem, category: str | None) -> None:
    if category is not None:
        name = tidy(strip_tags(category))
        if not current.categories or current.categories[-1].name != name:
            current.categories.append(RawCategory(name, None, item.lines[0]))
    elif not current.categories:
        current.categories.append(RawCategory("", None, item.lines[0]))
    current.categories[-1].items.append(item)


def whole_text(pages: list[str]) -> str:
    """The parts of a plain cell (name, departments) as one text, tags and wraps removed."""
    joined = ""
    for page in pages:
        piece = tidy(strip_tags(page))
        joined = joined + piece if joined else piece
    return joined
