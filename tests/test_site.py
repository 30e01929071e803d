"""The built site, by its structure: every item, every link, no other host."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from generator import check
from generator.model import Township, rows
from generator.printed import cell, squeeze
from generator.rules import Context
from tests import contract


@pytest.fixture(scope="module")
def townships(project: Path) -> list[Township]:
    where = check.layout(project)
    vocabulary, _ = check.load_vocabulary(project, where)
    loaded = [
        check.load_township(project, folder, paths, Context(vocabulary))[0]
        for folder, paths in where.townships.items()
    ]
    return [value for value in loaded if value is not None]


def assert_items_stand_on_their_pages(site: Path, townships: list[Township]) -> None:
    """Every printed character of every item stands on its list's page under the item's id."""
    for township in townships:
        for duty_list in township.lists:
            page = contract.read(site / township.id / duty_list.kind / "index.html")
            assert len(page.ids) == len(set(page.ids))
            assert [name for name in page.ids if name in page.texts and name[1:].isdecimal()] == [
                row.item.id for row in rows(duty_list)
            ]
            for row in rows(duty_list):
                text = squeeze([page.texts[row.item.id]])
                assert text.startswith(str(row.number))
                assert squeeze([row.item.name]) in text
                for field in ("superior", "township", "takeover"):
                    printed = squeeze(cell(row.item, field, duty_list))
                    assert printed in text, (township.id, row.item.id, field)
                for name in row.item.departments:
                    assert squeeze([name]) in text


def test_every_item_stands_on_its_page(site: Path, townships: list[Township]) -> None:
    assert_items_stand_on_their_pages(site, townships)


def test_no_dead_link(site: Path) -> None:
    assert contract.dead_links(site) == []


def test_nothing_is_asked_from_another_host(site: Path) -> None:
    canonical = "<link> https://qingdan.example.org/"
    assert [line for line in contract.foreign_references(site) if canonical not in line] == []
    for path in site.rglob("*.css"):
        assert "url(http" not in path.read_text("utf-8"), path
        assert "@import" not in path.read_text("utf-8"), path


def test_no_inline_script_style_or_handler(site: Path) -> None:
    """So that ``default-src 'self'; img-src 'self' data:`` holds without any hash."""
    assert {name: page.inline for name, page in contract.pages(site) if page.inline} == {}


def linked_data(page: str) -> list[dict[str, Any]]:
    """What a page says of itself in JSON-LD."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    things: list[dict[str, Any]] = json.loads(found[1])["@graph"] if found else []
    return things


def test_breadcrumbs_say_the_same_to_readers_and_to_programs(site: Path) -> None:
    base = "https://qingdan.example.org/"
    for path in site.rglob("*.html"):
        place = path.relative_to(site).as_posix()
        if place.startswith("embed/v1/"):
            continue  # parts of other sites' pages
        text = path.read_text("utf-8")
        shown = re.findall(r'<nav class="qd-trail".*?</nav>', text, re.S)
        told = [each for each in linked_data(text) if each["@type"] == "BreadcrumbList"]
        if place in ("index.html", "404.html"):
            assert (shown, told) == ([], []), place
            continue
        assert len(shown) == len(told) == 1, place
        links = re.findall(r'<a href="([^"]*)">(.*?)</a>', shown[0])
        here = re.findall(r'<span aria-current="page">(.*?)</span>', shown[0])
        own = f"{base}{place.removesuffix('index.html')}"
        assert [(html.unescape(name), urljoin(own, address)) for address, name in links] + [
            (html.unescape(here[0]), own)
        ] == [(step["name"], step["item"]) for step in told[0]["itemListElement"]], place
        assert [step["position"] for step in told[0]["itemListElement"]] == [
            place + 1 for place in range(len(links) + 1)
        ]


def test_a_list_is_told_from_the_province_down_and_as_data(site: Path) -> None:
    things = linked_data((site / "chongqing/yunyang/longjiao/basic/index.html").read_text("utf-8"))
    trail, data = things
    assert [step["name"] for step in trail["itemListElement"]] == [
        "首页", "重庆市", "云阳县", "龙角镇", "基本履职事项清单",
    ]  # fmt: skip
    assert data["@type"] == "Dataset"
    assert data["distribution"][0]["encodingFormat"] == "text/csv"
    for file in data["distribution"]:
        assert (site / file["contentUrl"].removeprefix("https://qingdan.example.org/")).is_file()


def test_a_matter_names_who_provides_it_where_a_list_does(
    site: Path, townships: list[Township]
) -> None:
    said = linked_data((site / "matters/xiaowai-peixun/index.html").read_text("utf-8"))
    services = [each for each in said if each["@type"] == "GovernmentService"]
    assert {each["name"] for each in services} == {"校外培训机构监管"}
    assert [
        (each["areaServed"]["name"], [office["name"] for office in each["provider"]])
        for each in services
    ] == [
        (township.full_name, list(row.item.departments))
        for township in townships
        for duty_list in township.lists
        for row in rows(duty_list)
        if "校外培训机构监管" in (row.item.matters or ()) and duty_list.kind == "cooperative"
    ]


def test_every_page_has_a_title_one_heading_and_a_language(site: Path) -> None:
    for name, page in contract.pages(site):
        assert page.lang == "zh", name
        assert len(page.headings) >= 1, name
        assert page.titles, name
        assert page.titles[0].endswith("清单"), name


def test_urls_of_the_contract(site: Path, townships: list[Township]) -> None:
    for path in (
        "",
        "departments/",
        "categories/",
        "compare/",
        "data/",
        "guide/",
        "about/",
        "contribute/",
        "api/v1/townships.json",
        "sitemap.xml",
        "404.html",
    ):
        assert (site / path).exists(), path
    for township in townships:
        for name in ("", "departments/", *(f"{each.kind}/" for each in township.lists)):
            assert (site / township.id / name / "index.html").exists()
        assert (site / f"api/v1/townships/{township.id}.json").exists()


def load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_comparison_adds_up(site: Path, townships: list[Township]) -> None:
    from html.parser import HTMLParser

    class Cells(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.rows: list[list[str]] = []
            self.inside = False

        def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
            if tag == "tr":
                self.rows.append([])
            self.inside = tag == "td" or (self.inside and tag in ("a", "span"))
            if tag == "td":
                self.rows[-1].append("")

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag != "td"

        def handle_data(self, data: str) -> None:
            if self.inside:
                self.rows[-1][-1] += data.strip()

    reader = Cells()
    page = (site / "compare/index.html").read_text("utf-8")
    start = page.index('<table class="qd-counts qd-compare">')
    reader.feed(page[start : page.index("</table>", start)])
    numbers = [[int(text.replace("–", "0")) for text in row] for row in reader.rows if row]
    sums = [sum(column) for column in zip(*numbers[:-1], strict=True)]
    assert sums == numbers[-1]
    assert sums == [
        sum(1 for _ in rows(duty_list)) for township in townships for duty_list in township.lists
    ]


def test_json_directory(site: Path, townships: list[Township]) -> None:
    listed = load(site / "api/v1/townships.json")["townships"]
    assert [each["id"] for each in listed] == [township.id for township in townships]
    for each, township in zip(listed, townships, strict=True):
        keys = ["id", "name", "kind", "code", "division", "counts", "url", "json", "changes"]
        assert list(each) == keys
        assert each["counts"] == {
            duty_list.kind: sum(1 for _ in rows(duty_list)) for duty_list in township.lists
        }
        assert (site / each["json"]).exists()
        assert (site / each["url"] / "index.html").exists()


ITEM_KEYS = [
    "id",
    "number",
    "kind",
    "category",
    "name",
    "matters",
    "departments",
    "departments_cell",
    "superior",
    "township",
    "takeover",
    "discontinued",
    "basis",
    "marks",
    "merged",
    "corrections",
    "printed",
    "url",
]


def test_json_holds_every_item_with_its_printed_cells(
    site: Path, townships: list[Township]
) -> None:
    for township in townships:
        document = load(site / f"api/v1/townships/{township.id}.json")
        assert [each["kind"] for each in document["lists"]] == [x.kind for x in township.lists]
        for listed, duty_list in zip(document["lists"], township.lists, strict=True):
            assert sum(each["count"] for each in listed["categories"]) == len(listed["items"])
            for item, row in zip(listed["items"], rows(duty_list), strict=True):
                assert [key for key in ITEM_KEYS if key in item] == list(item)
                assert (item["id"], item["number"], item["name"]) == (
                    row.item.id,
                    row.number,
                    row.item.name,
                )
                for field in ("departments", "superior", "township", "takeover"):
                    printed = squeeze([item.get("printed", {}).get(field, "")])
                    assert printed == squeeze(cell(row.item, field, duty_list))
                assert all(department["offices"] for department in item.get("departments", []))
