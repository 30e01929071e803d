"""``qingdan suggest`` as a person uses it: candidates, the review list, and its way back."""

from __future__ import annotations

import builtins
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run
from tests.suggest.small import ITEMS, TOWNSHIPS, cooperative_yml, make

NAMES = [name for name, _ in ITEMS.values()]
NEW = "sheng/xian/bing"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path)


def suggested(*arguments: str) -> list[dict[str, Any]]:
    result = run("suggest", "--json", *arguments)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["suggestions"]
    return found


def test_the_right_matter_comes_first_with_its_reasons(root: Path) -> None:
    found = suggested("--root", str(root), NEW)
    assert [each["item"] for each in found] == [f"{NEW}#c{n:03d}" for n in range(1, 7)]
    assert [each["candidates"][0]["matter"] for each in found] == NAMES
    first = found[0]
    assert (first["name"], first["matters"]) == ("配合做好农民工欠薪处置有关工作。", None)
    best = first["candidates"][0]
    assert best["like"] in {"sheng/xian/jia#c001", "sheng/xian/yi#c001"}
    assert best["why"][:2] == ["都说到“农民工欠薪处置”", "有平常词“欠薪”"]
    assert best["why"][-1].startswith("像示例县")


def test_probabilities_fall_and_say_how_sure_they_are(root: Path) -> None:
    for each in suggested("--root", str(root), "--top", "6", NEW):
        chances = [candidate["probability"] for candidate in each["candidates"]]
        assert chances == sorted(chances, reverse=True)
        for candidate in each["candidates"]:
            sure = candidate["probability"] >= 0.95
            assert (candidate["confidence"] == "有把握") == sure


def test_the_same_lists_give_the_same_answer(root: Path) -> None:
    first = run("suggest", "--root", str(root), "--json").stdout
    assert run("suggest", "--root", str(root), "--json").stdout == first


def test_all_learns_without_the_township_itself(root: Path) -> None:
    path = root / "lists/sheng/xian/jia/cooperative.yml"
    swapped = path.read_text("utf-8").replace(f"matters: [{NAMES[0]}]", f"matters: [{NAMES[1]}]")
    path.write_text(swapped, "utf-8")
    make_third = cooperative_yml(TOWNSHIPS["bing"], decided=True)
    (root / f"lists/{NEW}/cooperative.yml").write_text(make_third, "utf-8")
    found = suggested("--root", str(root), "--all", "sheng/xian/jia")
    assert found[0]["matters"] == [NAMES[1]]
    assert found[0]["candidates"][0]["matter"] == NAMES[0]
    assert all("sheng/xian/jia" not in str(c["like"]) for each in found for c in each["candidates"])


def test_text_for_people(root: Path) -> None:
    result = run("suggest", "--root", str(root), "--top", "1", f"lists/{NEW}/")
    lines = result.stdout.splitlines()
    assert lines[0] == f"{NEW}#c001  配合做好农民工欠薪处置有关工作。"
    assert "农民工欠薪处置" in lines[1]
    assert len(lines) == 12
    assert "推荐了 6 个事项" in result.stderr


def test_review_and_accept(root: Path, tmp_path: Path) -> None:
    table = tmp_path / "review.tsv"
    assert run("suggest", "--root", str(root), "--to", str(table)).exit_code == 0
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig")), dialect="excel-tab"))
    assert rows[0] == ["事项", "主题", "把握", "概率", "其他候选", "名称"]
    for row, name in zip(rows[1:], NAMES, strict=True):
        row[1] = name
    rows[2][1] = f"{NAMES[1]};{NAMES[0]}"
    rows[3][1] = "无"
    rows[4][1] = ""
    text = io.StringIO()
    csv.writer(text, dialect="excel-tab").writerows(rows)
    table.write_bytes(text.getvalue().encode("gb18030"))
    result = run("suggest", "--root", str(root), "--accept", str(table))
    assert (result.exit_code, result.stdout) == (0, f"lists/{NEW}/cooperative.yml\n")
    expected = cooperative_yml(TOWNSHIPS["bing"], decided=True)
    expected = expected.replace(f"[{NAMES[1]}]", f"[{NAMES[1]}, {NAMES[0]}]")
    expected = expected.replace(f"[{NAMES[2]}]", "[]")
    expected = expected.replace(f"        matters: [{NAMES[3]}]\n", "")
    assert (root / f"lists/{NEW}/cooperative.yml").read_text("utf-8") == expected
    assert run("suggest", "--root", str(root), "--accept", str(table)).stdout == ""


def test_a_comment_behind_old_matters_stays(root: Path, tmp_path: Path) -> None:
    path = root / "lists/sheng/xian/jia/cooperative.yml"
    old = f"        matters: [{NAMES[0]}]"
    path.write_text(path.read_text("utf-8").replace(old, f"{old}  # 两人商定"), "utf-8")
    table = tmp_path / "review.tsv"
    table.write_text(f"事项\t主题\nsheng/xian/jia#c001\t{NAMES[5]}\n", "utf-8")
    assert run("suggest", "--root", str(root), "--accept", str(table)).exit_code == 0
    assert f"        matters: [{NAMES[5]}]  # 两人商定\n" in path.read_text("utf-8")


def test_nothing_is_written_if_one_row_is_wrong(root: Path, tmp_path: Path) -> None:
    before = (root / f"lists/{NEW}/cooperative.yml").read_bytes()
    table = tmp_path / "review.tsv"
    rows = [
        "事项\t主题",
        f"{NEW}#c001\t{NAMES[0]}",
        f"{NEW}#c002\t消防检查",
        f"{NEW}#c999\t{NAMES[0]}",
        f"sheng/xian/ding#c001\t{NAMES[0]}",
        f"{NEW}#c001\t{NAMES[1]}",
    ]
    table.write_text("\n".join(rows), "utf-8")
    result = run("suggest", "--root", str(root), "--accept", str(table))
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "第 3 行：主题“消防检查”不在词表里；相近的有：消防安全检查、防汛抗旱、秸秆焚烧整治",
        f"第 6 行：{NEW}#c001 在第 2 行已有",
        f"第 4 行：{NEW} 没有事项“c999”（或者清单文件有语法错误，先运行 qingdan check）",
        "第 5 行：没有乡镇“sheng/xian/ding”",
        "review.tsv 有 4 处不对，什么也没有写入。",
    ]
    assert (root / f"lists/{NEW}/cooperative.yml").read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"a,b\n", "事项,主题\n".encode(), b"\xff\xff\x81"])
def test_a_file_that_is_no_review_list(root: Path, tmp_path: Path, data: bytes) -> None:
    table = tmp_path / "review.tsv"
    table.write_bytes(data)
    result = run("suggest", "--root", str(root), "--accept", str(table))
    assert result.exit_code == 1
    assert result.stderr.startswith("第 1 行：")


def test_too_little_to_learn_from(tmp_path: Path) -> None:
    result = run("suggest", "--root", str(make(tmp_path, decided=("jia",))))
    assert result.exit_code == 1
    assert "至少要有两个别的乡镇" in result.stderr


def test_an_unknown_township_and_nothing_to_do(root: Path) -> None:
    result = run("suggest", "--root", str(root), "nowhere")
    assert (result.exit_code, "没有“nowhere”" in result.stderr) == (1, True)
    result = run("suggest", "--root", str(root), "sheng/xian/jia")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "没有未定的事项" in result.stderr


def test_without_the_extra_it_says_what_to_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name == "generator.suggest.ranking":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    result = run("suggest", "--root", str(root))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "推荐主题需要附加组件，请先运行：make suggest-tools"
