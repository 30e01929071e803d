"""``/words/``: the words that people use, A to Z, each leading to its matters: search that needs no
JavaScript. It grows with the vocabulary, not with the townships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.model import Matter
from generator.pages import Page, render
from generator.search.index import pinyin
from generator.vocabulary import Vocabulary

TRAIL = ("常用说法", "words/")

LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHERS = "0"
"""Where words stand that begin with a digit or a sign."""

PAGE = 700
"""About as many words as a page holds; it stays below 100 KB."""


class Word(NamedTuple):
    """A word with its pinyin and the matters that it leads to; ``official`` if it is the name of
    one of them."""

    text: str
    syllables: tuple[str, ...]
    matters: tuple[Matter, ...]
    official: bool

    @property
    def letter(self) -> str:
        """The letter that it is filed under."""
        first = self.syllables[0][:1].lower() if self.syllables else ""
        return first if first and first in LETTERS else OTHERS


class Part(NamedTuple):
    """Words that stand on one page: its path below ``words/``, its title, and the words by their
    first syllable."""

    path: str
    title: str
    syllables: list[tuple[str, list[Word]]]

    @property
    def total(self) -> int:
        """Number of words."""
        return sum(len(words) for _, words in self.syllables)


def words(vocabulary: Vocabulary) -> list[Word]:
    """All names and everyday words of the matters by pinyin, each once."""
    found: dict[str, dict[str, Matter]] = {}
    names: set[str] = set()
    for _, filed in vocabulary.filed:
        matter = vocabulary.matter(filed.name)
        if matter is None:
            continue
        for text in (filed.name, *filed.former_names, *filed.keywords):
            found.setdefault(text, {})[matter.id] = matter
        names.add(matter.name)
    made = [
        Word(text, pinyin(text), tuple(matters.values()), text in names)
        for text, matters in found.items()
    ]
    return sorted(made, key=lambda word: (word.letter, *_order(word)))


def _order(word: Word) -> tuple[tuple[str, ...], str]:
    return tuple(syllable.lower() for syllable in word.syllables), word.text


def pages(vocabulary: Vocabulary) -> Iterator[Page]:
    """The index of letters and a page for each letter, or several if it has many words."""
    listed = words(vocabulary)
    parts = [
        part
        for letter, members in groupby(listed, key=lambda word: word.letter)
        for part in _parts(letter, list(members))
    ]
    yield Page(
        path="words/",
        title="常用说法",
        assets=("matrix.css",),
        description="平常怎么说，就按拼音怎么找：每个说法通到它说的那件事",
        trail=[TRAIL],
        body=render(
            "words.html",
            "words/",
            parts=parts,
            total=len(listed),
            matters=sum(not matter.retired for _, matter in vocabulary.filed),
        ),
    )
    for place, part in enumerate(parts):
        path = f"words/{part.path}/"
        yield Page(
            path=path,
            title=f"常用说法 {part.title}",
            assets=("matrix.css",),
            description=f"拼音以 {part.title} 开头的说法，各是哪件事",
            trail=[TRAIL, (part.title, path)],
            body=render(
                "words_letter.html",
                path,
                part=part,
                parts=parts,
                before=parts[place - 1] if place else None,
                after=parts[place + 1] if place + 1 < len(parts) else None,
            ),
        )


def _parts(letter: str, members: Sequence[Word]) -> list[Part]:
    """The words of a letter, cut between syllables into pages of about :data:`PAGE` words."""
    if letter == OTHERS:
        return [Part("0-9", "数字和符号", [("", list(members))])]
    cut: list[list[tuple[str, list[Word]]]] = [[]]
    held = 0
    for syllable, found in groupby(members, key=lambda word: word.syllables[0].lower()):
        listed = list(found)
        if held and held + len(listed) > PAGE:
            cut.append([])
            held = 0
        cut[-1].append((syllable, listed))
        held += len(listed)
    if len(cut) == 1:
        return [Part(letter, letter.upper(), cut[0])]
    return [
        Part(
            f"{letter}{number}" if number > 1 else letter,
            f"{_label(syllables[0][0])}–{_label(syllables[-1][0])}",
            syllables,
        )
        for number, syllables in enumerate(cut, start=1)
    ]


def _label(syllable: str) -> str:
    """A syllable as a title; of a word that is no pinyin (G348) its letter."""
    return syllable.capitalize() if syllable.isalpha() else syllable[0].upper()
