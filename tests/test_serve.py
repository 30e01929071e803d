"""``qingdan serve``: a change shows, errors stand in the page until they are mended, and a taken
port is one sentence."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator import preview as preview_of
from tests.conftest import BASIC, REPOSITORY, run

expect.set_options(timeout=60_000)


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@pytest.fixture
def preview(lists: Path) -> Iterator[tuple[Path, str]]:
    for name in ("docs", "overrides", "mkdocs.yml"):
        (lists / name).symlink_to(REPOSITORY / name)
    port = free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "serve", "--root", str(lists), "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stderr=subprocess.PIPE,
    )
    yield lists, f"http://127.0.0.1:{port}/shengli/xian/zhen/basic/"
    program.send_signal(signal.SIGINT)
    assert program.wait(60) == 0


def wait_for(url: str, right: Callable[[str], bool], seconds: float = 60) -> str:
    text = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
                text = answer.read().decode()
        except OSError:
            text = ""
        if text and right(text):
            return text
        time.sleep(0.1)
    return text


def test_an_open_page_follows_the_files(preview: tuple[Path, str], browser: Browser) -> None:
    root, url = preview
    assert "加强党委自身建设。" in wait_for(url, bool)
    path = root / "lists/shengli/xian/zhen/basic.yml"
    page = browser.new_page()
    page.goto(url)
    names = page.locator(".qd-name")
    expect(names.first).to_have_text("加强党委自身建设。")
    path.write_text(BASIC.replace("加强党委", "加强了党委"), "utf-8")
    expect(names.first).to_have_text("加强了党委自身建设。")
    path.write_text(BASIC.replace("declared: 2", "declared: 3"), "utf-8")
    expect(page.locator("h1")).to_have_text("有错误，改好以后页面自动回来")
    expect(page.locator("h2").first).to_have_text(
        "lists/shengli/xian/zhen/basic.yml:5:15 QD302", use_inner_text=True
    )
    path.write_text(BASIC.replace("加强基层", "加强了基层"), "utf-8")
    expect(names.nth(1)).to_have_text("加强了基层党组织建设。")
    expect(names.first).to_have_text("加强党委自身建设。")
    page.goto(url.partition("shengli")[0])
    expect(page.locator("#townships")).to_contain_text("2 项")
    added = "      - id: b003\n        name: 加强党风廉政建设。\n"
    path.write_text(BASIC.replace("declared: 2", "declared: 3") + added, "utf-8")
    expect(page.locator("#townships")).to_contain_text("3 项")
    page.close()


def test_following_changes_gives_the_site_that_a_build_gives(lists: Path) -> None:
    for name in ("docs", "overrides"):
        shutil.copytree(REPOSITORY / name, lists / name)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", lists / "mkdocs.yml")
    follower = preview_of.Preview(lists, lambda _: None)
    assert not follower.start().failed
    follower.prepare()
    path = "lists/shengli/xian/zhen/basic.yml"
    matter = "        matters: [违法建筑整治]\n"
    changes = {
        path: BASIC.replace("党委自身建设。\n", "党委自身建设和作风。\n" + matter),
        "lists/vocabulary/matters/chengxiang-jianshe.yml": None,
        "docs/about/index.md": "---\ntitle: 关于\n---\n\n# 换了\n\n[首页](../index.md)\n",
    }
    for name, text in changes.items():
        place = lists / name
        place.write_text(text or place.read_text("utf-8").replace("自建房", "自建的房"), "utf-8")
        updates = list(follower.update([name]))
        assert [update.failed for update in updates] == [False, False]
    shutil.copytree(lists / "site", lists / "followed")
    assert run("build", "--root", str(lists)).exit_code == 0
    followed, built = (
        {each.relative_to(base): each.read_bytes() for each in base.rglob("*") if each.is_file()}
        for base in (lists / "followed", lists / "site")
    )
    assert followed.keys() == built.keys()
    assert [each for each, data in built.items() if followed[each] != data] == []


def test_a_taken_port_is_one_sentence(lists: Path) -> None:
    for name in ("docs", "overrides", "mkdocs.yml"):
        (lists / name).symlink_to(REPOSITORY / name)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--root", str(lists), "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "这个端口已被别的程序占用。换一个，如 --port 8001。"
