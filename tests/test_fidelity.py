"""``qingdan reconcile`` and the pages that show its result, on the five real documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator import check, fidelity
from tests import contract
from tests.conftest import REPOSITORY, run


def test_five_documents_agree_to_the_last_character(project: Path) -> None:
    result = run("reconcile", "--root", str(project), "--format", "json")
    accounts = json.loads(result.stdout)["accounts"]
    assert result.exit_code == 0
    assert len(accounts) >= 5
    for account in accounts.values():
        assert account["complete"] is True
        assert account["accounted"] == account["characters"]
        assert account["yaml_found"] == account["yaml_characters"]
        assert account["problems"] == []


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / "lists/xinjiang", tmp_path / "lists/xinjiang")
    shutil.copytree(REPOSITORY / "lists/vocabulary", tmp_path / "lists/vocabulary")
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("做好人才引进、服务", "做好人才引进服务", 14),
        ("地名信息数据核查", "地名信息数据的核查", 325),
    ],
)
def test_one_character_is_found_with_both_places(
    altered: Path, before: str, after: str, line: int
) -> None:
    folder = altered / "lists/xinjiang/tacheng/shawan/xigebi"
    for path in folder.glob("*.yml"):
        text = path.read_text("utf-8")
        if before in text:
            path.write_text(text.replace(before, after, 1), "utf-8")
            wrong = path.name
            place = text[: text.index(before)].count("\n") + 1
    result = run("reconcile", "--root", str(altered))
    assert result.exit_code == 1
    assert "不一致" in result.stdout
    assert f"originals/2024.txt:{line}  " in result.stdout
    assert f"xigebi/{wrong}:{place}  " in result.stdout


def test_accounts_are_kept_for_what_they_were_computed_from(altered: Path) -> None:
    where = check.layout(altered)
    computed: list[str] = []
    first = fidelity.accounts(altered, where, computed.append)
    assert len(computed) == 1
    assert fidelity.accounts(altered, where, computed.append) == first
    assert len(computed) == 1
    path = altered / "lists/xinjiang/tacheng/shawan/xigebi/basic.yml"
    path.write_text(path.read_text("utf-8").replace("做好人才", "做好了人才"), "utf-8")
    assert fidelity.kept_accounts(altered, where) == {}


def test_a_list_with_errors_is_not_reconciled(altered: Path) -> None:
    path = altered / "lists/xinjiang/tacheng/shawan/xigebi/basic.yml"
    path.write_text("kind: [\n", "utf-8")
    result = run("reconcile", "--root", str(altered))
    assert result.exit_code == 1
    assert "有错误，没有核对。先运行 qingdan check。" in result.stderr


def test_a_list_with_errors_hides_no_other(altered: Path) -> None:
    folder = altered / "lists/xinjiang/tacheng/shawan"
    shutil.copytree(folder / "xigebi", folder / "other")
    (folder / "other/basic.yml").write_text("kind: [\n", "utf-8")
    result = run("reconcile", "--root", str(altered))
    assert result.exit_code == 1
    assert "核对了 1 份，全部一致。" in result.stderr
    assert "lists/xinjiang/tacheng/shawan/other 有错误，没有核对。" in result.stderr


def test_pages_and_originals(site: Path, project: Path) -> None:
    page = contract.read(site / "data/fidelity/index.html")
    assert page.headings == ["一个字也没有丢吗？"]
    rows = (site / "data/fidelity/index.html").read_text("utf-8").count("<td>一致</td>")
    where = check.layout(project)
    assert rows == len(where.townships)
    for folder, paths in where.townships.items():
        assert (site / folder / "fidelity/index.html").exists()
        (original,) = [path for path in paths if path.endswith(".txt")]
        published = site / "sources" / folder / Path(original).name
        assert published.read_bytes() == (project / original).read_bytes()


def test_items_name_their_lines_in_the_original(site: Path) -> None:
    page = contract.read(site / "xinjiang/tacheng/shawan/xigebi/basic/index.html")
    assert "原文第 14 行" in page.texts["b009"]
    original = (site / "sources/xinjiang/tacheng/shawan/xigebi/2024.txt").read_text("utf-8")
    assert original.splitlines()[13].split("\t")[2] == "做好人才引进、服务、管理和使用工作"
