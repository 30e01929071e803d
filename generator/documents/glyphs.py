"""Radicals that a PDF gives for whole characters.

Fonts draw a radical and the character that it is with one glyph, and programs that print a PDF
often name the glyph by the radical: ⽅ for 方. Such a code says nothing about what was published.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (
    "⺟母⺠民⺎兀⺛旡⺜日⺝月⺪疋⺶羊⺷羊⺼月⺽臼⻁虎⻄西⻅见⻆角⻉贝⻋车⻏邑⻑長⻓长"
    "⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"
)
"""Radicals of the supplement (U+2E80…) that are characters of their own, each with its character,
as Unicode's EquivalentUnifiedIdeograph says."""

RADICALS: dict[int, str] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{
        ord(radical): character
        for radical, character in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
    },
}
"""Code of a radical -> the character that is meant, for ``str.translate``."""
