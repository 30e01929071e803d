"""All kinds of embeds, placed in all three ways, in a real browser between real origins."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Browser, ElementHandle, Frame, Page

from generator.embeds.heights import WIDTHS
from generator.pages.embedding import integrity
from tests.embeds.conftest import KINDS, OTHER, TOWN, with_query
from tests.embeds.origins import Origins

pytestmark = pytest.mark.browser

SANDBOX = 'sandbox="allow-scripts allow-top-navigation-by-user-activation"'


def script(origins: Origins, where: str = "defer") -> str:
    """The line that the builder gives for ``embed.js``."""
    return (
        f'<script src="{origins.site}/embed/v1/embed.js" integrity="{integrity()}"'
        f' crossorigin="anonymous" {where}></script>'
    )


def frame_of(page: Page, selector: str) -> Frame:
    frame = handle(page, selector).content_frame()
    assert frame is not None
    return frame


def handle(page: Page, selector: str) -> ElementHandle:
    found = page.wait_for_selector(selector, state="attached")
    assert found is not None
    return found


def content(frame: Frame) -> float:
    """The height of what is shown, in the frame's own pixels."""
    frame.wait_for_selector(".qd-embed")
    found: float = frame.evaluate(
        "document.querySelector('.qd-embed').getBoundingClientRect().height"
    )
    return found


MEASURED = """() => [
    innerHeight, document.querySelector('.qd-embed')?.getBoundingClientRect().height ?? -9]"""


def wait_until_fit(page: Page, selector: str) -> None:
    """Wait until a frame is as high as its content, give or take 2 pixels.

    It is asked from outside: out of view a browser draws nothing, and what Playwright asks by
    drawn frames would wait for ever.
    """
    until = time.monotonic() + 60
    while True:
        height, shown = frame_of(page, selector).evaluate(MEASURED)
        if abs(height - shown) <= 2:
            return
        assert time.monotonic() < until, (selector, height, shown)
        page.wait_for_timeout(50)


def built_height(site: Path, address: str, width: int) -> int:
    """The height that the site's own JSON gives, as the builder reads it."""
    path, _, anchor = address.partition("#")
    folder, _, query = path.partition("?")
    told: dict[str, Any] = json.loads(
        (site / "embed/v1" / folder / "oembed.json").read_text("utf-8")
    )["qingdan"]
    place = told["widths"].index(width)
    if anchor:
        held = {each["id"]: each for each in (*told["items"], *told["categories"])}
        found: int = held[anchor]["heights"][place]
        return found
    if query:
        chosen = query.removeprefix("t=").split(",")
        rows = [each for each in told["townships"] if each["id"] in chosen]
        assert len(rows) == len(chosen)
        return int(told["base"][place] + sum(each["heights"][place] for each in rows))
    return int(told["heights"][place])


# --- (a) frames alone ---


@pytest.mark.parametrize("kind", KINDS)
def test_a_plain_frame_is_as_high_as_it_was_said_to_be(
    origins: Origins, site: Path, page: Page, kind: str
) -> None:
    """Right or a little generous: nothing scrolls, and little room is left."""
    address = KINDS[kind]
    body = "".join(
        f'<div class="w{width}"><iframe id="f{width}" title="{kind}" {SANDBOX}'
        f' src="{origins.site}/embed/v1/{address}"'
        f' height="{built_height(site, address, width) + 6}"></iframe></div>'
        for width in WIDTHS
    )
    page.goto(origins.write(f"plain-{kind}.html", body))
    for width in WIDTHS:
        frame = frame_of(page, f"#f{width}")
        frame.wait_for_load_state("load")
        if kind == "matter":
            frame.wait_for_function("document.querySelectorAll('tbody tr').length === 2")
        shown = content(frame)
        height, inside = frame.evaluate("[innerHeight, innerWidth]")
        assert inside == width
        assert shown <= height, (width, shown, height)
        if kind != "search":  # its answers need the room
            assert height <= shown * 1.06 + 40, (width, shown, height)
        assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_without_any_script_shows_its_content(
    origins: Origins, browser: Browser, kind: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 700, "height": 900})
    page = context.new_page()
    address = f"{origins.site}/embed/v1/{KINDS[kind]}"
    page.goto(
        origins.write(f"still-{kind}.html", f'<iframe title="{kind}" src="{address}" sandbox>')
    )
    frame = page.frame_locator("iframe")
    frame.locator(".qd-foot").wait_for(state="visible", timeout=60_000)
    visible = {
        "list": "二、经济发展",
        "category": "社会救助",
        "item": "校外培训机构监管",
        "matter": "县教委、县市场监管局牵头",
        "search": "这事谁来管？",
        "counts": "平安法治",
    }[kind]
    assert frame.get_by_text(visible).first.is_visible()
    rows = frame.locator("tbody > tr:visible").count()
    assert rows == {"item": 1, "category": 19, "matter": 5, "list": 115 + 9}.get(kind, rows)
    context.close()


# --- (b) with embed.js ---


def place_all(origins: Origins, name: str, sandbox: str, where: str = "defer") -> str:
    """A portal page with all kinds, each half as wide as the page."""
    frames = "".join(
        f'<div class="half"><iframe id="{kind}" title="{kind}" data-qingdan height="150" {sandbox}'
        f' src="{origins.site}/embed/v1/{address}"></iframe></div>'
        for kind, address in KINDS.items()
    )
    late = script(origins, where)
    return origins.write(name, f"<main>{frames}</main>", head=late)


@pytest.mark.parametrize("sandbox", ["", SANDBOX, 'sandbox="allow-scripts"'])
def test_frames_fit_their_content(origins: Origins, page: Page, sandbox: str) -> None:
    """After loading, after the window changed, after texts were made larger, after zooming."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(place_all(origins, f"fitted-{len(sandbox)}.html", sandbox))

    def all_fit() -> None:
        for kind in KINDS:
            wait_until_fit(page, f"#{kind}")

    all_fit()
    for width in (640, 1400, 760):
        page.set_viewport_size({"width": width, "height": 900})
        all_fit()
    for kind in KINDS:
        frame_of(page, f"#{kind}").evaluate(
            "document.documentElement.style.setProperty('--qd-own-size', '23px')"
        )
    all_fit()
    page.evaluate("document.querySelector('main').style.zoom = '1.5'")
    all_fit()
    page.evaluate("document.querySelector('main').style.zoom = '1'")
    all_fit()
    assert page.evaluate("scrollY") == 0
    assert [error for error in errors if "favicon" not in error and "404" not in error] == []


def test_frames_fit_when_the_script_comes_late(origins: Origins, page: Page) -> None:
    """Frames that were ready long before have spoken to nobody: they are asked."""
    frames = f'<iframe id="one" title="x" data-qingdan src="{origins.site}/embed/v1/search/">'
    page.goto(origins.write("late.html", f"{frames}</iframe>"))
    content(frame_of(page, "#one"))
    page.evaluate(
        """address => {
          const late = document.createElement('script');
          late.src = address;
          document.head.append(late);
        }""",
        f"{origins.site}/embed/v1/embed.js",
    )
    wait_until_fit(page, "#one")
    page.evaluate(
        """address => {
          const later = document.createElement('iframe');
          later.id = 'two';
          later.setAttribute('data-qingdan', '');
          later.src = address;
          document.body.append(later);
        }""",
        f"{origins.site}/embed/v1/{KINDS['item']}",
    )
    wait_until_fit(page, "#two")


def test_lazy_frames_fit_when_they_come_into_view(origins: Origins, page: Page) -> None:
    address = f"{origins.site}/embed/v1/{KINDS['item']}"
    frame = f'<iframe id="far" title="x" loading="lazy" data-qingdan src="{address}"></iframe>'
    space = "<p>门户自己的内容</p>" * 400
    page.goto(origins.write("lazy.html", space + frame, head=script(origins)))
    handle(page, "#far").scroll_into_view_if_needed()
    wait_until_fit(page, "#far")


def test_twenty_frames_settle_without_a_word_too_many(origins: Origins, page: Page) -> None:
    """``benchmarks/embeds.py`` says how soon; here, that no frame and page go on and on."""
    addresses = [*KINDS.values()] * 3 + [KINDS["item"], KINDS["counts"]]
    frames = "".join(
        f'<iframe id="n{number}" title="x" data-qingdan {SANDBOX}'
        f' src="{origins.site}/embed/v1/{address}"></iframe>'
        for number, address in enumerate(addresses)
    )
    page.add_init_script(
        "self === top && addEventListener('message', () => { said += 1; }); said = 0"
    )
    page.goto(origins.write("twenty.html", frames, head=script(origins)))
    for number in range(20):
        wait_until_fit(page, f"#n{number}")
    page.wait_for_timeout(2500)  # more than two rounds of the frames' own timer
    settled = page.evaluate("said")
    assert settled <= 20 * 6
    page.wait_for_timeout(2500)
    assert page.evaluate("said") == settled


def test_the_search_answers_and_grows(origins: Origins, page: Page) -> None:
    page.goto(place_all(origins, "search.html", SANDBOX))
    frame = frame_of(page, "#search")
    before = content(frame)
    frame.fill("input", "群租房")
    frame.wait_for_selector("text=租赁住房治安管理")
    wait_until_fit(page, "#search")
    assert content(frame) > before
    assert frame.evaluate("[...document.querySelectorAll('.qd-hits a')].every(a => a.target)")


# --- (c) by a server ---

INCLUDED = {
    "list": (f"{TOWN}/basic/fragment.html", 115),
    "category": (f"{TOWN}/cooperative/fragment.html?only=minsheng-fuwu", 18),
    "item": (f"{TOWN}/cooperative/fragment.html?only=c022", 1),
    "matter": (f"matters/xiaowai-peixun/fragment.html?t={TOWN},{OTHER}", 2),
    "search": ("search/fragment.html", 0),
    "counts": (f"{TOWN}/counts/fragment.html", 9),
}
"""What nginx includes, and how many rows it must have."""


@pytest.mark.parametrize("kind", INCLUDED)
def test_nginx_includes_fragments(origins: Origins, page: Page, kind: str) -> None:
    path, number = INCLUDED[kind]
    style = f'<link rel="stylesheet" href="{origins.site}/assets/embed.css">'
    address = origins.write(
        f"zwgk/{kind}.html",
        f'<div class="w640"><!--# include virtual="/qingdan/{path}" --></div>',
        head=style,
    )
    page.goto(address)
    assert "<!--#" not in page.content()
    assert "error occurred" not in page.content()
    rows = page.locator('tbody th[scope="row"]').count()
    if kind == "counts":
        assert rows == page.locator("svg .qd-bar-value").count() // 3 + 1
    else:
        assert rows == number
    assert page.locator(".qd-foot a").get_attribute("href") is not None
    assert page.locator(".qd-embed").evaluate("e => getComputedStyle(e).paddingTop") == "12px"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- what the address may say ---


def test_parameters_are_validated(origins: Origins, page: Page) -> None:
    def look(query: str) -> dict[str, str]:
        page.goto(f"{origins.site}/embed/v1/{with_query(KINDS['item'], query)}")
        found: dict[str, str] = page.evaluate(
            """() => {
              const style = (selector) => getComputedStyle(document.querySelector(selector));
              return {
                colour: style('.qd-foot a').color,
                size: style('.qd-embed').fontSize,
                paper: style('.qd-embed').backgroundColor,
                pad: style('tr:target > td').paddingTop,
              };
            }"""
        )
        return found

    page.set_viewport_size({"width": 800, "height": 700})
    usual = look("unknown=1")
    assert usual == {
        "colour": "rgb(122, 58, 36)",
        "size": "16px",
        "paper": "rgb(255, 255, 255)",
        "pad": "10px",
    }
    assert look("accent=1a5fb4&size=18&theme=dark&density=compact") == {
        "colour": "rgb(240, 176, 143)",  # too dark for dark paper: ours is kept
        "size": "18px",
        "paper": "rgb(25, 23, 20)",
        "pad": "5px",
    }
    assert look("accent=1a5fb4")["colour"] == "rgb(26, 95, 180)"
    assert look("accent=04a")["colour"] == "rgb(0, 68, 170)"
    for wrong in (
        "accent=ffff00",
        "accent=red",
        "accent=1a5fb4;background:url(x)",
        "accent=%231a5fb4",
        "size=99",
        "size=16px",
        "size=-1",
        "theme=<b>",
        "density=x",
        "accent=url(//x)&size=calc(1px)&theme=constructor",
    ):
        assert look(wrong) == usual, wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_embed_is_readable_when_narrow_and_in_print(
    origins: Origins, browser: Browser, kind: str, scheme: str
) -> None:
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": 280, "height": 600}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    page.goto(f"{origins.site}/embed/v1/{KINDS[kind]}")
    paper = "getComputedStyle(document.querySelector('.qd-embed')).backgroundColor"
    assert page.evaluate(paper) == ("rgb(25, 23, 20)" if dark else "rgb(255, 255, 255)")
    assert page.evaluate("document.documentElement.scrollWidth") == 280
    cut = """() => [...document.querySelectorAll('.qd-embed *')].filter(e => {
      const box = e.getBoundingClientRect();
      return box.right > 281 && box.width && !e.closest('thead, .qd-hidden');
    }).map(e => e.outerHTML.slice(0, 90))"""
    assert page.evaluate(cut) == []
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    assert page.locator(".qd-foot").is_visible()
    context.close()


def test_embeds_keep_nothing(origins: Origins, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    for address in KINDS.values():
        page.goto(f"{origins.site}/embed/v1/{address}")
    page.goto(f"{origins.site}/embed/v1/search/?t={TOWN}")
    page.fill("input", "群租房")
    page.wait_for_selector(".qd-hit")
    page.keyboard.press("Enter")
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert page.evaluate(kept) == [0, 0, ""]
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert context.cookies() == []
    assert asked == {origins.site}
    context.close()


# --- the documented configuration ---


def head(
    request: APIRequestContext, address: str, packed: str = "identity"
) -> tuple[int, dict[str, str]]:
    """The code and the headers of an answer, nothing followed."""
    found = request.get(address, max_redirects=0, headers={"Accept-Encoding": packed})
    return found.status, found.headers


def test_the_documented_configuration(origins: Origins, page: Page) -> None:
    request = page.request
    code, full = head(request, f"{origins.site}/matters/xiaowai-peixun/")
    assert code == 200
    assert full["content-security-policy"].endswith("frame-ancestors 'self'")
    assert "default-src 'self'" in full["content-security-policy"]
    assert full["cache-control"] == "public, max-age=300"
    assert full["x-content-type-options"] == "nosniff"
    assert full["content-type"] == "text/html; charset=utf-8"
    code, embed = head(request, f"{origins.site}/embed/v1/search/")
    assert code == 200
    ancestors = f"frame-ancestors 'self' {origins.portal}"
    assert embed["content-security-policy"].endswith(ancestors)
    code, own = head(request, f"{origins.site}/embed/v1/embed.js", "gzip")
    assert own["access-control-allow-origin"] == "*"
    assert "immutable" in own["cache-control"]
    assert own["content-encoding"] == "gzip"
    code, missing = head(request, f"{origins.site}/no/such/page/")
    assert code == 404
    assert "content-security-policy" in missing
    assert head(request, f"{origins.site}/.git/config")[0] == 404
    code, json_ = head(request, f"{origins.site}/api/v1/townships.json")
    assert (code, json_["access-control-allow-origin"]) == (200, "*")
    code, moved = head(request, f"{origins.site}/matters/xiaowai-peixun")
    assert (code, moved["location"]) == (301, f"{origins.site}/matters/xiaowai-peixun/")


def test_who_is_not_in_the_list_cannot_frame_an_embed(origins: Origins, page: Page) -> None:
    frame = f'<iframe title="x" src="{origins.site}/embed/v1/search/"></iframe>'
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.goto(origins.write("thief.html", frame, foreign=True))
    page.wait_for_timeout(100)
    assert page.frames[1].url.startswith("chrome-error:") or any(
        re.search("frame-ancestors", text) for text in refused
    )
