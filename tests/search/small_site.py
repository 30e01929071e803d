"""A small site for the tests of search, small townships, and the real lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import bundle, check, search
from generator.model import (
    Category,
    DutyList,
    Item,
    Matter,
    Office,
    Township,
    Version,
)
from generator.rules import Context
from generator.scopes import entries
from generator.summary import summarise
from generator.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "asking.json").read_text(encoding="utf-8")
)
"""A small vocabulary, townships that use it, and questions with what they must lead to."""
CASES: dict[str, Any] = json.loads(
    (Path(__file__).parent / "cases.json").read_text(encoding="utf-8")
)
FIXED = [search.Entry(**entry) for entry in CASES["entries"]]
"""A small corpus that never changes."""

HEAD = """<!doctype html><html lang="zh"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<meta name="viewport" content="width=device-width,initial-scale=1">{meta}
<link rel="icon" href="{root}assets/mark.svg">
<link rel="stylesheet" href="{root}assets/qingdan.css">
<link rel="stylesheet" href="{root}assets/search.css">
<script src="{root}assets/search.js" defer></script><title>清单</title></head><body>"""
HEADER = """<header class="qd-header"><div class="qd-bar"><a href="{root}index.html">清单</a>
<form class="qd-find" role="search" data-qd-search action="{root}" method="get">
<label class="qd-hidden" for="qd-find">查事项</label>
<input id="qd-find" type="search" name="q" maxlength="60"></form></div></header>"""
HOME = """<form class="qd-ask" role="search" data-qd-search="page" action="" method="get">
<label class="qd-hidden" for="qd-question">查</label>
<input id="qd-question" type="search" name="q" maxlength="60"><button type="submit">查</button>
</form><p hidden><label for="qd-own">我在：</label><select id="qd-own" data-qd-own></select></p>
<p class="qd-common"><a href="categories/index.html" data-qd-ask="宅基地">宅基地</a></p>
<p class="qd-recent" data-qd-recent hidden></p><div data-qd-results></div>
<script src="assets/home.js" defer></script></body></html>"""


def real_townships() -> list[Township]:
    """The townships of ``lists/`` that load; what does not is another test's business."""
    where = check.layout(ROOT)
    context = Context(check.load_vocabulary(ROOT, where)[0])
    loaded = (
        check.load_township(ROOT, folder, paths, context)[0]
        for folder, paths in where.townships.items()
    )
    return [township for township in loaded if township is not None]


def entries_of(
    townships: Sequence[Township], vocabulary: Vocabulary | None = None
) -> list[search.Entry]:
    return entries(townships, vocabulary or Vocabulary())


def township(place: str, *names: str, name: str = "龙角镇") -> Township:
    """A township with one list of ``names``."""
    items = tuple(Item(id=f"b{n:03d}", name=text) for n, text in enumerate(names, start=1))
    duty_list = DutyList(
        kind="basic",
        title="基本履职事项清单",
        categories=(Category(name="一、党的建设", items=items),),
    )
    version = Version(id="2024", title="清单", original="originals/2024.txt", sha256="0" * 64)
    return Township(
        id=place,
        name=name,
        kind="镇",
        division=("某市", "某县"),
        code="500235105",
        versions=(version,),
        lists=(duty_list,),
    )


def small_vocabulary() -> Vocabulary:
    """The matters and offices of ``asking.json``."""
    matters = [
        (each.pop("category", "minsheng"), Matter(**{k: _frozen(v) for k, v in each.items()}))
        for each in map(dict, QUESTIONS["matters"])
    ]
    offices = [Office(**{k: _frozen(v) for k, v in each.items()}) for each in QUESTIONS["offices"]]
    return Vocabulary(offices=offices, matters=matters)


def small_townships() -> list[Township]:
    """The townships of ``asking.json``: cooperative items with a matter and departments each."""
    found = []
    for each in QUESTIONS["townships"]:
        items = tuple(
            Item(id=f"c{n:03d}", name=name, matters=tuple(matters), departments=tuple(departments))
            for n, (name, matters, departments) in enumerate(each["items"], start=1)
        )
        base = township(each["id"], name=each["name"])
        duty_list = DutyList(
            kind="cooperative",
            title="配合履职事项清单",
            categories=(Category(name="一、民生服务", items=items),),
        )
        found.append(replace(base, division=("某市", each["county"]), lists=(duty_list,)))
    return found


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def write_site(folder: Path, data: dict[str, bytes], pages: dict[str, str]) -> Path:
    """A site of search data, the program's assets and pages; returns its folder."""
    data = search.matters_file(search.document(Vocabulary())) | data
    data |= {f"assets/{name}": content for name, content in bundle.assets().items()}
    for path, html in pages.items():
        data[path] = html.encode("utf-8")
    for path, content in data.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def pages_for(place: str, meta: str = "") -> dict[str, str]:
    """The home page, and one list page with the header field."""
    root = "../" * (place.count("/") + 2)
    return {
        "index.html": HEAD.format(root="", meta="") + HOME,
        "categories/index.html": HEAD.format(root="../", meta="") + "全部类别</body></html>",
        f"{place}/basic/index.html": (
            HEAD.format(root=root, meta=meta)
            + HEADER.format(root=root)
            + '<h1>清单</h1><p id="b001">一</p></body></html>'
        ),
    }


CATALOG = json.dumps({"scopes": [["chongqing/yunyang", "重庆市云阳县", len(FIXED)]]})


def site_of(
    folder: Path,
    townships: Sequence[Township],
    meta: str = "",
    vocabulary: Vocabulary | None = None,
) -> Path:
    """A site of whole townships, each in the scope of its county."""
    vocabulary = vocabulary or Vocabulary()
    summaries = [summarise(each, vocabulary) for each in townships]
    data = search.catalog_files(summaries)
    for scope in sorted({summary.scope for summary in summaries}):
        ids = {summary.id for summary in summaries if summary.scope == scope}
        members = [each for each in townships if each.id in ids]
        data |= search.scope_files(scope, entries_of(members, vocabulary))
    data |= search.matters_file(search.document(vocabulary))
    return write_site(folder, data, pages_for(townships[0].id, meta))
