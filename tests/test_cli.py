"""The program as a person calls it: exit codes, forms of output, and nothing but plain words."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import writer
from tests.conftest import BASIC, REPOSITORY, run


def test_the_real_lists_are_clean(project: Path) -> None:
    result = run("check", "--root", str(project))
    assert result.exit_code == 0
    assert "错误" not in result.stdout
    assert "警告" not in result.stdout


def test_json_says_the_same_as_text(lists: Path) -> None:
    (lists / "lists/shengli/xian/zhen/basic.yml").write_text(BASIC.replace("b002", "b001"), "utf-8")
    result = run("check", "--root", str(lists), "--format", "json")
    document = json.loads(result.stdout)
    assert result.exit_code == 1
    found = [each for each in document["diagnostics"] if each["severity"] == "error"]
    assert document["counts"]["error"] == len(found) == 1
    assert found[0] == {
        "path": "lists/shengli/xian/zhen/basic.yml",
        "line": 9,
        "column": 13,
        "code": "QD303",
        "severity": "error",
        "what": "编号 b001 重复，第 7 行已经用了",
        "mend": "保留旧事项的编号；删去新事项的 id 这一行，运行 qingdan fmt",
        "why": "编号是网址的一部分，重复会使链接指错地方",
        "fix": None,
        "page": "contribute/checks/qd303/",
    }


def test_of_each_kind_of_hint_a_few_are_spelt_out_and_on_demand_all(lists: Path) -> None:
    folder = lists / "lists/vocabulary/matters"
    shutil.rmtree(folder)
    folder.mkdir()
    idle = "".join(
        f"  - {{id: m{place}, name: {name}, scope: 无}}\n"
        for place, name in enumerate(("养蚕", "电梯", "殡葬", "水库", "献血", "渡口", "古树"))
    )
    (folder / "gongan.yml").write_text(f"matters:\n{idle}", "utf-8")
    few = run("check", "--root", str(lists))
    every = run("check", "--root", str(lists), "--hints")
    machine = run("check", "--root", str(lists), "--format", "json")
    none = run("check", "--root", str(lists), "--quiet")
    assert few.stdout.count(" 提示 QD414 ") == 5
    assert "提示 QD414 另有 2 处，加 --hints 全部列出。" in few.stdout
    assert every.stdout.count(" 提示 QD414 ") == machine.stdout.count('"QD414"') == 7
    assert few.stdout.splitlines()[-1] == every.stdout.splitlines()[-1]
    assert "QD414" not in none.stdout
    assert {each.exit_code for each in (few, every, machine, none)} == {0}


@pytest.mark.parametrize("verb", ["check", "fmt", "build", "serve"])
def test_without_lists_there_is_one_plain_sentence(tmp_path: Path, verb: str) -> None:
    result = run(verb, "--root", str(tmp_path))
    assert result.exit_code == 1
    said = "这里没有 lists/ 文件夹。请在项目的文件夹里运行，或用 --root 指明。"
    assert result.stderr.strip() == said


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["check", "--format", "xml"], ["search"], ["import"], []]
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_hundred_megabytes_are_refused_at_once(lists: Path) -> None:
    path = lists / "lists/shengli/xian/zhen/basic.yml"
    with path.open("wb") as stream:
        stream.write(b"a: " + b"[" * 104_857_600)
    result = run("check", "--root", str(lists))
    assert result.exit_code == 1
    assert "basic.yml  错误 QD102" in result.stdout


def test_billion_laughs_are_refused(lists: Path) -> None:
    laughs = ['a: &a ["x","x","x","x","x","x","x","x","x"]']
    laughs += [f"{y}: &{y} [{','.join(['*' + x] * 9)}]" for x, y in pairwise("abcdefghi")]
    (lists / "lists/shengli/xian/zhen/basic.yml").write_text("\n".join(laughs), "utf-8")
    result = run("check", "--root", str(lists))
    assert "basic.yml:1:4  错误 QD103" in result.stdout


def test_a_link_out_of_lists_is_not_followed(lists: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("密", "utf-8")
    link = lists / "lists/shengli/xian/zhen/originals/2025.txt"
    link.symlink_to(secret)
    result = run("check", "--root", str(lists))
    assert result.exit_code == 1
    assert "originals/2025.txt  错误 QD603" in result.stdout


def test_check_writes_nothing(lists: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in lists.rglob("*")}
    run("check", "--root", str(lists))
    assert {path: path.stat().st_mtime_ns for path in lists.rglob("*")} == before


REAL = sorted((REPOSITORY / "lists").rglob("*.yml"))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_mutated_real_files_never_crash(lists: Path, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(REAL)).read_bytes()[:20_000]
    start = data.draw(st.integers(0, len(source)))
    length = data.draw(st.integers(0, 40))
    junk = data.draw(st.binary(max_size=12) | st.sampled_from([b"\t", "：".encode(), b"*", b"- "]))
    mutated = source[:start] + junk + source[start + length :]
    (lists / "lists/shengli/xian/zhen/basic.yml").write_bytes(mutated)
    result = run("check", "--root", str(lists))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1)


def test_search_gives_the_contract(project: Path) -> None:
    result = run("search", "--root", str(project), "--json", "校外培训机构")
    document = json.loads(result.stdout)
    assert list(document) == ["query", "hits"]
    assert document["query"] == "校外培训机构"
    assert {tuple(hit) for hit in document["hits"]} == {("matter", "score", "items")}
    assert "chongqing/yunyang/longjiao#c022" in document["hits"][0]["items"]


def test_search_as_json_gives_every_hit_and_as_text_the_first(project: Path) -> None:
    found = json.loads(run("search", "--root", str(project), "--json", "宣传").stdout)["hits"]
    assert len(found) > 100
    shown = run("search", "--root", str(project), "宣传")
    assert len(shown.stdout.splitlines()) == 3 * 20
    assert f"有 {len(found)} 项写着这些词" in shown.stderr
    limited = run("search", "--root", str(project), "--json", "--limit", "3", "宣传").stdout
    assert json.loads(limited)["hits"] == found[:3]


def test_search_without_a_hit_says_what_next(project: Path) -> None:
    result = run("search", "--root", str(project), "量子纠缠")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "换个说法" in result.stderr


def test_import_reads_a_published_text_once_and_again(tmp_path: Path) -> None:
    source = REPOSITORY / "lists/chongqing/yunyang/longjiao/originals/2024.txt"
    (tmp_path / "lists").mkdir()
    arguments = [
        "import", str(source), "--root", str(tmp_path), "--into", "chongqing/yunyang/longjiao",
        "--name", "龙角镇", "--kind", "镇", "--division", "重庆市/云阳县", "--code", "500235105",
        "--code-year", "2023", "--version", "2024",
    ]  # fmt: skip
    assert run(*arguments).exit_code == 0
    basic = "lists/chongqing/yunyang/longjiao/basic.yml"
    kept = (REPOSITORY / basic).read_text("utf-8").splitlines(keepends=True)
    unmatched = "".join(line for line in kept if not line.startswith("        matters: "))
    assert (tmp_path / basic).read_text("utf-8") == unmatched
    again = run(*arguments)
    assert again.exit_code == 0
    assert "写入 0 个文件" in again.stderr
    assert (tmp_path / basic).read_text("utf-8") == unmatched


@pytest.mark.parametrize("into", ["../../etc", "/etc", "重庆/a", "a//b"])
def test_import_stays_inside_lists(tmp_path: Path, into: str) -> None:
    source = REPOSITORY / "lists/chongqing/yunyang/longjiao/originals/2024.txt"
    (tmp_path / "lists").mkdir()
    result = run(
        "import", str(source), "--root", str(tmp_path), "--into", into, "--name", "x", "--kind",
        "镇", "--division", "a/b", "--code", "500235105", "--version", "2024",
    )  # fmt: skip
    assert result.exit_code == 2
    assert list((tmp_path / "lists").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "随便一段话。".encode(), b"\xb5\xb3"])
def test_import_of_something_else_writes_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "x.txt").write_bytes(content)
    result = run(
        "import", str(tmp_path / "x.txt"), "--root", str(tmp_path), "--into", "a/b", "--name", "x",
        "--kind", "镇", "--division", "甲省", "--code", "500235105", "--version", "2024",
    )  # fmt: skip
    assert result.exit_code == 1
    assert "没有导入，什么也没有写入：" in result.stderr
    assert list((tmp_path / "lists").iterdir()) == []


def test_a_full_disk_is_one_sentence(lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _: bytes) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(writer, "write", full)
    result = run("build", "--root", str(lists))
    assert result.exit_code == 1
    assert "磁盘已满" in result.stderr


def test_help_names_every_verb() -> None:
    text = run("--help").stdout
    for verb in ("build", "check", "fmt", "import", "search", "serve"):
        assert verb in text


def test_it_runs_as_a_module_from_anywhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout[:8]) == (0, "qingdan,")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import",), "少写了 文件。"),
        (("import", "没有.docx", "--into", "a/b"), "没有 没有.docx 这个文件或文件夹"),
        (("import", ".", "--into", "a/b"), ". 是文件夹，不是文件。"),
        (("check", "--bsae", "main"), "没有 --bsae 这个选项，是不是 --base。"),
        (("check", "--base"), "--base 的写法不对"),
        (("check", "--format", "x"), "--format 只能写 text、json、github、markdown、sarif。"),
        (("serve", "--port", "0"), "--port 应是数字（1–65535）。"),
        (("diff", "a", "b", "c", "d"), "多写了 c d；"),
        (("chek",), "没有 chek 这个命令，有：new、import、export、check、"),
    ],
)
def test_a_wrong_call_is_one_chinese_sentence(arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith(told), done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert not re.search("Usage|Error|Try", done.stderr)


def test_help_is_chinese() -> None:
    text = run("check", "--help").stdout
    assert "用法：" in text
    assert "选项:" in text
    assert "显示这段说明。" in text
