"""Print the reviewed lists as governments publish them, to measure the import:

``python -m tests.tools.print_lists lists/chongqing/yunyang/longjiao /tmp/printed``

writes ``.docx`` (numbers as text, and left to Word), ``.xlsx``, ``.html`` and, where LibreOffice is
installed, a ``.pdf`` of the first: ruled tables over many pages, heads repeated, rows cut.
"""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment

from generator.load import Source, assemble, document_of
from generator.model import Township
from tests.tools.sheets import Cell, Paragraph, Row, Sheet, sheets

_FONT = "Noto Serif CJK SC"
_WIDTHS = {"序号": 14, "类别": 18, "事项名称": 36, "对应上级部门": 32}
_ROWS, _DUTIES = 1, 2
_CENTRED = ("序号", "类别", "事项名称", "对应上级部门")


def load_township(folder: Path, root: Path) -> Township:
    """The township in a folder of ``lists/``; ``root`` is the folder above ``lists/``."""
    documents = {}
    for path in sorted(folder.glob("*.yml")):
        name = path.relative_to(root).as_posix()
        document = document_of(Source(name, path.read_bytes()))
        if document is not None:
            documents[path.name] = document
    township = assemble(folder.relative_to(root / "lists").as_posix(), documents)
    if township is None:
        raise SystemExit(f"no township in {folder}")
    return township


# --- Word -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """How a Word document looks: ``auto_numbers`` leaves the list numbers (序号 too) to Word,
    ``upright`` is portrait, with indented first lines, cells at the top and a smaller type."""

    auto_numbers: bool = False
    upright: bool = False

    @property
    def width(self) -> int:
        """Millimetres between the margins."""
        return 168 if self.upright else 255


def to_docx(title: str, tables: Sequence[Sheet], look: Look = Look()) -> bytes:
    """A Word document in the look of the official ones."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if not look.upright:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(20))
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10 if look.upright else 11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    numbering = _Numbering(document) if look.auto_numbers else None
    _paragraph(document, title, centred=True, size=22)
    _paragraph(document, "目录", centred=True)
    for place, one in enumerate(tables, start=1):
        _paragraph(document, f"{place}. {one.title}\t{place * 10 - 9}")
    for one in tables:
        document.add_page_break()
        _paragraph(document, one.title, centred=True, size=18)
        _docx_table(document, one, numbering, look)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(document: Any, text: str, *, centred: bool = False, size: int = 12) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).font.size = Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _docx_table(document: Any, one: Sheet, numbering: _Numbering | None, look: Look) -> None:
    columns = len(one.head)
    widths = _widths(one.head, look.width)
    table = document.add_table(rows=0, cols=columns)
    table.style, table.autofit = "Table Grid", False
    rows = numbering.list(_ROWS) if numbering else 0
    for row in (Row(tuple(_plain(text) for text in one.head)), *one.rows):
        is_head = row.cells[0][0].text == "序号"
        made = _docx_row(table, widths)
        if is_head:
            made.trPr.append(OxmlElement("w:tblHeader"))
        if row.is_category:
            first = made.tc_lst[0]
            for other in made.tc_lst[1:]:
                made.remove(other)
            first.grid_span = columns
        for heading, tc, cell in zip(one.head, made.tc_lst, row.cells, strict=False):
            centred = is_head or heading in _CENTRED or row.is_category
            counted = heading == "序号" and not is_head and not row.is_category
            _fill(tc, cell, numbering, rows if counted else 0, centred=centred)
            if look.upright and not centred:
                for paragraph in tc.p_lst:
                    paragraph.get_or_add_pPr().first_line_indent = Pt(20)
            if look.upright and not row.is_category:
                tc.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.TOP
    if one.category_column:
        _merge_down(table, one, column=1)


def _widths(head: Sequence[str], whole: int) -> list[int]:
    """Widths of the columns in millimetres; the wide ones share what the narrow ones leave."""
    left = whole - sum(_WIDTHS.get(text, 0) for text in head[:-1])
    wide = [text for text in head if text not in _WIDTHS] or [head[-1]]
    return [left // len(wide) if text in wide else _WIDTHS[text] for text in head]


def _plain(text: str) -> Cell:
    return (Paragraph(text),)


def _docx_row(table: Any, widths: Sequence[int]) -> Any:
    tr = table._tbl.add_tr()
    for width in widths:
        tr.add_tc().width = Mm(width)
    tr.get_or_add_trPr()
    return tr


def _fill(tc: Any, cell: Cell, numbering: _Numbering | None, rows: int, *, centred: bool) -> None:
    if centred:
        tc.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    current = 0
    for place, paragraph in enumerate(cell):
        p = tc.p_lst[0] if place == 0 else tc.add_p()
        if centred:
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if numbering and rows:
            numbering.put(p, rows)
            continue
        if numbering and paragraph.number:
            current = numbering.list(_DUTIES) if paragraph.number == 1 else current
            numbering.put(p, current)
        text = paragraph.text if numbering else paragraph.printed
        p.add_r().text = text


def _merge_down(table: Any, one: Sheet, column: int) -> None:
    texts = [row.cells[column][0].text for row in one.rows]
    for place, tr in enumerate(table._tbl.tr_lst[1:]):
        tc = tr.tc_lst[column]
        goes_on = place > 0 and texts[place] == texts[place - 1]
        tc.vMerge = "continue" if goes_on else "restart"
        if goes_on:
            for run in list(tc.p_lst[0].r_lst):
                tc.p_lst[0].remove(run)


class _Numbering:
    """Numbered lists of a Word document, each counting from 1."""

    def __init__(self, document: Any) -> None:
        self.part = document.part.numbering_part.element
        for known in list(self.part):
            self.part.remove(known)
        for kind in (_ROWS, _DUTIES):  # lists of one kind count together, as in Word
            self.part.append(
                parse_xml(
                    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:lvl w:ilvl="0">'
                    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
                    "</w:lvl></w:abstractNum>"
                )
            )
        self.count = 0

    def list(self, kind: int) -> int:
        """Begin a list of a kind that counts from 1; returns its id."""
        self.count += 1
        self.part.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.count}"><w:abstractNumId w:val="{kind}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return self.count

    @staticmethod
    def put(p: Any, number: int) -> None:
        """Make a paragraph an entry of a list."""
        num = p.get_or_add_pPr().get_or_add_numPr()
        num.get_or_add_ilvl().val = 0
        num.get_or_add_numId().val = number


# --- Excel, HTML, PDF -------------------------------------------------------------------------


def to_xlsx(title: str, tables: Sequence[Sheet]) -> bytes:
    """A workbook with one sheet a list: merged title row, head, merged category rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for one in tables:
        page = book.create_sheet(one.title[:31])
        page.append([title + one.title])
        page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(one.head))
        page.append(list(one.head))
        for row in one.rows:
            texts = ["\n".join(p.printed for p in cell) for cell in row.cells]
            page.append([int(texts[0]), *texts[1:]] if not row.is_category else texts)
            if row.is_category:
                line = page.max_row
                page.merge_cells(
                    start_row=line, end_row=line, start_column=1, end_column=len(one.head)
                )
            for written in page[page.max_row]:
                written.alignment = Alignment(wrap_text=True, vertical="center")
        for first, last in _runs(one) if one.category_column else ():
            page.merge_cells(start_row=first + 3, end_row=last + 3, start_column=2, end_column=2)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _runs(one: Sheet) -> Iterator[tuple[int, int]]:
    """First and last place of the rows of each category, for a category column."""
    for _, group in groupby(enumerate(one.rows), key=lambda pair: pair[1].cells[1]):
        places = [place for place, _ in group]
        yield places[0], places[-1]


def to_html(title: str, tables: Sequence[Sheet]) -> bytes:
    """A web page as an office program saves it, in GB 18030."""
    out = [f'<html><head><meta charset="gb18030"><title>{_esc(title)}</title>']
    out.append("<style>p {margin: 0}</style></head><body>")
    out.append(f"<div class=nav><a href=/>首页</a> &gt; 政务公开</div><h1>{_esc(title)}</h1>")
    for one in tables:
        runs = _runs(one) if one.category_column else ()
        spans = {first: last - first + 1 for first, last in runs}
        out.append(f"<p align=center><b>{_esc(one.title)}</b></p><table border=1><tr>")
        out += [f"<td><p>{_esc(text)}</p></td>" for text in one.head]
        for place, row in enumerate(one.rows):
            out.append("</tr><tr>")
            for column, cell in enumerate(row.cells):
                span = ""
                if one.category_column and column == 1:
                    if place not in spans:
                        continue
                    span = f" rowspan={spans[place]}"
                elif row.is_category:
                    span = f" colspan={len(one.head)}"
                body = "".join(f"<p>{_esc(p.printed)}</p>" for p in cell)
                out.append(f"<td{span}>{body}</td>")
        out.append("</tr></table>")
    out.append("</body></html>")
    return "\n".join(out).encode("gb18030")


def _esc(text: str) -> str:
    return html.escape(text)


def to_pdf(docx: bytes) -> bytes | None:
    """A Word document printed by LibreOffice, or None where that is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "list.docx"
        source.write_bytes(docx)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=600)
        return source.with_suffix(".pdf").read_bytes()


def print_all(township: Township) -> dict[str, bytes]:
    """Format (``docx``, ``auto.docx``, ``xlsx``, ``html``, and with LibreOffice ``pdf``,
    ``upright.pdf``) -> the printed document."""
    title, tables = township.version.title, sheets(township)
    done = {
        "docx": to_docx(title, tables),
        "auto.docx": to_docx(title, tables, Look(auto_numbers=True)),
        "xlsx": to_xlsx(title, tables),
        "html": to_html(title, tables),
    }
    upright = to_docx(title, tables, Look(upright=True))
    for form, docx in (("pdf", done["docx"]), ("upright.pdf", upright)):
        printed = to_pdf(docx)
        if printed is not None:
            done[form] = printed
    return done


def main() -> None:
    """Print the township in a folder to files in another."""
    folder, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    root = next(parent.parent for parent in folder.parents if parent.name == "lists")
    out.mkdir(parents=True, exist_ok=True)
    for form, data in print_all(load_township(folder, root)).items():
        (out / f"{folder.name}.{form}").write_bytes(data)


if __name__ == "__main__":
    main()
