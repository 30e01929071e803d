"""``qingdan serve``: a change shows, an error keeps the old page, a taken port is one sentence."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import BASIC, REPOSITORY, run


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
    assert program.wait(10) == 0


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


def test_a_change_shows_and_an_error_keeps_the_page(preview: tuple[Path, str]) -> None:
    root, url = preview
    assert "加强党委自身建设。" in wait_for(url, bool)
    path = root / "lists/shengli/xian/zhen/basic.yml"
    path.write_text(BASIC.replace("加强党委", "加强了党委"), "utf-8")
    assert "加强了党委自身建设。" in wait_for(url, lambda text: "加强了党委" in text)
    path.write_text("kind: [\n", "utf-8")
    time.sleep(1)
    assert "加强了党委自身建设。" in wait_for(url, bool)
    path.write_text(BASIC, "utf-8")
    assert "加强党委自身建设。" in wait_for(url, lambda text: "加强党委自身" in text)


def test_a_taken_port_is_one_sentence(lists: Path) -> None:
    for name in ("docs", "overrides", "mkdocs.yml"):
        (lists / name).symlink_to(REPOSITORY / name)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--root", str(lists), "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "这个端口已被别的程序占用。换一个，如 --port 8001。"
