"""Pages across townships, counted again from the published JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import check, summary
from generator.item_facts import item_facts
from generator.pages import comparison
from generator.pages.groups import Group
from generator.rules import Context

SIGNS = {"●": "basic", "◐": "cooperative", "○": "withdrawn", "▣": "territorial"}


class Line(NamedTuple):
    """A table row: class of its table, and of each cell the text and the links."""

    table: str
    texts: list[str]
    links: list[list[str]]


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.table = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.table = values.get("class", "")
        elif tag == "tr":
            self.lines.append(Line(self.table, [], []))
        elif tag in ("td", "th"):
            self.inside = True
            self.lines[-1].texts.append("")
            self.lines[-1].links.append([])
        elif tag == "a" and self.inside:
            self.lines[-1].links[-1].append(values["href"])

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.lines[-1].texts[-1] += data


def table(path: Path, name: str) -> list[Line]:
    """The rows with data of the tables of a class on a page."""
    reader = _Rows()
    reader.feed(path.read_text("utf-8"))
    return [line for line in reader.lines if name in line.table.split() and line.links[0]]


def items(links: list[str]) -> list[str]:
    """``<township>#<item>`` of links to items."""
    found = [re.fullmatch(r"[./]*(.+)/\w+/#(\w+)", link) for link in links]
    return [f"{match[1]}#{match[2]}" for match in found if match]


class Corpus(NamedTuple):
    """The published JSON: townships by id, matters by id, and where each matter stands."""

    townships: dict[str, dict[str, Any]]
    matters: dict[str, dict[str, Any]]
    kinds: dict[str, str]

    @property
    def towns(self) -> list[str]:
        """Ids of the townships that have no district-wide list."""
        return [
            each
            for each, value in self.townships.items()
            if all(listed["kind"] != "territorial" for listed in value["lists"])
        ]

    def spread(self, matter: dict[str, Any]) -> dict[str, set[str]]:
        """Town -> the kinds of list that it has a matter in."""
        found: dict[str, set[str]] = {}
        for ref in matter["items"]:
            town = ref.partition("#")[0]
            if town in self.towns:
                found.setdefault(town, set()).add(self.kinds[ref])
        return found

    def withdrawn(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(``<township>#<item>``, item) of everything that was taken back."""
        for township, value in self.townships.items():
            for listed in value["lists"]:
                for item in listed["items"]:
                    if item["kind"] == "withdrawn":
                        yield f"{township}#{item['id']}", item


@pytest.fixture(scope="module")
def corpus(site: Path) -> Corpus:
    def load(path: str) -> Any:
        return json.loads((site / "api/v1" / path).read_text("utf-8"))

    listed = [each["id"] for each in load("townships.json")["townships"]]
    townships = {each: load(f"townships/{each}.json") for each in listed}
    kinds = {
        f"{township}#{item['id']}": item["kind"]
        for township, value in townships.items()
        for each in value["lists"]
        for item in each["items"]
    }
    matters = {each["id"]: each for each in load("matters.json")["matters"]}
    return Corpus(townships, matters, kinds)


def matter_of(line: Line) -> str:
    return line.links[0][0].rstrip("/").rpartition("/")[2]


def test_the_matrix_has_every_matter_with_every_item_under_its_township(
    site: Path, corpus: Corpus
) -> None:
    lines = table(site / "compare/index.html", "qd-matrix")
    found = {matter_of(line): line for line in lines}
    assert len(found) == len(lines)
    assert {
        matter: sorted(chain(*map(items, line.links[1:]))) for matter, line in found.items()
    } == {
        matter: sorted(set(value["items"]))
        for matter, value in corpus.matters.items()
        if value["items"]
    }
    for line in lines:
        for township, text, links in zip(
            corpus.townships, line.texts[1:], line.links[1:], strict=True
        ):
            assert {ref.partition("#")[0] for ref in items(links)} <= {township}
            signs = [SIGNS[sign] for sign in text if sign in SIGNS]
            assert signs == [corpus.kinds[ref] for ref in items(links)]


def test_the_legend_names_every_sign(site: Path) -> None:
    text = re.sub(r"<[^>]+>", "", (site / "compare/index.html").read_text("utf-8"))
    legend = text[text.index("全部事项对照", text.index("全部事项对照") + 6) :][:600]
    for sign, word in (("●", "基本"), ("◐", "配合"), ("○", "收回"), ("▣", "全区")):
        assert f"{sign} {word}" in legend
    assert "不算一个镇" in legend


def test_what_only_one_town_has(site: Path, corpus: Corpus) -> None:
    page = (site / "compare/index.html").read_text("utf-8")
    sections = re.split(r'<h3 id="only-', page[page.index('<h2 id="only"') :])[1:]
    found = {}
    for section in sections:
        anchor, _, rest = section.partition('"')
        found[anchor] = set(re.findall(r'href="\.\./matters/([\w-]+)/"', rest))
    expected: dict[str, set[str]] = {}
    for matter, value in corpus.matters.items():
        spread = corpus.spread(value)
        if len(spread) == 1:
            expected.setdefault(next(iter(spread)).replace("/", "-"), set()).add(matter)
        elif value["items"] and not spread:
            district = value["items"][0].partition("#")[0]
            expected.setdefault(district.replace("/", "-"), set()).add(matter)
    assert found == expected


def test_a_category_page_has_every_item_of_the_category(site: Path, corpus: Corpus) -> None:
    for path in sorted((site / "categories").glob("*/index.html")):
        name = re.sub(r"<[^>]+>", "", re.findall(r"<h1>.*?</h1>", path.read_text("utf-8"))[0])
        expected = {
            f"{township}#{item['id']}"
            for township, value in corpus.townships.items()
            for listed in value["lists"]
            for category in listed["categories"]
            if category["canonical"] == name
            for item in listed["items"]
            if item["category"] == category["name"]
        }
        linked = set(items(re.findall(r'href="([^"]+)"', path.read_text("utf-8"))))
        assert expected
        assert expected <= linked, path
        for line in table(path, "qd-worded"):
            known = corpus.matters[matter_of(line)]["items"]
            assert sorted(chain(*map(items, line.links[1:]))) == sorted(set(known))


def test_withdrawn_lists_every_item_and_says_which_have_no_receiver(
    site: Path, corpus: Corpus
) -> None:
    page = (site / "withdrawn/index.html").read_text("utf-8")
    by_category = page[page.rindex("<h2", 0, page.index("不再开展，也写了承接部门")) :]
    linked = Counter(items(re.findall(r'href="([^"]+/withdrawn/#[^"]+)"', by_category)))
    known = dict(corpus.withdrawn())
    assert set(linked) == set(known)

    def section(anchor: str) -> set[str]:
        part = page[page.index(f'<h3 id="{anchor}"') :]
        part = part[: re.search(r"<h[23]|</section>", part[4:]).start() + 4]  # type: ignore[union-attr]
        return set(items(re.findall(r'href="([^"]+)"', part)))

    bare = {ref for ref, item in known.items() if not item.get("departments")}
    stopped = {ref for ref, item in known.items() if item.get("discontinued")}
    assert section("discontinued") == bare & stopped
    assert section("unreceived") == bare - stopped
    assert section("both") == stopped - bare
    numbers = {
        line.links[0][0].removesuffix("/withdrawn/").lstrip("./"): list(map(int, line.texts[1:]))
        for line in table(site / "withdrawn/index.html", "qd-counts")
        if line.links[0][0].endswith("/withdrawn/")
    }
    assert numbers == {
        town: [
            sum(ref.startswith(f"{town}#") for ref in refs) for refs in (set(known), stopped, bare)
        ]
        for town in corpus.towns
    }


def test_every_word_leads_to_its_matters(site: Path, corpus: Corpus) -> None:
    found: dict[str, set[str]] = {}
    for path in sorted((site / "words").glob("*/index.html")):
        text = path.read_text("utf-8")
        assert len(text.encode()) < 100_000, path
        for entry in re.findall(r"<li>((?:<b>)?[^<]*.*?)</li>", text[text.index("<section") :]):
            word = re.sub(r"<[^>]+>", "", entry).partition(" → ")[0]
            found[word] = set(re.findall(r'href="\.\./\.\./matters/([\w-]+)/"', entry))
    expected: dict[str, set[str]] = {}
    for matter, value in corpus.matters.items():
        for word in (value["name"], *value["keywords"]):
            expected.setdefault(word, set()).add(matter)
    assert {word: found.get(word) for word in expected} == expected
    index = (site / "words/index.html").read_text("utf-8")
    assert f"{len(found):,} 个说法" in index


def sentence(site: Path, finding: str) -> str:
    page = (site / f"findings/{finding}/index.html").read_text("utf-8")
    (said,) = re.findall(r'<p class="qd-lead"><b>(.*?)</b></p>', page)
    return str(said)


def rows_of(site: Path, finding: str) -> dict[str, Line]:
    lines = table(site / f"findings/{finding}/index.html", "qd-finding-table")
    return {matter_of(line): line for line in lines}


def download(site: Path, finding: str) -> list[dict[str, str]]:
    text = (site / f"findings/{finding}/{finding}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_finding_of_matters_kept_here_and_taken_back_there(site: Path, corpus: Corpus) -> None:
    expected = set()
    for matter, value in corpus.matters.items():
        spread = corpus.spread(value)
        own = {town for town, kinds in spread.items() if "basic" in kinds}
        taken = {town for town, kinds in spread.items() if "withdrawn" in kinds}
        if any(one != other for one in own for other in taken):
            expected.add(matter)
    found = rows_of(site, "basic-and-withdrawn")
    assert set(found) == expected
    assert f"：{len(expected)} 个事项主题" in sentence(site, "basic-and-withdrawn")
    listed = {
        (line["事项主题"], line["网址"].partition("example.org/")[2])
        for line in download(site, "basic-and-withdrawn")
    }
    assert listed == {
        (corpus.matters[matter]["name"], f"{town}/{corpus.kinds[ref]}/#{item}")
        for matter in expected
        for ref in corpus.matters[matter]["items"]
        for town, item in (ref.split("#"),)
        if town in corpus.towns
    }


def test_finding_of_matters_that_one_town_lacks(site: Path, corpus: Corpus) -> None:
    towns = set(corpus.towns)
    lacking = {
        matter: towns - set(corpus.spread(value)) for matter, value in corpus.matters.items()
    }
    expected = {matter: missing for matter, missing in lacking.items() if len(missing) == 1}
    found = rows_of(site, "few-lack")
    assert {
        matter: {link.strip("./") for link in line.links[3]} for matter, line in found.items()
    } == expected
    assert sentence(site, "few-lack").startswith(f"{len(expected)} 个事项主题")


def test_finding_of_matters_everywhere_and_in_two_lists(site: Path, corpus: Corpus) -> None:
    spreads = {matter: corpus.spread(value) for matter, value in corpus.matters.items()}
    everywhere = {m for m, spread in spreads.items() if len(spread) == len(corpus.towns)}
    same = {m for m in everywhere if len(set().union(*spreads[m].values())) == 1}
    assert set(rows_of(site, "everywhere")) == everywhere
    said = sentence(site, "everywhere")
    assert re.findall(r"\d+", said) == [
        str(number) for number in (len(corpus.towns), len(everywhere), len(same))
    ] + [str(len(everywhere) - len(same))]
    twice = {m for m, spread in spreads.items() if any(len(k) > 1 for k in spread.values())}
    assert set(rows_of(site, "two-lists")) == twice


def test_finding_of_offices(site: Path, corpus: Corpus) -> None:
    asks: Counter[str] = Counter()
    took: Counter[str] = Counter()
    for town in corpus.towns:
        for listed in corpus.townships[town]["lists"]:
            for item in listed["items"]:
                offices = {o for each in item.get("departments", []) for o in each["offices"]}
                (took if item["kind"] == "withdrawn" else asks).update(offices)
    lines = table(site / "findings/offices/index.html", "qd-finding-table")
    assert {matter_of(line): (int(line.texts[1]), int(line.texts[2])) for line in lines} == {
        office: (asks[office], took[office]) for office in {*asks, *took}
    }
    assert f"{max(took.values())} 项" in sentence(site, "offices")


def test_finding_of_items_without_receiver_and_of_penalties(site: Path, corpus: Corpus) -> None:
    bare = {ref for ref, item in corpus.withdrawn() if not item.get("departments")}
    lines = table(site / "findings/no-receiver/index.html", "qd-finding-table")
    assert set(chain(*(items(line.links[0]) for line in lines))) == bare
    assert f"{len(bare)} 项没有写承接部门" in sentence(site, "no-receiver")
    penalties = {
        matter
        for matter, value in corpus.matters.items()
        if value["category"] == "penalties" and corpus.spread(value)
    }
    assert set(rows_of(site, "penalties")) == penalties
    only = sum(
        set().union(*corpus.spread(corpus.matters[matter]).values()) == {"withdrawn"}
        for matter in penalties
    )
    assert f"{only} 个只见于上级收回清单" in sentence(site, "penalties")


def test_every_finding_has_its_rule_table_downloads_and_numbers(site: Path) -> None:
    index = (site / "findings/index.html").read_text("utf-8")
    names = re.findall(r'<section class="qd-finding" id="([\w-]+)"', index)
    assert len(names) >= 6
    for name in names:
        page = (site / f"findings/{name}/index.html").read_text("utf-8")
        said = sentence(site, name)
        assert re.search(r"\d", said)
        assert said in index
        assert page.count("怎样数：") == 1
        assert (site / f"findings/{name}/{name}.xlsx").stat().st_size > 1000
        assert download(site, name)
        assert table(site / f"findings/{name}/index.html", "qd-finding-table")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("findings/offices", "承接收回"),
        ("findings/penalties", "行政处罚"),
        ("findings/everywhere", "各镇都写到"),
        ("compare", "每张清单多少项"),
    ],
)
def test_a_chart_says_everything_in_words_too(site: Path, page: str, title: str) -> None:
    text = (site / page / "index.html").read_text("utf-8")
    (chart,) = re.findall(r'<svg role="img".*?</svg>', text, re.DOTALL)
    assert title in re.findall(r"<title[^>]*>(.*?)</title>", chart)[0]
    bars = re.findall(r'<rect class="qd-bar .*?/>', chart)
    values = re.findall(r'<text class="qd-bar-value"[^>]*>(.*?)</text>', chart)
    assert len(bars) == len(values) > 3
    assert "style=" not in chart
    assert "<table" in text


def test_the_matrix_as_a_file(site: Path, corpus: Corpus) -> None:
    text = (site / "compare/matrix.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert {line["事项主题"]: int(line["写到的镇"]) for line in lines} == {
        value["name"]: len(corpus.spread(value))
        for value in corpus.matters.values()
        if value["items"]
    }
    assert (site / "withdrawn/withdrawn.xlsx").exists()


def test_a_long_matrix_is_cut_by_category(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = check.layout(project)
    vocabulary, _ = check.load_vocabulary(project, where)
    townships = {}
    for folder, paths in where.townships.items():
        value, _ = check.load_township(project, folder, paths, Context(vocabulary))
        if value is not None:
            townships[folder] = value
    members = [summary.summarise(value, vocabulary) for value in townships.values()]
    facts = {key: item_facts(value, vocabulary) for key, value in townships.items()}
    monkeypatch.setattr(comparison, "WHOLE", 100)
    group = Group("sheng/xian/", "某省某县", members)
    pages = {page.path: page.body for page in comparison.group_pages(group, vocabulary, facts)}
    base = "compare/sheng/xian/"
    cut = {path for path in pages if path.startswith(base) and path != base}
    assert f"{base}gongan/" in cut
    assert f"{base}only/" in cut
    for path in cut:
        assert f'href="{path.removeprefix(base)}' in pages[base]
    bodies = "".join(pages[path] for path in cut)
    found = re.findall(r'<th scope="row"><a href="[./]+matters/([\w-]+)/', bodies)
    assert len(found) == len(set(found))
    assert set(found) == {matter for each in members for matter in each.matters}
    assert "qd-matrix" not in pages[base]
