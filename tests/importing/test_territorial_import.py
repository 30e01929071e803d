"""The importer for territorial lists: each class of trouble in small, and the real original."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.importing import Imported, ImportProblem
from generator.importing.territorial import import_territorial
from generator.importing.territorial_cells import read_basis, subjects
from generator.model import Block, Item, Marks, rows

ORIGINAL = Path(__file__).parents[2] / "lists/jiangsu/changzhou/tianning/originals/2024.txt"
HEAD = (
    "某区事项清单\n\t序号\n\t类别\n\t具体事项\n\t区级部门职责\n\t镇职责\n\t法律法规及\n文件依据\n"
    "\t主体\n责任\n\t配合\n责任\n\n\t\n\t\n\t部\n\n门\n\t镇\n\n街\n\t部门\n\t镇街\n"
)
TICKS = "\t√\n\t\n\t\n\t√\n"


def row(*cells: str, number: int = 0, ticks: str = TICKS) -> str:
    """A row with a printed number, or one whose number the conversion lost."""
    first = f"\n\t{number}\n" if number else " "
    return first + "".join(f"\t{cell}\n" for cell in cells) + ticks


def read(*printed: str) -> Imported:
    return import_territorial((HEAD + "".join(printed)).encode())


def items(imported: Imported) -> list[tuple[str, Item]]:
    return [(each.category.name, each.item) for each in rows(imported.lists[0])]


FIRST = (
    "公安",
    "交通秩序",
    "公安部门负责秩序。",
    "配合做好。\n\n配合责任：\n\n1.巡查。",
    "《交通法》",
)


def test_a_row_with_its_number_and_rows_that_lost_number_and_category() -> None:
    imported = read(
        row(*FIRST, number=1),
        row("消防", "消防部门负责检查。", "配合检查。", "《消防法》", ticks="\t\n\t√\n\t√\n"),
        row("司法", "普法", "司法部门负责宣传。", "负责。主体责任:做好宣传。", "《普法》"),
    )
    assert [(category, item.id, item.name) for category, item in items(imported)] == [
        ("公安", "t001", "交通秩序"),
        ("公安", "t002", "消防"),
        ("司法", "t003", "普法"),
    ]
    assert [item.marks for _, item in items(imported)] == [
        Marks(main=("部门",), supporting=("镇街",)),
        Marks(main=("镇街",), supporting=("部门",)),
        Marks(main=("部门",), supporting=("镇街",)),
    ]
    assert items(imported)[0][1].township == (
        Block(lead="配合做好。", role="配合责任：", duties=("巡查。",)),
    )
    assert items(imported)[2][1].township == (
        Block(lead="负责。", role="主体责任:", duties=("做好宣传。",)),
    )
    assert [(doubt.item, doubt.field) for doubt in imported.doubts] == [
        ("t002", "category"),
        ("t003", "marks"),
    ]


def test_a_page_break_cuts_a_row_and_a_sentence() -> None:
    imported = read(
        row("公安", "秩序", "公安部门负责秩", "配合。配合责任：1.甲。", "《法》", number=1),
        row("公安", "秩序", "序工作。\n\n住建部门负责道路。", "2.乙。", ticks=""),
    )
    assert [item for _, item in items(imported)] == [
        Item(
            id="t001",
            name="秩序",
            superior=(
                Block(departments=("公安部门",), duties=("公安部门负责秩序工作。",)),
                Block(departments=("住建部门",), duties=("住建部门负责道路。",)),
            ),
            township=(Block(lead="配合。", role="配合责任：", duties=("甲。", "乙。")),),
            basis=("《法》",),
            marks=Marks(main=("部门",), supporting=("镇街",)),
        )
    ]


def test_a_cell_that_stands_once_for_two_rows() -> None:
    imported = read(
        row("教育", "区属学校", "教育部门参与一", "配合。", "《法》", number=1),
        row("教育", "镇属学校", "般事故调查。", "负责。", "《法》"),
    )
    first, second = (item for _, item in items(imported))
    assert first.superior == (
        Block(departments=("教育部门",), duties=("教育部门参与一般事故调查。",)),
    )
    assert second.superior == ()
    assert second.merged is not None
    assert second.merged.superior == "t001"


def test_groups_of_the_towns_cell_and_numbers_within_a_line() -> None:
    cell = "（一）受托实施。\n配合责任：\n1. 甲。2. 乙。\n（二）编制计划。"
    imported = read(row("住建", "征收", "住建部门负责征收。", cell, "《法》", number=1))
    assert items(imported)[0][1].township == (
        Block(lead="（一）受托实施。", role="配合责任：", duties=("甲。", "乙。")),
        Block(lead="（二）编制计划。"),
    )


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("卫健、民政部门协助做好工作。", ("卫健", "民政部门")),
        ("公安、农业等部门负责监管。", ("公安", "农业")),
        ("自然资源和规划部门和农业农村部门按照分工", ("自然资源和规划部门", "农业农村部门")),
        ("教育等部门，以及工会、妇联等人民团体，根据职责", ("教育", "工会", "妇联")),
        ("电信管理等其他有关部门在职责范围内", ("电信管理", "其他有关部门")),
        ("总工会参与调查。", ("总工会",)),
        ("有关部门应当予以协助。", ()),
        ("负责组织实施。", ()),
    ],
)
def test_departments_that_a_sentence_begins_with(sentence: str, names: tuple[str, ...]) -> None:
    assert subjects(sentence) == names


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("《甲法》  《乙法》", ("《甲法》", "《乙法》")),
        (
            "《甲法》第五条 第六条《乙办法（试行）》第四条",
            ("《甲法》第五条 第六条", "《乙办法（试行）》第四条"),
        ),
        ("《甲》（国发〔2014〕1号）、《乙》", ("《甲》（国发〔2014〕1号）、", "《乙》")),
        ("省《甲》（5号）市《乙》（6号）", ("省《甲》（5号）", "市《乙》（6号）")),
        ("《关于印发《甲预案》的通知》（1号）", ("《关于印发《甲预案》的通知》（1号）",)),
        ("《关于印发 <甲规定>的通知》", ("《关于印发<甲规定>的通知》",)),
    ],
)
def test_one_entry_a_document(line: str, entries: tuple[str, ...]) -> None:
    assert read_basis([line])[0] == entries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("没有表格\n", "没有找到"),
        (HEAD + row(*FIRST, number=2), "序号是 2，应为 1"),
        (HEAD + row(*FIRST, number=1, ticks=TICKS + "\t多余\n"), "多出“多余”"),
        (HEAD + row(*FIRST, number=1, ticks="\t有\n"), "多出“有”"),
        (HEAD + row("公安", "", number=1), "没有“具体事项”"),
    ],
)
def test_problems_are_said_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(ImportProblem, match=words):
        import_territorial(text.encode())


def test_a_header_that_the_next_page_repeats_is_dropped() -> None:
    header = HEAD.partition("\n")[2]
    imported = read(row(*FIRST, number=1), header, row(*FIRST[:1], "普法", *FIRST[2:], number=2))
    assert [item.name for _, item in items(imported)] == ["交通秩序", "普法"]


def test_the_real_original() -> None:
    imported = import_territorial(ORIGINAL.read_bytes())
    read_items = items(imported)
    assert len(read_items) == 78
    assert len({category for category, _ in read_items}) == 18
    assert sum(len(item.superior) for _, item in read_items) == 262
    assert [item.id for _, item in read_items if item.merged] == ["t057"]
    assert {line.role for line in imported.account} == {
        "blank",
        "preamble",
        "header",
        "item",
        "continuation",
    }
