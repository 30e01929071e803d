"""The numbers that Word prints before paragraphs and that are not in their text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """1 -> 一, 12 -> 十二, 105 -> 一百〇五; up to 999, beyond that plain digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "〇"
    return text + (_DIGITS[ones] if ones else "")


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 50 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while 0 < number < 90 and number >= value:
            text, number = text + sign, number - value
    return text or str(number)


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 0 < number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": chinese,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass
class _List:
    """A ``w:num``: its counters' name (lists of one ``w:abstractNum`` count together), its levels,
    and the levels that begin anew at its first paragraph."""

    counters: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document; ask once for every paragraph, in order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """Take the roots of ``numbering.xml`` and ``styles.xml``, as parsed by lxml."""
        self.styles = (
            {}
            if styles is None
            else {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        )
        self.lists: dict[str, _List] = {}
        self.counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        abstract = {one.get(f"{W}abstractNumId"): one for one in numbering.iter(f"{W}abstractNum")}
        for num in numbering.iter(f"{W}num"):
            name = _value(num.find(f"{W}abstractNumId"))
            one = _List(name, _levels(abstract.get(name)))
            for override in num.iter(f"{W}lvlOverride"):
                level = _integer(override.get(f"{W}ilvl"), 0)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    one.restarts[level] = _integer(_value(start), 1)
                one.levels.update(_levels(override))
            self.lists[num.get(f"{W}numId") or ""] = one

    def label(self, paragraph: Any) -> str:
        """The number before a ``w:p``, such as ``1.`` or ``一、``; '' if it has none."""
        name, depth = self._membership(paragraph)
        one = self.lists.get(name)
        level = one.levels.get(depth) if one else None
        if one is None or level is None:
            return ""
        counts = self.counts.setdefault(one.counters, {})
        for restarted, start in one.restarts.items():
            counts[restarted] = start - 1
        one.restarts.clear()
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            known = one.levels.get(place, level)
            count = counts.get(place, known.start)
            return _FORMATS.get(known.form, str)(count)

        return re.sub(r"%([1-9])", number, level.text).strip()

    def _membership(self, paragraph: Any) -> tuple[str, int]:
        """The list and the level of a paragraph, from itself or from its style."""
        properties = paragraph.find(f"{W}pPr")
        depth: int | None = None
        for _ in range(12):  # styles are based on one another; a loop among them ends here
            if properties is None:
                break
            numbers = properties.find(f"{W}numPr")
            if numbers is not None:
                level = numbers.find(f"{W}ilvl")
                depth = _integer(_value(level), 0) if depth is None and level is not None else depth
                name = numbers.find(f"{W}numId")
                if name is not None:
                    return _value(name), depth or 0
            style_name = properties.find(f"{W}pStyle")
            if style_name is None:
                style_name = properties.getparent().find(f"{W}basedOn")
            style = self.styles.get(_value(style_name)) if style_name is not None else None
            if style is None:
                break
            properties = style.find(f"{W}pPr")
            if properties is None:
                base = style.find(f"{W}basedOn")
                style = self.styles.get(_value(base)) if base is not None else None
                properties = style.find(f"{W}pPr") if style is not None else None
        return "", 0


def _levels(parent: Any | None) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for lvl in parent.findall(f"{W}lvl") if parent is not None else ():
        level = _Level()
        start, form, text = (lvl.find(f"{W}{tag}") for tag in ("start", "numFmt", "lvlText"))
        level.start = _integer(_value(start), 1) if start is not None else 1
        level.form = _value(form) if form is not None else "decimal"
        level.text = _value(text) if text is not None else ""
        found[_integer(lvl.get(f"{W}ilvl"), 0)] = level
    return found


def _value(element: Any | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise
