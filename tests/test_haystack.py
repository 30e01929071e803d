"""Texts searched at once: the same as every text searched by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.haystack import Haystack
from generator.rules import blank_in_text, half_pair, list_number

TEXTS = st.lists(st.text(alphabet="ab（）()《》“”'12.。、 \u3000\n县局", max_size=8), max_size=6)
PATTERNS = ["a", "县局", r"[（(]\d", r"。\d", "(?<![ab])'", r" (?=县)"]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(texts=TEXTS)
def test_places_are_those_of_single_searches(texts: list[str], pattern: str) -> None:
    sought = re.compile(pattern)
    expected = [place for place, text in enumerate(texts) if sought.search(text)]
    assert list(Haystack(texts).matching(sought)) == expected


@given(TEXTS)
def test_the_beginning_and_the_end_of_a_text(texts: list[str]) -> None:
    lines = [text.replace("\n", "") for text in texts]
    for pattern in (r"^\d", r"县$"):
        expected = [place for place, text in enumerate(lines) if re.search(pattern, text)]
        found = Haystack(lines).matching(re.compile(pattern, re.MULTILINE))
        assert list(found) == expected


@given(TEXTS)
def test_what_is_nowhere_is_in_no_text(texts: list[str]) -> None:
    searched = Haystack(texts).edged
    for text in texts:
        assert text in searched
        assert f"\n{text}\n" in searched


@given(TEXTS)
def test_halves_remain_when_pairs_are_taken_out(texts: list[str]) -> None:
    """What is passed over has no half of a pair."""
    left = Haystack(texts).reduced(half_pair._PAIR, half_pair._taken_out)
    suspect = {*left.matching(half_pair._LEFT), *Haystack(texts).matching(half_pair._QUOTE)}
    assert {place for place, text in enumerate(texts) if half_pair.halves(text)} <= suspect


@given(st.text(alphabet="中文《》 \u3000a，", max_size=12))
def test_blanks_between_characters_are_suspected(text: str) -> None:
    if blank_in_text._BLANK.search(blank_in_text._TITLE.sub("", text)):
        assert blank_in_text._SUSPECT.search(text)


@given(st.text(alphabet="1１.、（一）①。 a", max_size=8))
def test_list_numbers_are_suspected(text: str) -> None:
    if list_number._NUMBER.match(text) or list_number._INNER.search(text):
        searched = Haystack(["甲", text, "乙"]).edged
        assert list_number._FIRST.search(searched) or list_number._INNER.search(searched)
