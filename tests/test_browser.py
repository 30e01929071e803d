"""The built site in a real browser: phones, dark mode, print, search as a reader types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Server, flawless
from tests.kinds import KINDS


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    with flawless(browser, 390, 700) as opened:
        yield opened


def contrast(first: str, second: str) -> float:
    """WCAG 2.1 contrast of two ``rgb(…)`` colours."""

    def luminance(colour: str) -> float:
        parts = [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        linear = [
            part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
            for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOURS = """
() => [...document.querySelectorAll('p, li, a, th, td, h1, h2, span, b, summary')]
  .filter(e => e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .map(e => {
    let back = e;
    while (back && getComputedStyle(back).backgroundColor === 'rgba(0, 0, 0, 0)')
      back = back.parentElement;
    return [getComputedStyle(e).color, back ? getComputedStyle(back).backgroundColor
      : 'rgb(255, 255, 255)', e.className + ' ' + e.tagName];
  })
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_has_enough_contrast(browser: Browser, served: str, kind: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{served}/{KINDS[kind]}")
    low = {
        (name, round(contrast(ink, paper), 2))
        for ink, paper, name in page.evaluate(COLOURS)
        if contrast(ink, paper) < 4.5
    }
    context.close()
    assert low == set()


def test_an_anchor_shows_its_item_below_the_sticky_heads(page: Page, served: str) -> None:
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{served}/chongqing/yunyang/longjiao/cooperative/#c040")
        page.wait_for_timeout(100)
        name = page.locator("#c040 .qd-name").bounding_box()
        assert name is not None
        assert 0 <= name["y"] < 300
        covering = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('tr').id",
            [name["x"] + 20, name["y"] + 5],
        )
        assert covering == "c040"


def test_phones_get_cards_and_desks_a_table(page: Page, served: str) -> None:
    page.goto(f"{served}/chongqing/yunyang/longjiao/cooperative/")
    first = page.locator("#c022 > td").first.bounding_box()
    second = page.locator("#c022 > td").nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"] - 1
    page.set_viewport_size({"width": 1280, "height": 800})
    first = page.locator("#c022 > td").first.bounding_box()
    second = page.locator("#c022 > td").nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"]
    assert second["x"] >= first["x"] + first["width"] - 1


def test_tables_stay_tables_for_assistive_technology(page: Page, served: str) -> None:
    page.goto(f"{served}/chongqing/yunyang/longjiao/withdrawn/")
    assert page.get_by_role("table").count() == 1
    assert page.get_by_role("row").count() == 1 + 7 + 80
    assert page.locator("table caption").count() == 1


def test_print_shows_everything_and_repeats_heads(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 794, "height": 1123})
    page.goto(f"{served}/chongqing/yunyang/longjiao/cooperative/")
    page.emulate_media(media="print")
    head = "table.qd-list > thead"
    assert page.locator(head).evaluate("e => getComputedStyle(e).display") == "table-header-group"
    assert page.locator(".qd-header").is_hidden()
    assert page.locator("#c088 td").last.is_visible()


def test_without_javascript_the_lists_and_the_ways_to_them_are_there(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    page.get_by_role("link", name="按类别看").click()
    page.get_by_role("link", name="生态环保").click()
    page.get_by_role("link", name="集中式饮用水水源地环境调查评估").first.click()
    assert page.url.endswith("/chongqing/yunyang/longjiao/withdrawn/#w065")
    assert page.locator("#w065").get_by_text("由县生态环境局、县水利局承接").is_visible()
    context.close()


def type_and_read(page: Page, words: str) -> list[str]:
    box = page.locator("input[role=combobox]")
    box.click()
    box.press_sequentially(words, delay=5)
    page.wait_for_function("document.querySelectorAll('[role=option]').length > 0")
    page.wait_for_timeout(300)
    return page.get_by_role("option").all_text_contents()


def test_header_search_leads_to_the_matter_and_the_item(page: Page, served: str) -> None:
    page.goto(f"{served}/departments/gongan/")
    found = type_and_read(page, "校外培训")
    assert "校外培训" in found[0]
    assert "云阳县龙角镇 · 配合履职事项清单 · 第 22 项" in " ".join(found)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/matters/*/")
    assert "校外培训" in (page.locator("h1").first.text_content() or "")
    type_and_read(page, "校外培训")
    page.locator("[role=option][href*='/cooperative/#c']").first.click()
    page.wait_for_url("**/cooperative/#c*")
    assert "校外培训" in (page.locator(":target .qd-name").text_content() or "")


def test_search_from_a_file(page: Page, site: Path) -> None:
    page.goto(f"file://{site}/index.html?q=养犬")
    page.wait_for_selector("[data-qd-results] a")
    page.locator("[data-qd-results] a[href*='#']").first.click()
    page.wait_for_selector(":target")
    assert page.url.startswith(f"file://{site}/")
    assert "#c" in page.url


@pytest.mark.parametrize("way", ["click", "Enter"])
def test_links_lead_to_pages_from_a_file(page: Page, site: Path, way: str) -> None:
    """A browser shows the files of a folder where a server would send its index.html."""
    page.goto(f"file://{site}/index.html")
    for link in (".qd-places a[href$='longjiao/']", "a[href='cooperative/']", ".qd-brand"):
        found = page.locator(link).first
        found.click() if way == "click" else found.press("Enter")
        page.wait_for_url("**/index.html")
        assert page.locator(".qd-brand").count() == 1
    assert page.url == f"file://{site}/index.html"


def test_question_lives_in_the_url_with_back_and_forward(page: Page, served: str) -> None:
    page.goto(f"{served}/?q=防汛")
    page.wait_for_selector("[data-qd-results] a")
    assert page.locator("input[name=q]").input_value() == "防汛"
    page.locator("[data-qd-results] a[href*='#']").first.click()
    page.wait_for_selector(":target")
    page.go_back()
    page.wait_for_selector("[data-qd-results] a")
    assert page.locator("input[name=q]").input_value() == "防汛"


def test_a_strict_policy_is_kept(
    browser: Browser, site: Path, serve: Callable[[Path], Server]
) -> None:
    server = serve(site)
    server.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' data:"
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("request", lambda request: asked.append(request.url))
    for path in KINDS.values():
        page.goto(f"{server.url}/{path}")
    page.goto(f"{server.url}/?q=防汛")
    page.wait_for_selector("[data-qd-results] a")
    context.close()
    assert [line for line in said if "Content Security Policy" in line] == []
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
