"""More townships than one page can hold: a page a county, and towns picked across them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
from playwright.sync_api import Browser, expect

from generator.build import build
from tests.conftest import REPOSITORY, TOWNSHIP, Server

MATTERS = """\
matters:
  - id: jingguan
    name: 景观管理
    scope: 景观的管理。
    keywords: [看风景]
  - id: yanghua
    name: 养花
    scope: 养花。
    keywords: [种花]
"""

LISTS = {
    "basic": "基本履职事项清单",
    "withdrawn": "上级部门收回事项清单",
}

LIST = """\
kind: {kind}
title: {title}
categories:
  - name: 一、公安
    items:
      - id: {letter}001
        name: {name}
        matters: [{matter}]
{asking}"""

ASKING = "        departments: [县公安局]\n"

COUNTIES = 4
TOWNS = 4


def write_town(folder: Path, county: int, town: int) -> None:
    (folder / "originals").mkdir(parents=True)
    original = f"示例{county}县示例{town}镇履行职责事项清单\n".encode()
    (folder / "originals/2024.txt").write_bytes(original)
    text = TOWNSHIP.format(digest=hashlib.sha256(original).hexdigest())
    text = text.replace("示例县", f"示例{county}县").replace("示例镇", f"示例{town}镇")
    text = text.replace("990001100", f"99000{county}1{town:02d}")
    (folder / "township.yml").write_text(text, encoding="utf-8")
    for kind, title in LISTS.items():
        own = (kind == "basic") == (town % 2 == 0)
        listed = LIST.format(
            kind=kind,
            title=title,
            letter=kind[0],
            name=f"{'管理' if own else '收回'}第{county}县第{town}镇的景观。",
            matter="景观管理" if own else "养花",
            asking=ASKING if kind == "basic" else "",
        )
        (folder / f"{kind}.yml").write_text(listed, encoding="utf-8")


def grow(root: Path) -> None:
    """Build the site of the towns in ``root/lists``."""
    vocabulary = root / "lists/vocabulary"
    (vocabulary / "matters").mkdir(parents=True)
    for name in ("categories.yml", "departments.yml"):
        shutil.copyfile(REPOSITORY / "lists/vocabulary" / name, vocabulary / name)
    (vocabulary / "matters/gongan.yml").write_text(MATTERS, encoding="utf-8")
    for name in ("docs", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    result = build(root, lambda _: None)
    assert not result.failed, result.diagnostics


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site of 16 small towns in four counties."""
    root = tmp_path_factory.mktemp("grown")
    for county in range(1, COUNTIES + 1):
        for town in range(1, TOWNS + 1):
            write_town(root / f"lists/sheng/xian-{county}/zhen-{town}", county, town)
    grow(root)
    return root / "site"


def test_every_county_has_its_pages_and_files(grown: Path) -> None:
    for page in ("compare", "withdrawn", "categories/gongan"):
        index = (grown / page / "index.html").read_text("utf-8")
        for county in range(1, COUNTIES + 1):
            assert f'href="sheng/xian-{county}/"' in index
            own = (grown / page / f"sheng/xian-{county}/index.html").read_text("utf-8")
            assert own.count(f"sheng/xian-{county}/zhen-1/") > 0
            assert f"sheng/xian-{county % COUNTIES + 1}/zhen-1/" not in own
    matrix = (grown / "compare/sheng/xian-2/matrix.csv").read_bytes().decode("utf-8-sig")
    assert "景观管理" in matrix
    assert (grown / "withdrawn/sheng/xian-2/withdrawn.xlsx").exists()


def test_open_data_of_a_county_and_of_all(grown: Path) -> None:
    data = grown / "data"
    assert not (data / "qingdan.xlsx").exists()
    book = openpyxl.load_workbook(data / "sheng/xian-2/qingdan.xlsx")
    assert book.sheetnames == ["事项", "职责", "主题对照"]
    places = {cell.value for cell in book["事项"]["B"][1:]}
    assert places == {f"示例省示例2县示例{town}镇" for town in range(1, TOWNS + 1)}
    lines = (data / "items.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + COUNTIES * TOWNS * len(LISTS)
    table = pyarrow.parquet.read_table(data / "items.parquet")
    assert table.num_rows == COUNTIES * TOWNS * len(LISTS)
    page = (data / "index.html").read_text("utf-8")
    assert "data/&lt;区县&gt;/qingdan.xlsx" in page
    assert "qingdan.xlsx" not in (data / "datapackage.json").read_text("utf-8")
    for folder, number in (("", COUNTIES * TOWNS), ("sheng/xian-3/", TOWNS)):
        feed = json.loads((grown / folder / "feed.json").read_bytes())
        assert len(feed["items"]) == number
    index = json.loads((grown / "api/v1/index.json").read_bytes())
    assert all((grown / each["url"]).exists() for each in index["downloads"])


def test_a_finding_counts_all_towns_and_names_only_some(grown: Path) -> None:
    page = (grown / "findings/everywhere/index.html").read_text("utf-8")
    assert "16 个镇的清单都写到的事项主题有 2 个；其中 0 个各镇列在同一张清单" in page
    page = (grown / "findings/no-receiver/index.html").read_text("utf-8")
    assert page.count('<th scope="row"><a href="../../sheng/') == COUNTIES * TOWNS


def test_the_files_of_a_town_do_not_grow_with_the_others(grown: Path) -> None:
    script = (grown / "compare/data/sheng/xian-3/zhen-2/outline.js").read_text("utf-8")
    value = json.loads(script.partition("]=")[2].rstrip().rstrip(";"))
    assert value["id"] == "sheng/xian-3/zhen-2"
    assert [item[:3] for item in value["items"]] == [["basic", "b001", 1], ["withdrawn", "w001", 1]]
    assert "xian-1" not in script


def test_towns_of_different_counties_are_compared(
    browser: Browser, grown: Path, serve: Callable[[Path], Server]
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{serve(grown).url}/compare/")
    page.get_by_text("加别的区县的镇").click()
    for county, town in ((1, 1), (3, 2)):
        select = page.get_by_label("区县", exact=True)
        expect(select.locator("option")).to_have_count(COUNTIES + 1, timeout=60_000)
        select.select_option(f"sheng/xian-{county}")
        page.get_by_label(f"示例{county}县示例{town}镇").check(timeout=60_000)
    page.wait_for_selector("table.qd-result", timeout=60_000)
    assert page.url.endswith("/compare/?t=sheng/xian-1/zhen-1,sheng/xian-3/zhen-2")
    numbers = page.locator(".qd-numbers b").all_inner_texts()
    assert numbers == ["2", "0", "0", "2"]
    outlines = [url for url in asked if url.endswith("outline.js")]
    assert len(outlines) == 2
    context.close()


def test_one_county_of_many_towns(tmp_path: Path) -> None:
    """A county may have more towns than stand side by side on a page of the whole site."""
    for town in range(1, 15):
        write_town(tmp_path / f"lists/sheng/xian-1/zhen-{town}", 1, town)
    grow(tmp_path)
    site = tmp_path / "site"
    for page in ("compare", "withdrawn", "categories/gongan"):
        assert 'href="sheng/xian-1/"' in (site / page / "index.html").read_text("utf-8")
        own = (site / page / "sheng/xian-1/index.html").read_text("utf-8")
        assert all(f"sheng/xian-1/zhen-{town}/" in own for town in range(1, 15))


def test_a_department_leads_to_what_it_asks_of_each_of_many_towns(grown: Path) -> None:
    page = (grown / "departments/gongan/index.html").read_text("utf-8")
    for county in range(1, COUNTIES + 1):
        for town in range(1, TOWNS + 1):
            path = f"sheng/xian-{county}/zhen-{town}/departments/"
            assert f'<td><a href="../../{path}#gongan">1</a></td>' in page
            assert 'id="gongan"' in (grown / path / "index.html").read_text("utf-8")
