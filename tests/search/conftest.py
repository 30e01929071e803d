"""What the tests of search share: a small site, a page that must stay free of errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import search
from tests.conftest import Server
from tests.search.small_site import CATALOG, FIXED, pages_for, write_site


@pytest.fixture(scope="session")
def fixed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that holds the fixed entries in one scope."""
    data = search.scope_files("chongqing/yunyang", FIXED)
    catalog = f'(window.qingdan=window.qingdan||{{}})["search/catalog"]={CATALOG};\n'
    data["search/catalog.js"] = catalog.encode("utf-8")
    pages = pages_for("chongqing/yunyang/longjiao")
    other = "chongqing/yunyang/jiangkou/cooperative/index.html"
    pages[other] = pages["chongqing/yunyang/longjiao/basic/index.html"]
    return write_site(tmp_path_factory.mktemp("fixed"), data, pages)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a phone's width; any error or refusal in it fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 700}, locale="zh-CN")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert problems == []


@pytest.fixture(scope="session")
def core(browser: Browser, fixed_site: Path) -> Iterator[Page]:
    """A page for calling the functions of search.js."""
    page = browser.new_page()
    page.goto((fixed_site / "index.html").as_uri())
    yield page
    page.close()


@pytest.fixture
def served(fixed_site: Path, serve: Callable[[Path], Server]) -> str:
    """The fixed site over HTTP, under a path of its own."""
    return f"{serve(fixed_site.parent).url}/{fixed_site.name}/"
