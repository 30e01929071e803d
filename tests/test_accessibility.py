"""axe over every kind of page: WCAG 2.1 A and AA and best practice, light and dark, phone and desk.

All rules go over the whole page on a desk; what depends on colours or on the width is asked again
in the other scheme and on a phone. The colours of long pages are asked of the first rows of every
table and list, for the rest are made by the same lines of a template: axe needs minutes for
the thirteen thousand elements of a comparison (``test_text_has_enough_contrast`` reads them all).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.kinds import KINDS

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a colour scheme can change; they are also by far the slowest."""

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1280, height=900)

READY = {"compared": "[data-qd-compared] table"}
"""What a page shows as soon as its script has laid out what the address asks for."""

RUN = """
async (options) => (await axe.run({ resultTypes: ['violations'], selectors: false, ...options }))
  .violations.map(each => [each.id, each.nodes.slice(0, 5).map(node => node.html.slice(0, 200))])
"""

THIN = """
(most) => {
  document.querySelectorAll('details').forEach((each) => { each.open = true; });
  for (const parent of document.querySelectorAll('body *')) {
    const like = {};
    for (const child of [...parent.children]) {
      const kind = `${child.tagName} ${child.className}`;
      like[kind] = (like[kind] || 0) + 1;
      if (like[kind] > most) child.remove();
    }
  }
}
"""
"""Opens what is folded, and leaves the first few of like neighbours."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(Axe().axe_script)
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


def violations(page: Page, **options: Any) -> Any:
    """What axe finds, with the first elements that each rule is broken by."""
    return page.evaluate(RUN, options)


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, served: str, kind: str) -> None:
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    page.goto(f"{served}/{KINDS[kind]}")
    if kind in READY:
        page.locator(READY[kind]).first.wait_for()
    uncoloured = {name: {"enabled": False} for name in COLOURS}
    assert violations(page, runOnly=TAGS, rules=uncoloured) == []
    page.evaluate(THIN, 4)
    assert violations(page, runOnly=COLOURS) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, runOnly=COLOURS) == []
    page.set_viewport_size(PHONE)
    assert violations(page, runOnly=TAGS) == []
    page.emulate_media(color_scheme="light")
    assert violations(page, runOnly=COLOURS) == []


def test_a_fault_is_found(page: Page, served: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(f"{served}/about/")
    page.evaluate("document.querySelector('main p, article p').style.color = '#bbb'")
    assert [name for name, _ in violations(page, runOnly=COLOURS)] == ["color-contrast"]
