"""这个乡镇没有这个主题，却有一个事项与别处这个主题的事项写法相近。

同一件事在两地归入不同的主题，对照表上就会显得一地有、一地没有。
提示的是三种情形：写法与别处相近，而与自己所归的主题并不更近；文字与别处几乎一样，别处还归入了另一个主题；写法与别处相近，自己却没有归入任何主题。
两个主题已写明相近（related）或分开（apart）的，不再提示第一种，除非它与别处的更近。

反例：别的镇“集镇污水处理”归“城镇污水处理”，这个镇的“集镇生活污水处理”却归“农村生活污水治理”。

正例：归入同一个主题。两个主题确实不同的，写 apart 和理由；只是这一项看着像的，在事项下写明：

    reviewed:
      - {check: QD417, reason: 写的是农村，不含集镇}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.fellows import Fellows, Names, Outline, likeness, names
from generator.likeness import Lexicon, lexicon
from generator.rules import Context, Problem
from generator.vocabulary import Vocabulary, linked

ID = "QD417"
SEVERITY = "info"
REVIEWABLE = True

NEAR = 0.45
"""Names that are at least so alike are near."""

SAME_NAME, SAME_WORDS = 0.8, 0.6
"""Names and words of two items that are at least so alike are printed alike."""

UNLINKED = 0.8
"""A matter elsewhere may suit an item so much less than its own and still be worth a look, unless
the two matters are known to be different."""

UNDECIDED = 20
"""With more undecided items than this a township is being entered: ``suggest`` is the tool then."""


def check(subject: Fellows, context: Context) -> Iterator[Problem]:
    words = lexicon(context.vocabulary)
    known = names(subject.kept, words)
    townships: dict[str, list[Outline]] = {}
    for item in subject.items:
        townships.setdefault(item.township, []).append(item)
    for items in townships.values():
        present = {matter for item in items for matter in item.matters or ()}
        entered = sum(item.matters is None for item in items) <= UNDECIDED
        for item in items:
            if ID not in item.reviewed and (entered or item.matters is not None):
                missed = _missed(item, present, known, subject, context.vocabulary, words)
                if missed:
                    yield _problem(item, missed)


def _missed(
    item: Outline,
    present: set[str],
    known: Names,
    subject: Fellows,
    vocabulary: Vocabulary,
    words: Lexicon,
) -> dict[str, Outline]:
    """Matters that the township lacks and this item resembles -> the member it resembles most."""
    near = sorted(
        (score, other.reference, other)
        for score, other in known.near(item.name, NEAR)
        if other.township != item.township and set(other.matters or ()) - present
    )
    if not near:
        return {}
    own = _own(item, subject, words, near[-1][0] / UNLINKED)
    found: dict[str, Outline] = {}
    for score, _, other in reversed(near):
        shared = set(item.matters or ()) & set(other.matters or ())
        for matter in other.matters or ():
            if matter in present or matter in found:
                continue
            if shared:
                missed = score >= SAME_NAME and _alike(item, other, words)
            else:
                linked = any(_linked(matter, mine, vocabulary) for mine in item.matters or ())
                missed = score >= own * (1 if linked else UNLINKED)
            if missed:
                found[matter] = other
    return found


def _own(item: Outline, subject: Fellows, words: Lexicon, enough: float) -> float:
    """How well an item suits the matters that it was given, by their words or by a fellow.

    :param enough: what is more than this is not looked for more closely.
    """
    best = 0.0
    for matter in item.matters or ():
        best = max(best, words.fit(words.text(item.name), words.text(item.words), matter))
        for each in subject.kept.fellows(item, matter):
            if best > enough:
                return best
            best = max(best, likeness(item, each, words))
    return best


def _alike(item: Outline, other: Outline, words: Lexicon) -> bool:
    return words.likeness(words.text(item.words), words.text(other.words)) >= SAME_WORDS


def _linked(one: str, other: str, vocabulary: Vocabulary) -> bool:
    first, second = vocabulary.matter(one), vocabulary.matter(other)
    return first is not None and second is not None and linked(first, second)


def _problem(item: Outline, missed: dict[str, Outline]) -> Problem:
    other = next(iter(missed.values()))
    return Problem(
        item.position,
        f"这里没有“{'”“'.join(map(shorten, sorted(missed)))}”，而“{shorten(item.printed)}”"
        f"与{other.place}的“{shorten(other.printed)}”写法相近",
        "是同一件事的，归入同一个主题；两个主题不同的，写进 apart；"
        f"只是看着像的，写 reviewed: [{{check: {ID}, reason: …}}]",
        "同一件事归入不同的主题，对照表上就会显得一地有、一地没有",
        path=item.path,
    )
