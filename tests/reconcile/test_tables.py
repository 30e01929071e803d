"""Tables with rows: what agrees in each shape, and where each kind of difference is found."""

from __future__ import annotations

import pytest

from generator.reconcile import Furniture, IgnoredLines
from tests.reconcile.small import account, places

COOPERATIVE = """\
    kind: cooperative
    title: 配合履职事项清单
    labels: {after_departments: ：}
    categories:
      - name: 一、平安法治
        declared: 2
        items:
          - id: c001
            name: 自然灾害综合风险评估
            departments: [县应急管理局, 县水利局]
            superior:
              - departments: [县应急管理局]
                duties:
                  - 牵头开展宣传（含演练）。
                  - 24小时值班。
              - departments: [县水利局]
                duties:
                  - 提供水情。
            township:
              - duties:
                  - 巡查。
                  - 上报。
          - id: c002
            name: 违法建设
            departments: [县城管局]
            superior:
              - duties:
                  - 依据《<办法>的通知》查处0.025毫米以下的。
            township:
              - duties:
                  - 配合。
      - name: 二、生态环保
        declared: 1
        items:
          - id: c003
            name: 污染防治
            departments: [县生态环境局]
            superior:
              - duties:
                  - 监管。
            township:
              - duties:
                  - 排查。
    """

LINES = {
    2: "配合履职事项清单",
    3: "序号\t事项名称\t对应上级部门\t上级部门职责\t镇配合职责",
    4: "一、平安法治（2项）\t\t\t\t",
    5: "1\t自然灾害综合\t县应急管 理局 县水利局\t<p>县应急管理局:</p> "
    '<ol style="list-style-type: none"> 1.牵头开展宣传(含演练)。 2.24小时\t1.巡查。',
    6: "序号\t事项名称\t对应上级部门\t上级部门职责\t镇配合职责",
    7: "\t风险评估\t\t<p>值班。</p> <p>县水利局：提供水情。</p>\t2.上报。",
    8: "2\t违法建设\t县城管局\t依据《<办法>的通知》查处0.025毫米以下的。\t配合。",
    9: "二、生态环保(1项)",
    10: "3\t污染防治\t县生态环境局\t（一）监管。\t①排查。",
}


def line_of(text: str, fragment: str) -> int:
    """The line of a YAML text on which a fragment stands for the first time."""
    return text[: text.index(fragment)].count("\n") + 1


def original(changes: dict[int, str] | None = None) -> str:
    lines = LINES | (changes or {})
    return "\n".join(lines.get(number, "") for number in range(1, max(lines) + 1))


def test_everything_is_accounted_for() -> None:
    found = account(original(), {"cooperative": COOPERATIVE})
    assert places(found) == []
    assert found.complete
    assert found.accounted == found.characters
    assert found.by_field == {
        "departments": 20,
        "labels.after_departments": 2,
        "name": 18,
        "number": 3,
        "superior.departments": 10,
        "superior.duties": 51,
        "township.duties": 12,
    }
    assert found.furniture == {
        "header": Furniture(46, (3, 6)),
        "heading": Furniture(20, (4, 9)),
        "list_number": Furniture(12, (5, 7, 10)),
        "markup": Furniture(53, (5, 7)),
        "title": Furniture(8, (2,)),
    }
    assert found.lines == {"c001": (5, 7), "c002": (8, 8), "c003": (10, 10)}
    assert found.yaml_found == found.yaml_characters


@pytest.mark.parametrize(
    ("line", "old", "new", "yaml", "message"),
    [
        (5, "牵头开展", "牵头展", "牵头", "YAML 有“开”，原文没有"),
        (5, "牵头开展", "牵头开放展", "牵头", "原文有“放”，YAML 里没有"),
        (5, "牵头开展", "牵头召展", "牵头", "原文是“召”，YAML 是“开”"),
        (7, "风险评估", "风险评", "name: 自然灾害", "YAML 有“估”，原文没有"),
        (7, "值班", "直班", "24小时", "原文是“直”，YAML 是“值”"),
        (7, "水利局：", "水利局", "labels", "YAML 有“:”，原文没有"),
        (8, "0.025", "0.25", "0.025", "YAML 有“0”，原文没有"),
        (8, "<办法>", "<办>", "0.025", "YAML 有“法”，原文没有"),
        (8, "<办法>", "<p>", "0.025", "YAML 有“<办法>”，原文没有"),
        (8, "违法", "1.违法", "name: 违法", "原文有“1.”，YAML 里没有"),
        (8, "依据", "依1.据", "0.025", "原文有“1.”，YAML 里没有"),
        (7, "2.上报", "3.上报", "上报", "原文的序号是“3.”，在 YAML 里是这一段的第 2 条"),
        (9, "1项", "2项", "declared: 1", "项数：原文是“2”，YAML 是“1”"),
        (10, "3\t", "4\t", "id: c003", "原文是“4”，YAML 是“3”"),
    ],
)
def test_a_change_of_the_original_is_found_on_both_sides(
    line: int, old: str, new: str, yaml: str, message: str
) -> None:
    assert old in LINES[line]
    changed = original({line: LINES[line].replace(old, new, 1)})
    found = account(changed, {"cooperative": COOPERATIVE})
    due = (line, "cooperative.yml", line_of(COOPERATIVE, yaml), message)
    assert places(found) == [due]
    assert not found.complete


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("提供水情。", "提水情。", 7, "原文有“供”，YAML 里没有"),
        ("提供水情。", "提供供水情。", 7, "YAML 有“供”，原文没有"),
        ("[县城管局]", "[县城管执法局]", 8, "YAML 有“执法”，原文没有"),
        ("declared: 2", "declared: 3", 4, "项数：原文是“2”，YAML 是“3”"),
        ("- 24小时", "- 4小时", 5, "原文有“2”，YAML 里没有"),
        ("- 24小时", "- 约24小时", 5, "YAML 有“约”，原文没有"),
    ],
)
def test_a_change_of_the_yaml_is_found_on_both_sides(
    old: str, new: str, line: int, message: str
) -> None:
    assert COOPERATIVE.count(old) == 1
    found = account(original(), {"cooperative": COOPERATIVE.replace(old, new)})
    assert places(found) == [(line, "cooperative.yml", line_of(COOPERATIVE, old), message)]


def test_a_line_that_is_nothing_is_found() -> None:
    found = account(original({11: "第 12 页"}), {"cooperative": COOPERATIVE})
    message = "原文有“第12页”，不属于任何事项、表头或标题，也没有列入 ignored"
    assert places(found) == [(11, "", 0, message)]


def test_ignored_lines_are_counted_with_their_reason() -> None:
    found = account(
        original({11: "第 12 页"}),
        {"cooperative": COOPERATIVE},
        ignored="{lines: 11-12, reason: 页码}",
    )
    message = "原文没有第11-12行"
    assert places(found)[0] == (0, "township.yml", 10, message)
    found = account(
        original({11: "第 12 页"}),
        {"cooperative": COOPERATIVE},
        ignored="{lines: '11', reason: 页码}",
    )
    assert found.complete
    assert found.ignored == (IgnoredLines("11", "页码", 4),)


def test_an_item_on_an_ignored_line_is_missed() -> None:
    found = account(original(), {"cooperative": COOPERATIVE}, ignored="{lines: '10', reason: 页码}")
    due = (8, "cooperative.yml", line_of(COOPERATIVE, "污染防治"), "YAML 有“污染防治”，原文没有")
    assert due in places(found)
    assert len(found.problems) == 5


def test_a_duty_of_another_department_is_found() -> None:
    moved = COOPERATIVE.replace("                  - 24小时值班。\n", "").replace(
        "                  - 提供水情。\n",
        "                  - 24小时值班。\n                  - 提供水情。\n",
    )
    found = account(original(), {"cooperative": moved})
    assert not found.complete
    assert [place[:3] for place in places(found)] == [
        (5, "cooperative.yml", line_of(moved, "departments: [县水利局]")),
        (7, "cooperative.yml", line_of(moved, "24小时")),
    ]


def test_a_duty_of_the_neighbour_cell_is_found() -> None:
    moved = COOPERATIVE.replace("                  - 巡查。\n", "").replace(
        "                  - 提供水情。\n",
        "                  - 提供水情。\n                  - 巡查。\n",
    )
    found = account(original(), {"cooperative": moved})
    assert places(found) == [
        (5, "cooperative.yml", 22, "原文有“巡查。”，YAML 里没有"),
        (7, "cooperative.yml", 19, "YAML 有“巡查。”，原文没有"),
    ]


def test_a_duty_that_was_cut_in_two_is_found_by_the_next_number() -> None:
    cut = COOPERATIVE.replace(
        "                  - 巡查。\n", "                  - 巡\n                  - 查。\n"
    )
    found = account(original(), {"cooperative": cut})
    message = "原文的序号是“2.”，在 YAML 里是这一段的第 3 条"
    assert places(found) == [(7, "cooperative.yml", 23, message)]


def test_swapped_items_are_found() -> None:
    first, rest = COOPERATIVE.split("          - id: c002\n")
    second, third = rest.split("      - name: 二、生态环保\n")
    head, one = first.split("          - id: c001\n")
    swapped = (
        f"{head}          - id: c002\n{second}          - id: c001\n{one}"
        f"      - name: 二、生态环保\n{third}"
    )
    found = account(original(), {"cooperative": swapped})
    assert not found.complete
    assert {problem.original_line for problem in found.problems} == {5, 8}


def test_a_lost_item_is_one_item_only() -> None:
    head, rest = COOPERATIVE.split("          - id: c002\n")
    lost = head + "      - name: 二、生态环保\n" + rest.split("      - name: 二、生态环保\n")[1]
    found = account(original(), {"cooperative": lost})
    assert [place[:3] for place in places(found)] == [
        (8, "", 0),
        (10, "cooperative.yml", line_of(lost, "id: c003")),
    ]


def test_an_item_in_the_wrong_category_is_found() -> None:
    moved = COOPERATIVE.replace(
        "      - name: 二、生态环保\n        declared: 1\n        items:\n", ""
    )
    head, tail = moved.split("          - id: c002\n")
    moved = (
        f"{head}      - name: 二、生态环保\n        declared: 1\n        items:\n"
        f"          - id: c002\n{tail}"
    )
    found = account(original(), {"cooperative": moved})
    message = "类别标题印在原文第9行，与 YAML 里第2项所属类别不符"
    assert places(found) == [(9, "cooperative.yml", 26, message)]


REPRINT = {
    6: "序号\t事项名称\t对应上级部门\t上级部门职责\t镇配合职责",
    7: "1\t自然灾害综合风险评估\t县应急管理局 县水利局\t值班。县水利局：提供水情。\t巡查。 上报。",
}
WHOLE = LINES[5].replace("自然灾害综合", "自然灾害综合风险评估") + " 2.上报。"


def test_a_row_that_is_printed_again_is_recognised() -> None:
    found = account(original(REPRINT | {5: WHOLE}), {"cooperative": COOPERATIVE})
    assert places(found) == []
    assert found.furniture["repeated"] == Furniture(27, (7,))


@pytest.mark.parametrize("old", ["巡查。 ", "自然", "县水利局\t"])
def test_a_reprint_that_differs_is_found(old: str) -> None:
    changed = REPRINT | {5: WHOLE, 7: REPRINT[7].replace(old, old[1:], 1)}
    found = account(original(changed), {"cooperative": COOPERATIVE})
    assert {problem.original_line for problem in found.problems} == {7}


def test_a_reprint_may_have_the_wording_of_a_correction() -> None:
    corrected = "\n".join(_indent_corrections(COOPERATIVE))
    changed = REPRINT | {5: WHOLE, 7: REPRINT[7].replace("巡查。 ", "日常巡查。 ")}
    found = account(original(changed), {"cooperative": corrected})
    assert found.complete
    assert [(entry.original_line, entry.yaml_line) for entry in found.exceptions] == [(7, 24)]


def _indent_corrections(text: str) -> list[str]:
    lines = text.split("\n")
    place = lines.index("          - id: c002")
    added = [
        "            corrections:",
        "              - field: township",
        "                printed: 巡查",
        "                suggested: 日常巡查",
        "                reason: 缺字",
    ]
    return [*lines[:place], *added, *lines[place:]]


def test_a_category_column_is_compared_row_by_row() -> None:
    lists = {
        "basic": """\
            kind: basic
            title: 基本履职事项清单
            categories:
              - name: 党的建设
                items:
                  - id: b001
                    name: 学习
              - name: 经济发展
                items:
                  - id: b002
                    name: 统计
            """
    }
    text = "基本履职事项清单\n序号\t事项类别\t事项名称\n1\t党的建设\t学习\n2\t经济发展\t统计\n"
    assert account(text, lists).complete
    found = account(text.replace("经济发展", "党的建设"), lists)
    assert {place[:3] for place in places(found)} == {
        (4, "basic.yml", line_of(lists["basic"], "经济发展"))
    }


def test_an_unknown_column_is_left_over() -> None:
    lists = {
        "basic": """\
            kind: basic
            title: 基本履职事项清单
            categories:
              - name: 党的建设
                items:
                  - id: b001
                    name: 学习
            """
    }
    text = "基本履职事项清单\n党的建设\n序号\t事项名称\t办理时限\n1\t学习\t一年\n"
    found = account(text, lists)
    assert [problem.original_line for problem in found.problems] == [3, 4]


def test_a_list_without_its_title_cannot_be_compared() -> None:
    found = account(original({2: "配合清单"}), {"cooperative": COOPERATIVE})
    message = "原文没有这个清单标题，这张清单无法核对"
    assert places(found)[0] == (0, "cooperative.yml", 2, message)
    assert found.accounted < found.characters


def test_a_slip_in_a_title_is_no_lost_list() -> None:
    found = account(original({2: "配合履行事项清单"}), {"cooperative": COOPERATIVE})
    due = (2, "cooperative.yml", 2, "原文是“行”，YAML 是“职”")
    assert places(found) == [due]


def test_a_wrong_label_is_said_once() -> None:
    wrong = COOPERATIVE.replace("after_departments: ：", "after_departments: 主要职责：")
    found = account(original(), {"cooperative": wrong})
    message = "YAML 有“主要职责”，原文没有（共 2 处，这是第一处）"
    assert places(found) == [(5, "cooperative.yml", 3, message)]


def test_a_department_that_only_annotates_must_be_printed_too() -> None:
    wrong = COOPERATIVE.replace(
        "              - departments: [县水利局]\n",
        "              - departments: [县水务局]\n                heading: 县水利局：\n",
    )
    found = account(original(), {"cooperative": wrong})
    message = "YAML 有部门“县水务局”，这一项的原文里没有"
    assert places(found) == [(5, "cooperative.yml", line_of(wrong, "县水务局"), message)]
