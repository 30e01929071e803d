"""Hints across townships: the same whether few or many scopes are checked, and silent on demand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from generator import fellows
from tests.conftest import REPOSITORY, run

CASE = REPOSITORY / "tests/golden/hint-near-miss"


def hints(root: Path) -> list[tuple[str, str, int, str]]:
    found = json.loads(run("check", "--root", str(root), "--format", "json").stdout)
    return [
        (each["code"], each["path"], each["line"], each["what"])
        for each in found["diagnostics"]
        if each["code"] in ("QD416", "QD417")
    ]


def test_many_counties_are_compared_as_few_are(tmp_path: Path) -> None:
    few = hints(CASE)
    assert [each[:3] for each in few] == [
        ("QD417", "lists/aa/bb/jie/basic.yml", 19),
        ("QD416", "lists/aa/bb/xiang/basic.yml", 12),
        ("QD417", "lists/aa/bb/xiang/basic.yml", 12),
    ]
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    for number in range(14):
        copy = tmp_path / f"lists/aa/county-{number}/zhen"
        shutil.copytree(tmp_path / "lists/aa/bb/zhen", copy)
        head = copy / "township.yml"
        text = head.read_text("utf-8").replace("示例县", f"县{number}")
        head.write_text(text.replace("990001100", f"9901{number:02}100"), "utf-8")
    many = hints(tmp_path)
    assert [each[:3] for each in many] == [each[:3] for each in few]


def _outline(number: int) -> fellows.Outline:
    return fellows.Outline(
        township=f"aa/bb/t{number}",
        place="",
        item="b001",
        path="",
        position=(1, 1),
        printed="",
        matters=("主题",),
        reviewed=(),
        name="",
        duties="",
        places=(),
    )


def test_the_same_members_are_kept_in_whatever_order_scopes_come() -> None:
    each = [fellows.members([_outline(number)]) for number in range(40)]
    forward: fellows.Members = {}
    for members in each:
        forward = fellows.merge(forward, members)
    backward: fellows.Members = {}
    for members in reversed(each):
        backward = fellows.merge(members, backward)
    assert len(forward["主题"]) == fellows.KEPT
    assert forward == backward == fellows.members(map(_outline, range(40)))
