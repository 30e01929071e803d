"""Tables as files: what a spreadsheet or a program reads back is what was put in."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from generator.downloads import Table, as_csv, as_xlsx, neutral, original
from generator.downloads.workbook import CUT, LONGEST, sheet_names

SMALL = Table(
    "配合/清单",
    ("序号", "事项名称", "职责"),
    (
        (1, "养犬管理", "一、登记。\n二、巡查，处理“投诉”。"),
        (2, "=1+1", "'=2"),
        (3, 'a,"b"', ""),
        (4, "0.025毫米 <b> & *", "＋1"),
    ),
)


def test_csv_to_the_byte() -> None:
    assert as_csv(SMALL).decode("utf-8") == (
        "\ufeff序号,事项名称,职责\r\n"
        '1,养犬管理,"一、登记。\n二、巡查，处理“投诉”。"\r\n'
        "2,'=1+1,''=2\r\n"
        '3,"a,""b""",\r\n'
        "4,0.025毫米 <b> & *,'＋1\r\n"
    )


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
def test_nothing_that_a_spreadsheet_would_run_stands_first(sign: str) -> None:
    for text in (f"{sign}cmd|' /C calc'!A0", f"'{sign}1", f"''{sign}", sign):
        assert neutral(text) == f"'{text}"
        assert original(neutral(text)) == text


def test_ordinary_apostrophes_stay() -> None:
    for text in ("'", "''", "'甲'", "甲-乙", "1-2", ""):
        assert neutral(text) == text
        assert original(text) == text


@given(st.text(alphabet="'=+-@\t甲a", max_size=6))
def test_neutralising_loses_nothing(text: str) -> None:
    assert original(neutral(text)) == text
    assert neutral(text)[:1] not in ("=", "+", "-", "@", "\t")


texts = st.text(st.characters(codec="utf-8"), max_size=40)
tables = st.lists(st.tuples(st.integers(0, 10**6), texts, texts), max_size=5).map(
    lambda rows: Table("表", ("甲", "乙", "丙"), tuple(rows))
)


@given(tables)
@settings(max_examples=60, deadline=None)
def test_csv_reads_back(table: Table) -> None:
    data = as_csv(table).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(data, newline="")))
    assert read[0] == list(table.columns)
    back = [(int(row[0]), *map(original, row[1:])) for row in read[1:]]
    assert back == [tuple(row) for row in table.rows]


def test_workbook_reads_back() -> None:
    other = Table("配合 清单", ("甲",), (("x",),))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([SMALL, other])))
    assert book.sheetnames == ["配合 清单", "配合 清单~2"]
    sheet = book.worksheets[0]
    read = [tuple("" if cell is None else cell for cell in row) for row in sheet.values]
    assert read == [SMALL.columns, *SMALL.rows]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row[1:]} <= {"s", "n"}
    assert sheet["B3"].number_format == "@"
    assert sheet["A3"].data_type == "n"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C5")
    assert sheet.print_title_rows == "$1:$1"
    assert 7 <= (sheet.column_dimensions["A"].width or 0) <= 12
    assert 15 <= (sheet.column_dimensions["C"].width or 0) <= 60
    assert sheet["C2"].alignment.wrap_text


@given(tables)
@settings(max_examples=40, deadline=None)
def test_workbook_reads_back_whatever_is_in_it(table: Table) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([table]))).worksheets[0]
    read = [tuple("" if cell is None else cell for cell in row) for row in sheet.values]
    for got, put in zip(read[1:], table.rows, strict=True):
        assert got[0] == put[0]
        for text, expected in zip(got[1:], put[1:], strict=True):
            # the reader leaves _x0007_ as it is written for other programs to undo
            assert unescape(str(text)) == str(expected).replace("\r\n", "\n")


def test_a_text_that_excel_would_refuse_is_cut_and_says_so() -> None:
    table = Table("表", ("甲",), (("长" * (LONGEST + 1),),))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([table]))).worksheets[0]
    assert len(str(sheet["A2"].value)) == LONGEST
    assert str(sheet["A2"].value).endswith(CUT)


def test_same_table_same_bytes() -> None:
    assert as_xlsx([SMALL]) == as_xlsx([SMALL])


def test_names_of_sheets() -> None:
    assert sheet_names(["a/b", "A b", "", "长" * 40]) == ["a b", "A b~2", "Sheet", "长" * 31]
