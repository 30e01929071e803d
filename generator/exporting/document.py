"""A township's lists as a Word document in the look of the official ones: A4 across, a title in
Song type, ruled tables whose heads repeat, categories over the whole width, and at the end a place
to countersign."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from typing import Any

from generator.exporting.package import steady
from generator.importing.report import ImportProblem
from generator.model import Block, Category, DutyList, Item, Labels, Township, rows
from generator.printed import NO_LABELS, block_heading

_TITLE, _HEAD, _BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
_HEADS = {
    "basic": (("序号", 16), ("事项名称", 241)),
    "cooperative": (
        ("序号", 14),
        ("事项名称", 38),
        ("对应上级部门", 33),
        ("上级部门职责", 86),
        ("镇街配合职责", 86),
    ),
    "withdrawn": (("序号", 16), ("事项名称", 71), ("承接部门及工作方式", 170)),
    "territorial": (
        ("序号", 14),
        ("具体事项", 32),
        ("部门职责", 80),
        ("镇（街道）职责", 66),
        ("法律法规及文件依据", 45),
        ("主体责任", 10),
        ("配合责任", 10),
    ),
}
"""Heads and widths in millimetres; together the width between the margins."""

_FIELDS = {
    "basic": (),
    "cooperative": ("departments", "superior", "township"),
    "withdrawn": ("takeover",),
    "territorial": ("superior", "township", "basis", "main", "supporting"),
}
_LINE = 16
"""Points from line to line, the same for whichever font is at hand."""

_SIGN, _MARGIN, _WHOLE = 3.9, 4, 5
"""Width of a sign and margins of a cell in millimetres; rows of so many lines are not cut."""

_NARROW = ("序号", "对应上级部门", "主体责任", "配合责任")
_SIGNATURES = ("编制单位（盖章）", "审核单位（盖章）", "会签单位（盖章）")


def to_docx(township: Township) -> bytes:
    """The document; the same bytes for the same lists.

    :raises ImportProblem: if python-docx is not installed.
    """
    try:
        from docx import Document
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm, Pt
    except ImportError:
        raise ImportProblem("写 Word 文件需要附加组件，请先运行：make import-tools") from None
    document: Any = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    style: Any = document.styles["Normal"]
    style.font.size = Pt(11)
    _typeface(style, _BODY)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(_LINE)
    _in_chinese(document)
    _page_number(section)
    version = township.version
    _centred(document, version.title, 22, _TITLE)
    for place, one in enumerate(township.lists):
        if place:
            document.add_page_break()
        if one.title != version.title:
            _centred(document, one.title, 18, _TITLE)
        _table(document, one)
    _countersign(document)
    stream = io.BytesIO()
    document.save(stream)
    return steady(stream.getvalue())


def _typeface(style: Any, name: str) -> None:
    from docx.oxml.ns import qn

    style.font.name = name
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _in_chinese(document: Any) -> None:
    """Say that the text is Chinese as the mainland writes it: fonts for several countries, and the
    places of their punctuation, are chosen by it."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _centred(document: Any, text: str, size: int, face: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(8)
    paragraph.paragraph_format.line_spacing = Pt(size * 1.5)
    run = paragraph.add_run(_legal(text))
    run.font.size, run.font.name = Pt(size), face
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _page_number(section: Any) -> None:
    """A field with the page's number in the foot, as official papers have it: — 3 —."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), "PAGE")
    paragraph._p.append(simple)
    paragraph.add_run(" —")


def _table(document: Any, one: DutyList) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    heads = _HEADS[one.kind]
    in_column = one.kind == "territorial"
    table = document.add_table(rows=0, cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    for column, (_, width) in zip(table.columns, heads, strict=True):
        column.width = Mm(width)
    _roomy(table)

    def row(cells: Sequence[Sequence[str]], *, head: bool = False) -> None:
        tr = table._tbl.add_tr()
        if _lines(cells, [width for _, width in heads]) <= _WHOLE:
            tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if head:
            tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for (name, width), texts in zip(heads, cells, strict=True):
            tc = tr.add_tc()
            tc.width = Mm(width)
            _fill(tc, texts, centred=head or name in _NARROW, bold=head)

    row([(name,) for name, _ in heads], head=True)
    category: Category | None = None
    for each in rows(one):
        if each.category is not category:
            category = each.category
            tr = table._tbl.add_tr()
            tc = tr.add_tc()
            tc.width = Mm(sum(width for _, width in heads))
            tc.grid_span = len(heads)
            _fill(tc, (_category(category, named=in_column),), centred=True, bold=True)
            for p in tc.p_lst:  # no heading at a page's foot
                p.get_or_add_pPr().append(OxmlElement("w:keepNext"))
        cells = [_texts(each.item, field, one) for field in _FIELDS[one.kind]]
        row([(str(each.number),), (each.item.name,), *cells])


def _lines(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> int:
    """About how many lines the tallest of some cells has."""
    return max(
        sum(math.ceil(len(text) * _SIGN / (width - _MARGIN)) for text in texts)
        for texts, width in zip(cells, widths, strict=True)
    )


def _roomy(table: Any) -> None:
    """Leave a little room above and below the texts of a table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "30")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _category(category: Category, *, named: bool) -> str:
    if named or category.declared is None:
        return category.name
    return f"{category.name}（{category.declared}项）"


def _fill(tc: Any, texts: Sequence[str], *, centred: bool, bold: bool = False) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    tc.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for place, text in enumerate(texts):
        p = tc.p_lst[0] if place == 0 else tc.add_p()
        if centred:
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        r = p.add_r()
        r.text = _legal(text)
        if bold:
            r.get_or_add_rPr().get_or_add_rFonts().set(_EAST_ASIA, _HEAD)


_EAST_ASIA = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"


def _legal(text: str) -> str:
    """A text without the signs that XML forbids."""
    return "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff")


def _texts(item: Item, field: str, one: DutyList) -> list[str]:
    """The paragraphs of a cell, duties numbered where there are several."""
    labels = one.labels or NO_LABELS
    if field == "departments":
        if item.departments_cell:
            return [item.departments_cell]
        if labels.between_departments:
            return [labels.between_departments.join(item.departments)]
        return list(item.departments)
    if field in ("main", "supporting"):
        return (
            ["√" + "、".join(names)] if item.marks and (names := getattr(item.marks, field)) else []
        )
    if field == "basis":
        return list(item.basis)
    blocks: tuple[Block, ...] = getattr(item, field)
    used = NO_LABELS if field == "township" else labels
    return [text for block in blocks for text in _block(block, used, one.kind == "territorial")]


def _block(block: Block, labels: Labels, territorial: bool) -> Iterator[str]:
    heading = (block.heading or "") if territorial else block_heading(block, labels)
    yield from filter(None, (block.part, heading, block.lead, block.role))
    for label, duties in (
        (labels.before_duties, block.duties),
        (labels.before_safeguards, block.safeguards),
    ):
        if len(duties) == 1 and not block.lead:
            yield label + duties[0]
        elif duties:
            yield from filter(None, (label,))
            yield from (f"{number}.{duty}" for number, duty in enumerate(duties, start=1))


def _countersign(document: Any) -> None:
    """A table to sign and seal."""
    from docx.shared import Mm, Pt

    document.add_paragraph().paragraph_format.space_before = Pt(12)
    table = document.add_table(rows=2, cols=len(_SIGNATURES))
    table.style = "Table Grid"
    for column, name in enumerate(_SIGNATURES):
        table.cell(0, column).text = name
        table.cell(1, column).text = "\n\n负责人签字：\n\n　　　　年　　月　　日"
        table.cell(1, column).width = Mm(85)
