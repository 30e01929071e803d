"""Search as a reader uses it, on a phone's screen: from disk and over HTTP, under a strict CSP."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator import search
from tests.search.small_site import FIXED, site_of, township

pytestmark = pytest.mark.browser
LIST_PAGE = "chongqing/yunyang/longjiao/basic/index.html"


def names(page: Page) -> list[str]:
    return page.locator(".qd-hits .qd-hit-name").all_inner_texts()


def type_in_header(page: Page, site: Path, words: str) -> None:
    page.goto((site / LIST_PAGE).as_uri())
    page.locator("#qd-find").press_sequentially(words)


def test_header_from_disk(page: Page, fixed_site: Path) -> None:
    type_in_header(page, fixed_site, "群租房")
    first = page.get_by_role("option").first
    expect(first.locator(".qd-hit-name")).to_have_text("出租房屋安全管理")
    expect(first.locator(".qd-hit-answer")).to_have_text("◐ 县住房城乡建委、县公安局牵头，镇配合")
    expect(first.locator(".qd-hit-reason")).to_have_text(
        "职责：负责出租房屋的结构安全；牵头整治“群租房”。"
    )
    expect(first.locator("mark")).to_have_text("群租房")
    evidence = "云阳县龙角镇 · 配合履职事项清单 · 第 1 项"
    expect(first.locator(".qd-hit-evidence")).to_have_text(evidence)
    expect(page.get_by_role("status")).to_have_text("找到 1 项")
    address = (fixed_site / "chongqing/yunyang/longjiao/cooperative/index.html").as_uri()
    assert first.get_attribute("href") == f"{address}#c001"


def test_keyboard(page: Page, fixed_site: Path) -> None:
    page.goto((fixed_site / LIST_PAGE).as_uri())
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    field.press_sequentially("消防/")
    expect(field).to_have_value("消防/")
    expect(field).to_have_attribute("aria-expanded", "true")
    options = page.get_by_role("option")
    expect(options).to_have_count(6)
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")

    def active() -> int:
        chosen = field.get_attribute("aria-activedescendant")
        ids = [each.get_attribute("id") for each in options.all()]
        selected = page.locator("[aria-selected=true]")
        assert selected.count() == (0 if chosen is None else 1)
        return -1 if chosen is None else ids.index(chosen)

    seen = []
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home", "ArrowUp"):
        field.press(key)
        seen.append(active())
    assert seen == [0, 1, 5, -1, 5, 0, -1]
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("消防/")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(page.locator("[aria-selected=true] .qd-hit-evidence")).to_contain_text("龙角镇")
    field.press("Enter")
    page.wait_for_url("**/longjiao/basic/index.html#b001")


def test_escape_empties_the_field_when_closed(page: Page, fixed_site: Path) -> None:
    type_in_header(page, fixed_site, "消防")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#qd-find")).to_have_value("")


def test_a_closed_popup_stays_closed_when_data_arrive(page: Page, fixed_site: Path) -> None:
    held: list[Route] = []
    page.route("**/search/catalog.js", lambda route: held.append(route))
    type_in_header(page, fixed_site, "消防")
    expect(page.locator(".qd-popup")).to_be_visible()
    page.keyboard.press("Escape")
    held[0].continue_()
    expect(page.get_by_role("status")).to_have_text("找到 5 项")
    expect(page.locator(".qd-popup")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()


def test_enter_goes_to_the_results_never_past_them(page: Page, served: str) -> None:
    page.goto(served + LIST_PAGE)
    page.locator("#qd-find").fill("宅基地 120")
    page.keyboard.press("Enter")
    page.wait_for_url(served + "?q=*")
    expect(page.locator("#qd-question")).to_have_value("宅基地 120")
    expect(page.locator(".qd-hits .qd-hit-name")).to_have_text(
        ["县规 划自然资源局交办的宅基地审批"]
    )
    page.locator(".qd-hits .qd-hit-name").click(no_wait_after=True)
    page.wait_for_url(served + "chongqing/yunyang/jiangkou/cooperative/#c001")


def test_all_results_link(page: Page, fixed_site: Path) -> None:
    type_in_header(page, fixed_site, "消防")
    page.get_by_role("option", name="全部结果（5 项）").click()
    page.wait_for_url("**/index.html?q=*")
    assert names(page) == [hit.entry.name for hit in search.rank(FIXED, "消防")]


def test_leaving_the_field_closes_the_popup(page: Page, fixed_site: Path) -> None:
    type_in_header(page, fixed_site, "消防")
    expect(page.locator(".qd-popup")).to_be_visible()
    page.locator("h1").click(force=True, position={"x": 5, "y": 5})
    page.evaluate("document.activeElement.blur()")
    expect(page.locator(".qd-popup")).to_be_hidden()


def test_home_keeps_its_state_in_the_address(page: Page, fixed_site: Path) -> None:
    page.goto((fixed_site / "index.html").as_uri())
    field = page.locator("#qd-question")
    field.press_sequentially("消防")
    expect(page.get_by_role("status")).to_have_text("找到 5 项")
    page.wait_for_url("**/index.html?q=*")
    field.press("Enter")
    field.fill("宅基地")
    page.wait_for_url(lambda url: "%E5%AE%85" in url)
    expect(page.get_by_role("status")).to_have_text("找到 1 项")
    page.go_back()
    expect(field).to_have_value("消防")
    expect(page.get_by_role("status")).to_have_text("找到 5 项")
    page.go_forward()
    expect(field).to_have_value("宅基地")
    page.go_back()
    page.go_back()
    expect(field).to_have_value("")
    expect(page.locator(".qd-hits")).to_be_hidden()
    page.get_by_role("link", name="宅基地").click()
    expect(field).to_have_value("宅基地")
    expect(page.get_by_role("status")).to_have_text("找到 1 项")


def test_nothing_found_says_what_next(page: Page, fixed_site: Path) -> None:
    page.goto((fixed_site / "index.html").as_uri() + "?q=%3Ci%3E不存在的词")
    expect(page.get_by_role("status")).to_have_text(
        "清单里没有找到“<i>不存在的词”对应的事项。换个说法，或者用更短的词再查。"
    )
    page.get_by_role("link", name="看全部类别").click()
    expect(page.locator("body")).to_contain_text("全部类别")


def test_nothing_found_in_the_popup(page: Page, fixed_site: Path) -> None:
    type_in_header(page, fixed_site, "不存在的词")
    note = page.locator(".qd-popup-note")
    expect(note).to_contain_text("清单里没有找到“不存在的词”对应的事项。")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    page.get_by_role("link", name="看全部类别").click()
    expect(page.locator("body")).to_have_text("全部类别")


def test_partial_hits_are_said_to_be_so(page: Page, fixed_site: Path) -> None:
    page.goto((fixed_site / "index.html").as_uri() + "?q=打击非法经营活动")
    expect(page.get_by_role("status")).to_have_text("没有哪一项写着全部的词，下面是相近的 1 项")
    expect(page.locator(".qd-hit-name mark").first).to_have_text("打击非法")


def test_hostile_texts_stay_texts(page: Page, fixed_site: Path) -> None:
    hostile = FIXED[-1]
    page.goto((fixed_site / "index.html").as_uri() + "?q=onerror")
    expect(page.locator(".qd-hits .qd-hit-name")).to_have_text(hostile.name)
    assert page.locator(".qd-hits img, .qd-hits script, .qd-hits b").count() == 0
    type_in_header(page, fixed_site, "<b>县局")
    expect(page.locator(".qd-hit-reason").first).to_have_text("部门：<b>县局</b>")


def test_input_method_is_left_in_peace(page: Page, fixed_site: Path) -> None:
    """Also when data arrive while letters are still being composed."""
    held: list[Route] = []
    page.route("**/search/catalog.js", lambda route: held.append(route))
    page.goto((fixed_site / LIST_PAGE).as_uri())
    page.locator("#qd-find").focus()
    session = page.context.new_cdp_session(page)
    composed = {"text": "xiao", "selectionStart": 4, "selectionEnd": 4}
    session.send("Input.imeSetComposition", composed)
    expect(page.locator("#qd-find")).to_have_value("xiao")
    held[0].continue_()
    expect(page.locator('script[src$="/texts.js"]')).to_have_count(1)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".qd-popup")).to_be_hidden()
    session.send("Input.insertText", {"text": "消防"})
    expect(page.locator("#qd-find")).to_have_value("消防")
    expect(page.get_by_role("status")).to_have_text("找到 5 项")


def test_fits_a_phone(page: Page, fixed_site: Path) -> None:
    """Nothing wider than the screen; all that one can touch is 44 px high."""
    type_in_header(page, fixed_site, "消防")
    expect(page.get_by_role("option").first).to_be_visible()
    box = page.locator(".qd-popup").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    heights = [each.bounding_box() for each in page.get_by_role("option").all()]
    page.goto((fixed_site / "index.html").as_uri() + "?q=消防")
    expect(page.locator(".qd-hits a").first).to_be_visible()
    heights += [each.bounding_box() for each in page.locator(".qd-hits a").all()]
    assert all(height is not None and height["height"] >= 44 for height in heights)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_many_hits_come_in_portions(page: Page, tmp_path: Path) -> None:
    town = township("s/c/a", *(f"防汛{n}" for n in range(120)))
    page.goto((site_of(tmp_path, [town]) / "index.html").as_uri() + "?q=防汛")
    expect(page.get_by_role("status")).to_have_text("找到 120 项")
    expect(page.locator(".qd-hits li")).to_have_count(50)
    page.get_by_role("button", name="再看 50 项").click()
    expect(page.locator(".qd-hits li")).to_have_count(100)
    expect(page.locator(".qd-hits li:nth-child(51) a")).to_be_focused()
    page.get_by_role("button", name="再看 20 项").click()
    expect(page.get_by_role("button", name="再看")).to_be_hidden()


def test_one_county_at_a_time_if_there_are_many(page: Page, tmp_path: Path) -> None:
    towns = [township(f"s/c{n}/a", "防汛", name=f"第{n}镇") for n in range(9)]
    meta = '<meta name="qd-scope" content="s/c3">'
    site = site_of(tmp_path, [towns[3], *towns[:3], *towns[4:]], meta)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/s/")[2]))
    page.goto((site / "s/c3/a/basic/index.html").as_uri())
    page.locator("#qd-find").press_sequentially("防汛")
    expect(page.locator("a[role=option]").first).to_contain_text("第3镇")
    expect(page.locator(".qd-search-where select:visible")).to_have_value("s/c3")
    assert {url for url in asked if "names" in url} == {"c3/names.js"}
    page.get_by_role("option", name="全部结果（1 项）").click()
    page.wait_for_url("**/index.html?q=*in=s%2Fc3")
    expect(page.locator(".qd-hit-evidence")).to_contain_text("第3镇")
    page.locator(".qd-search-where select:visible").select_option("s/c5")
    expect(page.locator(".qd-hit-evidence")).to_contain_text("第5镇")
    page.wait_for_url("**in=s%2Fc5")
    page.go_back()
    expect(page.locator(".qd-hit-evidence")).to_contain_text("第3镇")


def test_asks_for_a_county_if_none_is_given(page: Page, tmp_path: Path) -> None:
    towns = [township(f"s/c{n}/a", "防汛", name=f"第{n}镇") for n in range(9)]
    page.goto((site_of(tmp_path, towns) / "index.html").as_uri() + "?q=防汛")
    expect(page.get_by_role("status")).to_have_text("先选一个区县，再查。")
    page.locator(".qd-search-where select:visible").select_option("s/c7")
    expect(page.locator(".qd-hit-evidence")).to_contain_text("第7镇")


def test_data_of_two_builds_are_not_mixed(page: Page, tmp_path: Path) -> None:
    site = site_of(tmp_path, [township("s/c/a", "防汛")])
    texts = site / "search/s/c/texts.js"
    old = texts.read_text(encoding="utf-8").replace('"texts":[""]', '"texts":["抗旱"]')
    texts.write_text(old, encoding="utf-8")
    page.goto((site / "index.html").as_uri() + "?q=抗旱")
    expect(page.locator(".qd-hits .qd-hit-name")).to_have_text(["防汛"])
    changed = old.replace('"edition":"', '"edition":"x')
    texts.write_text(changed, encoding="utf-8")
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("清单里没有找到“抗旱”对应的事项。")


def test_missing_data_are_said_to_be_missing(fixed_site: Path, browser: Browser) -> None:
    """Apart from the fixture ``page``: here the browser reports an error, and rightly so."""
    page = browser.new_page()
    page.route("**/search/**", lambda route: route.abort())
    page.goto((fixed_site / "index.html").as_uri() + "?q=消防")
    expect(page.get_by_role("status")).to_contain_text("数据没有取到")
    page.unroute("**/search/**")
    page.locator("#qd-question").fill("消防安全")
    expect(page.get_by_role("status")).to_have_text("找到 3 项")
    page.close()
