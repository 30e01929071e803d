"""Real files with mistakes put into them at random: nothing crashes, nothing is lost in silence.

``make test`` tries a hundred, always the same. ``QINGDAN_MUTATIONS=5000 pytest
tests/test_mutations.py`` tries as many as it is told, other ones each time.

What "lost in silence" means: ``qingdan check``, comparing with the unchanged lists as it does on
every pull request, finds nothing (hints do not count), and yet an item is not there any more, or a
text that the mistake did not touch has changed. What the file holds is read by PyYAML, as any other
program would. A change of the touched text itself may well be a right edit, and is not judged.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator import check, fixing, fmt, states
from generator.baseline import Baseline
from generator.load import Source, build, document_of
from generator.rules import Context, duplicate_key, fields, folded_text
from tests.conftest import REPOSITORY

EXAMPLES = int(os.environ.get("QINGDAN_MUTATIONS", "100"))
FILES = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for path in (REPOSITORY / "lists").rglob("*.yml")
    if "vocabulary" not in path.parts
)


@dataclass(frozen=True)
class Mutation:
    """What stood from ``start`` to ``end`` (in characters) was replaced by ``new``."""

    start: int
    end: int
    new: str

    def of(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


JUNK = [
    *(
        "\t",
        "：",
        "*",
        "- ",
        "-",
        "'",
        '"',
        "“",
        "”",
        ": ",
        ":",
        " #",
        "#",
        "[",
        "]",
        "{",
        "}",
        ",",
    ),
    *(
        "，",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "  ",
        "\u3000",
        "\xa0",
        "\u200b",
        "\u2028",
        "\ue000",
        "|",
        ">",
    ),
    *(
        "&a ",
        "!b ",
        "%",
        "@",
        "---\n",
        "...\n",
        "\0",
        "\x07",
        "? ",
        "<<: ",
        "~",
        "null",
        "１",
        "name:",
    ),
]
ONE_FOR_ANOTHER = [
    (": ", "："),
    (": ", ":"),
    (":\n", "：\n"),
    (":\n", "\n"),
    ("- ", "-"),
    ("- ", "－ "),
    ("- ", "  "),
    ("  ", "\t"),
    ("  ", " "),
    ("  ", "\u3000"),
    ("'", ""),
    ("'", "’"),
    ("[", "【"),
    ("]", ""),
    (", ", "，"),
    ("\n", ""),
    ("\n", " "),
    ("\n", "\n#"),
    ("id: ", "id:"),
    ("name", "nmae"),
]


@st.composite
def mutations(draw: st.DrawFn, text: str) -> Mutation:
    """A mistake in a text: as people make them, or any."""
    kind = draw(st.sampled_from(["junk", "swap", "lines", "again", "indent", "cut", "typed"]))
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    first = draw(st.integers(0, len(starts) - 2))
    last = min(first + draw(st.integers(1, 14)), len(starts) - 1)
    block = text[starts[first] : starts[last]]
    if kind == "junk":
        start = draw(st.integers(0, len(text)))
        new = draw(st.sampled_from(JUNK) | st.text(max_size=6))
        return Mutation(start, min(start + draw(st.integers(0, 40)), len(text)), new)
    if kind == "cut":
        start = draw(st.integers(0, len(text)))
        return Mutation(start, len(text), "")
    if kind == "lines":
        return Mutation(starts[first], starts[last], "")
    if kind == "again":
        return Mutation(starts[last], starts[last], block)
    if kind == "swap":
        lines = block.splitlines(keepends=True)
        return Mutation(starts[first], starts[last], "".join(draw(st.permutations(lines))))
    if kind == "indent":
        width = draw(st.sampled_from([-4, -2, -1, 1, 2, 4]))
        new = re.sub("(?m)^ *(?=.)", lambda found: " " * max(len(found[0]) + width, 0), block)
        return Mutation(starts[first], starts[last], new)
    old, new = draw(st.sampled_from(ONE_FOR_ANOTHER))
    start = text.find(old, starts[first])
    return Mutation(max(start, 0), max(start, 0) + len(old) if start >= 0 else 0, new)


def leaves(text: str) -> list[tuple[str, int, int]] | None:
    """(text, start, end) of every key and value, as PyYAML sees them; None if it refuses."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return list(_leaves(root)) if root is not None else None


def _leaves(node: yaml.Node) -> Iterator[tuple[str, int, int]]:
    if isinstance(node, yaml.ScalarNode):
        yield node.value, node.start_mark.index, node.end_mark.index
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _leaves(entry)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _leaves(key)
            yield from _leaves(value)


def item_ids(text: str) -> list[str]:
    """The ids of a list's items, as PyYAML reads them."""
    loaded: Any = yaml.load(text, Loader=yaml.CSafeLoader)
    if not isinstance(loaded, dict) or not isinstance(loaded.get("categories"), list):
        return []
    items = [
        item
        for category in loaded["categories"]
        if isinstance(category, dict)
        for item in category.get("items") or []
    ]
    return [str(item["id"]) for item in items if isinstance(item, dict) and "id" in item]


class Bench:
    """A copy of the real lists, with what all examples share. (No dataclass: Hypothesis would spell
    all of it out with every failure.)"""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(REPOSITORY / "lists", root / "lists")
        (root / "nothing/lists").mkdir(parents=True)
        self.where = check.layout(root)
        # compared with an empty state, every file counts as changed, so that all ids are known
        baseline: Baseline = states.read(root, root / "nothing")
        self.context = Context(check.load_vocabulary(root, self.where)[0], baseline)
        self.texts = {path: (root / path).read_text("utf-8") for path in FILES}
        self.leaves = {path: leaves(text) or [] for path, text in self.texts.items()}

    def findings(self, path: str, data: bytes) -> list[Any]:
        """Errors and warnings about a township of which one file is replaced."""
        folder = path.removeprefix("lists/").rpartition("/")[0]
        (self.root / path).write_bytes(data)
        try:
            paths = self.where.townships[folder]
            _, found, _ = check.load_folder(self.root, folder, paths, self.context)
        finally:
            (self.root / path).write_text(self.texts[path], "utf-8")
        return [each for each in found if each.severity != "info"]

    def untouched(self, path: str, mutation: Mutation) -> Counter[str]:
        """The texts of the unchanged file that a mutation does not touch, not even at an end. What
        only blanks part from its end has become one text with it, as an edit of that text."""
        whole = self.texts[path]
        return Counter(
            text
            for text, start, end in self.leaves[path]
            if end < mutation.start or whole[mutation.end : start].strip(" ")
        )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("mutations"))


def test_the_unchanged_files_are_clean(bench: Bench) -> None:
    for path, text in bench.texts.items():
        assert bench.findings(path, text.encode()) == []
        assert bench.leaves[path]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="QINGDAN_MUTATIONS" not in os.environ,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # a mutation of a long file hardly shrinks
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_no_item_is_lost_in_silence(bench: Bench, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(FILES))
    text = bench.texts[path]
    mutation = data.draw(mutations(text))
    mutated = mutation.of(text)
    raw = mutated.encode("utf-8", "surrogatepass")
    if data.draw(st.integers(0, 20)) == 0:
        raw = mutated.encode(
            data.draw(st.sampled_from(["gb18030", "utf-16", "utf-8-sig"])), "replace"
        )
    found = bench.findings(path, raw)
    kept = bench.untouched(path, mutation)
    if not found:
        after = leaves(mutated)
        assert after is not None, "PyYAML refuses what was accepted"
        lost = kept - Counter(each for each, _, _ in after)
        assert not lost, f"texts lost in silence: {lost}"
        missing = set(item_ids(text)) - set(item_ids(mutated))
        assert not missing, f"items lost in silence: {missing}"
    _what_is_right_at_once_is_right(path, raw)
    _fixes_lose_nothing(bench, path, raw, found, kept)
    _formatting_loses_nothing(path, raw)


def _what_is_right_at_once_is_right(path: str, raw: bytes) -> None:
    """What is taken for right without a closer look has no problem when it is looked at."""
    document = document_of(Source(path, raw))
    if document is None or document.reading is None:
        return
    assert not [*fields._record(document.node, document.record)]
    assert not duplicate_key.has_any(document.node)
    assert not folded_text.has_any(document.node)
    assert document.reading.value == build(document.record, document.node)


def _fixes_lose_nothing(
    bench: Bench, path: str, raw: bytes, found: list[Any], kept: Counter[str]
) -> None:
    """What a file with mistakes still holds is there after its fixes; and if then there is nothing
    left to mend, all that the mistake did not touch."""
    fixes = [each.fix for each in found if each.path == path and each.fix is not None]
    if not fixes:
        return
    fixed = fixing.apply(raw, fixes)
    before, after = (_texts(each) for each in (raw, fixed))
    assert before is None or after is not None, "a fix made the file unreadable"
    if after is None:
        return
    if not bench.findings(path, fixed):
        lost = _not_within(kept - after, after - kept)
    elif before is not None:
        lost = _not_within((before & kept) - after, after - before)
    else:
        return
    assert not lost, f"a fix lost texts: {lost}"


def _not_within(lost: Counter[str], made: Counter[str]) -> list[str]:
    """The lost texts that are no part of a new one: what YAML took for a field or a tag and a text
    is one text again, which holds both, with a sign or a blank between. No text holds more than
    fits into it."""
    texts = list(made.elements())
    room = list(map(len, texts))
    left = []
    for each in sorted(filter(None, lost.elements()), key=len, reverse=True):
        part = re.compile(rf"(?<!\w){re.escape(each)}(?!\w)|^{re.escape(each)}|{re.escape(each)}$")
        for place, text in enumerate(texts):
            if len(each) <= room[place] and part.search(text):
                room[place] -= len(each)
                break
        else:
            left.append(each)
    return left


def _texts(raw: bytes) -> Counter[str] | None:
    try:
        found = leaves(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None
    return None if found is None else Counter(text for text, _, _ in found)


def _formatting_loses_nothing(path: str, raw: bytes) -> None:
    document = check.usable_document(Source(path, raw))
    if document is None:
        return
    before = _texts(raw)
    once = fmt.formatted(document)
    after = _texts(once)
    assert before is not None
    assert after is not None
    del before[""]  # where an id was left empty, a new one stands
    assert not before - after
    again = check.usable_document(Source(path, once))
    assert again is not None
    assert fmt.formatted(again) == once
