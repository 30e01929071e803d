"""Word documents (.docx): paragraphs and tables in the order of the body."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from generator.documents.limits import MAX_COLUMNS, MAX_ROWS, Deadline, open_package
from generator.documents.numbering import Numbering, W
from generator.documents.rows import COVERED_ABOVE, COVERED_LEFT, Cell, Gathering, Rows, cell
from generator.importing import ImportProblem

_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_UNPRINTED = {
    f"{W}{tag}"
    for tag in ("del", "moveFrom", "instrText", "delText", "drawing", "pict", "object", "pPr")
}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}


def read_docx(data: bytes) -> Rows:
    """A Word document -> its rows. Raises :class:`ImportProblem` if it cannot be opened."""
    open_package(data).close()
    try:
        import docx
    except ImportError:
        raise ImportProblem("读取 Word 文档需要附加组件，请先运行：make import-tools") from None
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        roots = [_root(document, kind) for kind in ("numbering", "styles")]
    except Exception:  # the library raises whatever its parts do
        raise ImportProblem(
            "Word 文档不完整或已损坏，打不开。请用 Word、WPS 打开后另存，再导入。"
        ) from None
    reader = _Reader(Numbering(*roots))
    reader.read(body)
    return reader.out.done("docx")


def _root(document: Any, kind: str) -> Any | None:
    """The root element of a part that the document is related to; None if it has none."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}"):
            return relation.target_part.element
    return None


def _children(element: Any) -> Iterator[Any]:
    """Child elements; those in content controls and insertions count as the parent's own."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.out = Gathering()
        self.deadline = Deadline()
        self.paragraphs = 0

    def read(self, container: Any) -> None:
        """Read the body, or a cell that holds the layout of a page."""
        for block in _children(container):
            if block.tag == f"{W}p":
                self.paragraphs += 1
                self.out.paragraph(" ".join(self._text(block).split()), f"第 {self.paragraphs} 段")
            elif block.tag == f"{W}tbl":
                self._table(block)

    def _text(self, paragraph: Any) -> str:
        """A paragraph with its number, as Word prints it."""
        label = self.numbering.label(paragraph)
        text = "".join(_runs(paragraph)).strip()
        if label and text and label[-1].isdigit():
            label += "."
        return label + text

    def _table(self, table: Any) -> None:
        rows = [row for row in _children(table) if row.tag == f"{W}tr"]
        if self._is_layout(rows):
            for row in rows:
                for tc in _children(row):
                    if tc.tag == f"{W}tc":
                        self.read(tc)
            return
        self.out.tables += 1
        number = self.out.tables
        for place, row in enumerate(rows, start=1):
            self.deadline.check()
            if len(self.out.rows) > MAX_ROWS:
                raise ImportProblem(f"表格超过 {MAX_ROWS} 行，不像一个乡镇的清单，没有读取。")
            self.out.row(self._row(row), f"第 {number} 个表格第 {place} 行")

    @staticmethod
    def _is_layout(rows: list[Any]) -> bool:
        """Whether a table only lays out the page: one that holds a table with heads of a list."""
        for row in rows:
            for inner in row.iter(f"{W}tbl"):
                text = "".join("".join(_runs(p)) for p in inner.iter(f"{W}p"))[:200]
                if "序号" in "".join(text.split()):
                    return True
        return False

    def _row(self, row: Any) -> list[Cell]:
        cells: list[Cell] = []
        properties = row.find(f"{W}trPr")
        before = properties.find(f"{W}gridBefore") if properties is not None else None
        if before is not None:
            cells += [Cell()] * _span(before)
        for tc in _children(row):
            if tc.tag == f"{W}tc":
                cells += self._cell(tc)
        return cells[:MAX_COLUMNS]

    def _cell(self, tc: Any) -> list[Cell]:
        """A cell and the places to its right that it spans."""
        properties = tc.find(f"{W}tcPr")
        span, goes_on = 1, False
        if properties is not None:
            grid, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
            span = _span(grid) if grid is not None else 1
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        found = COVERED_ABOVE if goes_on else cell(*self._paragraphs(tc))
        return [found, *[COVERED_LEFT] * (span - 1)]

    def _paragraphs(self, tc: Any) -> list[str]:
        """The paragraphs of a cell; a row of a table within the cell counts as one."""
        texts = []
        for block in _children(tc):
            if block.tag == f"{W}p":
                texts.append(self._text(block))
            elif block.tag == f"{W}tbl":
                for row in block.iter(f"{W}tr"):
                    texts.append(" ".join(self._text(p) for p in row.iter(f"{W}p")))
        return texts


def _span(element: Any) -> int:
    try:
        return max(1, min(MAX_COLUMNS, int(element.get(f"{W}val", "1"))))
    except ValueError:
        return 1


def _runs(element: Any) -> Iterator[str]:
    """The printed pieces of a paragraph: no deleted, hidden or drawn text, no field codes."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _UNPRINTED and isinstance(child.tag, str):
            if child.tag == f"{W}r" and _is_hidden(child):
                continue
            if child.tag.startswith(W):
                yield from _runs(child)


def _is_hidden(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    hidden = properties.find(f"{W}vanish") if properties is not None else None
    return hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false")
