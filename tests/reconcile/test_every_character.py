"""No character can change on either side without being found: all of small lists, samples of the
real ones."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import check
from generator.load import Document, Source, assemble, document_of
from generator.reconcile import Account, reconcile
from generator.reconcile.original import read_original
from generator.yamlio import Node
from tests.reconcile.small import TOWNSHIP
from tests.reconcile.test_streams import CELLS, FLAT, cells
from tests.reconcile.test_streams import original as flat
from tests.reconcile.test_tables import COOPERATIVE
from tests.reconcile.test_tables import original as table

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = check.layout(ROOT).townships
CHANGES = ("delete", "insert", "replace")
UNPRINTED = {"id", "kind", "matters", "corrections", "discontinued", "merged", "number"}
"""Keys whose values no document prints."""


@dataclass(frozen=True)
class Case:
    """An original with the documents that agree with it."""

    original: str
    documents: Mapping[str, Document]

    def account(self, original: str | None = None) -> Account:
        # the tests change the nodes; a document of its own source reads its record from the lines
        documents = {
            name: dataclasses.replace(each, given=each.node)
            for name, each in self.documents.items()
        }
        township = assemble("a/b/c", documents)
        assert township is not None
        return reconcile(township, (original or self.original).encode(), documents)


def small(original: str, kind: str, text: str) -> Case:
    files = {"township": TOWNSHIP, kind: dedent(text)}
    documents = {
        f"{name}.yml": document
        for name, content in files.items()
        if (document := document_of(Source(f"{name}.yml", content.encode())))
    }
    return Case(original, documents)


@functools.cache
def real(folder: str) -> Case:
    sources = [Source(path, (ROOT / path).read_bytes()) for path in FOLDERS[folder]]
    documents = {source.name: document for source in sources if (document := document_of(source))}
    original = next(source for source in sources if source.path.endswith(".txt"))
    return Case(original.data.decode("utf-8-sig"), documents)


@functools.cache
def real_places(folder: str) -> list[int]:
    return counting_characters(real(folder))


SMALL = {
    "table": small(table(), "cooperative", COOPERATIVE),
    "flat": small(flat(), "cooperative", FLAT),
    "cells": small(cells(), "territorial", CELLS),
}


def changed(text: str, place: int, change: str, char: str) -> str:
    rest = text[place:] if change == "insert" else text[place + 1 :]
    return text[:place] + ("" if change == "delete" else char) + rest


def other(char: str) -> str:
    return "甲" if char != "甲" else "乙"


def may_be_lost(text: str, place: int) -> bool:
    """True for a list number of one character, and for an item's number alone on its line."""
    line = text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]
    return text[place] == "①" or line.strip() == text[place]


def counting_characters(case: Case) -> list[int]:
    """Places in the original that are neither white space, markup, header nor ignored."""
    account = case.account()
    assert account.complete
    header = account.furniture.get("header")
    skipped = set(header.lines) if header else set()
    for part in account.ignored:
        first, _, last = part.lines.partition("-")
        skipped |= {*range(int(first), int(last or first) + 1)}
    original = read_original(case.original.encode())
    begins = [0]
    for text in original.texts:
        begins.append(begins[-1] + len(text) + 1)
    return [
        begins[original.line_of[token] - 1] + original.column_of[token]
        for token in range(len(original.chars))
        if token not in original.markup and original.line_of[token] not in skipped
    ]


def printed_values(case: Case) -> list[Node]:
    """The scalars of the lists whose text is printed."""
    return [
        node
        for name, document in case.documents.items()
        if name != "township.yml"
        for node in _scalars(document.node, name == "territorial.yml")
    ]


def _scalars(node: Node, territorial: bool) -> Iterator[Node]:
    if node.kind == "scalar":
        if node.value.strip():
            yield node
    elif node.kind == "sequence":
        for entry in node.value:
            yield from _scalars(entry, territorial)
    annotates = territorial or node.get("heading") or node.get("departments_cell")
    for key, value in node.pairs():
        if key not in UNPRINTED and not (key == "departments" and annotates):
            yield from _scalars(value, territorial)


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_small_original_is_found(name: str, change: str) -> None:
    """But one: a list number, or a number that stands for a whole page, may be left out."""
    case = SMALL[name]
    for place in counting_characters(case):
        if change == "delete" and may_be_lost(case.original, place):
            continue
        text = changed(case.original, place, change, other(case.original[place]))
        found = case.account(text)
        assert not found.complete, text[max(0, place - 20) : place + 20]
        assert found.problems
        assert found.problems[0].message


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_small_yaml_is_found(name: str, change: str) -> None:
    case = SMALL[name]
    for node in printed_values(case):
        text = node.value
        for place in range(len(text)):
            if text[place].isspace():
                continue
            node.value = changed(text, place, change, other(text[place]))
            found = case.account()
            value, node.value = node.value, text
            assert not found.complete, value
            assert found.problems


@pytest.mark.parametrize("folder", FOLDERS)
@settings(max_examples=4, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_change_of_a_real_original_is_found(folder: str, data: st.DataObject) -> None:
    case = real(folder)
    place = data.draw(st.sampled_from(real_places(folder)))
    lost = may_be_lost(case.original, place)
    change = data.draw(st.sampled_from(CHANGES[1:] if lost else CHANGES))
    text = changed(case.original, place, change, other(case.original[place]))
    assert case.account(text).problems


@pytest.mark.parametrize("folder", FOLDERS)
@settings(max_examples=4, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_change_of_real_yaml_is_found(folder: str, data: st.DataObject) -> None:
    case = real(folder)
    node = data.draw(st.sampled_from(printed_values(case)).filter(lambda node: node.value.strip()))
    text = node.value
    place = data.draw(st.sampled_from([i for i, char in enumerate(text) if not char.isspace()]))
    node.value = changed(text, place, data.draw(st.sampled_from(CHANGES)), other(text[place]))
    try:
        assert case.account().problems
    finally:
        node.value = text


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_real_lists_and_their_originals_agree(folder: str) -> None:
    found = real(folder).account()
    assert found.problems == ()
    assert found.accounted == found.characters
    assert found.yaml_found == found.yaml_characters
