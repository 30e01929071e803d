"""The data files: what they hold, that they are safe, and the same for the same lists."""

from __future__ import annotations

import dataclasses
import gzip
import itertools
import json
from pathlib import Path
from typing import Any

from benchmarks import synthetic
from generator import check, search
from generator.answers import Answer
from generator.item_facts import Facts, item_facts
from generator.model import (
    Block,
    Category,
    DutyList,
    Item,
    Labels,
    Merged,
    Township,
    Version,
    rows,
)
from generator.rules import Context
from generator.scopes import entries
from generator.summary import summarise
from generator.vocabulary import Vocabulary
from tests.conftest import REPOSITORY
from tests.search.small_site import FIXED, entries_of, township


def read(files: dict[str, bytes], key: str) -> Any:
    """The value that a data script sets."""
    text = files[f"{key}.js"].decode("utf-8")
    head = f'(window.qingdan=window.qingdan||{{}})["{key}"]='
    assert text.startswith(head)
    assert text.endswith(";\n")
    return json.loads(text[len(head) : -2])


def district() -> Township:
    """A district with a territorial list in which one cell serves two items."""
    labels = Labels(after_departments="：")
    block = Block(departments=("城管部门",), lead="城管部门负责\n分类。")
    items = (
        Item(id="t001", name="垃圾分类", superior=(block,), basis=("《办法》",)),
        Item(id="t002", name="垃圾清运", number=7, merged=Merged(superior="t001")),
    )
    duty_list = DutyList(
        kind="territorial",
        title="“属地管理”事项清单",
        labels=labels,
        categories=(Category(name="城市管理", items=items),),
    )
    version = Version(id="2020", title="清单", original="originals/2020.txt", sha256="0" * 64)
    return Township(
        id="jiangsu/changzhou/tianning",
        name="天宁区",
        kind="区",
        division=("江苏省", "常州市"),
        code="320402",
        versions=(version,),
        lists=(duty_list,),
    )


def told(township: Township) -> Facts:
    """The facts of a township's items, with answers of their own."""
    facts = item_facts(township, Vocabulary())
    lists = [
        (
            each,
            [item._replace(answer=Answer(each.kind, f" {item.row.number}", "")) for item in items],
        )
        for each, items in facts.lists
    ]
    return facts._replace(lists=lists)


def test_entries() -> None:
    first, second = search.entries(district(), told(district()))
    assert first == search.Entry(
        township_id="jiangsu/changzhou/tianning",
        township_name="常州市天宁区",
        kind="territorial",
        item_id="t001",
        number=1,
        name="垃圾分类",
        category="城市管理",
        departments="城管部门",
        text="城管部门负责 分类。\n《办法》",
        who="territorial",
        rest=" 1",
    )
    assert (second.number, second.text) == (7, "城管部门负责 分类。")
    assert second.reference == "jiangsu/changzhou/tianning#t002"
    assert second.evidence == "常州市天宁区 · 属地管理事项责任清单 · 第 7 项"


def test_scope_files() -> None:
    known = search.entries(district(), told(district()))
    files = search.scope_files("a/b", known)
    names, texts = read(files, "search/a/b/names"), read(files, "search/a/b/texts")
    assert list(files) == ["search/a/b/names.js", "search/a/b/texts.js"]
    assert names["edition"] == texts["edition"]
    assert len(names["edition"]) == 12
    assert names["words"] == [
        ["垃圾分类", "垃圾清运"],
        ["", "城管部门"],
        ["territorial"],
        [" 1", " 7"],
        [""],
    ]
    assert names["townships"] == [
        [
            "jiangsu/changzhou/tianning",
            "常州市天宁区",
            [
                [
                    "territorial",
                    "属地管理事项责任清单",
                    [
                        [
                            "城市管理",
                            [
                                ["t001", 1, 0, 1, 0, 0, 0],
                                ["t002", 7, 1, 0, 0, 1, 0],
                            ],
                        ]
                    ],
                ]
            ],
        ]
    ]
    assert texts["texts"] == ["城管部门负责 分类。\n《办法》", "城管部门负责 分类。"]


def test_edition_follows_the_content() -> None:
    one = search.scope_files("a", entries_of([township("a/x", "防汛")]))
    other = search.scope_files("a", entries_of([township("a/x", "抗旱")]))
    edition = [read(files, "search/a/names")["edition"] for files in (one, other)]
    assert edition[0] != edition[1]


def test_files_are_safe_and_the_same_again() -> None:
    files = search.scope_files("a/b", FIXED)
    assert files == search.scope_files("a/b", FIXED)
    text = "".join(data.decode("utf-8") for data in files.values())
    for danger in ("</script", "<!--", "<", "\u2028", "\u2029"):
        assert danger not in text


def test_catalog() -> None:
    towns = [township("s/c/b", "防汛"), township("s/c/a", "防汛", "抗旱"), district()]
    files = search.catalog_files(summarise(each, Vocabulary()) for each in towns)
    assert read(files, "search/catalog") == {
        "scopes": [
            ["jiangsu/changzhou/tianning", "江苏省常州市天宁区", 2],
            ["s/c", "某市某县", 3],
        ]
    }


FIRST_ANSWER = 300_000
"""Most bytes of data, gzipped, that are loaded before the first answer."""


def test_a_county_of_twenty_townships_answers_soon(tmp_path: Path) -> None:
    """Twenty townships of average size, their items in as many matters as those of the lists."""
    where = check.layout(REPOSITORY)
    vocabulary, _ = check.load_vocabulary(REPOSITORY, where)
    context = Context(vocabulary)
    real = [
        check.load_township(REPOSITORY, folder, paths, context)[0]
        for folder, paths in where.townships.items()
    ]
    known = (row.item.matters for each in real if each for x in each.lists for row in rows(x))
    matters = itertools.cycle(known)
    assert synthetic.make(20, tmp_path) == 20 * 340
    made = check.layout(tmp_path)
    townships = []
    for folder, paths in made.townships.items():
        value, _ = check.load_township(tmp_path, folder, paths, context)
        assert value is not None
        townships.append(value)
    filed = [
        dataclasses.replace(entry, matters=tuple(each.id for each in vocabulary.matters(names)))
        for entry, names in zip(entries(townships, vocabulary), matters, strict=False)
    ]
    files = {
        **search.catalog_files(summarise(each, vocabulary) for each in townships),
        **search.matters_file(search.document(vocabulary)),
        **search.scope_files("a/b", filed),
    }
    first = [name for name in files if not name.endswith("/texts.js")]
    assert first == ["search/catalog.js", "search/matters.js", "search/a/b/names.js"]
    assert len(filed) == 6800
    assert sum(len(gzip.compress(files[name])) for name in first) < FIRST_ANSWER
