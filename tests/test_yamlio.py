"""Reading with positions, and the one form of writing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator import yamlio
from generator.model import Block, Correction, DutyList, Item
from generator.yamlio import Node, YamlProblem, canonical, reading

LIST = """\
# about the list
kind: basic
title: 清单
categories:
  # first category
  - name: 一、党的建设
    declared: 1  # as printed
    items:
      # the only item
      - id: b001  # minted
        name: '*对……的处罚'
        departments: [县公安局, '甲, 乙']
        superior:
          - heading: ''
            duties:
              # a duty
              - '说明: 有冒号'
              - 第二条
# the end
"""


def test_positions_of_every_value() -> None:
    root = yamlio.parse(LIST)
    name = root.find(("categories", 0, "items", 0, "name"))
    assert (name.value, name.line, name.column) == ("*对……的处罚", 11, 15)
    second = root.find(("categories", 0, "items", 0, "departments", 1))
    assert (second.value, second.line, second.column) == ("甲, 乙", 12, 29)
    assert root.find(("categories", 0, "items", 7, "name")).line == 10


def test_canonical_text_is_a_fixed_point_with_all_comments() -> None:
    assert yamlio.dump(yamlio.parse(LIST), DutyList) == LIST


def test_writing_orders_keys_and_indents() -> None:
    loose = 'title: "t"\nkind:   basic\ncategories:\n- items:\n  - name: "a: b"\n  name: c\n'
    assert yamlio.dump(yamlio.parse(loose), DutyList) == (
        "kind: basic\ntitle: t\ncategories:\n  - name: c\n    items:\n      - name: 'a: b'\n"
    )


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("防汛", "防汛"),
        ("*对……的处罚", "'*对……的处罚'"),
        ("2024", "'2024'"),
        ("no", "'no'"),
        ("12:30", "'12:30'"),
        ("说明：有全角冒号", "说明：有全角冒号"),
        ("a: b", "'a: b'"),
        ("it's", "it's"),
        ("'引", "'''引'"),
        ("", "''"),
        ("- 列", "'- 列'"),
        ("末尾:", "'末尾:'"),
        ("a #b", "'a #b'"),
        ("@人", "'@人'"),
        ("两\n行", '"两\\n行"'),
    ],
)
def test_spelling_of_texts(text: str, spelled: str) -> None:
    assert yamlio.scalar(text) == spelled


texts = st.text(
    alphabet=st.characters(exclude_categories=["Cs"]), min_size=0, max_size=30
) | st.sampled_from(["*", "&a", "{{ x }}", "|", ">", "%", "`", "null", "~", "1e3", "0x1", "="])


@given(texts)
def test_every_text_reads_back_as_itself(text: str) -> None:
    for flow in (False, True):
        spelled = yamlio.scalar(text, flow=flow)
        document = f"k: [{spelled}]" if flow else f"k: {spelled}"
        loaded = yaml.load(document, Loader=yaml.CSafeLoader)["k"]
        assert (loaded[0] if flow else loaded) == text


names = texts.filter(lambda text: bool(text.strip()))


@given(st.lists(names, max_size=3), st.lists(names, max_size=3), names, st.none() | texts)
def test_records_survive_writing_and_reading(
    departments: list[str], duties: list[str], name: str, heading: str | None
) -> None:
    from generator.load import build

    item = Item(
        id="b001",
        name=name,
        departments=tuple(departments),
        superior=(Block(heading=heading, duties=tuple(duties)),),
        corrections=(Correction(field="name", printed=name, suggested="", reason="试"),),
    )
    text = yamlio.dump(yamlio.to_node(item), Item)
    assert build(Item, yamlio.parse(text)) == item
    assert yamlio.dump(yamlio.parse(text), Item) == text


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        ("a: *b\n", "alias", 1, 4),
        ("a: &b c\n", "alias", 1, 4),
        ("a: !!python/object:os.system x\n", "tag", 1, 4),
        ("? [a]\n: b\n", "key", 1, 3),
        ("a: b\n---\nc: d\n", "documents", 2, 1),
        ("", "empty", 1, 1),
        ("# nothing\n", "empty", 1, 1),
        ("[" * 50 + "]" * 50, "depth", 1, 17),
        ("a: [b\n", "syntax", 2, 1),
        ("a: b: c\n", "syntax", 1, 5),
    ],
)
def test_what_is_refused(text: str, reason: str, line: int, column: int) -> None:
    with pytest.raises(YamlProblem) as caught:
        yamlio.parse(text)
    assert (caught.value.reason, caught.value.line, caught.value.column) == (reason, line, column)


def test_deep_nesting_cannot_exhaust_the_stack() -> None:
    with pytest.raises(YamlProblem, match="depth"):
        yamlio.parse("[" * 1_000_000)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    try:
        node = yamlio.parse(text)
    except YamlProblem:
        return
    assert isinstance(node, Node)


COMMENTED = st.lists(
    st.sampled_from(
        [
            "# 注",
            "kind: basic",
            "title: x  # 后",
            "categories:",
            "  - name: 一",
            "    # 里",
            "    items:",
            "      - name: 甲 # 乙",
            "      # 尾",
            "",
            "departments: [a, b] # 列",
            "x: |",
            "  # 不是注",
            "y: '# 也不是'",
        ]
    ),
    max_size=12,
)


@given(COMMENTED)
@example(["title: x  # 后", "", "kind: basic"])
def test_no_comment_is_ever_lost(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    try:
        root = yamlio.parse(text)
    except YamlProblem:
        return
    if root.kind != "mapping":
        return
    written = yamlio.dump(root, DutyList)
    wanted = sum(line.count("# 注") + line.count("# 里") + line.count("# 尾") for line in lines)
    kept = written.count("# 注") + written.count("# 里") + written.count("# 尾")
    assert kept == wanted
    for mark in ("# 后", "# 乙", "# 列"):
        assert written.count(mark) >= (1 if text.count(mark) else 0)
    assert yamlio.dump(yamlio.parse(written), DutyList) == written


CANONICAL = """\
kind: basic
# a comment
categories:
  - name: '*a'
    declared: 1
    items:
      - id: b001
        departments: [ab, 'c d', e]
        superior:
          - duties:
              - x:y
              - it's 1#
  - name: ''
    items: []
"""
PIECES = [
    *(
        "\n",
        " ",
        "  ",
        "\n  ",
        "\n    ",
        "\n- ",
        "- ",
        "-",
        "a:",
        "a: ",
        ":",
        ": ",
        ",",
        ", ",
        "#",
        " #",
    ),
    *("'", "''", '"', "[", "]", "[]", "{", "}", "?", "*", "&", "!", "|", ">", "%", "@", "`", "~"),
    *("---\n", "...\n", "\t", "\r", "\0", "\x85", "\xa0", "\u2028", "\u3000", "\ufeff", "说", ""),
]
EDITS = st.lists(
    st.tuples(
        st.integers(0, len(CANONICAL)), st.sampled_from([0, 0, 0, 1, 2, 4]), st.sampled_from(PIECES)
    ),
    min_size=1,
    max_size=3,
)


@given(EDITS)
def test_the_reader_of_the_canonical_form_agrees_with_libyaml(
    edits: list[tuple[int, int, str]],
) -> None:
    text = CANONICAL
    for place, removed, piece in edits:
        text = text[:place] + piece + text[place + removed :]
    root = canonical.read(text)
    assert root is None or root == reading.by_libyaml(text)


@given(st.lists(names, max_size=3), names, texts)
def test_records_in_the_canonical_form_read_the_same_in_both_ways(
    departments: list[str], name: str, heading: str
) -> None:
    item = Item(
        id="b001",
        name=name,
        departments=tuple(departments),
        superior=(Block(heading=heading, duties=(name,)), Block(lead=name)),
    )
    text = yamlio.dump(yamlio.to_node(item), Item)
    root = canonical.read(text)
    assert root is None or root == reading.by_libyaml(text)


def test_the_real_lists_are_read_as_canonical(project: Path) -> None:
    lists = sorted((project / "lists").rglob("basic.yml"))
    assert lists
    for path in lists:
        text = path.read_text("utf-8")
        assert canonical.read(text) == reading.by_libyaml(text)
