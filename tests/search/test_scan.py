"""The scan: golden cases, the same in Python and in the browser, and nothing that is not found."""

from __future__ import annotations

import dataclasses
import itertools
import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator import search
from tests.search.small_site import CASES, FIXED, entries_of, real_townships

TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cn")), max_size=40)
DRAWN = 150
"""Random runs of the real lists that each language is asked for."""

Found = list[list[Any]]


def in_python(known: list[search.Entry], query: str) -> Found:
    return [
        [hit.entry.reference, hit.score, hit.partial, hit.field]
        for hit in search.rank(known, query)
    ]


def in_browser(core: Page, known: list[search.Entry], queries: list[str]) -> list[Found]:
    found = core.evaluate(
        """([entries, queries]) => queries.map((query) => qingdan.search.rank(entries, query).map(
          (hit) => [`${hit.entry.township_id}#${hit.entry.item_id}`,
                    hit.score, hit.partial, hit.field]))""",
        [[dataclasses.asdict(entry) for entry in known], queries],
    )
    return list(found)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: repr(case["query"]))
def test_golden(case: dict[str, Any]) -> None:
    assert in_python(FIXED, case["query"]) == case["hits"]


def test_golden_whatever_the_order_of_entries() -> None:
    for case in CASES["cases"]:
        assert in_python(FIXED[::-1], case["query"]) == case["hits"]


def test_limit() -> None:
    whole = search.rank(FIXED, "消防")
    assert search.rank(FIXED, "消防", limit=2) == whole[:2]
    assert search.rank(FIXED, "消防", limit=100) == whole


@pytest.mark.browser
def test_golden_in_browser(core: Page) -> None:
    queries = [case["query"] for case in CASES["cases"]]
    assert in_browser(core, FIXED, queries) == [case["hits"] for case in CASES["cases"]]


def interesting_characters() -> list[str]:
    """All that the tables speak of, and what the Unicode of both languages folds: the assigned
    characters of the first plane but for the long uniform runs, and samples of the others."""
    runs = [(0, 0x4E02), (0x9FF0, 0xAC02), (0xD7A0, 0x10000), (0x1D400, 0x1D800)]
    runs += [(0x1F100, 0x1F300), (0x1FFFF, 0x20003), (0x2F800, 0x2FA20), (0x30000, 0x30003)]
    every = (chr(code) for start, end in runs for code in range(start, end))
    return [each for each in every if unicodedata.category(each) not in ("Cs", "Cn", "Co")]


@pytest.mark.browser
def test_folding_is_the_same_for_every_character(core: Page) -> None:
    """Each between two Chinese characters, so that blanks and separators show too."""
    characters = interesting_characters()
    expected = [
        f"{search.normalise(f'中{each}国')}|{'|'.join(search.terms(f'中{each}国'))}"
        for each in characters
    ]
    found = core.evaluate(
        """(characters) => characters.map((c) =>
          [qingdan.search.normalise(`中${c}国`), ...qingdan.search.terms(`中${c}国`)].join('|'))""",
        characters,
    )
    differing = [
        (f"U+{ord(each):04X}", here, there)
        for each, here, there in zip(characters, expected, found, strict=True)
        if here != there
    ]
    assert differing == []


@given(TEXT, st.data())
def test_a_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    assert all(term in search.normalise(text) for term in search.terms(part))


@given(TEXT, st.lists(TEXT, max_size=3))
def test_pieces_give_the_text_back(text: str, parts: list[str]) -> None:
    words = [word for part in parts for word in search.terms(part)]
    assert "".join(piece for piece, _ in search.marked(text, words)) == text


def test_marks_cover_folded_and_broken_words() -> None:
    words = search.terms("规划 abc 120")
    assert search.marked("县规 划局ＡＢＣ，１２０", words) == [
        ("县", False), ("规 划", True), ("局", False), ("ＡＢＣ", True), ("，", False),
        ("１２０", True),
    ]  # fmt: skip


def test_excerpt_takes_the_line_that_holds_most() -> None:
    text = "消防。\n" + "前" * 50 + "登记人员，检查消防安全" + "后" * 50
    assert search.excerpt(text, ("消防", "登记"), length=20) == [
        ("…", False), ("前前前前前", False), ("登记", True), ("人员，检查", False),
        ("消防", True), ("安全后后后后", False), ("…", False),
    ]  # fmt: skip
    assert search.excerpt("", ("消防",)) == []


@pytest.fixture(scope="module")
def real() -> list[search.Entry]:
    """The entries of the real lists, or the fixed ones where there are none."""
    return entries_of(real_townships()) or FIXED


@pytest.fixture(scope="module")
def drawn(real: list[search.Entry]) -> list[tuple[search.Entry, str]]:
    """Entries, each with a random run of 2 to 6 characters of one of its fields."""
    chance = random.Random(20241101)  # noqa: S311  # nothing secret: the same runs each time
    found: list[tuple[search.Entry, str]] = []
    while len(found) < DRAWN:
        entry = chance.choice(real)
        field = chance.choice([entry.name, entry.category, entry.departments, entry.text])
        start = chance.randrange(max(1, len(field) - 1))
        run = field[start : start + chance.randint(2, 6)]
        if len(run) >= 2 and search.terms(run):
            found.append((entry, run))
    return found


def test_any_run_of_the_real_lists_is_found(
    real: list[search.Entry], drawn: list[tuple[search.Entry, str]]
) -> None:
    for entry, run in drawn:
        hits = search.rank(real, run)
        assert any(hit.entry is entry and not hit.partial for hit in hits), run


@pytest.mark.browser
def test_the_browser_finds_the_same_in_the_real_lists(
    core: Page, real: list[search.Entry], drawn: list[tuple[search.Entry, str]]
) -> None:
    """Random runs, two of them together (mostly partial hits), and usual questions."""
    runs = [run for _, run in drawn]
    together = [one + other for one, other in itertools.pairwise(runs[:40])]
    queries = [*runs, *together, "群租房", "烧烤摊", "井盖坏了谁管", "县公安局 消防", "宅基地审批"]
    here = [in_python(real, query) for query in queries]
    assert in_browser(core, real, queries) == here


@pytest.mark.browser
def test_excerpts_are_the_same(core: Page, real: list[search.Entry]) -> None:
    queries = ["消防", "公安局 安全", "宅基地", "一", "规划", "abc 120", "𠮷家"]
    asked = [
        (field, list(hit.words))
        for query in queries
        for hit in [*search.rank(FIXED, query), *search.rank(real, query, limit=10)]
        for field in (hit.entry.name, hit.entry.text)
    ]
    here = [
        [[list(piece) for piece in cut(text, words)] for cut in (search.marked, search.excerpt)]
        for text, words in asked
    ]
    there = core.evaluate(
        """(asked) => asked.map(([text, words]) =>
          [qingdan.search.marked(text, words), qingdan.search.excerpt(text, words)])""",
        asked,
    )
    assert there == here
