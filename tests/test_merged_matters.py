"""A matter that was renamed or merged: old URLs, names and items keep working in the built site."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.build import build
from tests.conftest import REPOSITORY, Server, run

MATTERS = """\
matters:
  - id: chuzufang
    name: 出租房管理
    scope: 出租房屋的登记和安全检查。
    keywords: [租房备案]
    former_names: [出租屋治理]
  - id: qunzufang
    name: 群租房治理
    scope: 群租房的整治。
    retired: true
    replaced_by: 隔断房治理
  - id: geduan
    name: 隔断房治理
    scope: 隔断房的整治。
    retired: true
    replaced_by: 出租房管理
  - id: chuzufang-chufa
    name: 出租房未登记的处罚
    scope: 未登记的处罚。
    penalty_under: 群租房治理
"""

ITEMS = """\
kind: basic
title: 基本履职事项清单
categories:
  - name: 一、党的建设
    declared: 3
    items:
      - id: b001
        name: 开展群租房整治和出租房登记。
        matters: [群租房治理, 出租房管理]
      - id: b002
        name: 做好出租屋安全检查。
        matters: [出租屋治理]
      - id: b003
        name: 对出租房未登记的处罚。
        matters: [出租房未登记的处罚]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("merged")
    shutil.copytree(REPOSITORY / "tests/golden/matters-clean/lists", root / "lists")
    for name in ("docs", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    (root / "lists/vocabulary/matters/dang-de-jianshe.yml").write_text(MATTERS, "utf-8")
    (root / "lists/aa/bb/zhen/basic.yml").write_text(ITEMS, "utf-8")
    result = build(root, lambda _: None)
    assert not result.failed, result.diagnostics
    return root


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("old", ["qunzufang", "geduan"])
def test_the_old_url_leads_to_the_matter_that_replaced_it(
    root: Path,
    serve: Callable[[Path], Server],
    browser: Browser,
    old: str,
    scripts: bool,
) -> None:
    page = browser.new_page(java_script_enabled=scripts)
    page.goto(f"{serve(root / 'site').url}/matters/{old}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("出租房管理", timeout=30_000)
    assert page.url.endswith("/matters/chuzufang/index.html")
    page.close()


def test_the_forwarding_page_names_and_links_the_new_one(root: Path) -> None:
    text = (root / "site/matters/qunzufang/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://qingdan.example.org/matters/chuzufang/">' in text
    assert '<a href="../../matters/chuzufang/index.html">出租房管理</a>' in text
    sitemap = (root / "site/sitemap.xml").read_text("utf-8")
    assert "matters/chuzufang/" in sitemap
    assert "matters/qunzufang/" not in sitemap


def test_items_of_all_names_stand_once_under_the_new_one(root: Path) -> None:
    listed = json.loads((root / "site/api/v1/matters.json").read_text("utf-8"))["matters"]
    known = {each["id"]: each for each in listed}
    assert known["chuzufang"]["items"] == ["aa/bb/zhen#b001", "aa/bb/zhen#b002"]
    assert "replaced_by" not in known["chuzufang"]
    assert known["qunzufang"]["items"] == []
    assert known["qunzufang"]["replaced_by"] == known["geduan"]["replaced_by"] == "chuzufang"
    text = (root / "site/api/v1/townships/aa/bb/zhen.json").read_text("utf-8")
    items = json.loads(text)["lists"][0]["items"]
    assert [each["matters"] for each in items] == [
        ["chuzufang"],
        ["chuzufang"],
        ["chuzufang-chufa"],
    ]


def test_the_penalty_of_the_old_one_stands_on_the_new_page(root: Path) -> None:
    text = (root / "site/matters/chuzufang/index.html").read_text("utf-8")
    assert "matters/chuzufang-chufa/" in text


def test_the_old_name_is_still_found(root: Path) -> None:
    for words in ("群租房治理", "隔断房治理", "出租屋治理"):
        found = json.loads(run("search", words, "--json", "--root", str(root)).stdout)
        assert found["hits"][0]["matter"] == "chuzufang", words


def test_check_says_what_to_write_instead(root: Path) -> None:
    found = json.loads(run("check", "--root", str(root), "--format", "json").stdout)
    told = [(each["code"], each["line"]) for each in found["diagnostics"]]
    assert [each for each in told if each[0] in ("QD407", "QD419")] == [
        ("QD407", 9),
        ("QD407", 12),
        ("QD419", 20),
    ]


def test_old_addresses_of_embeds_show_the_matter_that_remains(root: Path) -> None:
    for old in ("qunzufang", "geduan", "chuzufang"):
        page = (root / "site/embed/v1/matters" / old / "index.html").read_text("utf-8")
        assert "<title>出租房管理：各地谁负责 - 清单</title>" in page
        assert 'rel="canonical" href="https://qingdan.example.org/matters/chuzufang/"' in page
        assert 'data-matter="chuzufang"' in page
        assert "基本履职第 1 项" in page
