"""How words are spelt: one wrong or missing character, pinyin and initials.

The twin of that part of ``assets/matters.js``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

SHORTEST_WINDOW = 4
"""Words of this length are also looked for inside longer ones."""

LEAST_LETTERS = 2


def one_edit(one: str, other: str) -> bool:
    """Whether two words are equal but for one wrong, missing or added character."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


def near(term: str, words: Iterable[str]) -> bool:
    """Whether a term of three or more characters stands in the words with one error.

    A word of two characters counts if only the term's middle is missing (群房 for 群租房), one of
    four or more if it is the term shortened (动物检疫 for 动物及动物产品检疫).
    """
    return any(_near_word(term, word) for word in words)


def _near_word(term: str, word: str) -> bool:
    if len(word) < 3:
        return len(word) == 2 and len(term) == 3 and term[0] + term[2] == word
    short, long = sorted((term, word), key=len)
    if sum(each in word for each in term) < len(short) - 1:
        return False  # not needed, but most terms end here
    if one_edit(term, word) or _shortened(word, term):
        return True
    if len(short) < SHORTEST_WINDOW:
        return False
    return any(
        one_edit(short, long[start : start + length])
        for length in (len(short) - 1, len(short), len(short) + 1)
        for start in range(len(long) - length + 1)
    )


def _shortened(word: str, term: str) -> bool:
    """Whether a word is a term, from its first character on, with some left out."""
    if len(word) < SHORTEST_WINDOW or word[0] != term[0]:
        return False
    rest = iter(term)
    return all(each in rest for each in word)


class Spelling:
    """Pinyin of terms.

    :param syllables: syllable -> characters that are usually read so.
    :param exceptions: term -> its syllables, with blanks between.
    """

    def __init__(self, syllables: Mapping[str, str], exceptions: Mapping[str, str]) -> None:
        self.usual = {each: syllable for syllable, chars in syllables.items() for each in chars}
        self.exceptions = exceptions

    def syllables(self, term: str) -> list[str]:
        """The syllables of a term; what is not Chinese stands for itself."""
        if term in self.exceptions:
            return self.exceptions[term].split(" ")
        return [self.usual.get(character, character) for character in term]

    def degree(self, letters: str, term: str) -> int:
        """How well letters spell a term: 8 whole or by all initials, 6 or 5 its beginning, 4 any
        run of whole syllables, 0 not."""
        if len(letters) < LEAST_LETTERS:
            return 0
        spelt = self.syllables(term)
        initials = "".join(syllable[:1] for syllable in spelt)
        whole = "".join(spelt)
        if letters in (whole, initials):
            return 8
        if whole.startswith(letters):
            return 6
        if len(letters) > LEAST_LETTERS and initials.startswith(letters):
            return 5
        ends = {sum(map(len, spelt[:count])) for count in range(len(spelt) + 1)}
        start = whole.find(letters)
        while start > 0:
            if start in ends and start + len(letters) in ends:
                return 4
            start = whole.find(letters, start + 1)
        return 0
