"""Doubtful passages marked within a printed text."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.model import Correction
from generator.pages.output import escaped, escaped_text, html

_MARK = Markup('<span class="qd-doubt" data-note="{}">{}</span>')


def marked(text: str, corrections: Sequence[Correction], field: str) -> str:
    """``text`` as HTML, see :func:`escaped`, with what the corrections of ``field`` are about
    marked.

    The mark holds the correction's number among those of the item, from 1, for footnotes in print.
    A correction whose words do not stand in this very text (they may stand in another paragraph
    of the same cell) changes nothing.
    """
    if not corrections:
        return escaped(text)
    for number, correction in enumerate(corrections, start=1):
        if correction.field == field and correction.printed in text:
            before, _, after = text.partition(correction.printed)
            return Markup("").join(
                (
                    marked(before, corrections, field),
                    _MARK.format(number, correction.printed),
                    marked(after, corrections, field),
                )
            )
    return escaped(text)


def marked_all(
    texts: Sequence[str], corrections: Sequence[Correction], field: str, between: Markup
) -> Markup:
    """The texts, each as :func:`marked`, with the HTML ``between`` them."""
    if not corrections:
        return html(str(between).join(map(escaped_text, texts)))
    found = [marked(text, corrections, field) for text in texts]
    return html(str(between).join(map(escaped, found)))
