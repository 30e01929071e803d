"""The small steps under reconciliation: folding, list numbers, expected cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import check, printed
from generator.load import Source, assemble, document_of
from generator.model import BLOCK_FIELDS, Township, rows
from generator.reconcile import UnreadableOriginal, as_dict, as_text, reconcile
from generator.reconcile.expected import expect
from generator.reconcile.list_numbers import value_of
from generator.reconcile.original import DoubleEntry, Ledger, Owner, read_original
from generator.reconcile.text import fold, is_list_number
from tests.reconcile.small import account

ROOT = Path(__file__).resolve().parents[2]


def townships() -> list[Township]:
    found = []
    for folder, paths in check.layout(ROOT).townships.items():
        sources = [Source(path, (ROOT / path).read_bytes()) for path in paths]
        documents = {
            source.name: document for source in sources if (document := document_of(source))
        }
        township = assemble(folder, documents)
        assert township is not None
        found.append(township)
    return found


def test_folding() -> None:
    assert fold(" 一、（含 甲）：乙，丙；\u3000丁 ") == "一、(含甲):乙,丙;丁"


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1.", 1),
        ("12、", 12),
        ("(3)", 3),
        ("4)", 4),
        ("(一)", 1),
        ("(十)", 10),
        ("(十二)", 12),
        ("(二十)", 20),
        ("(二十三)", 23),
        ("①", 1),
        ("⑳", 20),
    ],
)
def test_list_numbers(number: str, value: int) -> None:
    assert is_list_number(number)
    assert value_of(number) == value


@pytest.mark.parametrize("text", ["24", "0.025", "(含)", "一、", "第1", "", "(一"])
def test_what_is_no_list_number(text: str) -> None:
    assert not is_list_number(text)


def test_the_original_keeps_lines_cells_and_markup_apart() -> None:
    original = read_original("甲 乙\r\n<p>丙</p>\t‹丁›<br>\n".encode("utf-8-sig"))
    assert original.chars == "甲乙<p>丙</p>‹丁›<br>"
    assert [original.text(cell.tokens) for row in original.cells for cell in row] == [
        "甲乙",
        "丙",
        "‹丁›",
        "",
    ]
    assert [original.text(word) for word in original.words(1)] == ["甲", "乙"]
    assert original.line_of[-1] == 2


def test_a_character_has_one_owner() -> None:
    ledger = Ledger(2)
    ledger.claim([0], Owner("field", "name"))
    with pytest.raises(DoubleEntry):
        ledger.claim([0, 1], Owner("furniture", "title"))


def test_an_original_that_is_no_text() -> None:
    with pytest.raises(UnreadableOriginal):
        reconcile(townships()[0], b"\xff\xfe\x00", {})


@pytest.mark.parametrize("township", townships(), ids=lambda township: township.id)
def test_expected_cells_are_the_joined_ones(township: Township) -> None:
    """Two ways to join a cell, one for pages and one that knows fields, agree."""
    for duty_list in township.lists:
        for row, item in zip(rows(duty_list), expect(duty_list).items, strict=True):
            assert item.number == str(row.number)
            for field in ("departments", *BLOCK_FIELDS, "basis"):
                cell = item.cell(field)
                joined = fold(printed.squeeze(printed.cell(row.item, field, duty_list)))
                assert (cell.text if cell else "") == joined


def test_reports() -> None:
    lists = {
        "basic": """\
            kind: basic
            title: 基本履职事项清单
            categories:
              - name: 一、党的建设
                items:
                  - id: b001
                    name: 学习
            """
    }
    found = account("基本履职事项清单\n序号\t事项名称\n一、党的建设\n1\t学 刁\n", lists)
    assert as_text([found]) == (
        "lists/a/b/c  不一致\n"
        "    originals/2024.txt：共 23 字，已对上 22 字（95.65%）\n"
        "    YAML：共 17 字，在原文中找到 16 字（94.11%）\n"
        "    事项文字 2 字；版面文字 20 字（表头 6 字、类别标题及项数 6 字、清单标题 8 字）；"
        "不计入 0 字\n"
        "    不符：lists/a/b/c/originals/2024.txt:4  lists/a/b/c/basic.yml:7  "
        "原文是“刁”，YAML 是“习”"
    )
    plain = as_dict(found)
    assert (plain["accounted"], plain["complete"]) == (22, False)
    assert plain["problems"][0]["yaml_path"] == "basic.yml:categories.0.items.0.name"
