"""The reading side: the same records from a checkout, a built site and the ZIP."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from generator import open_data
from generator.model import Item, Township
from generator.open_data import OpenData


@pytest.fixture(scope="module")
def checkout(project: Path) -> OpenData:
    return open_data.load(project)


def published(item: Item) -> Item:
    """An item without what only editors need."""
    return replace(item, reviewed=(), matters=item.matters or ())


def comparable(data: OpenData) -> list[Township]:
    return [
        replace(
            town,
            lists=tuple(
                replace(
                    each,
                    categories=tuple(
                        replace(category, items=tuple(map(published, category.items)))
                        for category in each.categories
                    ),
                )
                for each in town.lists
            ),
        )
        for town in data.townships
    ]


@pytest.mark.parametrize("form", ["site", "zip", "unpacked zip"])
def test_every_source_gives_the_same(
    form: str, checkout: OpenData, site: Path, tmp_path: Path
) -> None:
    source = site if form == "site" else site / "data/qingdan.zip"
    if form == "unpacked zip":
        with zipfile.ZipFile(source) as archive:
            archive.extractall(tmp_path)
        source = tmp_path
    data = open_data.load(source)
    assert comparable(data) == comparable(checkout)
    for name in ("matters", "departments", "categories"):
        assert getattr(data, name) == getattr(checkout, name)
    assert [each.reference for each in data.items] == [each.reference for each in checkout.items]
    assert [each.offices for each in data.items] == [each.offices for each in checkout.items]


def test_items_in_their_places(checkout: OpenData) -> None:
    town = checkout.township("chongqing/yunyang/longjiao")
    found = [each for each in checkout.items if each.township is town and each.item.id == "c010"]
    (placed,) = found
    assert placed.reference == "chongqing/yunyang/longjiao#c010"
    assert (placed.kind, placed.number) == ("cooperative", 10)
    assert placed.category.name == "一、经济发展"
    assert placed.item.name == "防范打击非法金融活动"
    assert "县公安局" in placed.departments
    assert "gongan" in {office.id for office in placed.offices}
    assert placed in checkout.of_matter(placed.matters[0].id)
    assert checkout.of_matter("no-such-matter") == ()
    with pytest.raises(KeyError):
        checkout.township("nowhere")


def test_nothing_to_read_and_mistakes_are_said(tmp_path: Path, lists: Path) -> None:
    with pytest.raises(open_data.NoData, match="no lists/"):
        open_data.load(tmp_path / "empty")
    (lists / "lists/shengli/xian/zhen/basic.yml").write_text("kind: [\n", "utf-8")
    with pytest.raises(open_data.NoData, match=r"basic\.yml:1: QD103"):
        open_data.load(lists)


def test_json_that_lacks_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "json").mkdir()
    (tmp_path / "json/townships.json").write_text('{"townships": []}', "utf-8")
    with pytest.raises(open_data.NoData, match=r"vocabulary\.json"):
        open_data.load(tmp_path)
