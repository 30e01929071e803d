"""The importer for converted text: each class of trouble in small, and the real originals."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from generator.importing import (
    Imported,
    ImportProblem,
    import_published,
    import_text,
    write_township,
)
from generator.importing.cells import Segment, join_pages, segments
from generator.importing.departments import learn, read_cell
from generator.importing.text import tidy
from generator.importing.units import units
from generator.load import build
from generator.model import KINDS, Block, DutyList, Item, Township, rows
from generator.yamlio import dump, parse, to_node

LISTS = Path(__file__).parents[2] / "lists"
OL = '<ol style="list-style-type: none">'
HEAD = "序号\t事项名称\t对应上级部门\t上级部门职责\t镇配合职责\n"


def cooperative(*rows_: str, head: str = HEAD) -> Imported:
    text = "某镇配合履职事项清单\n\n" + head + "\n".join(rows_) + "\n"
    return import_text(text.encode(), allow_incomplete=True)


def item(imported: Imported, number: int = 1) -> Item:
    return next(row.item for row in rows(imported.lists[-1]) if row.number == number)


def superior(cell: str, departments: str = "县甲局 县乙局") -> tuple[Block, ...]:
    return item(cooperative(f"1\t某事\t{departments}\t{cell}\t做事。")).superior


def withdrawn(*cells: str) -> Imported:
    body = "\n".join(f"{n}\t某事\t{cell}" for n, cell in enumerate(cells, start=1))
    text = f"上级部门收回事项清单\n\n序号\t事项名称\t承接部门及工作方式\n{body}\n"
    return import_text(text.encode(), allow_incomplete=True)


# --- white space, tags, list numbers ----------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("农村交通安全管 理", "农村交通安全管理"),
        ("县规 划自然资源局", "县规划自然资源局"),
        ("年满 18 周岁", "年满 18 周岁"),
        ("推进 VOCs（挥发性）治理", "推进 VOCs（挥发性）治理"),
        ("宣传。\n 巡查，", "宣传。巡查，"),
    ],
)
def test_blanks_of_wrapped_lines_go_and_those_beside_digits_stay(printed: str, text: str) -> None:
    assert tidy(printed) == text


def test_only_known_tags_are_tags() -> None:
    cell = f"<p>依照《实施<规定>细则》。</p> {OL} 甲。 乙‹丙›。"
    assert segments(cell) == [
        Segment("依照《实施<规定>细则》。"),
        Segment("甲。 乙‹丙›。", listed=True),
    ]


@pytest.mark.parametrize("marks", ["1. 2.", "1、 2、", "1． 2．", "（1） （2）", "(1) (2)", "① ②"])
def test_list_numbers_go_only_before_a_duty(marks: str) -> None:
    one, two = marks.split()
    cell = f"{one}小于0.025毫米的，24小时拨打12345。 {two} 2025年完成 3 项。"
    assert superior(cell) == (
        Block(duties=("小于0.025毫米的，24小时拨打12345。", "2025年完成 3 项。")),
    )


# --- duties -----------------------------------------------------------------------------------


def test_a_numbered_duty_of_several_sentences_stays_one() -> None:
    cell = "<p>1.制定政策。对符合条件的救助。 并且回访。 2.组织力量。</p>"
    assert superior(cell) == (
        Block(duties=("制定政策。对符合条件的救助。并且回访。", "组织力量。")),
    )


def test_dropped_numbers_split_at_a_sentence_end_with_a_blank() -> None:
    imported = cooperative(f"1\t某事\t县甲局\t{OL} 统筹；协调。 核查。 上报。\t做事。")
    assert item(imported).superior == (Block(duties=("统筹；协调。", "核查。", "上报。")),)
    assert [(d.line, d.item, d.field, d.message) for d in imported.doubts] == [
        (4, "c001", "superior", "没有序号，已按句号分成 3 条职责，请核对")
    ]


def test_a_list_without_numbers_and_blanks_splits_at_every_full_stop() -> None:
    assert superior(f"{OL}建立机制（含甲。乙）。收集信息。") == (
        Block(duties=("建立机制（含甲。乙）。", "收集信息。")),
    )


def test_a_plain_paragraph_of_several_sentences_is_one_duty() -> None:
    assert superior("<p>负责防治。负责整改。</p>") == (Block(duties=("负责防治。负责整改。",)),)


def test_a_sentence_that_introduces_numbered_duties_is_a_lead() -> None:
    assert superior("<p>按职责分工：</p> <p>1.甲事。</p> <p>2.乙事。</p>") == (
        Block(lead="按职责分工：", duties=("甲事。", "乙事。")),
    )


# --- headings ---------------------------------------------------------------------------------


def test_headings_by_department_also_with_half_width_colon_or_tail() -> None:
    imported = cooperative(
        "1\t某事\t县甲局 县乙局 县丙局\t<p>县甲局:</p> <p>1.甲事。</p> <p>县乙局：乙事。</p>"
        " <p>县乙局、县丙局等：查处：丙事。</p>\t做事。",
        "2\t某事\t县甲局 县乙局\t县甲局：甲事。 县乙局：乙事。\t做事。",
    )
    assert imported.lists[0].labels is not None
    assert imported.lists[0].labels.after_departments == "："
    assert item(imported).superior == (
        Block(departments=("县甲局",), heading="县甲局:", duties=("甲事。",)),
        Block(departments=("县乙局",), duties=("乙事。",)),
        Block(
            departments=("县乙局", "县丙局"),
            heading="县乙局、县丙局等：",
            duties=("查处：丙事。",),
        ),
    )


def test_headings_without_colon_and_parts() -> None:
    head = "序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t镇配合职责\n"
    imported = cooperative(
        "1\t社会管理\t某事\t市甲局、市乙局\t<p>市甲局</p> <p>一、考核工作 1. 甲事； 2. 乙事。</p>"
        " <p>市乙局 丙事。</p>\t<p>一、考核工作 1.报市甲局；</p>",
        "2\t社会管理\t某事\t市甲局、市乙局\t<p>一、管理 市甲局</p> <p>1.甲事。</p>"
        " <p>市乙局</p> <p>乙事。</p>\t做事。",
        head=head,
    )
    assert item(imported).superior == (
        Block(departments=("市甲局",)),
        Block(part="一、考核工作", duties=("甲事；", "乙事。")),
        Block(departments=("市乙局",), duties=("丙事。",)),
    )
    assert item(imported).township == (Block(part="一、考核工作", duties=("报市甲局；",)),)
    assert item(imported, 2).superior == (
        Block(part="一、管理", departments=("市甲局",), duties=("甲事。",)),
        Block(departments=("市乙局",), duties=("乙事。",)),
    )
    assert imported.lists[0].labels is not None
    assert imported.lists[0].labels.between_departments == "、"
    assert [category.name for category in imported.lists[0].categories] == ["社会管理"]
    assert imported.doubts == ()


def test_a_heading_that_strayed_into_the_department_cell() -> None:
    imported = cooperative(
        "1\t某事\t县甲局 县乙局 县乙局：\t县甲局： 1.甲事。 2.乙事。\t做事。",
        HEAD.strip(),
        "\t\t\t<p>1.丙事。</p> <p>2.丁事。</p>\t",
    )
    one = item(imported)
    assert one.departments == ("县甲局", "县乙局")
    assert one.departments_cell == "县甲局 县乙局 县乙局："
    assert one.superior == (
        Block(departments=("县甲局",), duties=("甲事。", "乙事。")),
        Block(departments=("县乙局",), heading="", duties=("丙事。", "丁事。")),
    )
    assert [(d.field, d.excerpt) for d in imported.doubts] == [
        ("departments", "县乙局："),
        ("superior", "丙事。"),
    ]


def test_a_last_sentence_that_names_its_own_departments() -> None:
    cell = "<p>县甲局：</p> <p>1.甲事。</p> <p>县乙局、县丙局等部门按职责实施监督。</p>"
    assert superior(cell, "县甲局 县乙局 县丙局") == (
        Block(departments=("县甲局",), duties=("甲事。",)),
        Block(
            departments=("县乙局", "县丙局"),
            heading="",
            duties=("县乙局、县丙局等部门按职责实施监督。",),
        ),
    )


def test_main_duties_and_safeguards_of_one_department() -> None:
    imported = cooperative(
        f"1\t某事\t市甲局\t<p>主要职责：</p> {OL} 1. 甲事。 2. 乙事。 <p>履职保障：</p>"
        f" {OL} 1. 培训。 2. 指导。  \t1. 做事。 2. 上报。",
        "2\t某事\t市甲局\t主要职责： 统筹； 协调。 履职保障： 开展培训。\t做事。",
    )
    labels = imported.lists[0].labels
    assert labels is not None
    assert (labels.before_duties, labels.before_safeguards) == ("主要职责：", "履职保障：")
    assert labels.after_departments == ""
    assert item(imported).superior == (
        Block(duties=("甲事。", "乙事。"), safeguards=("培训。", "指导。")),
    )
    assert item(imported).township == (Block(duties=("做事。", "上报。")),)
    assert [(d.item, d.excerpt, d.message) for d in imported.doubts] == [
        ("c002", "统筹； ｜ 协调。", "没有序号，已按句号分成 2 条职责，请核对")
    ]
    assert item(imported, 2).superior == (
        Block(duties=("统筹；", "协调。"), safeguards=("开展培训。",)),
    )


def test_main_duties_and_safeguards_by_department_over_pages() -> None:
    row = "1\t某事\t市甲局、市乙局、市丙局\t"
    imported = cooperative(
        f"{row}<p>市甲局主要职责：</p> {OL} 1. 甲事。 2. 乙事， 3. 丙事。 <p>履职保障： 培训。</p>"
        "\t做事。",
        HEAD.strip(),
        f"{row}<p>市乙局、市丙局主要职责： 丁事。</p> <p>市乙局履职保障： 1. 指导。 2. 资料。</p>"
        "\t做事。",
    )
    assert item(imported).superior == (
        Block(
            departments=("市甲局",), duties=("甲事。", "乙事，", "丙事。"), safeguards=("培训。",)
        ),
        Block(departments=("市乙局", "市丙局"), duties=("丁事。",)),
        Block(departments=("市乙局",), safeguards=("指导。", "资料。")),
    )
    assert item(imported).departments == ("市甲局", "市乙局", "市丙局")
    assert item(imported).departments_cell == ""
    assert [(d.line, d.field, d.message) for d in imported.doubts] == [
        (6, "township", "续页把这一栏又印了一遍，已略去，请核对")
    ]


# --- departments ------------------------------------------------------------------------------


def test_names_that_blanks_broke_are_mended_by_what_the_list_knows() -> None:
    known = learn(["县甲局"], ["<p>县规划自然资源局：</p>", "相关行业主管部门：做事。"])
    read = read_cell("县 规划自然资源局 相关 行业主管部门 县规 划自然资源局", known)
    assert read.names == ("县规划自然资源局", "相关行业主管部门")


def test_mixed_separators_are_kept_as_the_cell_prints_them() -> None:
    one = item(cooperative("1\t某事\t<p>县甲局 县乙局、海事处等相关部门单位</p>\t甲事。\t乙事。"))
    assert one.departments == ("县甲局", "县乙局", "海事处等相关部门单位")
    assert one.departments_cell == "县甲局 县乙局、海事处等相关部门单位"


# --- pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        (
            "<p>1.灾害综合</p>",
            "<p>风险评估。</p> <p>2.乙。</p>",
            ["1.灾害综合风险评估。", "2.乙。"],
        ),
        (f"{OL} 1.监测预", "<p>警，处置。</p>", ["1.监测预警，处置。"]),
        ("<p>县甲局：</p>", "<p>1.甲。</p>", ["县甲局：", "1.甲。"]),
        ("<p>县甲局：甲。</p>", "<p>县乙局：乙。</p>", ["县甲局：甲。", "县乙局：乙。"]),
        ("1.甲。 2.维护", "3.乙。", ["1.甲。 2.维护", "3.乙。"]),
    ],
)
def test_a_cell_cut_by_a_page_break(before: str, after: str, whole: list[str]) -> None:
    assert [segment.text for segment in join_pages([before, after])] == whole


def test_pages_that_repeat_the_header_or_the_whole_row() -> None:
    imported = cooperative(
        f"1\t某事\t县甲局\t{OL} 甲事。 乙事。\t做",
        "",
        HEAD.strip(),
        "\t\t\t3.丙事。\t事。",
        "2\t他事\t县甲局\t1.甲事，\t做事。",
        HEAD.strip(),
        "2\t他事\t县甲局\t并上报。\t做事。",
    )
    assert item(imported).superior == (Block(duties=("甲事。", "乙事。", "丙事。")),)
    assert item(imported).township == (Block(duties=("做事。",)),)
    assert item(imported, 2).superior == (Block(duties=("甲事，并上报。",)),)
    assert item(imported, 2).township == (Block(duties=("做事。",)),)
    assert [(line.number, line.role, line.item) for line in imported.account] == [
        (1, "title", ""),
        (2, "blank", ""),
        (3, "header", ""),
        (4, "item", "c001"),
        (5, "blank", ""),
        (6, "header", ""),
        (7, "continuation", "c001"),
        (8, "item", "c002"),
        (9, "header", ""),
        (10, "continuation", "c002"),
    ]


TOWN = (
    "在辖区内开展校园及周边环境安全治理的宣传，提供场所。",
    "排查经营主体，对发现的存在隐患线索，按照权限报送。",
)


def test_a_cell_printed_once_more_is_dropped_even_without_its_list_numbers() -> None:
    imported = cooperative(
        f"1\t某事\t市甲局\t甲事。\t{OL} 1. {TOWN[0]} 2. {TOWN[1]}",
        f"1\t某事\t市甲局\t乙事。\t{OL} {TOWN[0]} {TOWN[1]}",
    )
    assert item(imported).township == (Block(duties=TOWN),)
    assert [(d.line, d.item, d.field, d.message) for d in imported.doubts] == [
        (5, "c001", "township", "续页把这一栏又印了一遍，已略去，请核对")
    ]


def test_a_cell_printed_once_more_with_other_words_is_joined() -> None:
    other = TOWN[1].replace("存在", "在")
    imported = cooperative(
        f"1\t某事\t市甲局\t甲事。\t{OL} 1. {TOWN[0]} 2. {TOWN[1]}",
        f"1\t某事\t市甲局\t乙事。\t{OL} 1. {TOWN[0]} 2. {other}",
    )
    assert item(imported).township == (
        Block(duties=TOWN),
        Block(heading="", duties=(TOWN[0], other)),
    )
    assert [(d.line, d.message) for d in imported.doubts] == [
        (4, "序号从 1 重新开始而没有小标题，请核对所属部门"),
        (5, "续页把这一栏又印了一遍，但文字不同，已接在后面，请核对取舍"),
    ]


def test_titles_with_their_count_and_an_annex_number() -> None:
    text = (
        "附件：4\n\n某市 某镇履行职责事项清单\n2025 年\n\n某市某镇 配合履职事项清单（1项）\n"
        f"{HEAD}1{ROW}"
    )
    imported = import_text(text.encode(), allow_incomplete=True)
    assert imported.title == "某市某镇履行职责事项清单"
    assert (imported.lists[0].title, imported.lists[0].declared) == ("某市某镇配合履职事项清单", 1)


def test_names_of_penalties_are_text_in_yaml() -> None:
    names = ("*对甲的处罚。", "宣传甲；*对乙: 的处罚；*对丙 #的处罚。")
    table = "".join(f"{n}\t{name}\n" for n, name in enumerate(names, start=1))
    imported = import_text(f"序号\t事项名称\n{table}".encode(), allow_incomplete=True)
    text = dump(to_node(imported.lists[0]), DutyList)
    read: DutyList = build(DutyList, parse(text))
    assert [row.item.name for row in rows(read)] == [
        "*对甲的处罚。",
        "宣传甲；*对乙:的处罚；*对丙#的处罚。",
    ]


def test_categories_as_rows_or_paragraphs_with_either_brackets() -> None:
    imported = cooperative(
        "一、经济发展（1项）\t\t\t\t",
        "1\t某事\t县甲局\t甲事。\t做事。",
        "",
        "二、民生服务(1项)",
        "----\t------\t--",
        "2\t某事\t县甲局\t甲事。\t做事。",
    )
    assert [(one.name, one.declared) for one in imported.lists[0].categories] == [
        ("一、经济发展", 1),
        ("二、民生服务", 1),
    ]


# --- withdrawn --------------------------------------------------------------------------------


def test_receivers_with_their_method_and_what_is_discontinued() -> None:
    imported = withdrawn(
        "承接部门：县甲局 工作方式：项目已完成，不再开展此项工作。",
        "<p>承接部门：县甲局、县乙局 工作方式：</p> <p>1.甲事。</p> <p>2.取消乙事。</p>",
        "法律已失效，不再开展此项工作",
        "承接部门：县甲局 工作方式： 1.甲事。 县乙局、教委等部门按照职责检查。",
    )
    labels = imported.lists[0].labels
    assert labels is not None
    assert (labels.before_departments, labels.before_duties) == ("承接部门：", "工作方式：")
    assert [(row.item.takeover, row.item.discontinued) for row in rows(imported.lists[0])] == [
        (
            (Block(departments=("县甲局",), duties=("项目已完成，不再开展此项工作。",)),),
            True,
        ),
        ((Block(departments=("县甲局", "县乙局"), duties=("甲事。", "取消乙事。")),), False),
        ((Block(lead="法律已失效，不再开展此项工作"),), True),
        (
            (
                Block(departments=("县甲局",), duties=("甲事。",)),
                Block(
                    departments=("县乙局", "教委"),
                    heading="",
                    lead="县乙局、教委等部门按照职责检查。",
                ),
            ),
            False,
        ),
    ]


def test_one_paragraph_of_a_method_is_one_duty() -> None:
    imported = withdrawn("市甲局、市乙局 工作方式：市甲局负责甲事。市乙局负责乙事。")
    assert item(imported).takeover == (
        Block(departments=("市甲局", "市乙局"), duties=("市甲局负责甲事。市乙局负责乙事。",)),
    )


def test_receivers_as_headings() -> None:
    imported = withdrawn(
        f"<p>市甲局：</p> {OL} 1. 甲事。 2. 乙事：丙。",
        "市档案史志馆: 1. 甲事。 2. 乙事。",
        "<p>市甲局：</p> <p>2019年起由银行办理。</p>",
        "该证明已取消，不再开展此项工作。",
        "某某人：由他办理。",
    )
    labels = imported.lists[0].labels
    assert labels is not None
    assert (labels.after_departments, labels.before_duties) == ("：", "")
    assert [(row.item.takeover, row.item.discontinued) for row in rows(imported.lists[0])] == [
        ((Block(departments=("市甲局",), duties=("甲事。", "乙事：丙。")),), False),
        (
            (
                Block(
                    departments=("市档案史志馆",),
                    heading="市档案史志馆:",
                    duties=("甲事。", "乙事。"),
                ),
            ),
            False,
        ),
        ((Block(departments=("市甲局",), duties=("2019年起由银行办理。",)),), False),
        ((Block(lead="该证明已取消，不再开展此项工作。"),), True),
        ((Block(lead="某某人：由他办理。"),), False),
    ]
    assert [(d.item, d.message) for d in imported.doubts] == [
        ("w005", "没有认出承接部门，整段记作一句话，请核对")
    ]


# --- what cannot be imported ------------------------------------------------------------------

ROW = "\t某事\t县甲局\t甲事。\t做事。\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b" \n", "文件是空的"),
        ("某镇配合履职事项清单".encode("gbk"), "第 1 行不是 UTF-8 编码：可能是 GBK"),
        ("序号\t事项".encode()[:-1], "文件可能只有一半"),
        (b"PK\x03\x04\x00", "不是纯文本文件"),
        ("今天天气很好。\n".encode(), "没有找到像职责清单的表格"),
        ((HEAD + "1" + ROW).encode(), "缺少基本履职、上级部门收回事项清单"),
        ((HEAD + "1" + ROW + "3" + ROW).encode(), "第 3 行的序号是 3，应为 2"),
        ((HEAD + "一、经济发展（2项）\n1" + ROW).encode(), "标明 2 项，实际 1 项"),
        (f"某镇配合履职事项清单（3项）\n{HEAD}1{ROW}".encode(), "标明 3 项，实际 1 项"),
        ((HEAD + "1" + ROW + "2\t某事\t县甲局\t甲").encode(), "第 3 行是最后一项，内容不全"),
        ((HEAD + "甲" + ROW).encode(), "第 2 行的序号“甲”不是数字"),
        ((HEAD + ROW).encode(), "第 2 行没有序号，前面又没有可以接续的事项"),
        ((HEAD + "1\t多" + ROW).encode(), "第 2 行有 6 栏，表头只有 5 栏"),
        ("序号\t事项名称\t怪栏目\n".encode(), "第 1 行是表头，但不认识这些栏目：“怪栏目”"),
    ],
)
def test_bad_input_is_named_in_chinese(data: bytes, message: str) -> None:
    with pytest.raises(ImportProblem) as caught:
        import_text(data)
    assert message in str(caught.value)


def test_a_township_without_a_title_asks_for_one() -> None:
    imported = cooperative("1" + ROW.strip("\n"))
    with pytest.raises(ImportProblem, match="没有印总标题"):
        write_township(
            imported,
            b"",
            folder="a/b",
            name="某镇",
            kind="镇",
            division=("某省",),
            code="500235105",
            version="2024",
        )


def test_a_heading_must_name_a_known_department() -> None:
    found = units(Segment("查处以下行为：无照经营。"), lambda _: None)
    assert [(unit.kind, unit.text) for unit in found] == [("plain", "查处以下行为：无照经营。")]


# --- the real documents -----------------------------------------------------------------------


BY_HAND = {
    "neimenggu/hulunbeier/zhalantun/woniuhe": {("c008", "township")},
    "xinjiang/tacheng/shawan/xigebi": {("w011", "takeover"), ("w055", "takeover")},
}
"""The fields that a person changed after the import, by folder.

w011, w055: one paragraph with a sentence for each department, which stand apart as duties.
c008: the next page prints the town's cell again with one character more; it is kept once.
"""


def without_decisions(duty_list: DutyList, folder: str) -> DutyList:
    """The list without what people add beside the text (corrections, matters) or changed."""

    def stripped(item: Item) -> Item:
        changed = {field for name, field in BY_HAND.get(folder, set()) if name == item.id}
        emptied: dict[str, Any] = dict.fromkeys(changed, ())
        return dataclasses.replace(item, corrections=(), matters=None, **emptied)

    categories = tuple(
        dataclasses.replace(category, items=tuple(map(stripped, category.items)))
        for category in duty_list.categories
    )
    return dataclasses.replace(duty_list, categories=categories)


@pytest.mark.parametrize(
    ("folder", "counts"),
    [
        ("chongqing/yunyang/longjiao", [115, 88, 80]),
        ("xinjiang/tacheng/shawan/xigebi", [105, 110, 60]),
        ("neimenggu/hulunbeier/zhalantun/woniuhe", [109, 74, 104]),
    ],
)
def test_the_original_gives_the_lists_again(folder: str, counts: list[int]) -> None:
    directory = LISTS / folder
    township: Township = build(
        Township, parse((directory / "township.yml").read_text(encoding="utf-8"))
    )
    data = (directory / township.version.original).read_bytes()
    imported = import_text(data)
    assert [len(list(rows(one))) for one in imported.lists] == counts
    for duty_list in imported.lists:
        path = directory / f"{duty_list.kind}.yml"
        kept: DutyList = build(DutyList, parse(path.read_text(encoding="utf-8")))
        assert without_decisions(kept, folder) == without_decisions(duty_list, folder)
        differ = {
            (mine.item.id, field)
            for mine, theirs in zip(rows(kept), rows(duty_list), strict=True)
            for field in ("superior", "township", "takeover")
            if getattr(mine.item, field) != getattr(theirs.item, field)
        }
        assert differ == {
            place for place in BY_HAND.get(folder, set()) if kept.kind[0] == place[0][0]
        }
    files = write_township(
        imported,
        data,
        folder=folder,
        name=township.name,
        kind=township.kind,
        division=township.division,
        code=township.code,
        code_year=township.code_year,
        version=township.version.id,
        title=township.version.title,
    )
    written: Township = build(Township, parse(files[f"{folder}/township.yml"].decode()))
    noted = tuple(dataclasses.replace(each, note="") for each in township.versions)
    assert written == dataclasses.replace(township, versions=noted)
    assert files[f"{folder}/{township.version.original}"] == data


HEADINGS = """\
某县某镇基本履职事项清单

序号	事项名称
一、党的建设
1	加强党委自身建设。
（二）经济发展（共1项）
2	编制发展规划。
	三、民生服务
3	做好救助。

某县某镇配合履职事项清单

序号	事项名称	对应上级部门	上级部门职责	镇配合职责
一、平安法治
1	慈善募捐	县民政局	<p>一、慈善募捐救助</p> <p>1.开展宣传。</p>	1.配合宣传。
			二、救灾捐赠
			<p>1.接收捐赠。</p>
"""


def test_categories_without_a_count_are_headings_and_parts_are_not() -> None:
    imported = import_text(HEADINGS.encode(), allow_incomplete=True)
    basic, cooperative = imported.lists
    assert [(each.name, each.declared, len(each.items)) for each in basic.categories] == [
        ("一、党的建设", None, 1),
        ("（二）经济发展", 1, 1),
        ("三、民生服务", None, 1),
    ]
    (category,) = cooperative.categories
    assert category.name == "一、平安法治"
    assert [block.part for block in category.items[0].superior] == [
        "一、慈善募捐救助",
        "二、救灾捐赠",
    ]


def test_every_real_original_finds_its_reader() -> None:
    for original in sorted(LISTS.rglob("originals/*.txt")):
        kinds = [each.kind for each in import_published(original.read_bytes()).lists]
        folder = original.parent.parent
        assert kinds == [kind for kind in KINDS if (folder / f"{kind}.yml").exists()]


PARAGRAPHS = """\
某县某镇履行职责事项清单

基本履职事项清单

一、党的建设（1项）

序号	事项名称
1	加强党委自身建设。

二、经济发展（1项）

序号	事项名称
2	编制发展规划。

配合履职事项清单

一、民生服务（1项）

序号	事项名称	对应上级部门	上级部门职责	镇配合职责
1	慈善募捐	县民政局	1.开展宣传。	1.配合宣传。
"""


def test_headings_between_title_and_table_belong_to_the_list_that_follows() -> None:
    imported = import_text(PARAGRAPHS.encode(), allow_incomplete=True)
    assert imported.title == "某县某镇履行职责事项清单"
    assert [
        [(each.name, each.declared, len(each.items)) for each in duty_list.categories]
        for duty_list in imported.lists
    ] == [[("一、党的建设", 1, 1), ("二、经济发展", 1, 1)], [("一、民生服务", 1, 1)]]
    ignored = [role.number for role in imported.account if role.role in ("preamble", "other")]
    assert ignored == [1]
