"""Feeds: what changed, in the words of the lists, valid and the same whenever they are built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import feedparser
import pytest

from generator import events
from generator.model import Change, ChangeEntry, Township, Version
from generator.publication import feeds
from generator.publication.feeds import Feed
from tests.conftest import BASIC, REPOSITORY, run

TOWN = "shengli/xian/zhen"


def atom(path: Path) -> Any:
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_the_feeds_of_the_site(site: Path) -> None:
    found = atom(site / "feed.xml")
    assert found.feed.title == "全站清单的改动"
    assert [entry.title for entry in found.entries] == [
        "扎兰屯市卧牛河镇公布履行职责事项清单（2025年）",
        "江津区珞璜镇公布履行职责事项清单（2024年）",
        "云阳县龙角镇公布履行职责事项清单（2024年）",
        "常州市天宁区公布履行职责事项清单（2024年）",
        "沙湾市西戈壁镇公布履行职责事项清单（2024年）",
    ]
    entry = found.entries[2]
    assert entry.updated == "2024-01-01T00:00:00+08:00"
    assert entry.link.endswith("/chongqing/yunyang/longjiao/")
    assert "基本履职事项清单 115 项" in entry.content[0].value
    assert '/chongqing/yunyang/longjiao/basic/">' in entry.content[0].value
    assert len({entry.id for entry in found.entries}) == 5
    document = json.loads((site / "feed.json").read_bytes())
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert [each["id"] for each in document["items"]] == [each.id for each in found.entries]
    assert [each["title"] for each in document["items"]] == [each.title for each in found.entries]
    assert [each["content_html"] for each in document["items"]] == [
        each.content[0].value.strip() for each in found.entries
    ]
    assert document["items"][2]["date_published"] == "2024-01-01T00:00:00+08:00"


def test_every_county_and_township_has_its_own(site: Path) -> None:
    towns = json.loads((site / "api/v1/townships.json").read_bytes())["townships"]
    for town in towns:
        own = atom(site / town["id"] / "feed.xml")
        assert len(own.entries) == 1
        county = town["id"] if town["kind"] == "区" else town["id"].rpartition("/")[0]
        above = atom(site / county / "feed.xml")
        assert own.entries[0].id in {entry.id for entry in above.entries}
        for feed in (own, above):
            assert feed.feed.links[0].href.endswith("/feed.xml")


@pytest.fixture
def edited(lists: Path) -> Path:
    """The small project, edited since ``before/``, with the change recorded."""
    shutil.copytree(lists / "lists", lists / "before/lists")
    text = BASIC.replace("加强党委自身建设。", "加强镇党委自身建设。")
    text = text.replace("    declared: 2\n", "    declared: 3\n")
    text += "      - id: b003\n        name: 推进<清廉>村居 & =建设。\n"
    (lists / f"lists/{TOWN}/basic.yml").write_text(text, "utf-8")
    done = run("record", "--root", str(lists), "--date", "2026-03-05", str(lists / "before"))
    assert done.exit_code == 0, done.output
    return lists


def test_recorded_changes_are_sentences_with_their_items(edited: Path) -> None:
    written = (edited / f"lists/{TOWN}/changes.yml").read_text("utf-8")
    assert written == (
        "changes:\n"
        "  - date: '2026-03-05'\n"
        "    entries:\n"
        "      - text: 基本履职事项清单：2 项 → 3 项\n"
        "      - text: 基本履职事项清单的类别：一、党的建设（〔删：2〕〔增：3〕项）\n"
        "      - item: b001\n"
        "        text: b001“加强镇党委自身建设。”：名称：加强〔增：镇〕党委自身建设。\n"
        "      - item: b003\n"
        "        text: 新增：基本履职事项清单·一、党的建设 第 3 项 b003："
        "〔增：推进<清廉>村居 & =建设。〕\n"
    )
    assert run("check", "--root", str(edited), "-q").exit_code == 0
    assert run("fmt", "--check", "--root", str(edited)).exit_code == 0


def test_recording_again_writes_the_day_anew(edited: Path) -> None:
    path = edited / f"lists/{TOWN}/changes.yml"
    before = path.read_text("utf-8")
    record = ("record", "--root", str(edited), str(edited / "before"))
    assert run(*record, "--date", "2026-03-05").exit_code == 0
    assert path.read_text("utf-8") == before
    assert run(*record, "--date", "2026-01-01").exit_code == 0
    days = [line for line in path.read_text("utf-8").splitlines() if "date:" in line]
    assert days == ["  - date: '2026-01-01'", "  - date: '2026-03-05'"]
    # what tells of changes is no change
    assert "没有改动" in run("diff", "--root", str(edited), str(edited)).stdout


@pytest.mark.parametrize("date", ["2026-13-01", "yesterday"])
def test_a_date_that_is_none_is_refused(edited: Path, date: str) -> None:
    done = run("record", "--root", str(edited), "--date", date, str(edited / "before"))
    assert done.exit_code == 2
    assert "不是日期" in done.stderr


def test_lists_with_mistakes_are_not_recorded(edited: Path) -> None:
    path = edited / f"lists/{TOWN}/changes.yml"
    before = path.read_text("utf-8")
    (edited / f"lists/{TOWN}/basic.yml").write_text("kind: [\n", "utf-8")
    done = run("record", "--root", str(edited), str(edited / "before"))
    assert done.exit_code == 1
    assert "basic.yml 有错误" in done.stderr
    assert path.read_text("utf-8") == before


def test_a_build_tells_what_was_recorded(edited: Path) -> None:
    for name in ("docs", "overrides", "mkdocs.yml"):
        (edited / name).symlink_to(REPOSITORY / name)
    assert run("build", "--root", str(edited)).exit_code == 0
    site = edited / "site"
    for folder in ("", "shengli/xian/", f"{TOWN}/"):
        found = atom(site / folder / "feed.xml")
        assert found.entries[0].title == "示例县示例镇：4 处数据改动"
        assert found.entries[0].updated == "2026-03-05T00:00:00+08:00"
        text = found.entries[0].content[0].value
        assert f"/{TOWN}/basic/#b001" in text
        assert "推进&lt;清廉&gt;村居 &amp; =建设。" in text
    index = json.loads((site / "api/v1/index.json").read_bytes())
    assert index["generated"] == "2026-03-05"
    changes = json.loads((site / f"api/v1/changes/{TOWN}.json").read_bytes())["changes"]
    assert [each["kind"] for each in changes] == ["data", "version"]
    assert [each.get("item", "") for each in changes[0]["entries"]] == ["", "", "b001", "b003"]
    page = (site / TOWN / "index.html").read_text("utf-8")
    assert '<link rel="alternate" type="application/atom+xml" href="feed.xml"' in page


def test_what_xml_forbids_does_not_break_a_feed(tmp_path: Path) -> None:
    version = Version(id="2024-11", title="标\x07题\ufffe]]>", original="", sha256="")
    entry = ChangeEntry(item="b001", text="<script>\x00alert(1)</script> & ]]>")
    town = Township(
        name="甲", kind="镇", versions=(version,), id="a/b",
        changes=(Change(date="2026-01-01", entries=(entry,)),),
    )  # fmt: skip
    made = feeds.files(Feed("a/b/", "题", events.events(town)), "")
    (tmp_path / "feed.xml").write_bytes(made["a/b/feed.xml"])
    found = atom(tmp_path / "feed.xml")
    assert [each.updated for each in found.entries] == [
        "2026-01-01T00:00:00+08:00",
        "2024-11-01T00:00:00+08:00",
    ]
    html = json.loads(made["a/b/feed.json"])["items"][0]["content_html"]
    assert "<script" not in html


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024", "2024-01-01"),
        ("2024-11", "2024-11-01"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", "2023-01-01"),
        ("2024-13", "2024-01-01"),
        ("0000", "1970-01-01"),
    ],
)
def test_a_moment_is_always_one(date: str, expected: str) -> None:
    assert feeds.moment(date) == f"{expected}T00:00:00+08:00"


def test_addresses_of_entries_do_not_name_the_host() -> None:
    town = Township(name="甲", kind="镇", versions=(Version(id="2024", title="题"),), id="a/b")
    feed = Feed("a/b/", "题", events.events(town))
    ids = {
        json.loads(feeds.files(feed, host)["a/b/feed.json"])["items"][0]["id"]
        for host in ("", "https://one.example/", "https://two.example/x/")
    }
    assert len(ids) == 1
