"""The files of embeds, as they are written: addresses, sizes, what they say of themselves."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.embeds.heights import WIDTHS
from generator.printed import squeeze
from tests import contract
from tests.embeds.conftest import KINDS, OTHER, TOWN
from tests.embeds.origins import DOCUMENTED

BASE = "https://qingdan.example.org/"
FOLDERS = sorted({re.split(r"[?#]", address)[0].rstrip("/") for address in KINDS.values()})


def read(site: Path, folder: str, name: str) -> str:
    return (site / "embed/v1" / folder / name).read_text("utf-8")


def answer(site: Path, folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read(site, folder, "oembed.json"))
    return found


def packed(*texts: bytes) -> int:
    """Bytes that go over the line: each file is compressed by itself."""
    return sum(len(gzip.compress(text, 9, mtime=0)) for text in texts)


def assets_of(site: Path, folder: str, page: str) -> list[Path]:
    found = re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', page)
    return [(site / "embed/v1" / folder / each).resolve() for each in found]


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_embed_is_light_without_its_data(site: Path, folder: str) -> None:
    page = read(site, folder, "index.html")
    shell = re.sub(r'<main class="qd-embed">.*</main>', "", page, flags=re.S)
    parts = [path.read_bytes() for path in assets_of(site, folder, page)]
    if folder == "search":
        parts.append((site / "assets/matters.js").read_bytes())  # loaded with the first question
        shell = page
    assert packed(shell.encode("utf-8"), *parts) <= 30_000


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_page_says_what_it_is_a_part_of(site: Path, folder: str) -> None:
    page = read(site, folder, "index.html")
    full = answer(site, folder)["qingdan"]["url"]
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="{BASE}{full}">' in page
    assert (site / full / "index.html").exists()
    assert "出处：" in page
    if folder.startswith(TOWN):
        assert "重庆市云阳县龙角镇履行职责事项清单（2024年版）。数据截至2024年。" in page
    back = re.search(r'<a href="([^"]+)" target="_top" rel="noopener">查看完整页面</a>', page)
    assert back
    assert (site / "embed/v1" / folder / back[1]).resolve() == (site / full).resolve()
    assert page.count("<a ") == page.count('target="_top" rel="noopener"')


def test_dates_of_a_matter_stand_in_its_rows(site: Path) -> None:
    page = read(site, "matters/xiaowai-peixun", "index.html")
    assert page.count("2024年版") + page.count("2025年版") == 5


def test_no_embed_asks_another_host_or_runs_what_stands_in_it(site: Path) -> None:
    own = dict(contract.pages(site / "embed/v1"))
    assert len(own) == len([*(site / "embed/v1").rglob("oembed.json")])
    assert {name: page.inline for name, page in own.items() if page.inline} == {}
    canonical = f"<link> {BASE}"
    found = contract.foreign_references(site / "embed/v1")
    assert [line for line in found if canonical not in line and f"<form> {BASE}" not in line] == []


def test_scripts_of_embeds_know_no_storage_and_no_requests(site: Path) -> None:
    for name in ("embed-page.js", "embed-matter.js", "embed-search.js"):
        text = (site / "assets" / name).read_text("utf-8")
        for word in ("localStorage", "sessionStorage", "indexedDB", "cookie =", "fetch(", "caches"):
            assert word not in text, (name, word)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_fragment_fits_into_any_page(site: Path, folder: str) -> None:
    text = read(site, folder, "fragment.html")
    assert text.startswith('<section class="qd-embed" lang="zh">')
    for word in ("<html", "<head>", "<script", "<style", "<h1", "<link", " style=", "<meta"):
        assert word not in text, word
    names = {name for each in re.findall(r' class="([^"]*)"', text) for name in each.split()}
    assert names
    assert {name for name in names if not name.startswith("qd-")} == set()
    if folder not in ("search", f"{TOWN}/counts"):
        assert re.findall(r' id="', text) == []
        assert "<th scope=" in text
        assert "<thead" in text
    outside = re.findall(r'(?:href|action)="(?!https://qingdan\.example\.org/)[^"]*"', text)
    assert outside == []


def test_a_list_holds_all_items_in_page_fragment_and_json(site: Path) -> None:
    api = json.loads((site / f"api/v1/townships/{TOWN}.json").read_text("utf-8"))
    for each in api["lists"]:
        folder = f"{TOWN}/{each['kind']}"
        ids = [item["id"] for item in each["items"]]
        page = read(site, folder, "index.html")
        assert re.findall(r'<tr id="([^"]+)"', page) == ids
        fragment = read(site, folder, "fragment.html")
        assert re.findall(r"\|([bcw]\d+)\)\?\(\?!", fragment) == ids
        told = answer(site, folder)["qingdan"]
        assert [item["id"] for item in told["items"]] == ids
        assert [item["name"] for item in told["items"]] == [item["name"] for item in each["items"]]
        assert [item["url"] for item in told["items"]] == [item["url"] for item in each["items"]]
        texts = contract.read(site / "embed/v1" / folder / "index.html").texts
        for item in each["items"]:
            shown = squeeze([texts[item["id"]]])
            assert squeeze([item["name"]]) in shown
            for department in item.get("departments", ()):
                assert squeeze([department["name"]]) in shown
            for field, cell in item.get("printed", {}).items():
                if field != "departments":
                    assert all(squeeze([line]) in shown for line in cell.split("\n")), item["id"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_oembed_answer_is_valid(site: Path, folder: str) -> None:
    told = answer(site, folder)
    assert told["version"] == "1.0"
    assert told["type"] == "rich"
    assert isinstance(told["width"], int)
    assert isinstance(told["height"], int)
    assert f'src="{BASE}embed/v1/{folder}/"' in told["html"]
    assert f'title="{told["title"]}"' in told["html"]
    assert told["qingdan"]["widths"] == list(WIDTHS)
    assert len(told["qingdan"]["heights"]) == len(WIDTHS)
    for name in ("embed", "fragment", "url", "data"):
        path = told["qingdan"].get(name)
        assert path is None or (site / path).exists(), path


def test_every_embeddable_page_leads_to_its_answer(site: Path) -> None:
    pages = {
        "": "search",
        f"{TOWN}/": f"{TOWN}/counts",
        f"{TOWN}/cooperative/": f"{TOWN}/cooperative",
        f"{OTHER}/withdrawn/": f"{OTHER}/withdrawn",
        "jiangsu/changzhou/tianning/territorial/": "jiangsu/changzhou/tianning/territorial",
        "matters/xiaowai-peixun/": "matters/xiaowai-peixun",
    }
    for page, folder in pages.items():
        text = (site / page / "index.html").read_text("utf-8")
        link = f'<link rel="alternate" type="application/json+oembed" href="{BASE}embed/v1/{folder}'
        assert f'{link}/oembed.json"' in text, page
        assert (site / "embed/v1" / folder / "oembed.json").exists()


FROZEN = "sha384-+7o1kN1EgCP8ABkh3UUS0LI92ChJAeeMR2zquBLWjTayspn3O6IvgYL807UfRvq+"


def test_the_bytes_of_embed_js_never_change(site: Path) -> None:
    """Portals pin them: what is to change gets a new file name."""
    data = (site / "embed/v1/embed.js").read_bytes()
    assert packed(data) < 3000
    assert f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}" == FROZEN
    assert (site / "embed/index.html").read_text("utf-8").count(FROZEN) == 3


def test_the_static_example_chooses_as_nginx_does(site: Path) -> None:
    script = DOCUMENTED / "fetch.sh"

    def fetched(folder: str, *words: str) -> str:
        address = (site / "embed/v1" / folder / "fragment.html").as_uri()
        command = ["sh", str(script), address, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    whole = fetched(f"{TOWN}/cooperative")
    assert whole.count('<th scope="row"') == 88
    assert "<!--#" not in whole
    one = fetched(f"{TOWN}/cooperative", "only=c022")
    assert one.count('<th scope="row"') == 1
    assert "校外培训机构监管" in one
    category = fetched(f"{TOWN}/cooperative", "only=minsheng-fuwu")
    assert category.count('<th scope="row"') == 18
    assert category.count('<th scope="rowgroup"') == 1
    towns = fetched("matters/xiaowai-peixun", f"t={TOWN},{OTHER}")
    assert re.findall(r'<p class="qd-name">(.*?)</p>', towns) == ["江津区珞璜镇", "云阳县龙角镇"]
    assert fetched("matters/xiaowai-peixun").count('<th scope="row"') == 5
