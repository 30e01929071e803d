"""``/compare/`` in a real browser: towns are picked, and everything stands in the address."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import flawless

LUOHUANG = "chongqing/jiangjin/luohuang"
LONGJIAO = "chongqing/yunyang/longjiao"
WONIUHE = "neimenggu/hulunbeier/zhalantun/woniuhe"
TIANNING = "jiangsu/changzhou/tianning"
PAIR = f"?t={LUOHUANG},{LONGJIAO}"
expect.set_options(timeout=60_000)
BODY = "table.qd-result tbody tr:not(.qd-category):not(.qd-opened)"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with flawless(browser, 1280, 900) as opened:
        yield opened


def recount(
    site: Path, towns: list[str], category: str = "", office: str = ""
) -> dict[str, set[str]]:
    """The names of the matters by relation, from the published JSON."""
    kinds: dict[str, str] = {}
    offices: dict[str, set[str]] = {}
    for town in towns:
        document = json.loads((site / f"api/v1/townships/{town}.json").read_text("utf-8"))
        for listed in document["lists"]:
            for item in listed["items"]:
                ref = f"{town}#{item['id']}"
                kinds[ref] = item["kind"]
                named = item.get("departments", [])
                offices[ref] = {each for name in named for each in name["offices"]}
    matters: list[dict[str, Any]] = json.loads((site / "api/v1/matters.json").read_text("utf-8"))[
        "matters"
    ]
    found: dict[str, set[str]] = {"same": set(), "diff": set(), "only": set(), "all": set()}
    for matter in matters:
        refs = [ref for ref in matter["items"] if ref in kinds]
        if category and matter["category"] != category:
            continue
        if not refs or (office and not any(office in offices[ref] for ref in refs)):
            continue
        held = [
            {kinds[ref] for ref in refs if ref.startswith(f"{town}#")}
            for town in towns
            if any(ref.startswith(f"{town}#") and kinds[ref] != "territorial" for ref in refs)
        ]
        found["all"].add(matter["name"])
        if len(held) == 1:
            found["only"].add(matter["name"])
        elif held:
            found["same" if all(each == held[0] for each in held) else "diff"].add(matter["name"])
    return found


def numbers(page: Page) -> dict[str, int]:
    labels = page.locator(".qd-numbers label")
    expect(labels).to_have_count(4)
    return {
        label.locator("input").input_value(): int(label.locator("b").inner_text())
        for label in labels.all()
    }


def shown(page: Page) -> list[str]:
    return page.locator(f"{BODY} .qd-toggle").all_inner_texts()


def lengths(found: dict[str, set[str]]) -> dict[str, int]:
    return {key: len(names) for key, names in found.items()}


def test_towns_are_picked_and_the_address_follows(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/compare/")
    page.get_by_label("江津区珞璜镇").check()
    expect(page.locator("[data-qd-compared]")).to_contain_text("再选一个镇")
    page.get_by_label("云阳县龙角镇").check()
    page.wait_for_selector("table.qd-result")
    assert page.url.endswith(f"/compare/{PAIR}")
    found = recount(site, [LUOHUANG, LONGJIAO])
    assert numbers(page) == lengths(found)
    assert set(shown(page)) == found["diff"]
    expect(page.locator("[data-qd-overview]")).to_be_hidden()
    page.go_back()
    expect(page.locator("[data-qd-compared]")).to_contain_text("再选一个镇")
    expect(page.get_by_label("云阳县龙角镇")).not_to_be_checked()
    page.go_forward()
    page.wait_for_selector("table.qd-result")
    expect(page.get_by_label("云阳县龙角镇")).to_be_checked()


@pytest.mark.parametrize("view", ["same", "diff", "only", "all"])
def test_each_switch_shows_its_rows(page: Page, served: str, site: Path, view: str) -> None:
    page.goto(f"{served}/compare/{PAIR}&v={view}")
    page.wait_for_selector("table.qd-result")
    assert set(shown(page)) == recount(site, [LUOHUANG, LONGJIAO])[view]


def test_switches_work_by_keyboard_and_stand_in_the_address(
    page: Page, served: str, site: Path
) -> None:
    page.goto(f"{served}/compare/{PAIR}")
    page.wait_for_selector("table.qd-result")
    page.locator(".qd-numbers input[value=diff]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".qd-numbers input[value=only]")).to_be_checked()
    assert page.url.endswith("&v=only")
    assert page.evaluate("document.activeElement.value") == "only"
    found = recount(site, [LUOHUANG, LONGJIAO])
    expect(page.locator(f"{BODY} .qd-toggle")).to_have_count(len(found["only"]))
    page.go_back()
    expect(page.locator(".qd-numbers input[value=diff]")).to_be_checked()


def test_category_and_department_narrow_the_rows_and_the_numbers(
    page: Page, served: str, site: Path
) -> None:
    page.goto(f"{served}/compare/{PAIR}&v=all")
    page.wait_for_selector("table.qd-result")
    page.get_by_label("类别", exact=True).select_option("shengtai-huanbao")
    page.wait_for_url("**k=shengtai-huanbao*")
    found = recount(site, [LUOHUANG, LONGJIAO], category="shengtai-huanbao")
    expect(page.locator(f"{BODY} .qd-toggle")).to_have_count(len(found["all"]))
    assert numbers(page) == lengths(found)
    page.get_by_label("部门", exact=True).select_option("shengtai-huanjing")
    page.wait_for_url("**d=shengtai-huanjing*")
    found = recount(site, [LUOHUANG, LONGJIAO], "shengtai-huanbao", "shengtai-huanjing")
    expect(page.locator(f"{BODY} .qd-toggle")).to_have_count(len(found["all"]))
    assert set(shown(page)) == found["all"]
    assert numbers(page) == lengths(found)
    page.reload()
    page.wait_for_selector("table.qd-result")
    assert set(shown(page)) == found["all"]


def test_a_row_opens_to_the_wordings_with_their_differences(page: Page, served: str) -> None:
    page.goto(f"{served}/compare/{PAIR}&k=dang-de-jianshe")
    page.wait_for_selector("table.qd-result")
    row = page.get_by_role("button", name="评优评先推荐")
    assert row.get_attribute("aria-expanded") == "false"
    row.focus()
    page.keyboard.press("Enter")
    opened = page.locator(".qd-opened:visible")
    opened.locator("mark").nth(1).wait_for()
    assert row.get_attribute("aria-expanded") == "true"
    first = opened.locator(".qd-wordings").first.locator("> div")
    left = first.nth(0).locator(".qd-wording").first
    right = first.nth(1).locator(".qd-wording").first
    assert left.locator("mark").all_inner_texts() == ["做好非在编人员、公益性岗位人员的管理，"]
    assert right.locator("mark").count() == 0
    assert "开展各类评优评先推荐上报。" in right.inner_text()
    page.wait_for_url("**&o=*")
    page.reload()
    page.locator(".qd-opened:visible mark").nth(1).wait_for()


def test_three_towns_are_held_against_the_one_that_is_chosen(
    page: Page, served: str, site: Path
) -> None:
    page.goto(f"{served}/compare/{PAIR},{WONIUHE}")
    page.wait_for_selector("table.qd-result")
    assert numbers(page) == lengths(recount(site, [LUOHUANG, LONGJIAO, WONIUHE]))
    page.get_by_label("对照", exact=True).select_option(WONIUHE)
    page.wait_for_url("**b=neimenggu/**")
    page.get_by_role("button", name="河长制").or_(page.locator(".qd-toggle").first).first.click()
    page.locator(".qd-opened:visible .qd-wordings").first.wait_for()


def test_a_district_wide_list_is_never_counted(page: Page, served: str, site: Path) -> None:
    page.goto(f"{served}/compare/{PAIR},{TIANNING}&v=all")
    page.wait_for_selector("table.qd-result")
    with_district = numbers(page)
    alone = lengths(recount(site, [LUOHUANG, LONGJIAO]))
    assert [with_district[key] for key in ("same", "diff", "only")] == [
        alone[key] for key in ("same", "diff", "only")
    ]
    assert with_district["all"] > alone["all"]
    assert page.locator("table.qd-result th", has_text="全区，不计入").count() == 1
    page.goto(f"{served}/compare/?t={LUOHUANG},{TIANNING}")
    expect(page.locator("[data-qd-compared]")).to_contain_text("再选一个镇")


def test_at_most_four_and_unknown_towns_are_said(page: Page, served: str) -> None:
    everything = f"{LUOHUANG},{LONGJIAO},{WONIUHE},xinjiang/tacheng/shawan/xigebi"
    page.goto(f"{served}/compare/?t={everything}")
    page.wait_for_selector("table.qd-result")
    expect(page.get_by_label("常州市天宁区")).to_be_disabled()
    page.goto(f"{served}/compare/?t={LUOHUANG},..%2F..%2Fevil&k=%3Cb%3E&v=%22&o=__proto__")
    expect(page.locator("[data-qd-compared]")).to_contain_text("没有收录：../../evil")


@pytest.mark.parametrize("view", ["diff", "only"])
def test_the_download_is_exactly_what_is_shown(page: Page, served: str, view: str) -> None:
    page.goto(f"{served}/compare/{PAIR}&v={view}&k=shengtai-huanbao")
    page.wait_for_selector("table.qd-result")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 CSV").click()
    assert waiting.value.suggested_filename == "比一比-珞璜镇-龙角镇.csv"
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    assert "\r\n" in text
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["事项主题"] for line in lines] == shown(page)
    said = {"diff": "不同清单", "only": "仅一处"}[view]
    assert {line["关系"] for line in lines} == {said}
    cells = page.locator(f"{BODY} td").all_inner_texts()
    for place, line in enumerate(lines):
        for column, name in enumerate(("江津区珞璜镇", "云阳县龙角镇")):
            cell = " ".join(cells[2 * place + column].split())
            written = line[f"{name}：清单和序号"].split("\n")
            assert all(part in cell for part in written)


def test_the_workbook_has_the_same_rows(page: Page, served: str) -> None:
    page.goto(f"{served}/compare/{PAIR}&k=shengtai-huanbao")
    page.wait_for_selector("table.qd-result")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 XLSX").click()
    assert waiting.value.suggested_filename == "比一比-珞璜镇-龙角镇.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    assert lines[0][:3] == ("类别", "事项主题", "关系")
    assert [line[1] for line in lines[1:]] == shown(page)


def test_it_works_from_a_file(page: Page, site: Path) -> None:
    page.goto(f"file://{site}/compare/index.html{PAIR}&k=dang-de-jianshe")
    page.wait_for_selector("table.qd-result")
    page.get_by_role("button", name="评优评先推荐").click()
    page.locator(".qd-opened:visible mark").nth(1).wait_for()
    page.get_by_label("扎兰屯市卧牛河镇").check()
    expect(page.locator("table.qd-result thead th")).to_have_count(4)


def test_without_javascript_everything_is_there(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/compare/")
    assert page.locator("form[data-qd-compare]").is_hidden()
    page.get_by_role("link", name="全部事项对照").click()
    row = page.locator("#matrix-gongan tr", has_text="道路交通隐患排查")
    assert row.locator("td a").first.is_visible()
    row.get_by_role("link", name="基本第 114 项").click()
    assert page.url.endswith(f"/{LUOHUANG}/basic/#b114")
    page.goto(f"{served}/words/")
    page.locator(".qd-syllables").get_by_role("link", name=re.compile(r"^liu \d")).click()
    page.get_by_role("listitem").filter(has_text="流浪狗 →").get_by_role("link").first.click()
    assert "流浪犬" in page.locator("h1").inner_text()
    context.close()


def test_a_wide_matrix_keeps_its_head_in_sight(page: Page, served: str) -> None:
    page.goto(f"{served}/compare/#matrix-penalties")
    page.evaluate("window.scrollBy(0, 1500)")
    head = page.locator("#matrix-penalties thead th").first.bounding_box()
    assert head is not None
    assert 0 <= head["y"] < 40
