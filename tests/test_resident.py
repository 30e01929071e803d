"""A resident's way through the built site: ask, see who answers, check where it is printed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

from generator import bundle, check
from generator.answers import answer
from generator.model import Block, Item, Township, rows
from generator.pages.alone import alone
from tests.conftest import REPOSITORY
from tests.search.small_site import real_townships

pytestmark = pytest.mark.browser

OWN = "chongqing/yunyang/longjiao"
OWN_NAME = "云阳县龙角镇"
MATTER = "matters/xiaowai-peixun/"
OPTION = ".qd-hit[role=option]"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone; any error or refusal in its pages fails the test."""
    context = browser.new_context(
        viewport={"width": 390, "height": 700},
        locale="zh-CN",
        permissions=["clipboard-read", "clipboard-write"],
    )
    problems: list[str] = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    yield context
    context.close()
    assert problems == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="module")
def townships() -> list[Township]:
    return real_townships()


def ask(page: Page, words: str) -> Locator:
    """Type into the field of the home page; the options of its list."""
    page.locator("#qd-question").press_sequentially(words)
    expect(page.locator("script[src$='texts.js']")).to_have_count(5)
    expect(page.locator(OPTION).first).to_be_visible()
    return page.locator(OPTION)


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found is not None
    return {"y": found["y"], "height": found["height"]}


# --- the home page ------------------------------------------------------------------------------


def test_the_question_comes_first(page: Page, served: str) -> None:
    page.goto(f"{served}/")
    expect(page.locator("h1")).to_have_text("这事谁来管？")
    page.keyboard.press("Tab")
    expect(page.locator("#qd-question")).to_be_focused()
    bottom = box(page.locator("#qd-question"))
    assert bottom["y"] + bottom["height"] < 350
    ways = box(page.locator(".qd-nav"))
    assert ways["y"] + ways["height"] <= box(page.locator("h1"))["y"]


def test_nothing_heavy_is_loaded_before_a_question(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{served}/", wait_until="networkidle")
    assert not [path for path in asked if path.startswith("/search/") or "matters" in path]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("群租房", "租赁住房治安管理"),
        ("楼下烧烤摊油烟呛人找谁", "大气污染防治"),
        ("skt", "市容市貌管理"),
    ],
)
def test_matters_with_an_answer_for_each_township(
    page: Page, served: str, townships: list[Township], words: str, expected: str
) -> None:
    page.goto(f"{served}/")
    ask(page, words)
    first = page.locator(".qd-hit-matter", has_text=expected).first
    lines = {
        township.full_name: " ".join(answer(duty_list.kind, row, township).text.split())
        for township in reversed(townships)
        for duty_list in reversed(township.lists)
        for row in reversed(list(rows(duty_list)))
        if expected in (row.item.matters or ())
    }
    said = [
        re.sub(r"，共 \d+ 项$", "", text)
        for text in first.locator(".qd-hit-answer").all_inner_texts()
    ]
    assert sorted(said) == sorted(f"{name} {sign_of(line)} {line}" for name, line in lines.items())
    expect(first.locator("mark").first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("个事项主题")


def sign_of(line: str) -> str:
    """The sign that goes with the place in an answer line."""
    signs = {"基本履职": "●", "配合履职": "◐", "上级收回": "○", "属地管理": "▣"}
    return next(sign for place, sign in signs.items() if f"· {place}第" in line)


def test_items_that_hold_the_words_stand_below(page: Page, served: str) -> None:
    page.goto(f"{served}/")
    ask(page, "群租房")
    expect(page.get_by_role("group", name="写着这些词的条目").locator(OPTION)).to_have_count(1)
    kinds = [each.evaluate("e => e.className") for each in page.locator(OPTION).all()]
    assert kinds[0] == "qd-hit qd-hit-matter"
    assert kinds[-1] == "qd-hit"


def test_keyboard_alone_on_the_home_page(page: Page, served: str) -> None:
    page.goto(f"{served}/")
    field = page.locator("#qd-question")
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    options = ask(page, "井盖坏了")
    expect(field).to_have_attribute("aria-expanded", "true")
    listbox = page.get_by_role("listbox", name="查到的事项")
    assert field.get_attribute("aria-controls") == listbox.get_attribute("id")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".qd-hits .qd-hit-matter").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/matters/*/")


# --- one's own township -------------------------------------------------------------------------


def test_own_township_comes_first_everywhere_and_is_never_sent(
    context: BrowserContext, page: Page, served: str
) -> None:
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.url + (request.post_data or ""))

    context.on("request", note)
    page.goto(f"{served}/")
    page.get_by_label("我在：").select_option(OWN_NAME)
    assert parameters(page) == {"t": [OWN]}
    assert page.evaluate("localStorage.getItem('qd-township')") == OWN
    first = ask(page, "校外培训").first.locator(".qd-hit-answer")
    expect(first).to_have_text(
        [f"{OWN_NAME}我在这里 ◐ 县教委、县市场监管局牵头，镇配合 · 配合履职第 22 项"]
    )
    expect(page.locator(OPTION).first.locator(".qd-hit-evidence")).to_have_text(
        "也见于 4 个镇街或区县"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".qd-hits .qd-hit-answer").first).to_contain_text(f"{OWN_NAME}我在这里")
    assert parameters(page) == {"q": ["校外培训"], "t": [OWN]}
    page.locator(".qd-hits a").first.click()
    expect(page.locator(".qd-replies > li").first).to_contain_text(f"{OWN_NAME}我在这里")
    expect(page.locator(".qd-card h3").first).to_have_text(f"{OWN_NAME}我在这里")
    page.goto(f"{served}/departments/gongan/")
    page.locator("#qd-find").press_sequentially("校外培训")
    expect(page.locator(f"{OPTION} .qd-hit-answer").first).to_contain_text(f"{OWN_NAME}我在这里")
    assert not [url for url in sent if OWN in urlsplit(url).query]


def test_a_shared_address_shows_its_township_and_changes_no_choice(page: Page, served: str) -> None:
    page.goto(f"{served}/")
    page.get_by_label("我在：").select_option("沙湾市西戈壁镇")
    page.goto(f"{served}/?q=校外培训&t={OWN}")
    expect(page.locator(".qd-hits .qd-hit-answer").first).to_contain_text(OWN_NAME)
    expect(page.get_by_label("我在：")).to_have_value(OWN)
    page.locator(".qd-hits a").first.click()
    expect(page.locator(".qd-replies > li").first).to_contain_text(f"{OWN_NAME}我在这里")
    assert page.evaluate("localStorage.getItem('qd-township')") == "xinjiang/tacheng/shawan/xigebi"


def test_a_township_that_lacks_the_matter(page: Page, served: str) -> None:
    page.goto(f"{served}/?q=路灯不亮&t={OWN}")
    line = page.locator(".qd-hits .qd-hit-answer").first
    expect(line).to_have_text(
        re.compile(rf"^{OWN_NAME}我在这里 清单未列出 · 相近事项：乡村道路建设和养护、\S+$")
    )
    page.locator(".qd-hits a").first.click()
    own = page.locator(".qd-replies > li").first
    expect(own).to_contain_text(f"{OWN_NAME}我在这里")
    expect(own).to_contain_text("清单未列出 · 相近事项：乡村道路建设和养护")
    own.get_by_role("link").first.click()
    expect(page.locator(".qd-replies > li").first).to_contain_text("第")


def test_search_state_in_the_address_with_back_and_forward(page: Page, served: str) -> None:
    page.goto(f"{served}/")
    ask(page, "群租房")
    page.keyboard.press("Enter")
    page.get_by_label("我在：").select_option(OWN_NAME)
    page.locator("#qd-question").fill("流浪狗")
    page.keyboard.press("Enter")
    assert parameters(page) == {"q": ["流浪狗"], "t": [OWN]}
    page.go_back()
    expect(page.locator("#qd-question")).to_have_value("群租房")
    expect(page.get_by_role("status")).to_contain_text("找到")
    page.go_forward()
    expect(page.locator("#qd-question")).to_have_value("流浪狗")
    page.reload()
    expect(page.locator(".qd-hits .qd-hit-name").first).to_have_text("流浪犬猫处置")


# --- what is offered around a question ----------------------------------------------------------


def test_recent_questions_stay_in_the_browser_and_can_be_cleared(page: Page, served: str) -> None:
    page.goto(f"{served}/")
    for words in ("群租房", "流浪狗"):
        page.locator("#qd-question").fill(words)
        page.keyboard.press("Enter")
        expect(page.locator(".qd-hits a").first).to_be_visible()
    page.goto(f"{served}/")
    recent = page.locator(".qd-recent")
    expect(recent.get_by_role("link")).to_have_text(["流浪狗", "群租房"])
    recent.get_by_role("link", name="群租房").click()
    expect(page.locator("#qd-question")).to_have_value("群租房")
    page.goto(f"{served}/about/")
    page.locator("#qd-find").focus()
    expect(page.locator(OPTION)).to_have_text(["群租房", "流浪狗"])
    page.goto(f"{served}/")
    page.get_by_role("button", name="清除最近问过的").click()
    expect(recent).to_be_hidden()
    page.reload()
    expect(recent).to_be_hidden()


def test_common_questions_are_links_that_work_without_javascript(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/")
    links = page.locator(".qd-common a")
    assert links.count() == 8
    for address in [each.get_attribute("href") for each in links.all()]:
        page.goto(f"{served}/{address}")
        expect(page.locator(".qd-replies b").first).to_be_visible()
    assert page.locator("button:visible, select:visible").count() == 0
    context.close()


def test_common_questions_are_asked_in_place(page: Page, served: str) -> None:
    page.goto(f"{served}/")
    link = page.locator(".qd-common").get_by_role("link").first
    words, address = link.inner_text(), link.get_attribute("href")
    link.click()
    expect(page.locator(f".qd-hits a[href$='{address}']").first).to_be_visible()
    assert parameters(page) == {"q": [words]}


@pytest.mark.parametrize("path", ["", "about/"])
def test_never_a_blank(page: Page, served: str, path: str) -> None:
    page.goto(f"{served}/{path}")
    field = page.locator("[data-qd-search] input")
    if path:
        field.focus()
        expect(page.locator(".qd-popup")).to_contain_text("用平常的话问")
    else:
        expect(page.locator(".qd-common a").first).to_be_visible()
    field.press_sequentially("量子纠缠")
    shown = page.locator(".qd-popup-note")
    expect(shown).to_contain_text("清单里没有找到“量子纠缠”对应的事项。")
    for name in ("看全部类别", "看全部事项"):
        expect(shown.get_by_role("link", name=name)).to_be_visible()


def test_the_header_has_the_search_on_every_kind_of_page(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    for path in (f"{OWN}/", f"{OWN}/basic/", MATTER, "matters/", "compare/", "guide/", "404.html"):
        page.goto(f"{served}/{path}")
        expect(page.locator("header .qd-key")).to_be_visible()
        page.keyboard.press("/")
        expect(page.locator("#qd-find")).to_be_focused()
        expect(page.locator("header .qd-key")).to_be_hidden()


def test_the_404_page_searches(page: Page, served: str) -> None:
    page.goto(f"{served}/404.html")
    page.locator("#qd-question").press_sequentially("养狗")
    expect(page.locator(OPTION).first).to_contain_text("养犬和宠物管理")
    for name in ("首页", "全部事项", "按类别看", "按部门看"):
        expect(page.locator("main").get_by_role("link", name=name, exact=True)).to_be_visible()


# --- the page of a matter -----------------------------------------------------------------------


def test_the_first_screen_answers(page: Page, served: str, townships: list[Township]) -> None:
    page.goto(f"{served}/{MATTER}")
    replies = page.locator(".qd-replies > li")
    expect(replies).to_have_count(len(townships))
    last = box(replies.last)
    assert last["y"] + last["height"] <= 700
    expected = [
        f"{township.full_name} {said.text}"
        for township in townships
        for duty_list in township.lists
        for row in rows(duty_list)
        if "校外培训机构监管" in (row.item.matters or ())
        for said in [answer(duty_list.kind, row, township)]
    ]
    shown = [re.sub(r"[●◐○▣]\s*\S+ ", "", " ".join(t.split())) for t in replies.all_inner_texts()]
    assert sorted(shown) == sorted(expected)


def test_cards_on_a_phone_and_columns_on_a_desk(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{served}/{MATTER}")
    first, second = page.locator(".qd-card").first, page.locator(".qd-card").nth(1)
    assert box(second)["y"] >= box(first)["y"] + box(first)["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sideways = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1 &&"
        " ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)).length"
    )
    assert sideways == 0
    page.set_viewport_size({"width": 1280, "height": 800})
    assert box(second)["y"] == box(first)["y"]
    for part in (".qd-part-superior", ".qd-part-township", "footer"):
        assert box(second.locator(part))["y"] == box(first.locator(part))["y"]
    headings = first.locator("h4").all_inner_texts()
    assert headings == ["对应上级部门", "部门做什么", "镇里做什么"]
    assert "法律依据" in page.locator(".qd-card h4").all_inner_texts()


def test_every_item_says_where_it_is_printed(page: Page, served: str) -> None:
    page.goto(f"{served}/{MATTER}#{OWN}/c022")
    card = page.locator(":target")
    expect(card.locator("h3")).to_have_text(OWN_NAME)
    expect(card.locator("footer .qd-source").last).to_have_text(
        re.compile(
            r"^出处：重庆市云阳县龙角镇履行职责事项清单（2024） · 配合履职事项清单 · "
            r"二、民生服务 · 第 22 项 · 原文第 \d+(–\d+)? 行$"
        )
    )
    card.get_by_role("link", name="原文第").click()
    expect(page.locator(":target")).to_contain_text("校外培训")


def test_corrections_and_wide_rows_are_said(
    page: Page, served: str, townships: list[Township]
) -> None:
    vocabulary = check.load_vocabulary(REPOSITORY, check.layout(REPOSITORY))[0]
    corrected = wide = ""
    for township in townships:
        for duty_list in township.lists:
            for row in rows(duty_list):
                named = [vocabulary.matter(name) for name in row.item.matters or ()]
                found = [matter.id for matter in named if matter is not None]
                anchor = f"{township.id}/{row.item.id}"
                if found and row.item.corrections:
                    corrected = f"matters/{found[0]}/#{anchor}"
                if len(found) > 1:
                    wide = f"matters/{found[0]}/#{anchor}"
    page.goto(f"{served}/{corrected}")
    expect(page.locator(":target footer .qd-source").first).to_contain_text("勘误：原文“")
    page.goto(f"{served}/{wide}")
    expect(page.locator(":target header .qd-source")).to_contain_text("这一项写了几件事，也归入：")


def test_anchors_of_headings_and_items(page: Page, served: str) -> None:
    page.goto(f"{served}/{MATTER}")
    ids = page.locator("main h2, .qd-card").evaluate_all("found => found.map(e => e.id)")
    assert all(ids)
    assert len(set(ids)) == len(ids)
    links = page.locator("main a[href^='#']").evaluate_all(
        "found => found.map(e => decodeURIComponent(e.hash.slice(1)))"
    )
    assert set(ids) <= set(links)


@pytest.mark.parametrize("api", ["clipboard", "old way"])
@pytest.mark.parametrize("from_disk", [False, True])
def test_copy_buttons(page: Page, served: str, site: Path, api: str, from_disk: bool) -> None:
    if api == "old way":
        page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
            "document.execCommand = () => {"
            " window.copied = document.activeElement.value; return true; };"
        )
    base = f"{site.as_uri()}/{MATTER}index.html" if from_disk else f"{served}/{MATTER}"
    page.goto(base + "?t=x")
    card = page.locator(f".qd-card[data-town='{OWN}']")
    read = "window.copied" if api == "old way" else "navigator.clipboard.readText()"
    button = card.locator("[data-copy]").first
    expect(button).to_have_text("复制链接")
    button.click()
    expect(button).to_have_text("已复制")
    assert page.evaluate(read) == f"{base}#{OWN}/c022"
    card.locator("[data-copy]").last.click()
    expect(card.locator("[data-copy]").last).to_have_text("已复制")
    assert page.evaluate(read).splitlines() == [
        "校外培训机构监管",
        f"{OWN_NAME}：县教委、县市场监管局牵头，镇配合 · 配合履职第 22 项",
        "出处：重庆市云阳县龙角镇履行职责事项清单（2024），配合履职事项清单，"
        "二、民生服务，第 22 项",
        f"{base}#{OWN}/c022",
    ]


def test_a_refused_copy_is_said(page: Page, served: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false;"
    )
    page.goto(f"{served}/{MATTER}")
    button = page.locator(".qd-card [data-copy]").first
    button.click()
    expect(button).to_have_text("没有复制成，请从地址栏复制")


def test_what_stands_only_here_is_marked_and_explained(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/{MATTER}")
    assert page.get_by_text("表示别处同一栏里没有相近的文字").count() == 0
    pages = sorted(site.glob("matters/*/index.html"))
    marked = next(each for each in pages if "qd-alone" in each.read_text("utf-8"))
    page.goto(f"{served}/matters/{marked.parent.name}/")
    expect(page.get_by_text("表示别处同一栏里没有相近的文字")).to_be_visible()
    assert page.locator(".qd-card .qd-alone").count() > 0
    towns = page.locator(".qd-card").evaluate_all("found => found.map(e => e.dataset.town)")
    assert len(set(towns)) > 1


def item(*duties: str) -> Item:
    return Item(id="c001", name="事", township=(Block(duties=duties),))


def test_the_rule_of_what_stands_only_here() -> None:
    same = "开展校外培训机构日常巡查，发现问题及时上报。"
    own = "组织志愿者周末到社区图书室陪伴留守儿童。"
    marked = alone([("a", item(same, own)), ("b", item(same)), ("b", item("短。"))])
    assert [each["township"] for each in marked] == [{own}, set(), set()]
    wide = replace(item(same, own), matters=("事", "另一件事"))
    assert alone([("a", wide), ("b", item(same))])[0]["township"] == set()
    assert alone([("a", item(own)), ("a", item(same))])[0]["township"] == set()
    assert alone([("a", item(own)), ("b", Item(id="b001", name="事"))])[0]["township"] == set()


# --- for everyone -------------------------------------------------------------------------------


def shown(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "": shown,
    "?q=群租房": lambda page: expect(page.locator(".qd-hits a").first).to_be_visible(),
    "?q=量子纠缠": lambda page: expect(page.locator(".qd-search-status a").first).to_be_visible(),
    "#typing": lambda page: expect(ask(page, "校外培训").first).to_be_visible(),
    f"{MATTER}?t={OWN}": lambda page: expect(page.locator(".qd-own").first).to_be_visible(),
    "404.html": shown,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Browser, served: str, state: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{served}/{state}")
        page.reload()
        STATES[state](page)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()


@pytest.mark.parametrize("state", STATES)
def test_touch_targets_and_no_sideways_scrolling(page: Page, served: str, state: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{served}/{state}")
    STATES[state](page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             '.qd-ask input, button, select, .qd-common a, .qd-hits a, .qd-hit, .qd-titled a')]
           .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44)
           .map(e => e.outerHTML)"""
    )
    assert small == []


ON_A_LIST = {"qingdan.css", "search.css", "search.js", "offline.js"}


def test_the_budget_of_scripts_and_styles() -> None:
    sizes = {
        name: len(gzip.compress(data, 9))
        for name, data in bundle.assets().items()
        if name in {*ON_A_LIST, "matters.js", "copy.js"}
    }
    assert sum(sizes.values()) <= 40 * 1024, sizes
