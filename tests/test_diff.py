"""``qingdan diff``: what changes, in the words of the lists."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.diff.words import pieces
from tests.conftest import run
from tests.test_broken import CORPUS
from tests.test_published import git

FOLDER = "lists/aa/bb/zhen"


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    """The same small project twice."""
    for name in ("before", "after"):
        shutil.copytree(CORPUS / "base", tmp_path / name)
    return tmp_path / "before", tmp_path / "after"


def edit(root: Path, file: str, *pairs: tuple[str, str]) -> None:
    path = root / FOLDER / file
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def said(states: tuple[Path, Path], form: str = "text") -> str:
    before, after = map(str, states)
    result = run("diff", "--root", after, "--format", form, before, after)
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(states: tuple[Path, Path]) -> list[str]:
    return [line.strip() for line in said(states).splitlines()]


def test_nothing_changed(states: tuple[Path, Path]) -> None:
    assert said(states) == "清单没有改动。\n"
    assert json.loads(said(states, "json")) == {"townships": [], "vocabulary": [], "unread": []}


def test_added_renumbered_and_counted(states: tuple[Path, Path]) -> None:
    edit(
        states[1],
        "basic.yml",
        ("declared: 2", "declared: 3"),
        ("      - id: b001", "      - id: b003\n        name: 防汛抗旱。\n      - id: b001"),
    )
    assert lines(states) == [
        "示例镇（aa/bb/zhen）",
        "- 基本履职事项清单：2 项 → 3 项",
        "- 基本履职事项清单的类别 一、党的建设（[-2-]{+3+}项）",
        "- 基本履职事项清单：第 1–2 项改号为第 2–3 项",
        "- 新增：基本履职事项清单·一、党的建设 第 1 项 b003 {+防汛抗旱。+}",
    ]


def test_removed(states: tuple[Path, Path]) -> None:
    text = (states[1] / FOLDER / "cooperative.yml").read_text("utf-8")
    (states[1] / FOLDER / "cooperative.yml").write_text(
        text[: text.index("      - id: c002")], "utf-8"
    )
    found = lines(states)
    assert "- 配合履职事项清单：2 项 → 1 项" in found
    assert found[-1] == "- 删去：配合履职事项清单·二、经济发展 第 2 项 c002 [-校外培训机构监管-]"


def test_reworded_word_by_word(states: tuple[Path, Path]) -> None:
    edit(states[1], "cooperative.yml", ("- 查处违法广告。", "- 依法查处虚假广告。"))
    assert lines(states)[1:] == [
        "- c002“校外培训机构监管”：上级部门职责 {+依法+}查处[-违法-]{+虚假+}广告。"
    ]


def test_matters_departments_and_category(states: tuple[Path, Path]) -> None:
    edit(states[1], "basic.yml", ("[党委自身建设]", "[基层党组织建设]"))
    edit(
        states[1],
        "cooperative.yml",
        ("[县公安局, 县市场监管局]", "[县公安局]"),
        ("二、经济发展", "一、经济发展"),
    )
    found = lines(states)
    assert "- b001“加强党委自身建设。”：主题 [-党委自身建设-]{+基层党组织建设+}" in found
    assert "- c001“防范打击非法金融活动”：对应上级部门 [-县市场监管局-]" in found
    assert "- 配合履职事项清单的类别 [-二-]{+一+}、经济发展（2项）" in found


def test_a_renamed_category_is_told_once_and_an_item_that_moved_by_itself(
    states: tuple[Path, Path],
) -> None:
    edit(states[1], "cooperative.yml", ("二、经济发展", "一、经济发展"))
    assert lines(states)[1:] == ["- 配合履职事项清单的类别 [-二-]{+一+}、经济发展（2项）"]
    head = "  - name: 二、民生服务\n    items:\n"
    edit(
        states[1],
        "cooperative.yml",
        ("一、经济发展", "二、经济发展"),
        ("      - id: c002", f"{head}      - id: c002"),
    )
    found = lines(states)
    assert "- c002“校外培训机构监管”：类别 [-二、经济发展-]{+二、民生服务+}" in found
    assert not any("c001" in line for line in found)


def test_moved_between_lists_and_a_changed_id(states: tuple[Path, Path]) -> None:
    path = states[1] / FOLDER / "cooperative.yml"
    text = path.read_text("utf-8")
    place = text.index("      - id: c002")
    path.write_text(text[:place].replace("c001", "c009"), "utf-8")
    edit(
        states[1],
        "basic.yml",
        ("      - id: b001", "      - id: b003\n        name: 校外培训机构监管\n      - id: b001"),
    )
    found = lines(states)
    moved = "- b003“校外培训机构监管”：从配合履职事项清单（c002）移到基本履职事项清单（b003）"
    assert moved in found
    assert "- c009“防范打击非法金融活动”：编号 [-c001-]{+c009+}" in found
    assert not any("新增" in line or "删去" in line for line in found)


def test_only_the_layout(states: tuple[Path, Path]) -> None:
    edit(states[1], "basic.yml", ("kind: basic", "# 注\nkind:   'basic'"))
    assert lines(states)[1:] == ["- 只改了写法（格式、注释、次序），内容没有变"]


def test_a_bad_file_does_not_hide_the_others(states: tuple[Path, Path]) -> None:
    edit(states[1], "basic.yml", ("categories:", "categories: ["))
    edit(states[1], "cooperative.yml", ("查处违法", "查处虚假"))
    found = lines(states)
    assert found[:2] == [
        "没有比较的文件",
        f"- {FOLDER}/basic.yml：有错误，读不出来，没有比较；先运行 qingdan check",
    ]
    assert "- c002“校外培训机构监管”：上级部门职责 查处[-违法-]{+虚假+}广告。" in found
    assert not any("删去" in line for line in found)
    edit(states[1], "cooperative.yml", ("查处虚假", "查处违法"))
    assert len(lines(states)) == 2


def test_townships_and_vocabulary(states: tuple[Path, Path]) -> None:
    shutil.copytree(states[1] / FOLDER, states[1] / "lists/aa/bb/xin")
    path = states[1] / "lists/vocabulary/matters/dang-de-jianshe.yml"
    text = path.read_text("utf-8").replace("keywords: [党委]", "keywords: [党委, 书记]")
    path.write_text(text, "utf-8")
    found = lines(states)
    assert found[:3] == [
        "示例镇（aa/bb/xin）",
        "- 新增整个乡镇街道或区县",
        "- 基本履职事项清单：没有 → 2 项",
    ]
    assert found[-2:] == ["词表：主题", "- dangwei“党委自身建设”：keywords {+书记+}"]


def test_markdown_is_harmless(states: tuple[Path, Path]) -> None:
    edit(
        states[1], "cooperative.yml", ("- 查处违法广告。", "- '查处违法<img src=x>|广告。 [a](b)'")
    )
    text = said(states, "markdown")
    assert text.startswith("## 清单的改动\n\n### 示例镇")
    assert "<img" not in text
    assert "[a](" not in text
    assert "<ins>&#60;img src\\=x&#62;" in text or "<ins>&#60;img src=x&#62;" in text


def test_json_holds_it_all(states: tuple[Path, Path]) -> None:
    edit(states[1], "cooperative.yml", ("- 查处违法广告。", "- 查处虚假广告。"))
    [township] = json.loads(said(states, "json"))["townships"]
    assert township["id"] == "aa/bb/zhen"
    assert township["counts"] == {"basic": [2, 2], "cooperative": [2, 2]}
    [item] = township["items"]
    place = {"list": "cooperative", "category": "二、经济发展", "number": 2, "id": "c002"}
    assert item["before"] == item["after"] == place
    assert item["fields"] == {
        "superior": [[["=", "查处"], ["-", "违法"], ["+", "虚假"], ["=", "广告。"]]]
    }


def test_git_revisions(states: tuple[Path, Path]) -> None:
    root = states[1]
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "one")
    edit(root, "cooperative.yml", ("查处违法", "查处虚假"))
    now = run("diff", "--root", str(root), "HEAD").stdout
    git(root, "commit", "-am", "two")
    then = run("diff", "--root", str(root), "HEAD~1", "HEAD").stdout
    assert now == then
    assert "查处[-违法-]{+虚假+}广告。" in then
    result = run("diff", "--root", str(root), "nowhere")
    assert result.exit_code == 1
    assert "没有“nowhere”这个版本" in result.stderr


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("甲乙丙", "甲乙丙", [("=", "甲乙丙")]),
        ("不低于95%的", "不低于90%的", [("=", "不低于"), ("-", "95"), ("+", "90"), ("=", "%的")]),
        ("查处违法", "清查违规", [("-", "查处违法"), ("+", "清查违规")]),
    ],
)
def test_words_stay_whole(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(before, after) == expected
