"""The builder at /embed/: choices become code that works as it is copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.embeds.origins import Origins
from tests.embeds.test_placed import content, frame_of, wait_until_fit

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, origins: Origins) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origins.site)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.goto(f"{origins.site}/embed/")
    opened.wait_for_selector("[data-qd-builder]:not([hidden])")
    yield opened
    context.close()


def code(page: Page, name: str) -> str:
    return page.locator(f"#qd-code-{name}").inner_text()


def choose(page: Page, **choices: str) -> None:
    """Choose by name, in order, each once it is offered."""
    for name, value in choices.items():
        page.wait_for_selector(f'[name="{name}"] option[value="{value}"]', state="attached")
        page.select_option(f'[name="{name}"]', value)


def wait_for_code(page: Page, part: str) -> str:
    page.wait_for_function(
        "part => document.querySelector('#qd-code-frame').textContent.includes(part)",
        arg=part,
        polling=100,
    )
    return code(page, "frame")


ITEM = {
    "kind": "item",
    "scope": "chongqing/yunyang",
    "town": "chongqing/yunyang/longjiao",
    "list": "cooperative",
    "one": "c022",
}


def test_copied_code_works_at_the_portal(page: Page, origins: Origins) -> None:
    choose(page, **ITEM)
    plain = wait_for_code(page, "longjiao/cooperative/#c022")
    page.locator('[data-qd-copy="qd-code-script"]').click()
    page.wait_for_selector('[data-qd-copy="qd-code-script"]:has-text("已复制")')
    fitted = page.evaluate("navigator.clipboard.readText()")
    assert fitted == code(page, "script")
    assert "fragment.html?only=c022" in code(page, "ssi")
    assert 'fragment.html" "only=c022"' in code(page, "fetch")
    for name, published in (("plain", plain), ("fitted", fitted)):
        # the site of the tests stands elsewhere than its configuration says
        text = published.replace("https://qingdan.example.org/", f"{origins.site}/")
        page.goto(origins.write(f"copied-{name}.html", text.replace("<iframe", '<iframe id="one"')))
        frame = frame_of(page, "#one")
        frame.wait_for_selector("tr:target")
        if name == "fitted":
            wait_until_fit(page, "#one")
        else:
            assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_options_change_address_and_height(page: Page) -> None:
    choose(page, **ITEM)
    wait_for_code(page, "#c022")
    page.wait_for_selector('[data-qd-size]:text-matches("^640 × \\\\d+ 像素$")')
    choose(page, size="20", theme="dark")
    page.fill('[name="accent"]', "1A5FB4")
    page.dispatch_event('[name="accent"]', "change")
    text = wait_for_code(page, "?theme=dark&#38;size=20&#38;accent=1a5fb4#c022")
    page.wait_for_selector("[data-qd-size]:has-text('在预览里量出')")
    page.wait_for_function(
        "() => document.querySelector('[data-qd-preview]').height !== '600'", polling=100
    )
    text = code(page, "frame")
    height = int(re.findall(r'height="(\d+)"', text)[0])
    assert abs(content(frame_of(page, "[data-qd-preview]")) - height) <= 2


def test_a_matter_over_chosen_townships(page: Page) -> None:
    choose(page, kind="matter", matter="xiaowai-peixun")
    for scope, town in (
        ("chongqing/yunyang", "chongqing/yunyang/longjiao"),
        ("xinjiang/tacheng/shawan", "xinjiang/tacheng/shawan/xigebi"),
    ):
        choose(page, scope=scope, town=town)
        page.click("[data-qd-add]")
    chosen = "t=chongqing/yunyang/longjiao,xinjiang/tacheng/shawan/xigebi"
    wait_for_code(page, f"matters/xiaowai-peixun/?{chosen}")
    assert f"fragment.html?{chosen}" in code(page, "ssi")
    frame = frame_of(page, "[data-qd-preview]")
    frame.wait_for_selector("text=2 处清单对照")
    assert frame.locator("tbody tr").count() == 2
    page.click("[data-qd-none]")
    wait_for_code(page, 'matters/xiaowai-peixun/"')


def test_without_javascript_there_is_code_to_copy(browser: Browser, origins: Origins) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origins.site}/embed/")
    assert "<iframe src=" in code(page, "frame")
    assert "sha384-" in code(page, "script")
    assert page.locator("[data-qd-builder]").is_hidden()
    assert page.locator("button:visible").count() == 0
    context.close()
