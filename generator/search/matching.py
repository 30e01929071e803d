"""From a question to matters: the same matters, scores and order as ``assets/matters.js``.

A question is cut into pieces of two characters and single characters. Each piece has a weight
(the rarer in the vocabulary, the heavier) and is credited with how much of the best term it helps
to spell: a whole everyday word counts fully, a part of a long official name in part, a word of the
scope least; and with how many of the matter's terms hold it, which tells what a matter is about
from what one of its words mentions. Words that say the same (娃, 小孩, 儿童) also count as the one
that lists print, in questions and terms alike. Everything is an integer. What is decided here is
decided there in the same words; ``tests/search`` runs one set of cases through both.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.search import spelling
from generator.search.ranking import LONGEST_QUERY, fold, pairs, terms

FULL = 16
"""The credit of a piece that stands in a term which the question holds whole."""

SCOPE = 6
"""… of a piece that only the scope holds."""

AGAIN = 3, 3
"""… of a pair more, for every time that the number of the matter's terms with it doubles; and how
often that counts."""

MISTYPED = 12
"""… of every piece of a term that the question holds with one error."""

LEAST = ((20, 40), (30, 6))
"""What a matter must reach to be an answer, one of these: a score for every binary digit of the
number of matters, and percent of the question's weight (a long story says much beside the point).
"""

NEAREST = 3
"""How many matters are named as help where there is no answer; they reach half of the score."""

PENAL = "罚"
"""What makes a question, in the words of lists, one about a penalty."""

_LETTERS = re.compile(r"[a-z]+(?:[ ']+[a-z]+)*")
_LEVEL = "(?:[省市县区旗州镇])?"


class Term(NamedTuple):
    """A name or an everyday word of a matter; ``plain`` are its words joined with blanks."""

    matter: int
    text: str
    plain: str
    pieces: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class Question:
    """A question taken apart: ``text`` is folded and simplified, without the places and offices
    that it names; ``words`` are what remains without fillers, ``formal`` the same in the words of
    lists; ``penal`` whether it is about a penalty."""

    text: str
    words: tuple[str, ...]
    formal: tuple[str, ...]
    penal: bool
    townships: frozenset[str] | None
    offices: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MatterHit:
    """A matter that was found. ``found`` is the term that shows it best (its name, an everyday
    word, or ``''`` for the scope); ``words`` are the pieces to mark."""

    id: str
    name: str
    score: int
    found: str
    words: tuple[str, ...]


def _pieces(words: Iterable[str]) -> tuple[str, ...]:
    """Pairs and single characters of Chinese words; other words whole."""
    found: dict[str, None] = {}
    for word in words:
        two = pairs(word)
        found.update(dict.fromkeys(two))
        if two != (word,) or len(word) == 2:
            found.update(dict.fromkeys(word if len(two[0]) <= 2 else ()))
    return tuple(found)


def _present(hits: list[MatterHit]) -> list[MatterHit]:
    """The hits, or none if the best of them is a subject that townships have no part in."""
    return [hit for hit in hits if hit.id] if hits[0].id else []


class Matters:
    """The index, ready to be asked.

    :param document: what :func:`generator.search.index.document` makes.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.rows: list[list[Any]] = [
            *document["matters"],
            *(["", words[0], [], words[1:], "", 0] for words in document["absent"]),
        ]
        self.offices: list[list[str]] = document["offices"]
        self.fillers: list[str] = document["fillers"]
        self.formal = {word: row[0] for row in document["same"] for word in row}
        longest = sorted(self.formal, key=lambda word: (-len(word), word))
        self.informal = re.compile("|".join(map(re.escape, longest)) or "(?!)")
        self.simple = dict(zip(*document["simplified"], strict=True))
        self.spelling = spelling.Spelling(document["syllables"], document["exceptions"])
        spoken = [
            (place, text, terms(form))
            for place, (_, name, former, keywords, _, _) in enumerate(self.rows)
            for text in (name, *former, *keywords)
            for form in self._forms(self.simplify(text))
        ]
        self.scopes = [_pieces(terms(self.simplify(row[4]))) for row in self.rows]
        holders: dict[str, set[int]] = {}
        for place, _, words in spoken:
            for piece in _pieces(words):
                holders.setdefault(piece, set()).add(place)
        for place, pieces in enumerate(self.scopes):
            for piece in pieces:
                holders.setdefault(piece, set()).add(place)
        self.frequency = {piece: len(places) for piece, places in holders.items()}
        self.terms = [
            Term(place, text, " ".join(words), _pieces(words), self.weigh(_pieces(words)))
            for place, text, words in spoken
        ]
        self.holding: dict[str, list[int]] = {}
        for number, term in enumerate(self.terms):
            for piece in term.pieces:
                self.holding.setdefault(piece, []).append(number)
        self.often: dict[tuple[str, int], int] = {}
        for piece, numbers in self.holding.items():
            if len(piece) > 1:
                texts = {(self.terms[number].matter, self.terms[number].text) for number in numbers}
                for place, count in Counter(place for place, _ in texts).items():
                    if count > 1:
                        self.often[piece, place] = AGAIN[0] * min(count.bit_length() - 1, AGAIN[1])
        self.in_scope: dict[str, list[int]] = {}
        for place, pieces in enumerate(self.scopes):
            for piece in pieces:
                self.in_scope.setdefault(piece, []).append(place)

    def simplify(self, text: str) -> str:
        """A text folded, in simplified characters."""
        return "".join(self.simple.get(character, character) for character in fold(text))

    def formally(self, text: str) -> str:
        """A simplified text in the words of lists."""
        return self.informal.sub(lambda found: self.formal[found[0]], text)

    def _forms(self, text: str) -> tuple[str, ...]:
        """A simplified text as it is and, if that is another, in the words of lists."""
        return tuple(dict.fromkeys((text, self.formally(text))))

    def speaks_of(self, text: str) -> bool:
        """Whether a name or everyday word of any matter holds a text."""
        return any(text in term.plain for term in self.terms)

    def weight(self, piece: str) -> int:
        """The rarer, the heavier: the binary logarithm of (matters / matters that hold it)."""
        rarity = (len(self.rows) // self.frequency.get(piece, 1)).bit_length()
        return max(1, rarity // 2) if len(piece) == 1 else 2 * rarity

    def weigh(self, pieces: Iterable[str]) -> int:
        """The weight of pieces together."""
        return sum(map(self.weight, pieces))

    # --- taking a question apart ----------------------------------------------------------------

    def question(self, query: str, places: Mapping[str, Sequence[str]]) -> Question:
        """Take a question apart.

        :param places: name of a township or county -> ids of its townships.
        """
        text = self.simplify(query[:LONGEST_QUERY])
        townships: frozenset[str] | None = None
        for name in sorted(places, key=lambda each: (-len(each), each)):
            if name in text:
                ids = frozenset(places[name])
                townships = ids if townships is None or not townships & ids else townships & ids
                text = text.replace(name, " ")
        offices: list[tuple[str, ...]] = []
        rest = text
        names = {name: tuple(each) for each in self.offices for name in each}
        for name in sorted(names, key=lambda each: (-len(each), each)):
            if name in rest:
                offices.append(names[name])
                rest = re.sub(_LEVEL + re.escape(name), " ", rest)
        if not terms(rest):
            rest = text
        formal = self.formally(rest)
        return Question(
            rest,
            self._without_fillers(rest),
            self._without_fillers(formal),
            PENAL in formal,
            townships,
            tuple(offices),
        )

    def _without_fillers(self, text: str) -> tuple[str, ...]:
        shorter = text
        for filler in self.fillers:
            shorter = shorter.replace(filler, " ")
        return terms(shorter) or terms(text)

    # --- finding ----------------------------------------------------------------------------------

    def find(self, question: Question) -> tuple[list[MatterHit], list[MatterHit]]:
        """The matters that answer a question, best first; and the nearest that do not."""
        letters = _LETTERS.fullmatch(question.text.strip())
        if letters:
            words = question.text.replace("'", "").split()
            spelt = self._spelt(["".join(words)]) or self._spelt(words)
            if spelt:
                return _present(spelt), []
        plain = f" {' '.join(terms(question.text))} "
        own = dict.fromkeys(_pieces(question.words))
        asked = self.weigh(own)
        whole = [term for term in self.terms if len(term.plain) > 1 and term.plain in plain]
        for term in whole:
            own.update(dict.fromkeys(term.pieces))
        held = own | dict.fromkeys(_pieces(question.formal))
        mistyped = {} if whole else self._mistyped(question.words)
        hits = self._scored(list(held), own, mistyped, penal=question.penal)
        digits = sum(bool(row[0]) for row in self.rows).bit_length()
        good = [
            hit
            for hit in hits
            if any(
                hit.score >= score * digits and 100 * hit.score >= share * FULL * asked
                for score, share in LEAST
            )
        ]
        if good:
            return _present(good), []
        nearest = [hit for hit in hits if hit.id][:NEAREST]
        return [], [hit for hit in nearest if 2 * hit.score >= LEAST[0][0] * digits]

    def _scored(
        self,
        held: Sequence[str],
        own: Collection[str],
        mistyped: Mapping[int, tuple[Term, int]],
        *,
        penal: bool,
    ) -> list[MatterHit]:
        """Every matter with a piece of the question, best first.

        :param held: the pieces of the question, also in the words of lists.
        :param own: those in the asker's own words, which say best why a matter was found.
        """
        matched: dict[int, int] = {}
        in_own: dict[int, int] = {}
        for piece in held:
            for number in self.holding.get(piece, ()):
                matched[number] = matched.get(number, 0) + self.weight(piece)
                if piece in own:
                    in_own[number] = in_own.get(number, 0) + self.weight(piece)
        scores: dict[int, int] = {}
        for piece in held:
            credit_of = dict.fromkeys(self.in_scope.get(piece, ()), SCOPE)
            for number in self.holding.get(piece, ()):
                term = self.terms[number]
                credit = math.isqrt(FULL * FULL * matched[number] // term.weight)
                credit_of[term.matter] = max(credit, credit_of.get(term.matter, 0))
            for place, credit in credit_of.items():
                whole = credit + self.often.get((piece, place), 0)
                scores[place] = scores.get(place, 0) + self.weight(piece) * whole
        shown: dict[int, tuple[int, Term]] = {}
        for parts in (in_own, matched):
            found: dict[int, tuple[int, Term]] = {}
            for number in sorted(parts):
                term = self.terms[number]
                value = FULL * parts[number] * parts[number] // term.weight
                if value > found.get(term.matter, (0, term))[0]:
                    found[term.matter] = value, term
            shown = found | shown
        for place, (term, mass) in mistyped.items():
            scores[place] = max(scores.get(place, 0), MISTYPED * mass)
            shown[place] = 0, term
        hits = []
        for place, score in scores.items():
            row = self.rows[place]
            if bool(row[5]) != penal:
                score = score * 2 // 3
            text = shown[place][1].text if place in shown else ""
            words = tuple(piece for piece in held if len(piece) > 1)
            hits.append(MatterHit(row[0], row[1], score, text, words))
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def _mistyped(self, words: Sequence[str]) -> dict[int, tuple[Term, int]]:
        """Matter -> its term that words hold best with an error, or that sounds like one, and what
        of its weight that is worth. A word is no error if all its pairs are in some term."""
        wrong = {
            word: self.weigh(_pieces([word]))
            for word in words
            if len(word) > 1 and not all(pair in self.frequency for pair in pairs(word))
        }
        sounds = {" ".join(self.spelling.syllables(word)): word for word in wrong}
        found: dict[int, tuple[Term, int]] = {}
        for term in self.terms if wrong else ():
            word = self._misspelt(term.plain, wrong, sounds)
            if word is not None:
                mass = min(term.weight, wrong[word])
                worth = 2 * mass * mass // (mass + term.weight)
                if term.matter not in found or worth > found[term.matter][1]:
                    found[term.matter] = term, worth
        return found

    def _misspelt(
        self, term: str, wrong: Mapping[str, int], sounds: Mapping[str, str]
    ) -> str | None:
        """The first of the wrong words that holds a term with one error, or else sounds like it."""
        if len(term) >= 3:
            for word in wrong:
                if spelling.near(term, [word]):
                    return word
        return sounds.get(" ".join(self.spelling.syllables(term))) if len(term) > 1 else None

    def _spelt(self, words: Sequence[str]) -> list[MatterHit]:
        """The matters with terms that words spell: for each word its best term counts, and a little
        how many there are."""
        total: dict[int, int] = {}
        shown: dict[int, Term] = {}
        for letters in words:
            best: dict[int, int] = {}
            for term in self.terms:
                degree = self.spelling.degree(letters, term.plain)
                if degree:
                    score = 200 * degree - min(len(term.plain), 99)
                    total[term.matter] = total.get(term.matter, 0) + 20
                    if score > best.get(term.matter, 0):
                        best[term.matter] = score
                        shown[term.matter] = term
            for place, score in best.items():
                total[place] += score
        hits = [
            MatterHit(
                self.rows[place][0],
                self.rows[place][1],
                score,
                shown[place].text,
                tuple(shown[place].plain.split()),
            )
            for place, score in total.items()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))
