"""The matters as search knows them: one small document that Python and the browser both read.

It is made from the vocabulary alone and so does not grow with the number of townships: names,
everyday words, what a matter's scope says is in it, names of offices, words that carry no meaning
in a question, pinyin, and simplified for traditional characters.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from typing import Any

from generator.model import Matter
from generator.search.ranking import fold, terms
from generator.vocabulary import Vocabulary

_ELSEWHERE = re.compile(r"见|不在|不归|不含|不包括|不属|除外|归入|另列|各自|不计|不是")
_OFFICE_NAME = re.compile(r"..+(?:局|委|办|部|会|院|队|所|站|中心|厅|部门|公司)$")
_CLAUSES = re.compile(r"[；。，]")
_QUOTED = re.compile(r"“[^”]*”")


def document(vocabulary: Vocabulary) -> dict[str, Any]:
    """The index: ``matters`` are rows of id, name, former names (also those of matters merged into
    it), everyday words, scope and whether it is a penalty; ``near`` for each of them the places (in
    ``matters``) of those beside it, nearest first; ``offices`` the names of each office;
    ``fillers`` what people put around a question, which says nothing about the matter, longest
    first; ``absent`` what people ask too, a row of words a subject, that townships have no part in;
    ``same`` words that say the same, the one that lists print first, then everyday ones;
    ``simplified`` see :func:`simplified`; ``syllables`` and ``exceptions`` see
    :func:`readings`."""
    current = [matter for _, matter in vocabulary.filed if not matter.retired]
    merged: dict[str, list[str]] = {}
    for _, matter in vocabulary.filed:
        into = vocabulary.matter(matter.replaced_by) if matter.replaced_by else None
        if into is not None:
            merged.setdefault(into.id, []).extend((matter.name, *matter.former_names))
    penalties = {matter.id for filed, matter in vocabulary.filed if filed == "penalties"}
    spoken = {term for matter in current for term in (matter.name, *matter.keywords)}
    offices = (
        [name for name in (office.name, *office.aliases) if _OFFICE_NAME.match(name)]
        for office in vocabulary.offices
        if not office.collective
    )
    syllables, exceptions = readings(spoken)
    places = {matter.id: place for place, matter in enumerate(current)}
    return {
        "matters": [
            [
                matter.id,
                matter.name,
                [*matter.former_names, *merged.get(matter.id, ())],
                list(matter.keywords),
                within(matter),
                int(matter.id in penalties),
            ]
            for matter in current
        ],
        "near": [
            [places[other.id] for other, _ in vocabulary.beside(matter) if other.id in places]
            for matter in current
        ],
        "offices": [names for names in offices if names],
        "fillers": sorted(_file("fillers.txt").split(), key=lambda word: (-len(word), word)),
        "absent": [line.split() for line in _file("absent.txt").splitlines()],
        "same": [line.split() for line in _file("same.txt").splitlines()],
        "simplified": simplified(),
        "syllables": syllables,
        "exceptions": exceptions,
    }


def within(matter: Matter) -> str:
    """The parts of a scope that say what is in it, without those that point elsewhere."""
    clauses = _CLAUSES.split(_QUOTED.sub("", matter.scope))
    return "，".join(clause for clause in clauses if clause and not _ELSEWHERE.search(clause))


def simplified() -> list[str]:
    """Traditional characters, and the simplified one for each in the same place.

    From ``TSCharacters.txt`` of OpenCC (Apache-2.0): its first choice, where that is one of the
    6,763 characters of GB 2312.
    """
    return _file("simplified.txt").splitlines()


def _file(name: str) -> str:
    return resources.files("generator.search").joinpath(name).read_text("utf-8")


@functools.cache
def pinyin(text: str) -> tuple[str, ...]:
    """The syllables of a text; what is no Chinese character stays together as it is. Kept, since
    search and the pages of words ask for the same few thousand texts."""
    # the dictionaries take as long to load as half of the program
    from pypinyin.constants import RE_HANS
    from pypinyin.seg import mmseg, simpleseg

    found: list[str] = []
    for part in simpleseg.seg(text):
        for phrase in mmseg.seg.cut(part) if RE_HANS.match(part) else [part]:
            found += _of_phrase(phrase)
    return tuple(found)


@functools.cache
def _of_phrase(phrase: str) -> tuple[str, ...]:
    """The syllables of a phrase of the dictionary or a single character: few, and in many texts."""
    import pypinyin

    return tuple(pypinyin.lazy_pinyin(phrase))


def readings(spoken: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Pinyin of all Chinese characters of the terms: syllable -> characters that are mostly read
    so here; and term -> its syllables, for the terms with a character that is read otherwise."""
    known = {term: pinyin(term) for term in sorted({"".join(terms(fold(each))) for each in spoken})}
    known = {term: read for term, read in known.items() if len(read) == len(term)}
    counts: dict[str, Counter[str]] = {}
    for term, read in known.items():
        for character, syllable in zip(term, read, strict=True):
            counts.setdefault(character, Counter())[syllable] += 1
    usual = {each: min(tally, key=lambda s: (-tally[s], s)) for each, tally in counts.items()}
    syllables: dict[str, str] = {}
    for character, syllable in sorted(usual.items()):
        syllables[syllable] = syllables.get(syllable, "") + character
    exceptions = {
        term: " ".join(read)
        for term, read in known.items()
        if read != tuple(usual[character] for character in term)
    }
    return dict(sorted(syllables.items())), exceptions
