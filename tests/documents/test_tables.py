"""What tables of real documents do: numbers that are not in the text, merged and split cells."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from generator.documents import import_document
from generator.model import Block, Item, Marks, rows

HEAD = ("序号", "事项名称", "对应上级部门", "上级部门职责", "镇配合职责")


def items(data: bytes, name: str) -> list[Item]:
    done = import_document(data, name, allow_incomplete=True)
    return [row.item for one in done.imported.lists for row in rows(one)]


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: Any, *lines: tuple[str, ...]) -> Any:
    made = document.add_table(rows=0, cols=len(lines[0]))
    for line in lines:
        for cell, text in zip(made.add_row().cells, line, strict=True):
            cell.text = text
    return made


def page(body: str) -> bytes:
    return f"<html><body><p>配合履职事项清单</p>{body}</body></html>".encode()


def tr(*cells: str) -> str:
    return "<tr>" + "".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in cells) + "</tr>"


# --- Word -------------------------------------------------------------------------------------


def numbered(
    document: Any, cell: Any, *texts: str, form: str = "decimal", mark: str = "%1、"
) -> None:
    """Fill a cell with the entries of a new numbered list."""
    root = document.part.numbering_part.element
    number = len(root) + 100
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{mark}"/></w:lvl>'
        "</w:abstractNum>"
    )
    root.insert(0, abstract)
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )
    for place, text in enumerate(texts):
        p = cell.paragraphs[0]._p if place == 0 else cell.add_paragraph()._p
        p.add_r().text = text
        num = p.get_or_add_pPr().get_or_add_numPr()
        num.get_or_add_ilvl().val = 0
        num.get_or_add_numId().val = number


def test_numbers_that_word_makes_part_duties_and_rows() -> None:
    document = Document()
    made = table(
        document, HEAD, ("", "甲事", "县甲局", "", "做甲。"), ("", "乙事", "县乙局", "", "做乙。")
    )
    numbered(
        document, made.cell(1, 3), "宣传。巡查。", "检查。", form="chineseCounting", mark="（%1）"
    )
    numbered(document, made.cell(2, 3), "宣传，", "检查。", mark="%1.")
    root = document.part.numbering_part.element
    for row in (1, 2):  # one list through the rows
        p = made.cell(row, 0).paragraphs[0]._p
        num = p.get_or_add_pPr().get_or_add_numPr()
        num.get_or_add_ilvl().val = 0
        num.get_or_add_numId().val = 900
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="900"/></w:num>')
    )
    first, second = items(saved(document), "x.docx")
    assert [first.name, second.name] == ["甲事", "乙事"]
    assert second.superior == (Block(duties=("宣传，", "检查。")),)
    assert len(first.superior[0].duties) == 2


def test_a_list_goes_on_in_the_next_table_of_the_page_break() -> None:
    document = Document()
    table(document, HEAD, ("1", "甲事", "县甲局", "宣传，", "做甲。"))
    document.add_paragraph()
    table(document, ("", "", "", "巡查。", ""), ("2", "乙事", "县乙局", "检查。", "做乙。"))
    first, second = items(saved(document), "x.docx")
    assert first.superior == (Block(duties=("宣传，巡查。",)),)
    assert second.name == "乙事"


def test_deleted_and_hidden_text_is_not_read() -> None:
    document = Document()
    made = table(document, HEAD, ("1", "甲事", "县甲局", "宣传。", "做甲。"))
    p = made.cell(1, 1).paragraphs[0]
    p.add_run("旧名").font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(p.add_run("删去")._r)
    p._p.append(deleted)
    assert [item.name for item in items(saved(document), "x.docx")] == ["甲事"]


def test_a_table_within_a_layout_table_is_found() -> None:
    document = Document()
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    inner = outer.add_table(rows=0, cols=5)
    for line in (HEAD, ("1", "甲事", "县甲局", "宣传。", "做甲。")):
        for cell, text in zip(inner.add_row().cells, line, strict=True):
            cell.text = text
    assert [item.name for item in items(saved(document), "x.docx")] == ["甲事"]


def test_a_small_table_within_a_cell_is_text() -> None:
    document = Document()
    made = table(document, HEAD, ("1", "甲事", "县甲局", "按下表检查：", "做甲。"))
    inner = made.cell(1, 3).add_table(rows=0, cols=2)
    for line in (("春季", "一次。"), ("秋季", "两次。")):
        for cell, text in zip(inner.add_row().cells, line, strict=True):
            cell.text = text
    (item,) = items(saved(document), "x.docx")
    text = "".join(text for block in item.superior for text in (block.lead, *block.duties))
    assert text.replace(" ", "") == "按下表检查：春季一次。秋季两次。"


# --- merged cells -----------------------------------------------------------------------------


def test_a_head_of_two_rows_is_one() -> None:
    body = (
        tr(
            "<td rowspan=2>序号",
            "<td rowspan=2>事项名称",
            "<td rowspan=2>对应上级部门",
            "<td colspan=2>职责",
        )
        + tr("上级部门职责", "镇配合职责")
        + tr("1", "甲事", "县甲局", "宣传。", "做甲。")
    )
    (item,) = items(page(f"<table>{body}</table>"), "x.html")
    assert (item.superior, item.township) == (
        (Block(duties=("宣传。",)),),
        (Block(duties=("做甲。",)),),
    )


def test_columns_that_the_head_merges_are_one() -> None:
    body = (
        tr("序号", "<td colspan=2>事项名称", "对应上级部门", "上级部门职责", "镇配合职责")
        + tr("1", "<td colspan=2>甲事", "县甲局", "宣传。", "做甲。")
        + tr("2", "乙事", "之二", "县乙局", "检查。", "做乙。")
    )
    names = [item.name for item in items(page(f"<table>{body}</table>"), "x.html")]
    assert names == ["甲事", "乙事之二"]


def test_departments_merged_over_items_hold_for_each_and_duties_are_doubted() -> None:
    body = (
        tr(*HEAD)
        + tr("1", "甲事", "<td rowspan=2>县甲局", "<td rowspan=2>宣传。", "做甲。")
        + tr("2", "乙事", "做乙。")
    )
    data = page(f"<table>{body}</table>")
    assert [item.departments for item in items(data, "x.html")] == [("县甲局",), ("县甲局",)]
    doubts = import_document(data, "x.html", allow_incomplete=True).doubts
    assert ("第 1 个表格第 3 行", "乙事") in [(one.place, one.excerpt) for one in doubts]


def test_an_item_of_several_rows_is_whole() -> None:
    """Excel: number and name merged over a row for each department."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["配合履职事项清单"])
    sheet.append(list(HEAD))
    sheet.append([1.0, "甲事", "县甲局", "县甲局：\n1.宣传。\n2.检查。", "做甲。"])
    sheet.append([None, None, "县乙局", "县乙局：\n巡查。", None])
    for area in ("A1:E1", "A3:A4", "B3:B4", "E3:E4"):
        sheet.merge_cells(area)
    (item,) = items(saved(book), "x.xlsx")
    assert item.departments == ("县甲局", "县乙局")
    assert item.superior == (
        Block(departments=("县甲局",), duties=("宣传。", "检查。")),
        Block(departments=("县乙局",), duties=("巡查。",)),
    )


def test_a_hidden_sheet_is_not_read_and_doubted() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (HEAD, (1, "甲事", "县甲局", "宣传。", "做甲。")):
        sheet.append(list(line))
    old = book.create_sheet("旧稿")
    old.append(["序号", "事项名称"])
    old.sheet_state = "hidden"
    done = import_document(saved(book), "x.xlsx", allow_incomplete=True)
    assert [one.kind for one in done.imported.lists] == ["cooperative"]
    assert "工作表“旧稿”" in [one.place for one in done.doubts]


# --- district-wide lists ----------------------------------------------------------------------


def test_a_territorial_list_keeps_its_marks_and_legal_bases() -> None:
    body = (
        tr("序号", "类别", "具体事项", "区级部门职责", "镇（街道）职责", "法律法规及文件依据")[:-5]
        + "<td colspan=2>主体责任<td colspan=2>配合责任</tr>"
        + tr("", "", "", "", "", "", "部门", "镇街", "部门", "镇街")
        + tr(
            "1",
            "<td rowspan=2>城市管理",
            "垃圾分类",
            "<td><p>城管部门负责投放管理工作。<p>教育部门负责宣传教育。",
            "<td><p>负责本区域内的垃圾分类。<p>配合责任：<p>1.宣传。<p>2.检查。",
            "《某某管理办法》",
            "√",
            "",
            "",
            "√",
        )
        + tr("2", "违法建设", "城管部门负责查处。", "负责巡查。", "《某某条例》", "√", "", "", "√")
    )
    first, second = items(page(f"<table>{body}</table>"), "x.html")
    assert [first.name, second.name] == ["垃圾分类", "违法建设"]
    assert first.basis == ("《某某管理办法》",)
    assert first.marks == second.marks == Marks(main=("部门",), supporting=("镇街",))
    assert first.township[-1].duties == ("宣传。", "检查。")


# --- web pages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "used"),
    [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("", "gb18030"), ("", "utf-16")],
)
def test_pages_of_any_charset_are_read(declared: str, used: str) -> None:
    meta = f"<meta charset={declared}>" if declared else ""
    body = tr(*HEAD) + tr("1", "甲事①", "县甲局", "<td>1.宣传。<br>2.检查。", "做甲。")
    data = f"<html>{meta}<p>配合履职事项清单</p><table>{body}</table></html>".encode(used)
    (item,) = items(data, "x.html")
    assert (item.name, item.superior) == ("甲事①", (Block(duties=("宣传。", "检查。")),))


def test_entries_of_a_numbered_list_get_their_numbers_back() -> None:
    body = tr(*HEAD) + tr("1", "甲事", "县甲局", "<td><ol><li>宣传，<li>检查。</ol>", "做甲。")
    (item,) = items(page(f"<table>{body}</table>"), "x.html")
    assert item.superior == (Block(duties=("宣传，", "检查。")),)
