"""括号、引号、书名号要成对。

只剩一半的，多半是抄漏了字，或者转换时丢了字。对照原文：抄漏的补上；原文就是这样的，不改文字，记勘误，记了就不再提示。

反例：

    basis:
      - 《常州市工业用地土壤环境保护管理办法（试行）

正例：

    basis:
      - 《常州市工业用地土壤环境保护管理办法（试行）》
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.rules import Context, Problem

ID = "QD503"
SEVERITY = "warning"

_PAIRS = {
    **dict(zip("（(《〈“‘【〔﹝「『［{｛‹", "）)》〉”’】〕﹞」』］}｝›", strict=True)),
}
_FOLD = str.maketrans("（）［］｛｝", "()[]{}")
_OPEN = {sign.translate(_FOLD): pair.translate(_FOLD) for sign, pair in _PAIRS.items()}
_CLOSE = frozenset(_OPEN.values())
_SIDES = "".join((*_PAIRS, *_PAIRS.values(), *_OPEN, *_CLOSE))
_SIGNS = re.compile(f"[{re.escape(_SIDES)}]")
_PAIR = re.compile(
    f"([{re.escape(''.join((*_PAIRS, *_OPEN)))}])[^{re.escape(_SIDES)}\0\n]*"
    f"([{re.escape(''.join((*_PAIRS.values(), *_CLOSE)))}])"
)
"""An opening and a closing sign with none between them."""

_WHOLE = frozenset(
    sign + other
    for sign in (*_PAIRS, *_OPEN)
    for other in (*_PAIRS.values(), *_CLOSE)
    if _OPEN[sign.translate(_FOLD)] == other.translate(_FOLD)
)
_LEFT = re.compile(f"[{re.escape(_SIDES)}\0]")
"""What remains, once pairs are taken out, of texts that are not all pairs."""

_STRAIGHT = re.compile(r"""(?<![A-Za-z])'|'(?![A-Za-z])|\"""")
"""Quotation marks that do not say which half they are; an apostrophe is none."""
_QUOTE = re.compile("['\"]")


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    suspect = {
        *subject.haystack.reduced(_PAIR, _taken_out).matching(_LEFT),
        *subject.haystack.matching(_QUOTE),
    }
    for number in sorted(suspect):
        node, text = subject.texts[number]
        for place in halves(text):
            excerpt = text[max(place - 3, 0) : place + 4]
            yield Problem(
                node,
                f"“{text[place]}”没有另一半：“{shorten(excerpt)}”",
                "对照原文补上；原文就是这样的，在 corrections 里记勘误",
            )


def _taken_out(pair: re.Match[str]) -> str:
    return "" if pair[1] + pair[2] in _WHOLE else "\0"


def halves(text: str) -> list[int]:
    """Where a text has one half of a pair without the other; full and half width count as one,
    and a list number such as ``1)`` needs no opening. Of an odd number of straight quotation marks
    the last one is alone."""
    waiting: list[int] = []
    lonely: list[int] = []
    for found in _SIGNS.finditer(text):
        place, sign = found.start(), found[0].translate(_FOLD)
        if sign in _OPEN:
            waiting.append(place)
        elif sign in _CLOSE:
            match = [each for each in waiting if _OPEN[text[each].translate(_FOLD)] == sign]
            if match:
                lonely += [each for each in waiting if each > match[-1]]
                waiting = [each for each in waiting if each < match[-1]]
            elif not (sign == ")" and text[:place].strip().isdecimal()):
                lonely.append(place)
    for sign in "'\"":
        straight = [found.start() for found in _STRAIGHT.finditer(text) if found[0] == sign]
        lonely += straight[-1:] if len(straight) % 2 else []
    return sorted(lonely + waiting)
