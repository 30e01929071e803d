"""The answer line: who is in charge of an item, in one plain sentence (PAGES, Voice).

Made from the data alone and the same everywhere: pages, search, JSON.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from generator.model import Block, Item, Marks, Row, Township

SHORT_KINDS = {"basic": "基本", "cooperative": "配合", "withdrawn": "收回", "territorial": "全区"}
_ROLE = re.compile(r"[：:]+$")
PLACES = {
    "basic": "基本履职",
    "cooperative": "配合履职",
    "withdrawn": "上级收回",
    "territorial": "属地管理",
}


class Answer(NamedTuple):
    """``who`` is the bold part, ``rest`` what follows it, ``place`` where it is printed."""

    who: str
    rest: str
    place: str

    @property
    def text(self) -> str:
        """The whole line as plain text."""
        return f"{self.who}{self.rest} · {self.place}"


def answer(kind: str, row: Row, township: Township) -> Answer:
    """The answer line of one row of a list of ``kind``."""
    item = row.item
    place = f"{PLACES[kind]}第 {row.number} 项"
    town, inside = town_words(township)
    if kind == "basic":
        return Answer(f"{inside}负责", "", place)
    if kind == "cooperative":
        who = named(item.departments)
        return Answer(f"{who}牵头" if who else "上级部门牵头", f"，{town}配合", place)
    if kind == "withdrawn":
        return _withdrawn(item, inside, place)
    return Answer(*_territorial(item), place)


def _withdrawn(item: Item, inside: str, place: str) -> Answer:
    if item.discontinued:
        printed = next((text for block in item.takeover for text in _texts(block)), "")
        return Answer("不再开展", f"（原文：“{printed}”）" if printed else "", place)
    who = named(receivers(item))
    if not who:
        return Answer("上级收回", f"，{inside}不再承担", place)
    return Answer(f"由{who}承接", f"，{inside}不再承担", place)


def _texts(block: Block) -> tuple[str, ...]:
    return (block.lead, *block.duties) if block.lead else block.duties


def _territorial(item: Item) -> tuple[str, str]:
    """Who has the main responsibility, from the √ marks; where the printed words disagree with
    them or a mark is missing, the line says so."""
    marks = item.marks or Marks()
    main, supporting = _sides(marks.main), _sides(marks.supporting)
    roles = {_ROLE.sub("", block.role) for block in item.township if block.role}
    printed = "、".join(f"“{role}”" for role in sorted(roles))
    if not main:
        return "未标明主责", f"（原文没有打√，镇街职责写作{printed}）" if printed else ""
    if len(main) > 1:
        who, rest = "部门和镇街都是主责", ""
    else:
        who = f"{main[0]}主责"
        rest = f"，{supporting[0]}配合" if supporting else ""
    expected = "主体" if "镇街" in main else "配合"
    if any(not role.startswith(expected) for role in roles):
        rest += f"（镇街职责却写作{printed}）"
    return who, rest


def _sides(marked: tuple[str, ...]) -> list[str]:
    """The sides that a column of marks names: 部门, 镇街."""
    towns = any(name.startswith(("镇", "街道", "乡")) for name in marked)
    others = any(not name.startswith(("镇", "街道", "乡")) for name in marked)
    return [side for side, found in (("部门", others), ("镇街", towns)) if found]


def receivers(item: Item) -> tuple[str, ...]:
    """The departments that take an item over, as printed, each once. A block without a printed
    heading only notes whom its sentence is about (co-acting bodies), unless it is the first."""
    names: list[str] = []
    for place, block in enumerate(item.takeover):
        if place == 0 or block.heading != "":
            names += block.departments
    return tuple(dict.fromkeys(names))


def named(departments: tuple[str, ...]) -> str:
    """Departments for a sentence: all of up to two, else the first two and how many there are."""
    if len(departments) <= 2:
        return "、".join(departments)
    return f"{'、'.join(departments[:2])}等 {len(departments)} 个部门"


def town_words(township: Township) -> tuple[str, str]:
    """What a sentence calls the township: on its own (镇), and as a place (镇里)."""
    return _words(township.kind)


@functools.cache
def _words(kind: str) -> tuple[str, str]:
    """The words for a kind of township; there are few kinds."""
    for ending in ("街道", "苏木"):
        if kind.endswith(ending):
            return ending, ending
    return ("乡", "乡里") if kind.endswith("乡") else ("镇", "镇里")
