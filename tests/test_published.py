"""``qingdan check --base``: ids that are public keep their meaning."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import BASIC, run


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def published(lists: Path) -> Path:
    """The small project, committed on ``main``."""
    git(lists, "init")
    git(lists, "add", ".")
    git(lists, "commit", "-m", "first")
    return lists


def basic_of(root: Path) -> Path:
    return root / "lists/shengli/xian/zhen/basic.yml"


def codes(root: Path, base: str = "main") -> list[str]:
    """What the comparison with a base finds beyond a plain check."""
    result = run("check", "--root", str(root), "--base", base, "--format", "json")
    found = json.loads(result.stdout)["diagnostics"]
    return [
        f"{each['code']} {each['path'].rpartition('/')[2]}:{each['line']}:{each['column']}"
        for each in found
        if "QD305" <= each["code"] <= "QD309"
    ]


def test_nothing_changed_nothing_found(published: Path) -> None:
    assert codes(published) == []


def test_an_id_that_was_changed_is_named_and_put_back(published: Path) -> None:
    basic_of(published).write_text(BASIC.replace("b002", "b003"), "utf-8")
    assert "QD305 basic.yml:9:13" in codes(published)
    run("check", "--root", str(published), "--base", "main", "--fix")
    assert basic_of(published).read_text("utf-8") == BASIC


def test_ids_that_changed_places_are_named(published: Path) -> None:
    swapped = BASIC.replace("b001", "x").replace("b002", "b001").replace("x", "b002")
    basic_of(published).write_text(swapped, "utf-8")
    assert codes(published) == ["QD306 basic.yml:7:13", "QD306 basic.yml:9:13"]


def test_an_id_given_to_another_item(published: Path) -> None:
    text = BASIC.replace("加强基层党组织建设。", "防汛抗旱、森林防火")
    basic_of(published).write_text(text, "utf-8")
    assert codes(published) == ["QD306 basic.yml:9:13"]


def test_a_reworded_item_keeps_its_id(published: Path) -> None:
    basic_of(published).write_text(BASIC.replace("加强基层党组织", "加强村级党组织"), "utf-8")
    assert codes(published) == []


def test_an_item_that_vanished(published: Path) -> None:
    text = BASIC.replace("      - id: b001\n        name: 加强党委自身建设。\n", "")
    basic_of(published).write_text(text, "utf-8")
    assert codes(published) == ["QD309 basic.yml:3:1", "QD307 basic.yml:7:9"]


def test_a_file_that_cannot_be_read_has_lost_nothing(published: Path) -> None:
    basic_of(published).write_text(BASIC + "  x: [\n", "utf-8")
    assert codes(published) == []


def test_a_folder_and_a_matter_that_vanished(published: Path) -> None:
    folder = published / "lists/shengli/xian/zhen"
    folder.rename(folder.with_name("zhenzi"))
    matters = published / "lists/vocabulary/matters/sifa.yml"
    text = matters.read_text("utf-8")
    first = text.index("  - id: ")
    matters.write_text(text[:first] + text[text.index("  - id: ", first + 1) :], "utf-8")
    assert codes(published) == ["QD308 township.yml:0:0", "QD308 matters:0:0"]


def test_a_folder_can_be_the_base(lists: Path, tmp_path: Path) -> None:
    shutil.copytree(lists / "lists", tmp_path / "before/lists")
    basic_of(lists).write_text(BASIC.replace("b002", "b003"), "utf-8")
    assert "QD305 basic.yml:9:13" in codes(lists, str(tmp_path / "before"))


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "main:lists", ""])
def test_a_base_that_does_not_exist_is_one_sentence(published: Path, base: str) -> None:
    result = run("check", "--root", str(published), f"--base={base}")
    if base:
        assert result.exit_code == 1
        assert result.stderr.startswith(f"没有“{base}”这个版本")
    else:
        assert result.exit_code == 0  # the empty name is the lists as they are
