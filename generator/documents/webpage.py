"""Web pages (.html): tables and paragraphs in the order of the page."""

from __future__ import annotations

import re
from typing import Any

from generator.documents.limits import MAX_COLUMNS, MAX_ROWS, Deadline
from generator.documents.rows import COVERED_ABOVE, COVERED_LEFT, Cell, Gathering, Rows, cell
from generator.importing import ImportProblem

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNPRINTED = {"script", "style", "head", "noscript", "template", "select", "button", "svg"}
_BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul", "tr", "section", "article"),
    *("header", "footer", "main", "center", "dd", "dt", "dl", "blockquote", "pre", "form", "body"),
}
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def read_html(data: bytes) -> Rows:
    """A web page -> its rows. Raises :class:`ImportProblem` if it cannot be read."""
    try:
        from lxml import etree
        from lxml import html as parser
    except ImportError:
        raise ImportProblem("读取网页需要附加组件，请先运行：make import-tools") from None
    text, damaged = decode(data)
    try:
        # encoded again: the parser refuses text that declares an encoding of its own
        root = parser.document_fromstring(
            text.encode(), parser=parser.HTMLParser(encoding="utf-8", remove_comments=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ImportProblem("网页里没有可以读取的内容。请在浏览器里打开确认后另存。") from None
    reader = _Reader()
    reader.read(root)
    reader.flush()
    if damaged:
        reader.out.note("全文", "�", f"网页有 {damaged} 个字符读不出来，已用 � 代替，请核对")
    if text.lower().count("<table") > text.lower().count("</table"):
        reader.out.note("网页末尾", "", "表格没有结束标记，网页可能只存了一半，请核对")
    return reader.out.done("html")


def decode(data: bytes) -> tuple[str, int]:
    """A page's bytes as text, and how many characters of it could not be read.

    Byte order mark, declared charset, UTF-8, GB 18030; if none fits, the one that fits best, as
    pages with a few damaged characters are common.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), 0
    declared = _CHARSET.search(data[:4096])
    names = [declared[1].decode("ascii", "ignore").lower()] if declared else []
    read: list[tuple[int, str]] = []
    for name in (*names, "utf-8", "gb18030"):
        # pages that declare gb2312 are GBK or GB 18030, which contain it
        wide = "gb18030" if name in ("gb2312", "gbk", "gb_2312-80") else name
        try:
            text = data.decode(wide, "replace")
        except (LookupError, UnicodeError):
            continue
        damaged = text.count("�")
        if not damaged:
            return text, 0
        read.append((damaged, text))
    damaged, text = min(read)
    if damaged * 50 > len(text):
        raise ImportProblem("网页的编码无法识别。请在浏览器里打开，另存为 UTF-8 编码的网页。")
    return text, damaged


class _Reader:
    def __init__(self) -> None:
        self.out = Gathering()
        self.deadline = Deadline()
        self.words: list[str] = []
        self.paragraphs = 0

    def flush(self) -> None:
        """End the current paragraph outside tables."""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if text:
            self.paragraphs += 1
            self.out.paragraph(text, f"第 {self.paragraphs} 段")

    def read(self, element: Any) -> None:
        """Read what stands outside tables, and the tables."""
        if not _is_printed(element):
            return
        if element.tag == "table":
            self.flush()
            self._table(element)
            return
        block = element.tag in _BLOCKS or element.tag == "br"
        if block:
            self.flush()
        self.words.append(element.text or "")
        for child in element:
            self.read(child)
            self.words.append(child.tail or "")
        if block:
            self.flush()

    def _table(self, table: Any) -> None:
        if any(_has_head(inner) for inner in table.iter("table") if inner is not table):
            for child in table:  # a table that lays out the page
                self.read(child)
            self.flush()
            return
        self.out.tables += 1
        open_spans: dict[int, int] = {}
        for place, row in enumerate(_rows(table), start=1):
            self.deadline.check()
            if len(self.out.rows) > MAX_ROWS:
                raise ImportProblem(f"表格超过 {MAX_ROWS} 行，不像一个乡镇的清单，没有读取。")
            self.out.row(_grid_row(row, open_spans), f"第 {self.out.tables} 个表格第 {place} 行")


def _has_head(table: Any) -> bool:
    return "序号" in "".join("".join(table.itertext())[:500].split())


def _rows(table: Any) -> list[Any]:
    """The rows of a table, not those of tables within its cells."""
    found = []
    for child in table:
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            found += [row for row in child if row.tag == "tr"]
    return [row for row in found if _is_printed(row)]


def _grid_row(row: Any, open_spans: dict[int, int]) -> list[Cell]:
    """A row's places; ``open_spans``: column -> rows still covered from above, kept up to date."""
    cells: list[Cell] = []

    def cover() -> None:
        while open_spans.get(len(cells), 0) > 0 and len(cells) < MAX_COLUMNS:
            open_spans[len(cells)] -= 1
            cells.append(COVERED_ABOVE)

    for td in row:
        if td.tag not in ("td", "th"):
            continue
        cover()
        width, height = _span(td, "colspan", MAX_COLUMNS), _span(td, "rowspan", MAX_ROWS)
        for place in range(width):
            open_spans[len(cells)] = height - 1
            cells.append(cell(*_paragraphs(td)) if place == 0 else COVERED_LEFT)
    cover()
    return cells[:MAX_COLUMNS]


def _span(td: Any, name: str, most: int) -> int:
    digits = re.match(r"\s*(\d{1,6})", td.get(name, ""))
    return max(1, min(most, int(digits[1]))) if digits else 1


def _paragraphs(td: Any) -> list[str]:
    """The paragraphs of a cell; entries of a numbered list get their number back."""
    done: list[str] = []
    words: list[str] = []

    def flush() -> None:
        text = " ".join("".join(words).split())
        words.clear()
        if text:
            done.append(text)

    def walk(element: Any) -> None:
        if not _is_printed(element):
            return
        block = element.tag in _BLOCKS or element.tag in ("br", "table")
        if block:
            flush()
        if element.tag == "li":
            words.append(_list_number(element))
        if element.tag == "td":
            words.append(" ")
        words.append(element.text or "")
        for child in element:
            walk(child)
            words.append(child.tail or "")
        if block:
            flush()

    words.append(td.text or "")
    for child in td:
        walk(child)
        words.append(child.tail or "")
    flush()
    return done


def _list_number(li: Any) -> str:
    parent = li.getparent()
    if parent is None or parent.tag != "ol" or "none" in parent.get("style", ""):
        return ""
    start = _span(parent, "start", 1000)
    return f"{start + [one for one in parent if one.tag == 'li'].index(li)}."


def _is_printed(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNPRINTED:
        return False
    return not _HIDDEN.search(element.get("style", ""))
