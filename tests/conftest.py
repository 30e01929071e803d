"""What the tests share: the real site built once, a web server, one browser, small lists."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from generator import check, fidelity
from generator.build import build
from generator.cli import main

# a busy machine is no failure
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = ("lists", "docs", "overrides", "mkdocs.yml", "LICENSE-DATA.md")


def copy_sources(target: Path) -> Path:
    """A copy of what a site is built from, in ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copyfile(source, target / name)
    return target


def run(*arguments: str) -> Result:
    """Call the program as a person does."""
    return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real lists, built once: a folder with ``lists/`` and ``site/``."""
    root = copy_sources(tmp_path_factory.mktemp("project"))
    fidelity.accounts(root, check.layout(root), lambda _: None)
    result = build(root, lambda _: None)
    assert not result.failed, result.diagnostics
    return root


@pytest.fixture(scope="session")
def site(project: Path) -> Path:
    """The folder of the built site."""
    return project / "site"


@dataclass(frozen=True)
class Server:
    """A folder served on the loopback address; ``headers`` are added to every answer."""

    url: str
    headers: dict[str, str]


class _Handler(http.server.SimpleHTTPRequestHandler):
    headers_to_add: dict[str, str]

    def end_headers(self) -> None:
        for name, value in self.headers_to_add.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Keep the test output readable."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Server]]:
    """Serve a folder until the session ends."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> Server:
        headers: dict[str, str] = {}
        handler_class = type("Handler", (_Handler,), {"headers_to_add": headers})
        handler = functools.partial(handler_class, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return Server(f"http://127.0.0.1:{server.server_address[1]}", headers)

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def served(site: Path, serve: Callable[[Path], Server]) -> str:
    """The built site's address."""
    return serve(site).url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; its path comes from QINGDAN_CHROMIUM."""
    path = os.environ.get("QINGDAN_CHROMIUM") or shutil.which("chromium") or None
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        yield running
        running.close()


TOWNSHIP = """\
name: 示例镇
kind: 镇
division: [示例省, 示例县]
code: '990001100'
versions:
  - id: '2024'
    title: 示例县示例镇履行职责事项清单
    original: originals/2024.txt
    sha256: {digest}
"""

BASIC = """\
kind: basic
title: 基本履职事项清单
categories:
  - name: 一、党的建设
    declared: 2
    items:
      - id: b001
        name: 加强党委自身建设。
      - id: b002
        name: 加强基层党组织建设。
"""


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A small valid project: one township with two items, and the real vocabulary."""
    import hashlib

    folder = tmp_path / "lists/shengli/xian/zhen"
    (folder / "originals").mkdir(parents=True)
    original = "示例县示例镇履行职责事项清单\n".encode()
    (folder / "originals/2024.txt").write_bytes(original)
    digest = hashlib.sha256(original).hexdigest()
    (folder / "township.yml").write_text(TOWNSHIP.format(digest=digest), encoding="utf-8")
    (folder / "basic.yml").write_text(BASIC, encoding="utf-8")
    shutil.copytree(REPOSITORY / "lists/vocabulary", tmp_path / "lists/vocabulary")
    return tmp_path


@contextlib.contextmanager
def flawless(browser: Browser, width: int, height: int) -> Iterator[Page]:
    """A page of this size whose console errors fail the test at the end of the block."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(60_000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    assert errors == []
