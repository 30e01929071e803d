"""The real lists: complete, numbered, canonical, with their originals."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator import check, schema
from generator.model import KINDS, record_of
from tests.conftest import REPOSITORY

LISTS = REPOSITORY / "lists"

ITEMS = {
    "chongqing/jiangjin/luohuang": ("500116117", [129, 110, 163]),
    "chongqing/yunyang/longjiao": ("500235105", [115, 88, 80]),
    "jiangsu/changzhou/tianning": ("320402", [78]),
    "neimenggu/hulunbeier/zhalantun/woniuhe": ("150783102", [109, 74, 104]),
    "xinjiang/tacheng/shawan/xigebi": ("654203106", [105, 110, 60]),
}
"""What is known of the documents from outside: the code, and the items of each list."""


def load(path: Path) -> Any:
    """Read a file as any other program would: PyYAML's plain loader, no code of ours."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def test_nothing_is_missing_and_nothing_unknown() -> None:
    assert set(check.layout(REPOSITORY).townships) >= set(ITEMS)


@pytest.mark.parametrize("township", ITEMS)
def test_items_counts_and_originals(township: str) -> None:
    folder = LISTS / township
    code, counts = ITEMS[township]
    head = load(folder / "township.yml")
    assert head["code"] == code
    lists = [load(folder / f"{kind}.yml") for kind in KINDS if (folder / f"{kind}.yml").exists()]
    counted = []
    for each in lists:
        for category in each["categories"]:
            assert category.get("declared", len(category["items"])) == len(category["items"])
        counted.append(sum(len(category["items"]) for category in each["categories"]))
    assert counted == counts
    for version in head["versions"]:
        original = (folder / version["original"]).read_bytes()
        assert hashlib.sha256(original).hexdigest() == version["sha256"]


@pytest.mark.parametrize("path", sorted(LISTS.rglob("*.yml")), ids=lambda path: path.stem)
def test_files_fit_the_published_schema(path: Path) -> None:
    record = record_of(path.relative_to(REPOSITORY).as_posix())
    assert record is not None
    published = json.loads(json.dumps(schema.schema(record)))
    jsonschema.Draft7Validator.check_schema(published)
    jsonschema.validate(load(path), published, cls=jsonschema.Draft7Validator)


def test_the_schema_refuses_what_the_checker_refuses() -> None:
    published = jsonschema.Draft7Validator(schema.schema(schema.SCHEMAS["list"]))
    good: dict[str, Any] = {"kind": "basic", "title": "x", "categories": []}
    assert published.is_valid(good)
    worse: list[dict[str, Any]] = [
        {"kind": "other"},
        {"title": 3},
        {"categories": {}},
        {"nmae": "x"},
    ]
    for bad in worse:
        assert not published.is_valid({**good, **bad})
