"""``qingdan check --fix``: only what is certain, stable, and nothing else touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.conftest import BASIC, run
from tests.test_broken import CORPUS, FILES, placed

EXPECTED = json.loads((CORPUS / "expected.json").read_text("utf-8"))
FIXABLE = [
    file
    for file in FILES
    if any(" fix" in each for each in EXPECTED[file.name])
    and not file.name.startswith("published-")  # what is published is not there to compare with
]
WHOLE = [
    file for file in FIXABLE if all(" fix" in each for each in EXPECTED[file.name])
]  # nothing is left over


def basic_of(root: Path) -> Path:
    return root / "lists/shengli/xian/zhen/basic.yml"


@pytest.mark.parametrize("file", FIXABLE, ids=lambda file: str(file.name))
def test_fixing_twice_is_fixing_once_and_agrees_with_fmt(file: Path, tmp_path: Path) -> None:
    path = tmp_path / placed(file, tmp_path)
    run("check", "--root", str(tmp_path), "--fix")
    once = path.read_bytes()
    assert once != file.read_bytes()
    run("check", "--root", str(tmp_path), "--fix")
    assert path.read_bytes() == once
    run("fmt", "--root", str(tmp_path))
    formatted = path.read_bytes()
    run("check", "--root", str(tmp_path), "--fix")
    assert path.read_bytes() == formatted
    run("fmt", "--root", str(tmp_path))
    assert path.read_bytes() == formatted


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: str(file.name))
def test_what_is_certain_comes_out_clean(file: Path, tmp_path: Path) -> None:
    placed(file, tmp_path)
    assert run("check", "--root", str(tmp_path), "--fix").exit_code == 0
    left = json.loads(run("check", "--root", str(tmp_path), "--format", "json").stdout)
    assert [each for each in left["diagnostics"] if each["severity"] != "info"] == []


def test_a_fixed_file_is_the_one_that_was_meant(tmp_path: Path) -> None:
    """Where only the writing was wrong, the base's very file comes out."""
    slugs = [
        *("encoding-gbk", "encoding-utf16-le-bom", "encoding-utf16-be-bom", "encoding-bom"),
        *("line-ends-crlf", "line-ends-cr", "line-ends-mixed", "tab-indent", "tab-only-file"),
        *("wide-space-indent", "no-break-space-indent", "wide-colon-key", "wide-colon-list"),
        *("wide-colon-three", "wide-colon-swallowed", "no-blank-after-colon", "wide-dash"),
        *("no-blank-after-dash-key", "tab-after-dash", "indent-one-less", "indent-one-more"),
        *("indent-item", "duplicate-key-same", "unknown-field", "wrong-type-list", "wide-number"),
        *("id-missing", "number-needless", "list-numbers", "white-space-behind"),
        *("bracket-wide-comma", "unknown-field-top", "indent-item-in"),
    ]
    base = CORPUS / "base/lists/aa/bb/zhen/cooperative.yml"
    for slug in slugs:
        root = tmp_path / slug
        path = root / placed(CORPUS / f"files/{slug}.cooperative.yml", root)
        run("check", "--root", str(root), "--fix")
        assert path.read_text("utf-8") == base.read_text("utf-8"), slug


def test_a_dry_run_shows_the_difference_and_writes_nothing(lists: Path) -> None:
    wrong = BASIC.replace("title: ", "title：")
    basic_of(lists).write_text(wrong, "utf-8")
    result = run("check", "--root", str(lists), "--fix", "--dry-run")
    assert result.exit_code == 1
    assert basic_of(lists).read_text("utf-8") == wrong
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "--- a/lists/shengli/xian/zhen/basic.yml",
        "+++ b/lists/shengli/xian/zhen/basic.yml",
    ]
    changed = [line for line in lines[2:] if line[0] in "+-"]
    assert changed == ["-title：基本履职事项清单", "+title: 基本履职事项清单"]
    assert run("check", "--root", str(lists), "--dry-run").exit_code == 2


def test_comments_and_hand_formatting_stay(lists: Path) -> None:
    text = (
        "# 开头\n"
        + BASIC.replace("id: b001\n", "id:   b001   # 甲\n\n        # 乙\n").replace(
            "name: 加强基层党组织建设。", "name: *加强基层党组织建设。  # 丙"
        )
        + "# 末尾\n"
    )
    basic_of(lists).write_text(text, "utf-8")
    run("check", "--root", str(lists), "--fix")
    assert basic_of(lists).read_text("utf-8") == text.replace(
        "*加强基层党组织建设。", "'*加强基层党组织建设。'"
    )


def test_a_file_that_stays_broken_is_left_alone(lists: Path) -> None:
    text = BASIC.replace("title: ", "title：") + "      - id: [\n"
    basic_of(lists).write_text(text, "utf-8")
    result = run("check", "--root", str(lists), "--fix")
    assert result.exit_code == 1
    assert basic_of(lists).read_text("utf-8") == text


def test_wording_is_never_touched_without_certainty(lists: Path) -> None:
    """One number at the head of a lone duty, halves of brackets, doubled words: people decide."""
    for slug in ("list-number", "half-bracket", "doubled-word", "radical", "private-use"):
        root = lists / slug
        file = CORPUS / f"files/{slug}.cooperative.yml"
        path = root / placed(file, root)
        run("check", "--root", str(root), "--fix")
        assert path.read_bytes() == file.read_bytes()


def test_damaged_utf8_is_not_taken_for_gbk(lists: Path) -> None:
    damaged = BASIC.encode().replace("建设".encode(), b"\xe5\xbb\xe8\xae\xbe", 1)
    basic_of(lists).write_bytes(damaged)
    assert run("check", "--root", str(lists), "--fix").exit_code == 1
    assert basic_of(lists).read_bytes() == damaged


def test_ids_are_minted_as_fmt_does(lists: Path, tmp_path: Path) -> None:
    text = (
        BASIC.replace("      - id: b001\n        name", "      - name").replace(
            "declared: 2", "declared: 3"
        )
        + "      - name: 又一项。\n"
    )
    basic_of(lists).write_text(text, "utf-8")
    other = tmp_path / "other"
    shutil.copytree(lists / "lists", other / "lists")
    run("check", "--root", str(lists), "--fix")
    run("fmt", "--root", str(other))
    assert basic_of(lists).read_text("utf-8") == basic_of(other).read_text("utf-8")
    loaded = yaml.safe_load(basic_of(lists).read_text("utf-8"))
    assert [item["id"] for item in loaded["categories"][0]["items"]] == ["b003", "b002", "b004"]
