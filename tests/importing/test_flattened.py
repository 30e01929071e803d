"""Reading flattened PDF text: rows by the number due, columns dealt out over page breaks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.importing.flattened import import_flattened, is_flattened
from generator.importing.text import read_lines
from generator.load import build
from generator.model import DutyList, rows
from generator.yamlio import parse

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "lists/chongqing/jiangjin/luohuang"
DECIDED_BY_HAND = {"c093"}

SPLIT_ROW = """\
 配合履职事项清单
序号 事项名称 对应上级部门 上级部门职责 镇配合职责
一、城乡建设（1项）
1
城市房屋室内装
饰管理
区住建委 区公安
区住建委：
负责装修的监
1.负责受理投
诉。
 局 督管理。
区公安局：
依职责分工做好工作。
2.负责督促。
"""


def test_a_row_cut_by_a_page_break_is_dealt_out_to_its_columns() -> None:
    imported = import_flattened(SPLIT_ROW.encode(), allow_incomplete=True)
    (row,) = rows(imported.lists[0])
    assert row.item.name == "城市房屋室内装饰管理"
    assert row.item.departments == ("区住建委", "区公安局")
    assert [block.duties for block in row.item.superior] == [
        ("负责装修的监督管理。",),
        ("依职责分工做好工作。",),
    ]
    assert [block.duties for block in row.item.township] == [("负责受理投诉。", "负责督促。")]
    assert imported.doubts == ()


def test_the_real_document_is_read_as_it_was_reviewed() -> None:
    imported = import_flattened((FOLDER / "originals/2024.txt").read_bytes())
    for duty_list in imported.lists:
        text = (FOLDER / f"{duty_list.kind}.yml").read_text(encoding="utf-8")
        reviewed = {row.item.id: row.item for row in rows(build(DutyList, parse(text)))}
        for row in rows(duty_list):
            if row.item.id not in DECIDED_BY_HAND:
                expected = replace(reviewed[row.item.id], corrections=(), matters=None)
                assert row.item == expected
    assert [(doubt.item, doubt.line) for doubt in imported.doubts] == [
        ("c031", 1121),
        ("c044", 1537),
        ("c089", 2895),
    ]


def test_tabs_make_a_text_no_flattened_one() -> None:
    assert is_flattened(read_lines(SPLIT_ROW))
    assert not is_flattened(read_lines("序号\t事项名称\n1\t加强党的建设。\n"))
