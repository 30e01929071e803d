"""axe over every kind of page: WCAG 2.1 A and AA, light and dark, phone and desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from tests.kinds import KINDS

pytestmark = pytest.mark.axe

ALL = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""What a colour scheme can change; the rest is the same in both."""

SIZES = {"phone": (390, 844), "desk": (1280, 900)}


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    value: str = request.param
    return value


@pytest.fixture(scope="module")
def context(browser: Browser, scheme: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(
    context: BrowserContext, served: str, scheme: str, kind: str, size: str
) -> None:
    page = context.new_page()
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{served}/{KINDS[kind]}")
    found = Axe().run(page, options=COLOURS if scheme == "dark" else ALL)
    page.close()
    assert [
        (each["id"], [node["html"][:200] for node in each["nodes"]])
        for each in found.response["violations"]
    ] == []
