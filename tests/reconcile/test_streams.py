"""Originals without rows: flattened text, and one cell a line."""

from __future__ import annotations

import pytest

from generator.reconcile import Furniture
from tests.reconcile.small import account, places

FLAT = """\
    kind: cooperative
    title: 配合履职事项清单
    labels: {after_departments: ：}
    categories:
      - name: 一、平安法治
        declared: 2
        items:
          - id: c001
            name: 企业升规纳统、统计执法
            departments: [区统计局, 国家统计局江津调查队]
            superior:
              - departments: [区统计局]
                duties:
                  - 负责审核企业升规纳统资料。
                  - 开展统计执法检查工作。
              - departments: [国家统计局江津调查队]
                duties:
                  - 开展统计执法检查和统计违纪违法案件查处工作。
            township:
              - duties:
                  - 负责指导企业提供资料。
                  - 负责及时报告问题。
          - id: c002
            name: 突发应急事项的处置
            departments: [区卫生健康委]
            superior:
              - duties:
                  - 负责监督。
                  - 负责指导。
            township:
              - duties:
                  - 负责巡查。
                  - 负责日常监测出具数据报告。
      - name: 二、经济发展
        declared: 1
        items:
          - id: c003
            name: 协税护税
            departments: [区税务局]
            superior:
              - duties:
                  - 负责税收征管 。
            township:
              - duties:
                  - 负责2025年政策宣传。
    """

FLAT_TEXT = """\
 配合履职事项清单
序号 事项名称 对应上级部门 上级部门职责 镇配合职责
一、平安法治（2项）
1
企业升规纳统、统
计执法
区统计局 国家
统计局江津调查
队
区统计局：
1.负责审核企业升规纳
统资料。
2.开展统计执法检查工作。
国家统计局江津调查队：
开展统计执法检查和统计违纪违法案件查处工
作。
1.负责指导企业提供资料。
2.负责及时报告问题。
2
突发应急
区卫生健康委
1.负责监督。
1.负责巡查。
二、经济发展（1项）
 序号 事项名称
 对应上级部门
上级部门职责 镇配合职责
 事项的处置
2.负责指导。
2.负责日常监测出
具数据报告。
3 协税护税 区税务局
负责税收征管 。 负责
2025年政策宣传。
"""
LINES = FLAT_TEXT.split("\n")


def line_of(text: str, fragment: str) -> int:
    """The line of a YAML text on which a fragment stands for the first time."""
    return text[: text.index(fragment)].count("\n") + 1


def original(line: int = 0, old: str = "", new: str = "") -> str:
    """The flattened text; on one line something may be replaced."""
    if not line:
        return "\n".join(LINES)
    assert old in LINES[line - 1]
    changed = LINES[line - 1].replace(old, new, 1)
    return "\n".join([*LINES[: line - 1], changed, *LINES[line:]])


def test_interleaved_lines_are_accounted_for() -> None:
    found = account(original(), {"cooperative": FLAT})
    assert places(found) == []
    assert found.complete
    assert found.lines == {"c001": (4, 18), "c002": (19, 31), "c003": (32, 34)}
    assert found.furniture["header"] == Furniture(46, (2, 25, 26, 27))
    assert found.furniture["list_number"] == Furniture(16, (11, 13, 17, 18, 22, 23, 29, 30))


@pytest.mark.parametrize(
    ("line", "old", "new", "yaml", "message"),
    [
        (11, "审核", "审", "审核", "YAML 有“核”，原文没有"),
        (12, "资料", "材料", "审核", "原文是“材”，YAML 是“资”"),
        (13, "检查工作", "检查等工作", "执法检查工作", "原文有“等”，YAML 里没有"),
        (20, "突发", "多发", "突发", "原文是“多”，YAML 是“突”"),
        (21, "区卫", "县卫", "区卫生", "原文是“县”，YAML 是“区”"),
        (28, "处置", "处", "突发", "YAML 有“置”，原文没有"),
        (31, "报告。", "报告", "数据报告", "YAML 有“。”，原文没有"),
        (34, "2025", "225", "2025", "YAML 有“0”，原文没有"),
        (34, "2025", "1.2025", "2025", "原文有“1.”，YAML 里没有"),
        (24, "1项", "3项", "declared: 1", "项数：原文是“3”，YAML 是“1”"),
        (29, "2.", "3.", "负责指导。", "原文的序号是“3.”，在 YAML 里是这一段的第 2 条"),
    ],
)
def test_a_change_of_the_original_is_found_on_both_sides(
    line: int, old: str, new: str, yaml: str, message: str
) -> None:
    found = account(original(line, old, new), {"cooperative": FLAT})
    assert places(found) == [(line, "cooperative.yml", line_of(FLAT, yaml), message)]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("负责审核企业升规纳统资料。", "负责审核企业升规纳统资料", 12, "原文有“。”，YAML 里没有"),
        ("负责及时报告问题。", "负责报告问题。", 18, "原文有“及时”，YAML 里没有"),
        ("负责监督。", "负责监督等。", 22, "YAML 有“等”，原文没有"),
        ("[区税务局]", "[区税务分局]", 32, "YAML 有“分”，原文没有"),
    ],
)
def test_a_change_of_the_yaml_is_found_on_both_sides(
    old: str, new: str, line: int, message: str
) -> None:
    assert FLAT.count(old) == 1
    found = account(original(), {"cooperative": FLAT.replace(old, new)})
    assert places(found) == [(line, "cooperative.yml", line_of(FLAT, old), message)]


def test_a_duty_that_went_to_the_next_cell_is_found_by_its_number() -> None:
    before = """\
                  - 开展统计执法检查和统计违纪违法案件查处工作。
            township:
              - duties:
                  - 负责指导企业提供资料。
"""
    after = """\
                  - 开展统计执法检查和统计违纪违法案件查处工作。
                  - 负责指导企业提供资料。
            township:
              - duties:
"""
    moved = FLAT.replace(before, after)
    assert moved != FLAT
    found = account(original(), {"cooperative": moved})
    assert [place[:3] for place in places(found)] == [
        (17, "cooperative.yml", line_of(moved, "负责指导企业")),
        (18, "cooperative.yml", line_of(moved, "负责及时")),
    ]


def test_a_lost_duty_is_found() -> None:
    found = account(
        original(), {"cooperative": FLAT.replace("                  - 负责指导。\n", "")}
    )
    assert [problem.original_line for problem in found.problems] == [29]
    found = account(original(29, "2.负责指导。", ""), {"cooperative": FLAT})
    message = "YAML 有“负责指导。”，原文没有"
    assert places(found) == [(22, "cooperative.yml", line_of(FLAT, "负责指导。"), message)]


def test_a_lost_item_does_not_hide_the_next() -> None:
    head, rest = FLAT.split("          - id: c002\n")
    lost = head + "      - name: 二、经济发展\n" + rest.split("      - name: 二、经济发展\n")[1]
    found = account(original(), {"cooperative": lost})
    lines = {problem.original_line for problem in found.problems}
    assert lines <= {*range(19, 33)}
    assert found.lines["c003"][1] == 34


CELLS = """\
    kind: territorial
    title: 属地清单
    categories:
      - name: 教育
        items:
          - id: t001
            name: 校园安全
            superior:
              - departments: [教育部门]
                duties:
                  - 教育部门负责指导。参与一般事故调查。
            township:
              - lead: 协助做好工作。
                role: 配合责任：
                duties:
                  - 报告。
                  - 整改。
            basis: [《甲法》, 《乙办法》]
            marks: {main: [部门], supporting: [镇街]}
          - id: t002
            name: 镇属校园
            township:
              - role: 主体责任：
                duties:
                  - 落实。
            basis: [《丙法》]
            marks: {main: [镇街], supporting: [部门]}
            merged: {superior: t001}
    """

CELL_TEXT = """\
属地清单
\t序号
\t类别
\t具体事项
\t区级部门职责
\t镇（街道）职责
\t法律法规及
文件依据
\t主体
责任
\t配合责任
\t
\t部门
\t镇街
\t部门
\t镇街

\t1
\t教育
\t校园安全
\t教育部门负责指导。

参与一
\t协助做好工作。
配合责任：
1.报告。
\t《甲法》
《乙办法》
\t√
\t
\t
\t√

\t1
\t教育
\t校园安全
\t
\t2.整改。
 \t镇属校园
\t般事故调查。
\t主体责任：落实。
\t《丙法》
\t
\t√
\t√
"""
CELL_LINES = CELL_TEXT.split("\n")


def cells(line: int = 0, old: str = "", new: str = "") -> str:
    """The text with a cell a line; on one line something may be replaced."""
    if not line:
        return "\n".join(CELL_LINES)
    assert old in CELL_LINES[line - 1]
    changed = CELL_LINES[line - 1].replace(old, new, 1)
    return "\n".join([*CELL_LINES[: line - 1], changed, *CELL_LINES[line:]])


def test_cells_with_lost_numbers_and_merged_cells_are_accounted_for() -> None:
    found = account(cells(), {"territorial": CELLS})
    assert places(found) == []
    assert found.complete
    assert found.furniture["repeated"] == Furniture(7, (34, 35, 36))
    assert found.by_field["marks"] == 4
    assert found.lines["t001"] == (18, 40)


@pytest.mark.parametrize(
    ("line", "old", "new", "yaml", "message"),
    [
        (21, "指导", "指", "参与一般", "YAML 有“导”，原文没有"),
        (38, "整", "修", "整改", "原文是“修”，YAML 是“整”"),
        (40, "般", "股", "参与一般", "原文是“股”，YAML 是“般”"),
        (27, "甲法", "甲2法", "甲法", "原文有“2”，YAML 里没有"),
        (44, "\t√", "\t", "id: t002", "YAML 有“√”，原文没有"),
    ],
)
def test_a_change_of_cells_is_found_on_both_sides(
    line: int, old: str, new: str, yaml: str, message: str
) -> None:
    found = account(cells(line, old, new), {"territorial": CELLS})
    assert not found.complete
    assert message in {problem.message for problem in found.problems}
    if "√" not in message:
        assert places(found) == [(line, "territorial.yml", line_of(CELLS, yaml), message)]


def test_a_mark_in_another_column_is_found() -> None:
    found = account(
        cells(30, "\t", "\t√").replace("\n\t√\n\n\t1", "\n\t\n\n\t1"), {"territorial": CELLS}
    )
    message = "√ 印在主体责任（部门）、主体责任（镇街），YAML 是主体责任（部门）、配合责任（镇街）"
    assert places(found) == [(29, "territorial.yml", line_of(CELLS, "marks"), message)]
