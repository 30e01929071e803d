"""Records read straight from lines: the same as through the node tree, or not read at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import model, record_reader, yamlio
from generator.load import Document, Source, build
from generator.model import Block, DutyList, Item, Township, record_of
from generator.rules import Context, duplicate_key, fields, folded_text
from generator.vocabulary import Vocabulary

LIST = """\
kind: basic
# a comment
title: 清单
declared: 2
labels:
  after_departments: '：'
categories:
  - name: '*a'
    declared: 1
    items:
      - id: b001
        number: 12
        name: it's 1#
        matters: []
        departments: [ab, 'c d', e]
        superior:
          - heading: ''
            duties:
              - x:y
              - '说: ''话'''
          - lead: 说
        discontinued: true
        basis:
          - 《法》
        marks:
          main: [ab]
      - id: b002
        name: 乙
  - name: 二
    items: []
"""
PIECES = [
    *("\n", " ", "  ", "\n  ", "\n    ", "\n- ", "- ", "-", "a:", "a: ", ":", ": ", ",", ", "),
    *("#", " #", "'", "''", '"', "[", "]", "[]", "{", "}", "*", "&", "!", "|", ">", "%", "~"),
    *("\t", "\r", "\0", "\x85", "\xa0", "\u3000", "\ufeff", "说", "1", "true", "", "''\n"),
    *("name: 丙\n", "        name: 丙\n", "            duties:\n", "  - name: 丁\n", "number: 1\n"),
]
EDITS = st.lists(
    st.tuples(
        st.integers(0, len(LIST)), st.sampled_from([0, 0, 0, 1, 2, 4, 9]), st.sampled_from(PIECES)
    ),
    min_size=1,
    max_size=3,
)
LINES = st.lists(st.sampled_from(LIST.splitlines(keepends=True)), max_size=30)


def agree(text: str, record: type[object]) -> bool:
    """Whether a text is read; what is read is what the node tree holds, and nothing is wrong."""
    found = record_reader.read(text, record)
    if found is None:
        return False
    node = yamlio.parse(text)
    assert found.value == build(record, node)
    assert [*found.texts.texts] == [each.value for each in node.scalars()]
    document = Document(Source("lists/a/basic.yml", b""), record, node)
    assert not [*fields.check(document, Context(Vocabulary()))]
    assert not duplicate_key.has_any(node)
    assert not folded_text.has_any(node)
    return True


def test_a_list_with_every_shape_of_field_is_read() -> None:
    assert agree(LIST, DutyList)


@given(EDITS)
@example([(LIST.index("number"), 0, "number: 1\n        ")])
@example([(LIST.index("      - id: b002"), 1, "")])
@example([(0, 0, "  ")])
def test_edited_lists(edits: list[tuple[int, int, str]]) -> None:
    text = LIST
    for place, removed, piece in edits:
        text = text[:place] + piece + text[place + removed :]
    agree(text, DutyList)


@given(LINES)
def test_lines_in_any_order(lines: list[str]) -> None:
    agree("".join(lines), DutyList)


@given(st.lists(st.text(alphabet="a中:# -'[],\u3000", max_size=5), min_size=1, max_size=3))
@example(["a'", "'a"])
def test_written_records(texts: list[str]) -> None:
    item = Item(
        id="b001",
        name=texts[0],
        departments=tuple(texts),
        superior=(Block(heading=texts[-1], duties=tuple(texts)), Block(lead=texts[0])),
    )
    text = yamlio.dump(yamlio.to_node(item), Item)
    clean = all(each and each == each.strip() for each in texts)
    assert agree(text, Item) <= clean


@pytest.mark.parametrize("name", ["Apart", "Changes", "DutyList", "Item", "Matters", "Township"])
def test_what_is_not_written_is_as_the_constructor_has_it(name: str) -> None:
    record = getattr(model, name)
    assert record_reader._plan(record)[3] == vars(record())


def test_lines_of_items() -> None:
    found = record_reader.read(LIST, DutyList)
    assert found is not None
    items = [item for category in found.value.categories for item in category.items]
    lines = LIST.splitlines()
    assert [lines[item.line - 1].split()[-1] for item in items] == ["b001", "b002"]


def test_the_real_lists_are_read(project: Path) -> None:
    lists = sorted((project / "lists").rglob("*.yml"))
    assert lists
    for path in lists:
        record = record_of(path.as_posix())
        assert record is not None
        assert agree(path.read_text("utf-8"), record) or record is Township
