"""Every kind of page by its structure, as a reader sees it: nothing is cut off, nothing lies over
anything else, the answer is in the first screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.kinds import KINDS

WIDTHS = (320, 390, 1280)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 700})
    yield context.new_page()
    context.close()


def open_at(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    if page.url != address:
        page.goto(address)


SIDEWAYS = """
() => {
  const wide = document.documentElement.clientWidth;
  return [document.documentElement.scrollWidth > wide && 'the page',
    ...[...document.querySelectorAll('body *')].filter(e => {
      const box = e.getBoundingClientRect();
      if (!box.width || !box.height || (box.right <= wide + 1 && box.left >= -1)) return false;
      for (let up = e; up; up = up.parentElement) {
        const style = getComputedStyle(up);
        if (style.overflowX !== 'visible' || style.position === 'absolute' ||
            style.clipPath !== 'none') return false;
      }
      return true;
    }).map(e => e.outerHTML.slice(0, 120))].filter(Boolean).slice(0, 5);
}
"""
"""What sticks out of the page sideways and cannot be scrolled to within its own region."""

CUT = """
() => [...document.querySelectorAll('body *')].filter(e => {
  const style = getComputedStyle(e);
  const hides = style.overflowX === 'hidden' || style.overflowY === 'hidden' ||
    style.overflowX === 'clip';
  return hides && e.clientWidth > 1 && e.clientHeight > 1 && style.clipPath === 'none' &&
    (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2);
}).map(e => e.outerHTML.slice(0, 120)).slice(0, 5)
"""
"""What hides a part of its own content."""

OVERLAPS = """
() => {
  const seen = [...document.querySelectorAll('main a, main button, main input, main select, ' +
      'main summary, header a, header input, h1, h2, nav a')]
    .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      !e.closest('svg, .qd-hidden, .qd-skip') && getComputedStyle(e).clipPath === 'none');
  const boxes = seen.slice(0, 400).flatMap(e => [...e.getClientRects()].map(box => [e, box]))
    .filter(([, box]) => box.width > 2 && box.height > 2);
  const found = [];
  for (let one = 0; one < boxes.length; one += 1) {
    for (let other = one + 1; other < boxes.length; other += 1) {
      const [a, first] = boxes[one];
      const [b, second] = boxes[other];
      if (a === b || a.contains(b) || b.contains(a)) continue;
      const across = Math.min(first.right, second.right) - Math.max(first.left, second.left);
      const down = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
      // the boxes of neighbouring lines of text touch; a third of a line is a real overlap
      if (across > 3 && down > 10) found.push([a.outerHTML.slice(0, 90), b.outerHTML.slice(0, 90)]);
    }
  }
  return found.slice(0, 5);
}
"""
"""Headings, links and controls that lie over each other at the top of the page."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_and_nothing_overlaps(
    page: Page, served: str, kind: str, width: int
) -> None:
    open_at(page, f"{served}/{KINDS[kind]}", width)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_heading_and_the_way_home_are_in_the_first_screen(
    page: Page, served: str, kind: str, width: int
) -> None:
    open_at(page, f"{served}/{KINDS[kind]}", width)
    heading = page.locator("h1").bounding_box()
    assert heading is not None
    assert heading["y"] + heading["height"] < 500
    assert heading["x"] >= 0
    assert page.locator("h1").count() == 1
    assert page.locator("header .qd-brand").is_visible()
    assert page.locator("input[name=q]").first.is_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_is_large_enough_for_a_thumb(page: Page, served: str, kind: str) -> None:
    """WCAG 2.2's 24 px for everything but links within sentences, 44 px for fields and buttons."""
    open_at(page, f"{served}/{KINDS[kind]}", 390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select')]
          .filter(e => e.checkVisibility() && e.type !== 'checkbox' && e.type !== 'radio')
          .filter(e => e.getBoundingClientRect().height < 40)
          .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_text_size_loses_nothing(page: Page, served: str, kind: str) -> None:
    """200% zoom of a 1280 px window is a window of 640 px."""
    open_at(page, f"{served}/{KINDS[kind]}", 640)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(CUT) == []


FOCUSED = """
() => {
  const held = document.activeElement;
  if (!held || held === document.body || held.tagName === 'IFRAME') return null;
  const style = getComputedStyle(held.closest('label') || held);
  const own = getComputedStyle(held);
  const seen = [style, own].some(each =>
    each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) >= 2);
  return [held.outerHTML.slice(0, 120), seen];
}
"""
"""What has the focus, and whether an outline says so; a box's label may carry it."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_is_seen(page: Page, served: str, kind: str) -> None:
    """The first stops of the keyboard, which hold the controls of each kind of page."""
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{served}/{KINDS[kind]}")
    stops = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    held = [stop for stop in stops if stop]
    assert len(held) >= 10
    assert [place for place, seen in held if not seen] == []
