"""What a town clerk does with the site, in a real browser: narrow a list down, take exactly that
away, print it, follow an item to its source and to the editor."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Server
from tests.test_site import load

LONGJIAO = "chongqing/yunyang/longjiao"
LIST = f"{LONGJIAO}/cooperative/"
TIANNING = "jiangsu/changzhou/tianning/territorial/"
SHOWN = "table.qd-list tbody > tr:not(.qd-category):visible"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk, whose console errors fail the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    assert errors == []


def status_of(page: Page) -> Locator:
    """Where the page announces how much it shows."""
    return page.locator("[data-qd-shown][role=status]")


def items(site: Path, kind: str = "cooperative", township: str = LONGJIAO) -> list[dict[str, Any]]:
    document = load(site / f"api/v1/townships/{township}.json")
    found: list[dict[str, Any]] = next(x["items"] for x in document["lists"] if x["kind"] == kind)
    return found


def shown(page: Page) -> list[str]:
    ids: list[str] = page.locator(SHOWN).evaluate_all("rows => rows.map(row => row.id)")
    return ids


def test_filters_by_category_department_and_words_without_reload(
    page: Page, served: str, site: Path
) -> None:
    page.goto(f"{served}/{LIST}")
    page.evaluate("window.kept = true")
    status = status_of(page)
    expect(status).to_have_text("显示全部 88 项")
    page.get_by_role("link", name="三、平安法治").click()
    expect(status).to_have_text("显示 24 项，共 88 项")
    category = [each["id"] for each in items(site) if each["category"] == "三、平安法治"]
    assert shown(page) == category
    page.get_by_label("部门", exact=True).select_option("gongan")
    expected = [
        each["id"]
        for each in items(site)
        if each["id"] in category
        and any("gongan" in name["offices"] for name in each["departments"])
    ]
    assert 0 < len(expected) < len(category)
    expect(status).to_have_text(f"显示 {len(expected)} 项，共 88 项")
    assert shown(page) == expected
    page.get_by_label("筛选词").fill("巡 交通")
    expect(page.locator("#c035")).to_be_visible()
    assert set(shown(page)) < set(expected)
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"k": ["pingan-fazhi"], "d": ["gongan"], "q": ["巡 交通"]}
    assert page.evaluate("window.kept") is True


def test_the_state_is_the_address_and_goes_back_and_forward(page: Page, served: str) -> None:
    page.goto(f"{served}/{LIST}?k=pingan-fazhi&d=gongan&q=巡")
    status = status_of(page)
    expect(status).not_to_have_text("显示全部 88 项")
    first = status.text_content() or ""
    assert page.get_by_label("筛选词").input_value() == "巡"
    assert page.locator(".qd-chips [aria-current]").text_content() == "三、平安法治 24"
    page.locator(".qd-chips a", has_text="全部").click()
    expect(status).not_to_have_text(first)
    page.get_by_label("筛选词").fill("巡查")
    page.go_back()
    expect(page.get_by_label("筛选词")).to_have_value("巡")
    page.go_back()
    expect(status).to_have_text(first)
    page.go_forward()
    page.go_forward()
    expect(page.get_by_label("筛选词")).to_have_value("巡查")


def test_nothing_found_says_what_next(page: Page, served: str) -> None:
    page.goto(f"{served}/{LIST}?q=没有这样的事")
    expect(page.locator("table.qd-list")).to_be_hidden()
    empty = page.locator("[data-qd-empty]")
    assert "?q=" in (empty.get_by_role("link", name="在全站查").get_attribute("href") or "") or (
        empty.get_by_role("link", name="在全站查").evaluate("link => link.search") != ""
    )
    empty.get_by_role("link", name="看全部 88 项").click()
    expect(status_of(page)).to_have_text("显示全部 88 项")
    assert len(shown(page)) == 88


def test_unknown_filters_in_an_address_hide_nothing(page: Page, served: str) -> None:
    page.goto(f"{served}/{LIST}?k=nonsense&d=nobody")
    expect(status_of(page)).to_have_text("显示全部 88 项")


def test_a_link_to_a_hidden_item_brings_it_back(page: Page, served: str) -> None:
    page.goto(f"{served}/{LIST}?k=pingan-fazhi")
    page.evaluate("location.hash = 'c001'")
    expect(page.locator("#c001")).to_be_in_viewport()


def test_without_javascript_there_is_no_dead_filter_and_everything_shows(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 700})
    page = context.new_page()
    page.goto(f"{served}/{LIST}")
    assert page.locator("[data-qd-filter]").is_hidden()
    assert page.locator("#c001 .qd-fold li").first.is_visible()
    page.locator("#c001 summary", has_text="部门职责").click()
    assert page.locator("#c001 td[data-key=superior] li").first.is_hidden()
    page.get_by_role("link", name="七、文化旅游").click()
    assert page.url.endswith("#wenhua-lvyou") or "#" in page.url
    assert page.get_by_role("link", name="CSV").first.get_attribute("href")
    context.close()


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def taken(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


LISTS = (
    LIST,
    f"{LONGJIAO}/basic/",
    "xinjiang/tacheng/shawan/xigebi/cooperative/",
    "neimenggu/hulunbeier/zhalantun/woniuhe/cooperative/",
    "chongqing/jiangjin/luohuang/withdrawn/",
    "jiangsu/changzhou/tianning/territorial/",
)


@pytest.mark.parametrize("path", LISTS)
def test_the_browser_hands_out_the_very_bytes_of_the_site(
    page: Page, served: str, site: Path, path: str
) -> None:
    page.goto(f"{served}/{path}")
    name, data = taken(page, "下载为 CSV")
    assert name.endswith(".csv")
    assert data == (site / f"{path.rstrip('/')}.csv").read_bytes()


def test_downloads_hold_exactly_what_is_shown(page: Page, served: str) -> None:
    page.goto(f"{served}/{LIST}?k=pingan-fazhi&d=gongan")
    expect(status_of(page)).not_to_have_text("显示全部 88 项")
    ids = shown(page)
    name, data = taken(page, "下载为 CSV")
    rows = rows_of(data)
    assert [row[0] for row in rows[1:]] == ids
    assert name == f"云阳县龙角镇配合履职事项清单（筛选出 {len(ids)} 项）.csv"
    name, data = taken(page, "下载为 Excel")
    assert name.endswith("项）.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    read = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert read == rows
    assert sheet["B2"].data_type == "n"
    assert sheet.freeze_panes == "A2"


def test_filter_and_downloads_work_from_a_file(page: Page, site: Path) -> None:
    page.goto(f"file://{site}/{LIST}index.html")
    page.get_by_label("筛选词").fill("消费者")
    expect(status_of(page)).not_to_have_text("显示全部 88 项")
    assert "c002" in shown(page)
    for form in ("CSV", "Excel"):
        assert taken(page, f"下载为 {form}")[1]


def test_workbook_of_a_township_holds_every_list(site: Path) -> None:
    book = openpyxl.load_workbook(site / f"{LONGJIAO}/qingdan.xlsx")
    assert [sheet.max_row - 1 for sheet in book] == [115, 88, 80]
    for sheet, kind in zip(book, ("basic", "cooperative", "withdrawn"), strict=True):
        rows = rows_of((site / f"{LONGJIAO}/{kind}.csv").read_bytes())
        assert [["" if cell is None else str(cell) for cell in row] for row in sheet.values] == rows


def test_static_downloads_say_how_large_they_are(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/{LIST}")
    links = page.locator(".qd-files a")
    size = round((site / f"{LONGJIAO}/cooperative.csv").stat().st_size / 1000)
    assert f"88 项，CSV（{size} KB）" in (links.first.text_content() or "")
    assert "283 项，Excel" in (links.nth(1).text_content() or "")


def test_heads_and_first_column_stay_in_view(page: Page, served: str) -> None:
    page.goto(f"{served}/{LIST}")
    page.locator("#c004").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)
    page.wait_for_function("scrollY > 500")
    head = page.locator("table.qd-list > thead th").first.bounding_box()
    assert head is not None
    assert -1 <= head["y"] < 20
    position = "e => getComputedStyle(e).position"
    assert page.locator("#c004 > th").evaluate(position) == "sticky"
    assert page.locator("#c004 .qd-stick").evaluate(position) == "sticky"
    assert page.locator(".qd-category th").first.evaluate(position) == "sticky"


def test_phones_fold_the_duties_and_open_what_is_looked_for(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served}/{LIST}#c022")
    expect(page.locator("#c022 .qd-fold").first).to_have_attribute("open", "")
    expect(page.locator("#c022 .qd-name")).to_be_in_viewport()
    duty = page.locator("#c002 td[data-key=superior] li").first
    assert duty.is_hidden()
    page.locator("#c002 summary", has_text="部门职责").click()
    assert duty.is_visible()
    page.get_by_label("筛选词").fill("消费维权")
    page.reload()
    expect(page.locator("#c002 td[data-key=superior] .qd-fold")).to_have_attribute("open", "")
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.locator("details.qd-fold:not([open])")).to_have_count(0)


def test_every_item_says_where_it_comes_from(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/{LIST}")
    line = page.locator("#c022 .qd-evidence")
    text = (line.text_content() or "").strip()
    head = "云阳县龙角镇 · 配合履职事项清单 · 二、民生服务 · 第 22 项 · 原文第 "
    assert text.startswith(head)
    source = line.get_by_role("link", name="原文第")
    number = int((source.get_attribute("href") or "").rpartition("#l")[2])
    original = (site / f"sources/{LONGJIAO}/2024.txt").read_text("utf-8").splitlines()
    assert "校外培训" in "".join(original[number - 1 : number + 3])
    assert page.locator("tr[id^=c] .qd-evidence").count() == 88


def test_an_error_is_reported_at_the_line_of_the_item(
    page: Page, served: str, project: Path
) -> None:
    cards = f'[id="{LONGJIAO}/c022"] footer'
    for path, place, file, item in (
        (LIST, "#c022 .qd-evidence", LIST, "c022"),
        (TIANNING, "#t069 .qd-evidence", TIANNING, "t069"),
        ("matters/xiaowai-peixun/", cards, LIST, "c022"),
    ):
        page.goto(f"{served}/{path}")
        link = page.locator(place).get_by_role("link", name="报告错误")
        href = link.get_attribute("href") or ""
        head, _, line = href.partition("#L")
        name = f"lists/{file.rstrip('/')}.yml"
        assert head == f"https://git.example.org/qingdan/qingdan/edit/main/{name}"
        assert f"id: {item}" in (project / name).read_text("utf-8").splitlines()[int(line) - 1]


def test_an_item_is_copied_with_its_source(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}/{LIST}")
    page.locator("#c022").get_by_role("button", name="复制链接和出处").click()
    expect(page.locator("#c022").get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"{page.locator('#c022 .qd-name').text_content()}\n"
        "出处：重庆市云阳县龙角镇履行职责事项清单（2024），配合履职事项清单第 22 项\n"
        f"{served}/{LIST}#c022"
    )
    context.close()


def test_files_are_made_under_a_strict_policy(
    page: Page, site: Path, serve: Callable[[Path], Server]
) -> None:
    server = serve(site)
    server.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' data:"
    page.goto(f"{server.url}/{LIST}?k=pingan-fazhi")
    for form in ("CSV", "Excel"):
        assert taken(page, f"下载为 {form}")[1]


def test_prints_on_a4_with_heads_source_and_date_on_every_page(
    browser: Browser, served: str, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{served}/{LIST}")
    page.pdf(path=tmp_path / "list.pdf", prefer_css_page_size=True)
    context.close()
    document = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    texts = [each.get_textpage().get_text_range() for each in document]
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    whole = "".join("".join(text.split()) for text in texts)
    for place, text in enumerate(texts, start=1):
        plain = "".join(text.split())
        assert "重庆市云阳县龙角镇履行职责事项清单，2024年版" in plain
        assert f"{place}/{len(texts)}" in plain
        if "第88项" not in plain and "勘误" not in plain:
            assert "序号与事项名称" in plain, place
    assert "负责建立健全协税护税机制" in whole  # folded on the phone, open on paper
    assert "〔注1〕" in whole
    assert "第10项注1：原文“县公安局：”应删去" in whole
    assert "下载为" not in whole


def test_nothing_folded_hides_from_a_printer_without_javascript(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{LIST}")
    page.emulate_media(media="print")
    assert page.locator("#c088 td[data-key=township] li").first.is_visible()
    assert page.locator(".qd-notes li").first.is_visible()
    assert page.locator(".qd-fold summary").first.is_hidden()
    context.close()


def test_a_township_at_a_glance(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/{LONGJIAO}/")
    chart = page.get_by_role("img", name="云阳县龙角镇各类别的事项数")
    texts = chart.locator("text").all_text_contents()
    numbers = [int(text) for text in texts if text.isdecimal()]
    cells = page.locator("table.qd-counts tbody td:not(:last-child)").all_text_contents()
    assert numbers == [int(cell) for cell in cells]
    assert sum(numbers) == 115 + 88 + 80
    asking = page.get_by_role("region", name="哪些部门请龙角镇配合").get_by_role("listitem")
    assert "县公安局" in " ".join(asking.all_text_contents())
    document = items(site)
    police = sum("县公安局" in str(each["departments"]) for each in document)
    line = asking.filter(has_text="县公安局").first
    assert f"{police} 项" in (line.text_content() or "")
    line.get_by_role("link").first.click()
    page.wait_for_url("**/departments/#gongan")
    expect(page.locator("#gongan h2")).to_be_in_viewport()


LINES = "table.qd-lines tbody tr:not(.qd-kind):visible"


def names(page: Page) -> list[str]:
    return page.locator(f"{LINES} th").all_text_contents()


def test_all_items_of_a_township_narrowed_down_without_reload(
    page: Page, served: str, site: Path
) -> None:
    everything = [(kind, each) for kind in ("basic", "cooperative", "withdrawn")
                  for each in items(site, kind)]  # fmt: skip
    page.goto(f"{served}/{LONGJIAO}/")
    expect(status_of(page)).to_have_text("全部 283 项")
    page.evaluate("window.kept = true")
    page.get_by_label("筛选词").fill("消防")
    words = [
        each["name"]
        for _, each in everything
        if "消防" in each["name"] + "".join(named(each)) + each["category"]
    ]
    expect(status_of(page)).to_have_text(f"显示 {len(words)} 项，共 283 项")
    assert names(page) == words
    assert parse_qs(urlsplit(page.url).query) == {"q": ["消防"]}
    assert page.evaluate("window.kept") is True
    page.locator("[data-qd-deeper] a", has_text="配合").click()
    page.wait_for_url("**/cooperative/?q=*")
    page.go_back()
    expect(status_of(page)).to_have_text(f"显示 {len(words)} 项，共 283 项")
    page.get_by_label("筛选词").fill("")
    page.get_by_label("部门", exact=True).select_option("xiaofang-jiuyuan")
    page.get_by_label("清单", exact=True).select_option("withdrawn")
    page.get_by_label("类别", exact=True).select_option("pingan-fazhi")
    chosen = [
        each["name"]
        for each in items(site, "withdrawn")
        if "县消防救援局" in named(each) and each["category"].endswith("平安法治")
    ]
    assert chosen
    assert names(page) == chosen
    assert parse_qs(urlsplit(page.url).query) == {
        "d": ["xiaofang-jiuyuan"],
        "l": ["withdrawn"],
        "k": ["pingan-fazhi"],
    }
    page.get_by_label("筛选词").fill("没有这样的事")
    expect(page.locator("[data-qd-empty]")).to_be_visible()
    page.locator("[data-qd-empty] a").click()
    expect(status_of(page)).to_have_text("全部 283 项")


def named(item: dict[str, Any]) -> list[str]:
    """The departments that an item names as printed: those that lead, or take over."""
    blocks = [
        block
        for place, block in enumerate(item.get("takeover", []))
        if place == 0 or block.get("heading") != ""
    ]
    return [each["name"] for each in item.get("departments", [])] + [
        name for block in blocks for name in block.get("departments", [])
    ]


def test_the_lines_that_are_shown_as_files(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/{LONGJIAO}/?l=withdrawn&k=pingan-fazhi")
    name, data = taken(page, "下载为 CSV")
    assert name == "云阳县龙角镇事项（筛选出 42 项）.csv"
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert lines[0] == ["清单", "编号", "序号", "类别", "事项名称", "部门原文名称", "出处", "网址"]
    document = [each for each in items(site, "withdrawn") if "平安法治" in each["category"]]
    assert [line[1:5] for line in lines[1:]] == [
        [each["id"], str(each["number"]), each["category"], each["name"]] for each in document
    ]
    assert {line[0] for line in lines[1:]} == {"上级部门收回事项清单"}
    own = {tuple(line[-2:]) for line in csv.reader(
        io.StringIO((site / f"{LONGJIAO}/withdrawn.csv").read_text("utf-8-sig")))}  # fmt: skip
    assert {tuple(line[-2:]) for line in lines} <= own
    book = openpyxl.load_workbook(io.BytesIO(taken(page, "下载为 Excel")[1]))
    assert book.worksheets[0].max_row == 43


def test_all_items_of_a_township_without_javascript(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{LONGJIAO}/")
    assert page.locator("[data-qd-items]").is_hidden()
    page.locator("details.qd-items summary").click()
    assert page.locator(LINES).count() == 283
    context.close()


@pytest.mark.parametrize("path", ["compare/", "matters/xiaowai-peixun/", "findings/offices/"])
def test_every_page_prints_within_the_paper(
    browser: Browser, served: str, tmp_path: Path, path: str
) -> None:
    """No control, no way through the site; source and page number in the margin; on a window that
    is as wide as the paper's print area nothing sticks out."""
    context = browser.new_context(viewport={"width": 703, "height": 1000})
    page = context.new_page()
    page.goto(f"{served}/{path}")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    for control in ("header .qd-nav", ".qd-trail", "select", "button"):
        assert page.locator(f"{control}:visible").count() == 0, control
    context.close()
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    for number, sheet in enumerate(document, start=1):
        text = "".join(sheet.get_textpage().get_text_range().split())
        assert "不是官方文本" in text
        assert f"{number}/{len(document)}" in text


def test_departments_of_a_township_by_name(page: Page, served: str) -> None:
    page.goto(f"{served}/{LONGJIAO}/departments/?q=公安")
    expect(status_of(page)).to_have_text("显示 1 种部门，共 43 种")
    assert page.locator("section.qd-office:visible").evaluate_all("all => all.map(e => e.id)") == [
        "gongan"
    ]
    page.get_by_label("部门名称").fill("没有")
    expect(page.locator("[data-qd-empty]")).to_be_visible()
    page.go_back()
    expect(status_of(page)).to_have_text("显示 1 种部门，共 43 种")


def test_departments_hand_out_what_is_shown(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/{LONGJIAO}/departments/")
    whole = rows_of((site / f"{LONGJIAO}/departments.csv").read_bytes())
    shown_rows = rows_of(taken(page, "下载为 CSV")[1])
    assert shown_rows[0] == whole[0]
    assert sorted(shown_rows[1:]) == sorted(whole[1:])
    page.get_by_label("部门名称").fill("公安")
    expect(status_of(page)).to_have_text("显示 1 种部门，共 43 种")
    name, data = taken(page, "下载为 Excel")
    assert name == "云阳县龙角镇各部门的事项（公安）.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    read = [[str(cell) for cell in row] for row in sheet.values]
    assert read == [whole[0], *(row for row in whole if row[0] == "公安机关")]


def test_directory_of_departments_by_any_name(page: Page, served: str) -> None:
    page.goto(f"{served}/departments/")
    page.get_by_label("部门名称").fill("交巡警")
    expect(page.locator("table.qd-counts tbody tr:visible")).to_have_count(1)
    assert page.locator("table.qd-counts tbody tr:visible th").text_content() == "公安机关"


def test_a_department_everywhere(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/departments/gongan/")
    rows = rows_of((site / "departments/gongan/items.csv").read_bytes())
    listed = page.locator("section.qd-office li").count()
    assert listed == len(rows) - 1
    roles = [row[2] for row in rows[1:]]
    lead = page.locator(".qd-lead").text_content() or ""
    assert f"配合 {roles.count('要求配合')} 项，收回 {roles.count('收回')} 项" in lead
    assert page.locator(".qd-source").first.text_content() == "原文名称：" + "、".join(
        dict.fromkeys(row[1] for row in rows[1:])
    )
    table = page.get_by_role("table", name="各镇写法不同的事项")
    said = page.get_by_text("个主题，写到它的各镇").text_content() or ""
    assert f"有 {table.locator('tbody tr').count()} 个主题" in said
    for row in table.locator("tbody tr").all():
        towns = row.locator("td:has(a):not(:has(.qd-territorial))").all()
        assert len(towns) > 1


def test_a_name_of_two_offices_says_so(page: Page, served: str) -> None:
    page.goto(f"{served}/departments/tiyu/")
    note = page.locator(".qd-joint")
    assert "“市教育和体育局”这一名称同时归入教育部门" in (note.text_content() or "")
    note.get_by_role("link", name="教育部门").click()
    page.wait_for_url("**/departments/jiaoyu/")
    assert "体育部门" in (page.locator(".qd-joint").first.text_content() or "")


def test_pages_of_lists_are_light(site: Path) -> None:
    path = site / "xinjiang/tacheng/shawan/xigebi/cooperative/index.html"
    page = path.read_text("utf-8")
    assert page.count('role="row" id="c') == 110
    assert len(gzip.compress(page.encode(), 6)) < 120_000
    own = [
        site / "assets" / name
        for name in ("qingdan.css", "search.css", "list.css", "search.js", "list.js", "tables.js")
    ]
    assert sum(len(gzip.compress(each.read_bytes(), 6)) for each in own) < 40_000
