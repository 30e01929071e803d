"""The answer line: who is in charge of an item, in one plain sentence (PAGES, Voice).

Made from the data alone and the same everywhere: pages, search, JSON.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.model import Item, Row, Township

SHORT_KINDS = {"basic": "基本", "cooperative": "配合", "withdrawn": "收回", "territorial": "全区"}
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
    town = _town_word(township)
    if kind == "basic":
        return Answer(f"{town}里负责" if town == "镇" else f"{town}负责", "", place)
    if kind == "cooperative":
        who = named(item.departments)
        return Answer(f"{who}牵头" if who else "上级部门牵头", f"，{town}配合", place)
    if kind == "withdrawn":
        return _withdrawn(item, town, place)
    return Answer(*_territorial(item), place)


def _withdrawn(item: Item, town: str, place: str) -> Answer:
    if item.discontinued:
        return Answer("不再开展", "", place)
    who = named(receivers(item))
    inside = "镇里" if town == "镇" else town
    if not who:
        return Answer("上级收回", f"，{inside}不再承担", place)
    return Answer(f"由{who}承接", f"，{inside}不再承担", place)


def _territorial(item: Item) -> tuple[str, str]:
    main = item.marks.main if item.marks else ()
    towns = any(name.startswith(("镇", "街道", "乡")) for name in main)
    if towns and len(main) == 1:
        return "镇街主责", "，部门配合"
    if towns:
        return "部门和镇街共同主责", ""
    return "部门主责", "，镇街配合"


def receivers(item: Item) -> tuple[str, ...]:
    """The departments that take an item over, as printed, each once."""
    return tuple(dict.fromkeys(name for block in item.takeover for name in block.departments))


def named(departments: tuple[str, ...]) -> str:
    """Departments for a sentence: all of up to two, else the first two and how many there are."""
    if len(departments) <= 2:
        return "、".join(departments)
    return f"{'、'.join(departments[:2])}等 {len(departments)} 个部门"


def _town_word(township: Township) -> str:
    """镇, 乡 or 街道, for use in a sentence."""
    kind = township.kind
    if kind.endswith("街道"):
        return "街道"
    return "乡" if kind.endswith("乡") else "苏木" if kind.endswith("苏木") else "镇"
