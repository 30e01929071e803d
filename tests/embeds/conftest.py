"""The addresses that the tests of embeds ask, and each kind of embed."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.embeds.origins import Origins, program, started

Start = Callable[[Path], Origins]


@pytest.fixture(scope="session")
def start_origins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start nginx over a built site."""
    if not program():
        pytest.skip("no nginx on this system")
    with contextlib.ExitStack() as running:
        yield lambda site: running.enter_context(started(site, tmp_path_factory.mktemp("nginx")))


@pytest.fixture(scope="session")
def origins(start_origins: Start, site: Path) -> Origins:
    """The real site, a portal and a stranger."""
    return start_origins(site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a portal, on a desk."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


TOWN = "chongqing/yunyang/longjiao"
OTHER = "chongqing/jiangjin/luohuang"

KINDS = {
    "list": f"{TOWN}/basic/",
    "category": f"{TOWN}/cooperative/#minsheng-fuwu",
    "item": f"{TOWN}/cooperative/#c022",
    "matter": f"matters/xiaowai-peixun/?t={TOWN},{OTHER}",
    "search": "search/",
    "counts": f"{TOWN}/counts/",
}
"""An address of each kind of embed, below ``embed/v1/``."""


def with_query(address: str, query: str) -> str:
    """An address of :data:`KINDS` with more parameters."""
    path, sign, anchor = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{query}{sign}{anchor}"


def id_of(name: str) -> str:
    """A name as an id."""
    return re.sub(r"\W", "-", name)
