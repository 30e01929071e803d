"""YAML -> workbook -> YAML: the same bytes; and what people and office programs do in between."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.conftest import REPOSITORY, run

TOWNSHIPS = sorted(
    path.parent.relative_to(REPOSITORY / "lists").as_posix()
    for path in (REPOSITORY / "lists").rglob("township.yml")
)
LONGJIAO = "chongqing/yunyang/longjiao"
Edit = Callable[[Any], None]


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook of every real township."""
    folder = tmp_path_factory.mktemp("books")
    found = {}
    for township in TOWNSHIPS:
        target = folder / f"{township.rpartition('/')[2]}.xlsx"
        done = run("export", f"lists/{township}", "--to", str(target), "--root", str(REPOSITORY))
        assert done.exit_code == 0, done.output
        found[township] = target
    return found


def yaml_files(root: Path, township: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "lists" / township).glob("*.yml")}


def copied(township: str, root: Path) -> Path:
    shutil.copytree(REPOSITORY / "lists" / township, root / "lists" / township)
    return root


def edited(book: Path, target: Path, edit: Edit) -> Path:
    opened = openpyxl.load_workbook(book)
    edit(opened)
    opened.save(target)
    return target


def column(page: Any, head: str) -> int:
    return int(next(place.column for place in page[1] if place.value == head))


def row_of(page: Any, item: str) -> int:
    return int(next(row[0].row for row in page.iter_rows(min_row=2) if row[0].value == item))


def imported(root: Path, book: Path, township: str = LONGJIAO) -> tuple[str, dict[str, bytes]]:
    """What importing a workbook says, and the files that it changes."""
    before = yaml_files(root, township)
    done = run("import", str(book), "--root", str(root))
    assert done.exit_code == 0, done.output
    after = yaml_files(root, township)
    return done.output, {name: data for name, data in after.items() if data != before.get(name)}


@pytest.mark.parametrize("township", TOWNSHIPS)
def test_a_workbook_gives_the_same_yaml(
    township: str, books: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "lists").mkdir()
    done = run("import", str(books[township]), "--root", str(tmp_path))
    assert done.exit_code == 0, done.output
    assert yaml_files(tmp_path, township) == yaml_files(REPOSITORY, township)


@pytest.mark.parametrize("township", TOWNSHIPS)
def test_importing_over_the_same_lists_writes_nothing(
    township: str, books: dict[str, Path], tmp_path: Path
) -> None:
    said, changed = imported(copied(township, tmp_path), books[township], township)
    assert changed == {}
    assert said == "读取工作簿……\n没有改动，什么也没有写。\n"


def test_the_same_lists_give_the_same_bytes(books: dict[str, Path], tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    assert run("export", LONGJIAO, "--to", str(again), "--root", str(REPOSITORY)).exit_code == 0
    assert again.read_bytes() == books[LONGJIAO].read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("township", TOWNSHIPS)
def test_a_workbook_saved_by_libreoffice_gives_the_same_yaml(
    township: str, books: dict[str, Path], tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    form = "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(books[township])], check=True, capture_output=True, timeout=600)
    saved = tmp_path / books[township].name
    assert imported(copied(township, tmp_path), saved, township)[1] == {}


def with_runs(book: Path, target: Path) -> Path:
    """A workbook in which each text is two runs, the second one bold, as a clerk marks it."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(target, "w") as written:
        for part in source.namelist():
            content = source.read(part)
            if part.startswith("xl/worksheets/sheet"):
                sheet = ElementTree.fromstring(content)  # noqa: S314
                for inner in sheet.iter(f"{name}is"):
                    text = "".join(inner.itertext())
                    inner.clear()
                    for bold, run in enumerate((text[: len(text) // 2], text[len(text) // 2 :])):
                        made = ElementTree.SubElement(inner, f"{name}r")
                        if bold:
                            face = ElementTree.SubElement(made, f"{name}rPr")
                            ElementTree.SubElement(face, f"{name}b")
                        place = ElementTree.SubElement(made, f"{name}t")
                        place.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                        place.text = run
                content = ElementTree.tostring(sheet, encoding="utf-8")
                assert b"rPr>" in content
            written.writestr(part, content)
    return target


def with_shared_texts(book: Path, target: Path) -> Path:
    """A workbook as most programs write it: all texts in one table."""
    return edited(book, target, lambda _: None)


@pytest.mark.parametrize("rewritten", [with_runs, with_shared_texts])
@pytest.mark.parametrize("township", [LONGJIAO, "jiangsu/changzhou/tianning"])
def test_a_workbook_that_another_program_wrote_gives_the_same_yaml(
    township: str,
    rewritten: Callable[[Path, Path], Path],
    books: dict[str, Path],
    tmp_path: Path,
) -> None:
    saved = rewritten(books[township], tmp_path / "x.xlsx")
    assert imported(copied(township, tmp_path), saved, township)[1] == {}


def test_a_clerk_finds_what_helps(books: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(books[LONGJIAO])
    assert book.sheetnames[:4] == ["说明", "基本履职", "配合履职", "上级收回"]
    page = book["配合履职"]
    assert page.freeze_panes == "E2"
    heads = [place.value for place in page[1]]
    assert heads[:9] == [
        *("编号", "序号", "类别", "事项名称"),
        *("对应上级部门", "上级部门职责", "镇街职责", "主题", "主题二"),
    ]
    widths = {
        head: page.column_dimensions[get_column_letter(n)].width
        for n, head in enumerate(heads, start=1)
    }
    assert widths["上级部门职责"] == 70
    assert widths["事项名称"] == 36
    choices = {
        str(one.sqref).split(":")[0]: one.formula1 for one in page.data_validations.dataValidation
    }
    matters = get_column_letter(column(page, "主题"))
    assert choices["C2"].startswith("类别!$B$")
    assert choices[f"{matters}2"].startswith("主题词表!$A$2:")
    first, last = choices["C2"].removeprefix("类别!").replace("$B$", "").split(":")
    listed = [book["类别"].cell(row, 2).value for row in range(int(first), int(last) + 1)]
    assert listed[:2] == ["一、经济发展", "二、民生服务"]
    duties = page.cell(row_of(page, "c010"), column(page, "上级部门职责"))
    assert "\n" in str(duties.value)
    assert duties.alignment.wrap_text
    assert any("复制一行" in str(row[0].value) for row in book["说明"].iter_rows())


def test_an_edited_duty_changes_that_line_only(books: dict[str, Path], tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        page = book["配合履职"]
        place = page.cell(row_of(page, "c002"), column(page, "镇街职责"))
        place.value = f"{place.value}\n新增的一条职责。"

    root = copied(LONGJIAO, tmp_path)
    before = (root / "lists" / LONGJIAO / "cooperative.yml").read_text("utf-8").splitlines()
    said, changed = imported(root, edited(books[LONGJIAO], tmp_path / "x.xlsx", edit))
    assert list(changed) == ["cooperative.yml"]
    after = changed["cooperative.yml"].decode().splitlines()
    added = [line for line in after if line not in before]
    assert added == ["              - 新增的一条职责。"]
    assert len(after) == len(before) + 1
    assert "改动：c002“" in said
    assert "的镇街职责" in said


def test_sorted_rows_wide_columns_and_trailing_blanks_change_nothing(
    books: dict[str, Path], tmp_path: Path
) -> None:
    def edit(book: Any) -> None:
        page = book["配合履职"]
        rows = [[place.value for place in row] for row in page.iter_rows(min_row=2)]
        rows.sort(key=lambda row: str(row[3]))
        for number, row in enumerate(rows, start=2):
            for place, value in enumerate(row, start=1):
                cell = page.cell(number, place)
                cell.value = f"{value} \r\n" if isinstance(value, str) and value else value
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        page.column_dimensions["F"].width = 12
        book["乡镇"]["B6"].value = 500235105  # the code as a number
        book["乡镇"]["B7"].value = 2023.0
        page.row_dimensions[5].hidden = True

    root = copied(LONGJIAO, tmp_path)
    said, changed = imported(root, edited(books[LONGJIAO], tmp_path / "x.xlsx", edit))
    assert changed == {}
    assert "“配合履职”的行没有按序号排列，已按序号恢复次序。" in said


def test_rows_put_in_taken_out_and_copied(books: dict[str, Path], tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        page = book["基本履职"]
        page.delete_rows(row_of(page, "b003"))
        place = row_of(page, "b005")
        page.insert_rows(place + 1)
        page.cell(place + 1, column(page, "事项名称")).value = "=1+1 新的事项"
        page.cell(place + 1, column(page, "事项名称")).data_type = "s"
        page.cell(place + 1, column(page, "类别")).value = "一、党的建设"
        last = row_of(page, "b010")
        page.insert_rows(last + 1)
        for number, cell in enumerate(page[last], start=1):
            page.cell(last + 1, number).value = cell.value
        page.cell(last + 1, column(page, "事项名称")).value = "复制一行再改的事项"

    root = copied(LONGJIAO, tmp_path)
    said, changed = imported(root, edited(books[LONGJIAO], tmp_path / "x.xlsx", edit))
    assert list(changed) == ["basic.yml"]
    assert "删去：b003“" in said
    assert "新增：基本履职事项清单第 5 项“=1+1 新的事项”" in said
    assert "新增：基本履职事项清单第 11 项“复制一行再改的事项”" in said
    assert "的编号 b010 与第 " in said
    assert "请运行 qingdan fmt。" in said
    assert run("fmt", "--root", str(root)).exit_code == 0
    names = [
        line.strip()
        for line in (root / "lists" / LONGJIAO / "basic.yml").read_text("utf-8").splitlines()
    ]
    place = names.index("name: =1+1 新的事项")
    assert names[place - 1] == "- id: b116"
    assert names[names.index("name: 复制一行再改的事项") - 1] == "- id: b117"


def test_a_new_number_moves_an_item(books: dict[str, Path], tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        page = book["基本履职"]
        page.cell(row_of(page, "b009"), column(page, "序号")).value = 2.5

    root = copied(LONGJIAO, tmp_path)
    said, changed = imported(root, edited(books[LONGJIAO], tmp_path / "x.xlsx", edit))
    text = changed["basic.yml"].decode()
    ids = [line.split()[-1] for line in text.splitlines() if "- id: b" in line]
    assert ids[:4] == ["b001", "b002", "b009", "b003"]
    assert "基本履职事项清单：事项的次序有变" in said


def test_a_chosen_category_and_matter(books: dict[str, Path], tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        page = book["基本履职"]
        place = row_of(page, "b027")
        page.cell(place, column(page, "类别")).value = "三、民生服务"
        page.cell(place, column(page, "主题三")).value = "河长制"
        page = book["上级收回"]
        page.cell(row_of(page, "w001"), column(page, "主题")).value = "（没有对应的主题）"

    root = copied(LONGJIAO, tmp_path)
    said, changed = imported(root, edited(books[LONGJIAO], tmp_path / "x.xlsx", edit))
    assert set(changed) == {"basic.yml", "withdrawn.yml"}
    assert "改动：b027“" in said
    assert "的类别、主题\n" in said
    assert "        matters: []\n" in changed["withdrawn.yml"].decode()


def test_sheets_and_columns_that_were_deleted_take_nothing_with_them(
    books: dict[str, Path], tmp_path: Path
) -> None:
    def edit(book: Any) -> None:
        for name in (
            "说明",
            "勘误",
            "注释",
            "清单",
            "类别",
            "版本",
            "乡镇",
            "主题词表",
            "基本履职",
        ):
            del book[name]
        page = book["配合履职"]
        page.delete_cols(column(page, "主题"), 3)
        page.delete_cols(column(page, "其余主题"))
        page.delete_cols(column(page, "上级部门职责"))

    root = copied(LONGJIAO, tmp_path)
    book = edited(books[LONGJIAO], tmp_path / "x.xlsx", edit)
    before = yaml_files(root, LONGJIAO)
    done = run("import", str(book), "--into", LONGJIAO, "--root", str(root))
    assert done.exit_code == 0, done.output
    assert yaml_files(root, LONGJIAO) == before
    assert "工作簿里没有“基本履职”，原来的文件没有动。" in done.output


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda book: book["基本履职"].__setitem__("D3", None), "“基本履职”第 3 行没有事项名称"),
        (lambda book: book["清单"].__setitem__("C2", "多"), "“标明项数”应是整数，却是“多”"),
        (lambda book: book["勘误"].__setitem__("B2", "c999"), "“勘误”写的编号 c999"),
        (lambda book: book["基本履职"].__setitem__("D3", "=A1&B1"), "单元格 D3 是公式，没有算出"),
        (lambda book: book["基本履职"].__setitem__("C1", "编号"), "有两栏都叫“编号”"),
        (lambda book: book["基本履职"].delete_cols(4), "缺少“事项名称”栏"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_written(
    edit: Edit, message: str, books: dict[str, Path], tmp_path: Path
) -> None:
    root = copied(LONGJIAO, tmp_path)
    before = yaml_files(root, LONGJIAO)
    book = edited(books[LONGJIAO], tmp_path / "x.xlsx", edit)
    done = run("import", str(book), "--root", str(root))
    assert done.exit_code == 1
    assert message in done.output
    assert done.output.count("没有导入，什么也没有写入") == 1
    assert yaml_files(root, LONGJIAO) == before


def test_comments_and_odd_texts_survive(tmp_path: Path) -> None:
    """Every kind of comment, and texts that Excel, YAML or our marks would take for something."""
    folder = tmp_path / "lists/shengli/xian/zhen"
    folder.mkdir(parents=True)
    (folder / "township.yml").write_text(ODD_TOWNSHIP, encoding="utf-8")
    (folder / "cooperative.yml").write_text(ODD_LIST, encoding="utf-8")
    done = run("fmt", "--root", str(tmp_path))
    assert done.exit_code == 0, done.output
    before = yaml_files(tmp_path, "shengli/xian/zhen")
    assert before["cooperative.yml"].count(b"#") == ODD_LIST.count("#")
    book = tmp_path / "x.xlsx"
    assert (
        run("export", "shengli/xian/zhen", "--to", str(book), "--root", str(tmp_path)).exit_code
        == 0
    )
    shutil.rmtree(folder)
    assert run("import", str(book), "--root", str(tmp_path)).exit_code == 0
    assert yaml_files(tmp_path, "shengli/xian/zhen") == before


ODD_TOWNSHIP = """\
# 文件头
name: 示例镇
kind: 镇
division: [示例省, 示例县]  # 行尾
code: '990001100'
versions:
  # 第一版
  - id: 2024-11
    title: 示例县示例镇履行职责事项清单
    original: originals/2024.txt
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    ignored:
      # 不计入的行
      - {lines: 1-3, reason: 标题 和 目录}
# 文件尾
"""

ODD_LIST = """\
kind: cooperative
title: 配合履职事项清单
labels:
  after_departments: ：
categories:
  # 类别的注释
  - name: 一、经济发展
    items:
      # 事项的注释
      - id: c001
        name: =SUM(A1)  # 名称后面
        # 主题的注释
        matters: []
        departments: [县委；政府, 第二\\局, 三、四局]
        superior:
          # 段的注释
          - duties:
              # 职责的注释
              - '【部门】其实是职责'
              - '# 也是职责'
              - _x0041_不是A
              - '-1+2'
          - duties:
              - 没有部门的第二段
          - part: 一、部分
            departments: [县公安局；分局]
            heading: ''
            lead: 引语\\n不换行
            role: 主体责任：
            duties:
              - （存疑）
            safeguards:
              - 保障一
          - heading: 只有小标题
          # 第五段的注释
          - duties:
              - 职责
          - departments: [县教委]
            duties:
              - 职责  # 职责后面
        township:
          - safeguards:
              - 只有保障
        basis:
          # 依据的注释
          - 《法》第一条
        corrections:
          # 勘误的注释
          - field: superior
            printed: 也是职责
            suggested: （删去）
            reason: 试
          - field: name
            printed: SUM
            suggested: ''
            reason: 试
          - field: name
            printed: A1
            reason: 试
  - name: 一、经济发展
    declared: 0
    items: []
  - name: 二、〔2〕
    items:
      - name: 没有编号的事项
        merged:
          superior: c001
        corrections:
          - field: name
            printed: 编号
            suggested: 序号
            reason: 试
"""


def test_the_word_file_has_the_look_of_official_tables(tmp_path: Path) -> None:
    target = tmp_path / "x.docx"
    done = run("export", LONGJIAO, "--to", str(target), "--root", str(REPOSITORY))
    assert done.exit_code == 0, done.output
    document: Any = docx.Document(str(target))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert 'w:instr="PAGE"' in section.footer._element.xml
    assert 'w:eastAsia="zh-CN"' in document.styles.element.xml
    basic, cooperative, withdrawn, signatures = document.tables
    for table, columns in ((basic, 2), (cooperative, 5), (withdrawn, 3)):
        assert table.style.name == "Table Grid"
        head, category, first = (row._tr for row in table.rows[:3])
        assert len(head.tc_lst) == columns
        assert head.xpath("./w:trPr/w:tblHeader")
        assert [tc.grid_span for tc in category.tc_lst] == [columns]
        assert category.xpath(".//w:keepNext")
        assert len(first.tc_lst) == columns
        assert table._tbl.xpath("./w:tblPr/w:tblCellMar")
    whole = [bool(row._tr.xpath("./w:trPr/w:cantSplit")) for row in cooperative.rows]
    assert {True, False} == set(whole)  # long rows may go on over a page, short ones do not
    assert "会签单位（盖章）" in [cell.text for cell in signatures.rows[0].cells]
    assert "负责人签字" in signatures.cell(1, 0).text
