"""Search: the same hits, scores and order as ``assets/search.js`` in the reader's browser.

A search is a scan for the words in normalised texts, so any run of characters finds every item
that contains it. Scores are integers made from lengths and weights, so that two languages cannot
disagree. What is decided here is decided there in the same words; ``tests/search`` runs one set of
cases through both.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model import KINDS, LIST_TITLES

FIELDS = ("name", "departments", "category", "duties")
"""The searched fields, the weightiest first."""

WEIGHTS = (8, 4, 2, 1)
SCALE = 100
"""A point of weight and length; what is smaller decides only between equals."""

NAME_IS_TERM = 400
NAME_STARTS_WITH_TERM = 200
LONGEST_QUERY = 100
"""Characters of a query that are read; nobody types more, and a URL could bring a book."""

_CHINESE = (
    r"\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_SEPARATORS = (
    r"\0-/:-@\[-`{-\xbf\xd7\xf7\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020"
    r"\u3030\u303d-\u303f\u30fb\ufe10-\ufe6f\ufeff\ufff0-\uffff"
)
_BLANK = re.compile(
    r"[\t\v\f\r\x1c-\x1f \x85\xad\u1680\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)
_GAP = re.compile(rf"([{_CHINESE}]) +(?=[{_CHINESE}])")
_TERM = re.compile(rf"[{_CHINESE}]+|[^{_CHINESE}{_SEPARATORS}]+")
_CHINESE_RUN = re.compile(rf"[{_CHINESE}]+")


class _Folding(dict[int, str]):
    """Code point -> its folded text, worked out at first use; a table for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKD", chr(code)).lower()
        self[code] = " " if _BLANK.fullmatch(folded) else folded
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Widths, forms and case folded, each character by itself."""
    return text.translate(_FOLDING)


def normalise(text: str) -> str:
    """A text as it is searched: widths, forms and case folded, blanks between Chinese closed.

    Each character is folded by itself (NFKD, not NFKC), so that a part of a text always folds to
    a part of the folded text. Line breaks stay: no run goes across two duties.
    """
    return _GAP.sub(r"\1", fold(text))


def terms(query: str) -> tuple[str, ...]:
    """The words of a query, each once: runs of Chinese, and runs of other letters and digits."""
    return tuple(dict.fromkeys(_TERM.findall(fold(query[:LONGEST_QUERY]))))


def pairs(term: str) -> tuple[str, ...]:
    """The two-character pieces of a Chinese term; any other term is one piece."""
    if len(term) <= 2 or not _CHINESE_RUN.fullmatch(term):
        return (term,)
    return tuple(dict.fromkeys(term[place : place + 2] for place in range(len(term) - 1)))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What search knows of an item. ``departments`` are joined names, ``text`` its duties, one a
    line; ``who`` and ``rest`` are the sentence that says who is in charge; ``matters`` the ids of
    the matters that the item belongs to."""

    township_id: str
    township_name: str
    kind: str
    item_id: str
    number: int
    name: str
    category: str
    departments: str
    text: str
    who: str
    rest: str = ""
    matters: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The sentence that says who is in charge."""
        return self.who + self.rest

    @property
    def reference(self) -> str:
        """The item's address in JSON, ``<township id>#<item id>``."""
        return f"{self.township_id}#{self.item_id}"

    @property
    def evidence(self) -> str:
        """Where the item is printed, as the site says it."""
        return f"{self.township_name} · {LIST_TITLES[self.kind]} · 第 {self.number} 项"

    @functools.cached_property
    def folded(self) -> tuple[str, ...]:
        """The normalised fields, in the order of :data:`FIELDS`."""
        fields = (self.name, self.departments, self.category, self.text)
        return tuple(normalise(field) for field in fields)


@dataclass(frozen=True)
class Hit:
    """An entry that was found.

    ``partial`` if it holds only parts of the words; ``field`` is the least weighty field that was
    needed; ``words`` are the normalised words (of a partial hit, their pieces) to mark.
    """

    entry: Entry
    score: int
    partial: bool
    field: str
    words: tuple[str, ...]


def rank(entries: Iterable[Entry], query: str, limit: int | None = None) -> list[Hit]:
    """The entries that hold all words of the query, best first; if there are none, those that
    hold at least half of the words' pieces.

    :param limit: the most hits to return; None for all.
    """
    known = list(entries)
    words = terms(query)
    if not words:
        return []
    hits = [hit for entry in known if (hit := _whole(entry, words))]
    if not hits:
        pieces = [pairs(word) for word in words]
        hits = [hit for entry in known if (hit := _partial(entry, pieces))]
    hits.sort(key=_order)
    return hits[:limit]


def _order(hit: Hit) -> tuple[int, str, int, int, str]:
    entry = hit.entry
    kind = KINDS.index(entry.kind)
    return -hit.score, entry.township_id, kind, entry.number, entry.item_id


def _whole(entry: Entry, words: tuple[str, ...]) -> Hit | None:
    """The hit of an entry that holds every word."""
    name = entry.folded[0]
    score = _brevity(name)
    last = 0
    for word in words:
        place = next((n for n, field in enumerate(entry.folded) if word in field), -1)
        if place < 0:
            return None
        last = max(last, place)
        score += SCALE * WEIGHTS[place] * len(word)
        if name.startswith(word):
            score += NAME_IS_TERM if name == word else NAME_STARTS_WITH_TERM
    return Hit(entry, score, False, FIELDS[last], words)


def _partial(entry: Entry, pieces: Sequence[tuple[str, ...]]) -> Hit | None:
    """The hit of an entry that holds half of the pieces, each word's within one field."""
    score = _brevity(entry.folded[0])
    found = last = 0
    for parts in pieces:
        counts = [sum(part in field for part in parts) for field in entry.folded]
        values = [weight * count for weight, count in zip(WEIGHTS, counts, strict=True)]
        best = max(values)
        found += max(counts)
        score += SCALE * best
        if best:
            last = max(last, values.index(best))
    if not found or 2 * found < sum(map(len, pieces)):
        return None
    return Hit(entry, score, True, FIELDS[last], tuple(itertools.chain(*pieces)))


def _brevity(name: str) -> int:
    """A little more for shorter names."""
    return max(0, SCALE - 1 - len(name))


Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether it is to be marked."""


def marked(text: str, words: Sequence[str]) -> Pieces:
    """The printed text in pieces, with the places of the normalised words marked."""
    return _pieces(text, _covered(text, words))


def excerpt(text: str, words: Sequence[str], length: int = 60) -> Pieces:
    """The line that holds most of the words, cut around the first of them to ``length``
    characters, in pieces like :func:`marked`."""
    lines = [(line, normalise(line)) for line in text.split("\n")]
    line = max(lines, key=lambda pair: sum(word in pair[1] for word in words))[0]
    covered = _covered(line, words)
    first = covered.index(True) if True in covered else 0
    start = max(0, min(first - length // 4, len(line) - length))
    end = start + length
    before: Pieces = [("…", False)] if start else []
    after: Pieces = [("…", False)] if end < len(line) else []
    return before + _pieces(line[start:end], covered[start:end]) + after


def _pieces(text: str, covered: Sequence[bool]) -> Pieces:
    places = zip(text, covered, strict=True)
    return [
        ("".join(character for character, _ in group), mark)
        for mark, group in itertools.groupby(places, key=lambda pair: pair[1])
    ]


def _covered(text: str, words: Sequence[str]) -> list[bool]:
    """For each character of a printed text, whether a word stands there."""
    folded, origins = _traced(text)
    covered = [False] * len(text)
    for word in words:
        place = folded.find(word)
        while place >= 0:
            after = place + len(word)
            for origin in range(origins[place], origins[after - 1] + 1):
                covered[origin] = True
            place = folded.find(word, after)
    return covered


def _traced(text: str) -> tuple[str, list[int]]:
    """The normalised text, and for each of its characters the place that it comes from."""
    folded = ""
    origins: list[int] = []
    for place, character in enumerate(text):
        piece = _FOLDING[ord(character)]
        folded += piece
        origins += [place] * len(piece)
    gaps = {place for gap in _GAP.finditer(folded) for place in range(gap.end(1), gap.end())}
    kept = [origin for place, origin in enumerate(origins) if place not in gaps]
    return _GAP.sub(r"\1", folded), kept


# --- from lists to entries ----------------------------------------------------------------------
