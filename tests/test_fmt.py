"""``qingdan fmt``: canonical form, ids minted once, broken files left alone."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import BASIC, run


def basic_of(root: Path) -> Path:
    return root / "lists/shengli/xian/zhen/basic.yml"


def test_nothing_to_do_on_the_canonical_form(lists: Path) -> None:
    result = run("fmt", "--root", str(lists))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert basic_of(lists).read_text("utf-8") == BASIC


def test_new_items_get_the_next_id_and_old_ones_keep_theirs(lists: Path) -> None:
    text = BASIC.replace(
        "      - id: b002\n        name: 加强基层党组织建设。\n",
        "      # 新的\n      - name: 插入的。\n      - id: b002\n"
        "        name: 加强基层党组织建设。\n      - name: 末尾的。\n",
    ).replace("declared: 2", "declared: 4")
    basic_of(lists).write_text(text, "utf-8")
    assert run("fmt", "--root", str(lists)).exit_code == 0
    once = basic_of(lists).read_text("utf-8")
    assert [line.split()[-1] for line in once.splitlines() if "id:" in line] == [
        "b001",
        "b003",
        "b002",
        "b004",
    ]
    assert "      # 新的\n      - id: b003\n        name: 插入的。\n" in once
    assert run("fmt", "--root", str(lists)).exit_code == 0
    assert basic_of(lists).read_text("utf-8") == once


def test_check_only_says_what_it_would_change(lists: Path) -> None:
    loose = BASIC.replace("kind: basic\n", "kind:   'basic'\n").replace("\n", "\r\n")
    basic_of(lists).write_bytes(b"\xef\xbb\xbf" + loose.encode())
    before = basic_of(lists).read_bytes()
    result = run("fmt", "--check", "--root", str(lists))
    assert (result.exit_code, result.stdout.strip()) == (1, "lists/shengli/xian/zhen/basic.yml")
    assert basic_of(lists).read_bytes() == before
    assert run("fmt", "--root", str(lists)).exit_code == 0
    assert basic_of(lists).read_text("utf-8") == BASIC


def test_a_file_with_an_error_is_left_alone(lists: Path) -> None:
    for broken in (BASIC + "  x: [\n", BASIC + "kind: basic\n"):
        basic_of(lists).write_text(broken, "utf-8")
        result = run("fmt", "--root", str(lists))
        assert result.exit_code == 1
        assert "lists/shengli/xian/zhen/basic.yml" in result.stderr
        assert basic_of(lists).read_text("utf-8") == broken


def test_the_real_lists_are_canonical(project: Path) -> None:
    result = run("fmt", "--check", "--root", str(project))
    assert (result.exit_code, result.stdout) == (0, "")


def test_hand_formatting_survives(lists: Path) -> None:
    text = (
        "# 开头\n\nkind: basic\ntitle: 基本履职事项清单  # 照原文\n\ncategories:\n"
        "  # 第一类\n  - name: 一、党的建设\n    declared: 2\n\n    items:\n"
        "      # 第一项\n\n      - id: b001  # 旧\n        name: 加强党委自身建设。\n\n"
        "      - id: b002\n        name: 加强基层党组织建设。\n\n# 末尾\n"
    )
    basic_of(lists).write_text(text, "utf-8")
    assert run("fmt", "--root", str(lists)).exit_code == 0
    assert basic_of(lists).read_text("utf-8") == text


def test_texts_over_several_lines_are_left_alone(lists: Path) -> None:
    """Joining them would make a swallowed field part of a text for good."""
    broken = BASIC.replace("id: b002\n        name: ", "id: b002\n        name：")
    basic_of(lists).write_text(broken, "utf-8")
    assert run("fmt", "--root", str(lists)).exit_code == 1
    assert basic_of(lists).read_text("utf-8") == broken
