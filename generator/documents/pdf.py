"""PDF files with a text layer: ruled tables over many pages, and the paragraphs between them."""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.documents.glyphs import RADICALS
from generator.documents.limits import MAX_PAGES, Deadline, check_streams
from generator.documents.pdflines import Box, Line, lines, to_cell
from generator.documents.rows import COVERED_ABOVE, COVERED_LEFT, Cell, Gathering, Rows
from generator.importing import ImportProblem

_PAGE_NUMBER = re.compile(r"[-—–－~·\s]*\d{1,4}[-—–－~·\s]*|第\s*\d+\s*页.*|\d+\s*/\s*\d+")
_UNREADABLE = ("(cid:", "\N{REPLACEMENT CHARACTER}")
_MARGIN = 0.12
"""The part of a page's height, above and below, where page numbers stand."""
_PADDING = 9.0
"""The widest padding of a cell, in points."""
_NEAR = 2.0
"""Edges that are not farther apart than this, in points, are one."""


Progress = Callable[[int, int], None]


def silent(_done: int, _whole: int) -> None:
    """Progress that nobody wants to hear of."""


class Edges(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True)
class _Table:
    """A ruled table: its edges, and the lines of every cell."""

    edges: Edges
    cells: dict[Edges, list[Line]]


@dataclass(frozen=True)
class _Page:
    """A page; of its characters only the lines are kept, which take a tenth of the memory."""

    number: int
    height: float
    tables: list[_Table]
    outside: list[Line]
    characters: int
    unreadable: int
    has_pictures: bool


def read_pdf(data: bytes, progress: Progress = silent) -> Rows:
    """A PDF -> its rows. Raises :class:`ImportProblem` if it is scanned, locked or broken.

    :param progress: is told after every page how many are read, and how many there are.
    """
    check_streams(data)
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise ImportProblem("读取 PDF 需要附加组件，请先运行：make import-tools") from None
    if b"%%EOF" not in data[-65536:]:
        raise ImportProblem("PDF 没有结尾，可能只下载了一半。请重新下载后再导入。")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = list(_pages(document, progress))
    except ImportProblem:
        raise
    except Exception as problem:  # the library raises whatever its parts do
        causes = (problem, problem.__cause__, problem.__context__, *problem.args)
        if any(isinstance(one, PDFPasswordIncorrect) for one in causes):
            message = "PDF 已加密，要密码才能打开。请去掉密码、另存后再导入。"
        else:
            message = "PDF 不完整或已损坏，打不开。请重新下载，或用阅读器打开后另存。"
        raise ImportProblem(message) from None
    _check_text(pages)
    return _gather(pages)


def _pages(document: Any, progress: Progress) -> Iterator[_Page]:
    deadline = Deadline()
    if len(document.pages) > MAX_PAGES:
        raise ImportProblem(
            f"PDF 有 {len(document.pages)} 页，超过 {MAX_PAGES} 页的上限，不像一个乡镇的清单。"
        )
    for page in document.pages:
        deadline.check()
        yield _read_page(page)
        page.close()
        progress(page.page_number, len(document.pages))


def _open_ends(page: Any) -> list[float]:
    """Where a table begins or ends on a page without a rule: browsers cut a row over two pages
    and draw no rule there. The upright rules of the table end together at such a place."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    across = (edge for edge in page.edges if edge["orientation"] == "h")
    flat = [edge["top"] for edge in across if edge["width"] > _PADDING]  # not the ends of uprights
    if not upright:
        return []
    found = []
    for end, choose in (("top", min), ("bottom", max)):
        height = choose(edge[end] for edge in upright)
        places = {round(edge["x0"]) for edge in upright if abs(edge[end] - height) <= _NEAR}
        if len(places) > 1 and all(abs(each - height) > _PADDING for each in flat):
            found.append(height)
    return found


def _read_page(page: Any) -> _Page:
    rules = {"explicit_horizontal_lines": _open_ends(page)}
    found = sorted(page.find_tables(rules), key=lambda table: table.bbox[1])
    tables: list[tuple[Edges, dict[Edges, list[Any]]]] = [
        (Edges(*one.bbox), {Edges(*cell): [] for cell in one.cells}) for one in found
    ]
    outside: list[Any] = []
    for char in page.chars:
        char["text"] = char["text"].translate(RADICALS)
        _home(tables, outside, char).append(char)
    return _Page(
        number=page.page_number,
        height=float(page.height),
        tables=[
            _Table(edges, {cell: lines(chars) for cell, chars in cells.items()})
            for edges, cells in tables
        ],
        outside=lines(outside, parted=True),
        characters=len(page.chars),
        unreadable=sum(char["text"].startswith(_UNREADABLE) for char in page.chars),
        has_pictures=bool(page.images),
    )


def _home(
    tables: Sequence[tuple[Edges, dict[Edges, list[Any]]]], outside: list[Any], char: Any
) -> list[Any]:
    """The characters of the cell that a character stands in, or those outside tables."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    for whole, cells in tables:
        if whole.holds(x, y):
            for edges, chars in cells.items():
                if edges.holds(x, y):
                    return chars
    return outside


def _check_text(pages: Sequence[_Page]) -> None:
    """Refuse a document without text, or with text that has lost its characters."""
    count = sum(page.characters for page in pages)
    if count < 20 * len(pages) and any(page.has_pictures for page in pages):
        raise ImportProblem(
            "这是扫描件，只有图片，没有文字可读。请找文字版，或先做文字识别（OCR）并校对。"
        )
    if not count:
        raise ImportProblem("PDF 里没有文字。请找文字版，或先做文字识别（OCR）并校对。")
    if sum(page.unreadable for page in pages) * 5 > count:
        raise ImportProblem(
            "PDF 的字体没有文字编码，读出来是乱码。请找 Word 版，或做文字识别（OCR）并校对。"
        )


# --- rows -------------------------------------------------------------------------------------


def _gather(pages: Sequence[_Page]) -> Rows:
    out = Gathering()
    padding = _paddings(table.cells for page in pages for table in page.tables)
    for page in pages:
        beside = page.outside
        for table in page.tables:
            _outside(out, page, [line for line in beside if line.top < table.edges.top])
            beside = [line for line in beside if line.top >= table.edges.top]
            _rows(out, page, table.cells, padding)
        _outside(out, page, beside)
    if not out.tables:
        message = "没有找到画线的表格，只能逐行猜测，多半有错；请尽量找 Word 版"
        out.note("全文", "", message)
    return out.done("pdf")


def _paddings(tables: Iterable[dict[Edges, list[Line]]]) -> dict[tuple[int, int], float]:
    """The padding of every column (by its edges), over the whole document."""
    found: dict[tuple[int, int], float] = defaultdict(lambda: _PADDING)
    for cells in tables:
        for edges, own in cells.items():
            for line in own:
                key = (round(edges.left), round(edges.right))
                found[key] = max(0.0, min(found[key], line.left - edges.left))
    return found


def _outside(out: Gathering, page: _Page, found: Sequence[Line]) -> None:
    """Lines outside tables as paragraphs, but for page numbers."""
    for line in found:
        in_margin = not page.height * _MARGIN < line.top < page.height * (1 - _MARGIN)
        if not (in_margin and _PAGE_NUMBER.fullmatch(line.text)):
            out.paragraph(line.text, f"第 {page.number} 页")


def _rows(
    out: Gathering,
    page: _Page,
    cells: dict[Edges, list[Line]],
    padding: dict[tuple[int, int], float],
) -> None:
    """The rows of one table of a page."""
    out.tables += 1
    tops = _distinct(edges.top for edges in cells)
    lefts = _distinct(edges.left for edges in cells)
    for place, top in enumerate(tops):
        row: list[Cell] = []
        for left in lefts:
            edges = next((e for e in cells if e.holds(left + _NEAR, top + _NEAR)), None)
            if edges is None:
                row.append(Cell())
            elif top - edges.top > _NEAR:
                row.append(COVERED_ABOVE)
            elif left - edges.left > _NEAR:
                row.append(COVERED_LEFT)
            else:
                pad = padding[round(edges.left), round(edges.right)]
                row.append(to_cell(cells[edges], Box(edges.left + pad, edges.right - pad)))
        where = f"第 {page.number} 页第 {place + 1} 行"
        for cell in row:
            if "(cid:" in cell.text:
                out.note(where, cell.text[:40], "有字符没有文字编码，读不出来，请对照原文补上")
        out.row(row, where, page_top=place == 0)


def _distinct(values: Iterable[float]) -> list[float]:
    """Values in order, without those next to another."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
