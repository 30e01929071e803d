"""PDF files with a text layer: ruled tables over many pages, and the paragraphs between them."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.documents.limits import MAX_PAGES, Deadline, check_streams
from generator.documents.pdflines import Box, Line, lines, to_cell
from generator.documents.rows import COVERED_ABOVE, COVERED_LEFT, Cell, Gathering, Rows
from generator.importing import ImportProblem

_PAGE_NUMBER = re.compile(r"[-—–－~·\s]*\d{1,4}[-—–－~·\s]*|第\s*\d+\s*页.*|\d+\s*/\s*\d+")
_DAMAGED = "PDF 不完整或已损坏，打不开。请重新下载，或用阅读器打开后另存。"
_MARGIN = 0.12
"""The part of a page's height, above and below, where page numbers stand."""
_PADDING = 9.0
"""The widest padding of a cell, in points."""

Edges = tuple[float, float, float, float]


def read_pdf(data: bytes) -> Rows:
    """A PDF -> its rows. Raises :class:`ImportProblem` if it is scanned, locked or broken."""
    check_streams(data)
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise ImportProblem("读取 PDF 需要附加组件，请先运行：pip install 'qingdan[import]'") from None
    if b"%%EOF" not in data[-65536:]:
        raise ImportProblem("PDF 没有结尾，可能只下载了一半。请重新下载后再导入。")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font
    deadline = Deadline()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = [page for page in _pages(document, deadline)]
    except ImportProblem:
        raise
    except Exception as problem:  # the library raises whatever its parts do
        if isinstance(problem.__cause__ or problem.__context__ or problem, PDFPasswordIncorrect):
            raise ImportProblem("PDF 已加密，要密码才能打开。请去掉密码、另存后再导入。") from None
        if isinstance(problem, PDFPasswordIncorrect) or "Password" in repr(problem):
            raise ImportProblem("PDF 已加密，要密码才能打开。请去掉密码、另存后再导入。") from None
        raise ImportProblem(_DAMAGED) from None
    _check_text(pages)
    return _gather(pages)


@dataclass(frozen=True)
class _Table:
    """A ruled table: its edges, and the edges of every cell, row by row."""

    edges: Edges
    rows: tuple[tuple[float, float, tuple[Edges, ...]], ...]
    columns: tuple[float, ...]
    chars: dict[Edges, list[Any]]


@dataclass(frozen=True)
class _Page:
    number: int
    height: float
    tables: tuple[_Table, ...]
    outside: tuple[Any, ...]
    has_pictures: bool


def _pages(document: Any, deadline: Deadline) -> Iterator[_Page]:
    if len(document.pages) > MAX_PAGES:
        raise ImportProblem(
            f"PDF 有 {len(document.pages)} 页，超过 {MAX_PAGES} 页的上限，不像一个乡镇的清单。"
        )
    for page in document.pages:
        deadline.check()
        tables = tuple(_table(table) for table in page.find_tables())
        tables = tuple(sorted(tables, key=lambda table: table.edges[1]))
        outside = []
        for char in page.chars:
            table = next((one for one in tables if _within(char, one.edges)), None)
            edges = next((e for e in table.chars if _within(char, e)), None) if table else None
            if table is not None and edges is not None:
                table.chars[edges].append(char)
            elif char.get("upright", True):
                outside.append(char)
        yield _Page(
            page.page_number, float(page.height), tables, tuple(outside), bool(page.images)
        )
        page.close()


def _table(found: Any) -> _Table:
    cells = sorted({tuple(map(float, one)) for one in found.cells}, key=lambda e: (e[1], e[0]))
    tops = sorted({round(e[1], 1) for e in cells})
    columns = _distinct(sorted(e[0] for e in cells))
    rows = []
    for place, top in enumerate(tops):
        bottom = tops[place + 1] if place + 1 < len(tops) else float(found.bbox[3])
        own = tuple(e for e in cells if round(e[1], 1) == top)
        rows.append((top, bottom, own))
    edges: Edges = tuple(map(float, found.bbox))  # type: ignore[assignment]
    return _Table(edges, tuple(rows), tuple(columns), {e: [] for e in cells})  # type: ignore[arg-type,misc]


def _distinct(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in values:
        if not found or value - found[-1] > 2:
            found.append(value)
    return found


def _within(char: Any, edges: Edges) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(edges[0] <= x <= edges[2] and edges[1] <= y <= edges[3])


def _check_text(pages: Sequence[_Page]) -> None:
    """Refuse a document without text, or with text that has lost its characters."""
    count = garbled = 0
    for page in pages:
        for char in (*page.outside, *(c for t in page.tables for cs in t.chars.values() for c in cs)):
            count += 1
            garbled += char["text"].startswith("(cid:") or char["text"] == "�"
    if count < 20 * len(pages) and any(page.has_pictures for page in pages):
        raise ImportProblem(
            "这是扫描件，只有图片，没有文字可读。请找文字版，或先做文字识别（OCR）并校对。"
        )
    if not count:
        raise ImportProblem("PDF 里没有文字。请找文字版，或先做文字识别（OCR）并校对。")
    if garbled * 5 > count:
        raise ImportProblem(
            "PDF 的字体没有文字编码，读出来是乱码。请向发布单位要 Word 版，或做文字识别（OCR）。"
        )


# --- rows -------------------------------------------------------------------------------------


def _gather(pages: Sequence[_Page]) -> Rows:
    out = Gathering()
    padding = _paddings(pages)
    for page in pages:
        beside = lines(page.outside)
        tops = [min(c["top"] for c in page.outside)] if page.outside else []
        del tops
        texts = [(_top(line, page), line) for line in beside]
        for table in page.tables:
            for top, line in [one for one in texts if one[0] < table.edges[1]]:
                _outside(out, page, top, line)
            texts = [one for one in texts if one[0] >= table.edges[1]]
            _rows(out, page, table, padding)
        for top, line in texts:
            _outside(out, page, top, line)
    if not any(page.tables for page in pages):
        out.note("全文", "", "没有找到画线的表格")
    return out.done("pdf")
