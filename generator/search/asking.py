"""A question answered: matters first, then the items that hold its words.

The twin of that part of ``assets/matters.js``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.search.matching import MatterHit, Matters, Question
from generator.search.ranking import Entry, Hit, rank

MOST_MATTERS = 8
LEAST_OF_BEST = 35
"""Percent of the best matter's score that another must reach to be shown beside it."""

_COUNTY = re.compile(r"(.+?[市县区旗])(.{2,})")
_KIND = re.compile(r"(?:民族乡|民族苏木|街道|苏木|[镇乡市县区旗])$")


@dataclass(frozen=True)
class MatterAnswer:
    """A matter with its items, best township first; ``entries`` are those that the question asks
    for, ``elsewhere`` those of other townships or departments."""

    hit: MatterHit
    entries: tuple[Entry, ...]
    elsewhere: tuple[Entry, ...]


@dataclass(frozen=True)
class Answered:
    """What a question leads to. ``near`` are matters named as help where there is no answer."""

    question: Question
    matters: tuple[MatterAnswer, ...]
    items: tuple[Hit, ...]
    near: tuple[MatterHit, ...]


def places_of(entries: Iterable[Entry], matters: Matters) -> dict[str, list[str]]:
    """What townships and their counties are called -> ids of the townships.

    Short names (龙角 for 龙角镇) count unless a matter's words hold them.
    """
    found: dict[str, list[str]] = {}
    for township_id, full_name in {
        each.township_id: each.township_name for each in entries
    }.items():
        parts = _COUNTY.fullmatch(full_name)
        names = [full_name, *(parts.groups() if parts else ())]
        for name in dict.fromkeys(names):
            short = _KIND.sub("", name)
            forms = (name, short) if len(short) > 1 and not matters.speaks_of(short) else (name,)
            for form in dict.fromkeys(forms):
                found.setdefault(form, []).append(township_id)
    return found


def ask(query: str, entries: Sequence[Entry], matters: Matters) -> Answered:
    """The answer to a question.

    :param entries: what is known of the items, of all townships.
    """
    question = matters.question(query, places_of(entries, matters))
    found, near = matters.find(question)
    by_matter: dict[str, list[Entry]] = {}
    for entry in entries:
        for matter in entry.matters:
            by_matter.setdefault(matter, []).append(entry)
    answers = _narrowed(found, by_matter, question)
    return Answered(
        question, answers, tuple(_items(query, entries, question, answers)), tuple(near)
    )


def _narrowed(
    found: Sequence[MatterHit], by_matter: dict[str, list[Entry]], question: Question
) -> tuple[MatterAnswer, ...]:
    """The matters with the items that the question asks for. One without such items comes after
    its equals; offices count only if one of the matters has items of theirs."""
    offices = question.offices
    if not any(
        _asked(entry, question, offices) for hit in found for entry in by_matter.get(hit.id, ())
    ):
        offices = ()
    answers = []
    for hit in found:
        held = by_matter.get(hit.id, [])
        asked = tuple(entry for entry in held if _asked(entry, question, offices))
        others = tuple(entry for entry in held if not _asked(entry, question, offices))
        scored = hit if asked else replace(hit, score=hit.score * 3 // 4)
        answers.append(MatterAnswer(scored, asked, others))
    answers.sort(key=lambda each: (-each.hit.score, each.hit.id))
    best = answers[0].hit.score if answers else 0
    kept = [each for each in answers if 100 * each.hit.score >= LEAST_OF_BEST * best]
    return tuple(kept[:MOST_MATTERS])


def _asked(entry: Entry, question: Question, offices: Sequence[Sequence[str]]) -> bool:
    """Whether an item is of a township and of an office that the question names, if any."""
    if question.townships is not None and entry.township_id not in question.townships:
        return False
    return not offices or any(name in entry.departments for names in offices for name in names)


def _items(
    query: str, entries: Sequence[Entry], question: Question, answers: Sequence[MatterAnswer]
) -> list[Hit]:
    """The items that hold all words of the query; else those asked for that hold what remains of
    it without places and fillers; else, only if no matter answers, those that hold half."""
    hits = rank(entries, query)
    if hits and not hits[0].partial:
        return hits
    inside = [entry for entry in entries if _asked(entry, question, question.offices)]
    core = rank(inside, " ".join(question.words))
    if core and not core[0].partial:
        return core
    return [] if answers else hits
