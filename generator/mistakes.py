"""The mistakes that people make in YAML, each seen in a single line.

A mistake names what the line could have meant (``options``). Whether one of them is certain is
decided in :mod:`generator.recovery`, which sees the whole file.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator import model, yamlio
from generator.model import specs

KEYS = frozenset(
    key
    for record in vars(model).values()
    if isinstance(record, type) and dataclasses.is_dataclass(record)
    for key in specs(record)
)
"""Every field name of the model."""

_LEAD = r"(?P<lead>\s*(?:- +)*)"
_KEY = rf"(?P<key>{'|'.join(sorted(KEYS, key=len, reverse=True))})"
_BLANKS = {"\t": " Tab 字符", "\u3000": "全角空格", "\xa0": "不间断空格"}
_FLOW = re.compile(rf"{_LEAD}(?:{_KEY}: +)?\[(?P<inner>[^\[\]'\"{{}}]*)\](?P<rest>\s*(?:#.*)?)")


@dataclass(frozen=True)
class Mistake:
    """A mistake at a column of a line, what is wrong and how to mend it.

    ``options`` are lines that could stand in its place, ``fix`` says in words what they change;
    ``why`` is said where the rule's own reason is too general.
    """

    line: int
    column: int
    what: str
    mend: str
    why: str = ""
    fix: str = ""
    options: tuple[str, ...] = ()


def written(line: str, number: int) -> Mistake | None:
    """The mistake of a line that is wrong wherever it stands, or None.

    :param line: without its line break; not from inside a quoted text of several lines.
    """
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    for look in _LOOKS:
        found = look(line, number)
        if found is not None:
            return found
    return None


def suspected(line: str, number: int) -> Mistake | None:
    """The mistake of a line near which the parser stopped, or None."""
    value = re.match(rf"{_LEAD}(?:[A-Za-z_]+: +)?(?P<value>\S.*)$", line)
    if value is None:
        return None
    text, column = value["value"], value.start("value") + 1
    if text[0] in "'\"":
        closed = re.match(r"(?:'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")(?P<rest>.*)$", text)
        if closed and closed["rest"].strip() and not closed["rest"].startswith((" #", ",", "]")):
            return Mistake(
                number,
                column + closed.start("rest"),
                "引号之后还有文字",
                "引号要包住整段文字；文字里的单引号写两个",
            )
    if text[0] in "[{":
        sign = "]" if text[0] == "[" else "}"
        if not text.split(" #")[0].rstrip().endswith(sign):
            what = f"以 {text[0]} 开头，这一行却没有以 {sign} 结尾"
            mend = f"列表补上 {sign}；本来是文字的，整段加单引号"
            options = _quoted(line, value) if sign in text else ()
            return Mistake(number, column, what, mend, "", "整段加单引号", options)
    return None


def _conflict(line: str, number: int) -> Mistake | None:
    if re.match(r"(<{7} |={7}$|>{7} )", line):
        what = "Git 合并冲突的标记还在"
        return Mistake(number, 1, what, "留下一方的内容，删去 <<<<<<<、=======、>>>>>>> 这些行")
    return None


def _blank(line: str, number: int) -> Mistake | None:
    indent = re.match(r"[ \t\u3000\xa0]*", line)
    odd = re.search(r"[\t\u3000\xa0]", indent[0]) if indent else None
    dash = re.match(r"\s*-(?P<gap>[ ]*[\t\u3000\xa0]\s*)", line)
    if dash and not odd:
        option = line[: dash.start("gap")] + " " + line[dash.end("gap") :]
        what = f"- 后面是{_BLANKS[dash['gap'].strip(' ')[0]]}"
        return Mistake(number, dash.end(), what, "换成一个空格", "", "换成一个空格", (option,))
    if indent is None or odd is None:
        return None
    rest = line[indent.end() :]
    widths = dict.fromkeys(len(indent[0].expandtabs(width)) for width in (2, 4, 8))
    plain = [width for width in widths if "\t" not in indent[0] or width]
    wide = sum(2 if sign == "\u3000" else 1 for sign in indent[0].expandtabs(2))
    options = tuple(" " * width + rest for width in dict.fromkeys((*plain, wide)))
    name = _BLANKS[odd[0]]
    mend = f"把{name}换成空格，每级缩进两个空格"
    return Mistake(
        number, odd.start() + 1, f"缩进里有{name}", mend, "", f"把{name}换成空格", options
    )


def _wide_dash(line: str, number: int) -> Mistake | None:
    found = re.match(rf"(?P<indent> *)(?P<dash>[－—–﹣])\s*(?={_KEY}\s*[:：])", line)
    if not found:
        return None
    option = f"{found['indent']}- {line[found.end() :]}"
    what = f"行首是“{found['dash']}”，不是半角减号"
    fix = "换成半角减号加空格"
    return Mistake(number, found.start("dash") + 1, what, "换成 - 加一个空格", "", fix, (option,))


def _tight_dash(line: str, number: int) -> Mistake | None:
    found = re.match(rf"(?P<indent> *)-(?={_KEY}[:：])", line)
    if not found:
        return None
    option = f"{found['indent']}- {line[found.end() :]}"
    what = "减号后面少一个空格"
    return Mistake(number, found.end(), what, "在 - 后加一个空格", "", "加一个空格", (option,))


def _wide_colon(line: str, number: int) -> Mistake | None:
    found = re.match(rf"{_LEAD}{_KEY}(?P<gap>\s*)：\s*(?P<value>.*)$", line)
    if not found:
        return None
    what = f"“{found['key']}”后面是全角冒号“：”"
    mend = f"改成半角冒号加空格：{found['key']}: …"
    fix = "换成半角冒号加空格"
    return Mistake(number, found.end("gap") + 1, what, mend, "", fix, _pair(found))


def _tight_colon(line: str, number: int) -> Mistake | None:
    found = re.match(rf"{_LEAD}{_KEY}:(?P<value>[^\s:/].*)$", line)
    if not found:
        return None
    mend = f"在冒号后加一个空格：{found['key']}: …"
    column = found.start("value")
    return Mistake(number, column, "冒号后面少一个空格", mend, "", "加一个空格", _pair(found))


def _gap_before_colon(line: str, number: int) -> Mistake | None:
    found = re.match(rf"{_LEAD}{_KEY}:[\u3000\xa0]+(?P<value>\S.*)$", line)
    if not found:
        return None
    what = "冒号后面是全角空格"
    column = found.start("value")
    return Mistake(number, column, what, "换成半角空格", "", "换成半角空格", _pair(found))


def _sign(line: str, number: int) -> Mistake | None:
    found = re.match(rf"{_LEAD}(?:{_KEY}: +)?(?P<value>[*&@%`!|>]\S*.*)$", line)
    if not found or re.fullmatch(r"[|>][-+0-9]{0,2}(\s+#.*)?", found["value"]):
        return None
    what = f"文字以符号 {found['value'][0]} 开头，YAML 有别的意思"
    mend = "给整段文字加上单引号，如 '*对……的处罚'"
    column = found.start("value") + 1
    options = () if found["value"].startswith("!!") else _quoted(line, found)
    return Mistake(number, column, what, mend, "", "整段加单引号", options)


def _sign_in_list(line: str, number: int) -> Mistake | None:
    found = _FLOW.match(line)
    sign = re.search(r"(?:^|,\s*)([*&@%`!|>])", found["inner"]) if found else None
    if not found or not sign:
        return None
    parts = [part.strip() for part in found["inner"].split(",")]
    inner = ", ".join(yamlio.scalar(part, flow=True) for part in parts)
    option = line[: found.start("inner")] + inner + line[found.end("inner") :]
    what = f"文字以符号 {sign[1]} 开头，YAML 有别的意思"
    column = found.start("inner") + sign.start(1) + 1
    return Mistake(number, column, what, "给这段文字加上单引号", "", "加单引号", (option,))


def _colon_in_text(line: str, number: int) -> Mistake | None:
    found = re.match(rf"{_LEAD}{_KEY}: +(?P<value>[^\s'\"\[{{#].*)$", line)
    colon = re.search(r":(?= |$)", found["value"].split(" #")[0]) if found else None
    if not found or not colon:
        return None
    column = found.start("value") + colon.start() + 1
    mend = "给整段文字加上单引号"
    fix = "整段加单引号"
    what = "文字里有半角冒号加空格"
    return Mistake(number, column, what, mend, "", fix, _quoted(line, found))


def _open_quote(line: str, number: int) -> Mistake | None:
    found = re.match(rf"{_LEAD}(?:{_KEY}: +)?(?P<value>(?P<sign>['\"]).*)$", line)
    if not found:
        return None
    signs = found["value"].replace("\\" + found["sign"], "").count(found["sign"])
    if signs % 2 == 0:
        return None
    mend = "补上结尾的引号；文字本身有引号的，整段加单引号，文字里的单引号写两个"
    return Mistake(number, found.start("value") + 1, "引号没有成对", mend)


_LOOKS: tuple[Callable[[str, int], Mistake | None], ...] = (
    _conflict,
    _blank,
    _wide_dash,
    _tight_dash,
    _wide_colon,
    _tight_colon,
    _gap_before_colon,
    _sign,
    _sign_in_list,
    _colon_in_text,
    _open_quote,
)


def _pair(found: re.Match[str]) -> tuple[str, ...]:
    """The line as ``key: value``, the value quoted if it must be."""
    head = f"{found['lead']}{found['key']}:"
    value = found["value"].strip()
    if not value:
        return (head,)
    if value[0] in "'\"[{#|>":
        return (f"{head} {value}",)
    text, comment = _apart(value)
    return (f"{head} {yamlio.scalar(text)}{comment}",)


def _quoted(line: str, found: re.Match[str]) -> tuple[str, ...]:
    """The line with its value in quotes."""
    text, comment = _apart(found["value"])
    return (f"{line[: found.start('value')]}{yamlio.scalar(text)}{comment}",)


def _apart(value: str) -> tuple[str, str]:
    """A plain value and the comment behind it, with the blanks between."""
    comment = re.search(r"\s+#.*$", value)
    end = comment.start() if comment else len(value)
    return value[:end].rstrip(), value[end:]
