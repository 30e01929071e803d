"""The docs for editors, followed to the letter: every command that they show is run, in the order
in which they show it, from an empty folder; and two published files come in as the lists that they
are.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
from playwright.sync_api import Browser

from generator.cli import main
from generator.model import Township
from tests.conftest import REPOSITORY, SOURCES, run
from tests.tools.print_lists import load_township, to_html
from tests.tools.sheets import sheets

DOCS = REPOSITORY / "docs"
SMALL = REPOSITORY / "tests/documents/fixtures"
LONGJIAO = "chongqing/yunyang/longjiao"
WONIUHE = "neimenggu/hulunbeier/zhalantun/woniuhe"
ANSWERS = ("重庆市", "", "云阳县", "上坝乡", "500235201", "")
"""What a person types who is asked by ``qingdan new``."""

FENCE = re.compile(r"^```(sh|bat)\n(.*?)^```$", re.M | re.S)
INLINE = re.compile(r"`((?:qingdan|make|python scripts.bootstrap.py) [^`]+)`")


def pages() -> Iterator[tuple[str, str]]:
    for path in sorted(DOCS.rglob("*.md")):
        yield path.relative_to(DOCS).as_posix(), path.read_text("utf-8")


def commands(page: str) -> list[str]:
    """The commands of a page, in their order; those for Windows as a POSIX shell spells them."""
    found: list[str] = []
    for language, block in FENCE.findall((DOCS / page).read_text("utf-8")):
        for line in block.splitlines():
            if language == "bat":
                line = line.replace("\\", "/")
                line = f". {line}" if line.endswith("/activate") else line
            found.append(line)
    return found


def tasks() -> set[str]:
    """The tasks of make, which are those of ``scripts/bootstrap.py``."""
    [line] = re.findall(r"^TASKS := (.*)$", (REPOSITORY / "Makefile").read_text("utf-8"), re.M)
    return {*line.split(), "help"}


def test_pages_with_commands_are_those_that_are_followed_here() -> None:
    shown = {
        page for page, text in pages() if page.startswith("contribute/") and FENCE.search(text)
    }
    assert shown == {f"contribute/{name}index.md" for name in ("", "excel/", "git/", "matters/",
                                                               "review/")}  # fmt: skip


def test_commands_within_sentences_exist() -> None:
    for page, text in pages():
        for found in INLINE.findall(text):
            program, *words = shlex.split(found.replace("\\", "/"))
            if program == "qingdan":
                command = main.get_command(click.Context(main), words[0])
                options = {name for each in command.params for name in each.opts}
                assert {word for word in words if word.startswith("--")} <= options, (page, found)
            else:
                assert words[-1] in tasks(), (page, found)


class Desk:
    """An editor's machine: an empty folder, Git, the program, and the project's repository."""

    def __init__(self, folder: Path, without: str = "") -> None:
        self.folder = folder / "desk"
        self.files = folder / "files"
        origin, bin_, home = folder / "origin", folder / "bin", folder / "home"
        for each in (self.folder, self.files, bin_, home):
            each.mkdir(parents=True)
        for name in (*SOURCES, "Makefile"):
            source = REPOSITORY / name
            if source.is_dir():
                shutil.copytree(source, origin / name)
            else:
                shutil.copyfile(source, origin / name)
        if without:
            shutil.rmtree(origin / "lists" / without)
        (origin / ".gitignore").write_text("/build/\n/.venv/\n", "utf-8")
        _script(bin_ / "qingdan", f'exec "{sys.executable}" -m generator.cli "$@"')
        # what these two set up is there already
        ready = "mkdir -p .venv/bin .venv/Scripts; touch .venv/bin/activate .venv/Scripts/activate"
        _script(bin_ / "make", ready)
        _script(bin_ / "python", ready)
        (home / ".gitconfig").write_text(
            "[user]\n name = 编辑\n email = editor@example.org\n"
            "[init]\n defaultBranch = main\n[advice]\n detachedHead = false\n"
            f'[url "{folder}/origin.git"]\n insteadOf = https://git.example.org/qingdan/qingdan\n',
            "utf-8",
        )
        self.environment = {
            **os.environ,
            "HOME": str(home),
            "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "FILES": str(self.files),
        }
        self.shell(
            f"cd '{origin}' && git init -q && git add . && git commit -qm 1"
            f" && git clone -q --bare . '{folder}/origin.git'"
        )

    def shell(self, script: str) -> str:
        """Run a script that must not fail; what it says."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:]
        return done.stdout

    def follow(self, page: str, names: Mapping[str, str] | None = None, first: str = "") -> str:
        """Run all commands of a page, with other names in them; the files that a person would have
        are put beside the lists before."""
        put = 'cp -rn "$FILES"/. .'
        lines = [first, put]
        for command in commands(page):
            for old, new in (names or {}).items():
                command = command.replace(old, new)
            if command.startswith(("make ", "python ")):
                assert shlex.split(command)[-1] in tasks()
            if command == "qingdan new":
                command = f"printf '%s\\n' {shlex.join(ANSWERS)} | {command}"
            lines += [command, put] if command.startswith("cd ") else [command]
        return self.shell("\n".join(filter(None, lines)))

    def township(self, path: str, clone: str = "qingdan") -> Township:
        root = self.folder / clone
        return load_township(root / "lists" / path, root)


def _script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


CLONE = "git clone -q https://git.example.org/qingdan/qingdan\ncd qingdan"


def texts(township: Township) -> list[object]:
    """All that a township's lists print, without ids and what people decide about it;
    the count of a whole list is not printed in these files."""
    return [
        (
            one.kind,
            one.title,
            one.labels,
            [
                (
                    category.name,
                    category.declared,
                    [
                        dataclasses.replace(item, id="", matters=None, corrections=(), reviewed=())
                        for item in category.items
                    ],
                )
                for category in one.categories
            ],
        )
        for one in township.lists
    ]


def test_trial_word(tmp_path: Path) -> None:
    """A new editor with a published Word file: the page 参与, from an empty folder."""
    desk = Desk(tmp_path, without=LONGJIAO)
    docx = desk.files / "清单.docx"
    assert run("export", LONGJIAO, "--to", str(docx), "--root", str(REPOSITORY)).exit_code == 0
    shutil.copyfile(docx, desk.files / "清单2025.docx")
    names = {"江口镇": "龙角镇", "jiangkou": "longjiao", "500235101": "500235105"}
    said = desk.follow("contribute/index.md", names, first=CLONE)
    assert "个错误" not in said
    assert "核对了 5 份，全部一致。" in said
    published = load_township(REPOSITORY / "lists" / LONGJIAO, REPOSITORY)
    assert texts(desk.township(LONGJIAO)) == texts(published)


def test_trial_pdf(tmp_path: Path, browser: Browser) -> None:
    """A new editor with a PDF that a browser printed: the page 用 Git; then the maintainer who
    reviews it."""
    desk = Desk(tmp_path, without=WONIUHE)
    published = load_township(REPOSITORY / "lists" / WONIUHE, REPOSITORY)
    style = (
        b"<style>table {border-collapse: collapse; width: 100%}"
        b" td {border: 1px solid #000; padding: 4px} "
    )
    source = tmp_path / "published.html"
    source.write_bytes(
        to_html(published.version.title, sheets(published)).replace(b"<style>", style, 1)
    )
    page = browser.new_page()
    page.goto(source.as_uri())
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
    page.pdf(path=desk.files / "清单.pdf", format="A4", landscape=True, margin=margin)  # type: ignore[arg-type]
    page.close()
    basic = f"lists/{LONGJIAO}/basic.yml"
    text = (REPOSITORY / basic).read_text("utf-8")
    (desk.files / "longjiao.patch").write_text(
        f"--- a/{basic}\n+++ b/{basic}\n@@ -1,1 +1,2 @@\n+# 已核对\n {text.splitlines()[0]}\n",
        "utf-8",
    )
    names = {
        "--province 重庆市 --county 云阳县 --town 江口镇 --code 500235101 --version 2024":
        "--province 内蒙古自治区 --city 呼伦贝尔市 --county 扎兰屯市 --town 卧牛河镇"
        " --code 150783102 --version 2025",
        "chongqing/yunyang/jiangkou": WONIUHE,
    }  # fmt: skip
    said = desk.follow("contribute/git/index.md", names)
    assert "个错误" not in said
    assert "核对了 5 份，全部一致。" in said
    assert texts(desk.township(WONIUHE)) == texts(published)
    said = desk.follow("contribute/review/index.md", first=CLONE.replace("qingdan\n", "qingdan b\n")
                       .replace("cd qingdan", "cd b"))  # fmt: skip
    assert "卧牛河镇" in said


def test_the_page_for_windows(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    shutil.copyfile(SMALL / "small.docx", desk.files / "清单.docx")
    said = desk.follow("contribute/excel/index.md", first=CLONE)
    assert "[chongqing/yunyang/shangba]" in said
    for path in ("江口镇.xlsx", "江口镇.docx", "lists/chongqing/yunyang/shangba/township.yml"):
        assert (desk.folder / "qingdan" / path).exists()
    small = load_township(SMALL / "lists/small", SMALL)
    there = desk.township("chongqing/yunyang/jiangkou")
    assert [each[5:] for each in map(repr, texts(there))] == [
        each[5:] for each in map(repr, texts(small))
    ]


def test_the_page_about_matters(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="make test installs it")
    desk = Desk(tmp_path)
    desk.follow("contribute/matters/index.md", first=CLONE)
    rows = (desk.folder / "qingdan/审核.tsv").read_text("utf-8-sig").splitlines()
    assert len(rows) > 283
