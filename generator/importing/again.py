"""Importing over lists that people have worked on: three states, and never a loss.

``base`` is what the stored original gives when it is read today, ``now`` what the YAML says,
``new`` what the document gives. A field that nobody touched since the import takes what the
document says; one that was edited stays as it is, and the difference is told. Ids, matters and
corrections are people's work and stay always; so does an item that the document does not have.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.importing.report import excerpt
from generator.model import Category, DutyList, Item, Labels, Merged, Row, rows, specs
from generator.printed import cell, squeeze

ALIKE, ALIKE_IN_PLACE = 0.75, 0.6
"""Names of one item, reworded, share at least this much (difflib's ratio); those that also have
the same number need less."""

_UNITS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("事项名称", ("name",)),
    ("对应上级部门", ("departments", "departments_cell")),
    ("上级部门职责", ("superior",)),
    ("镇街职责", ("township",)),
    ("承接部门及工作方式", ("takeover", "discontinued")),
    ("依据", ("basis",)),
    ("√", ("marks",)),
    ("合用的栏", ("merged",)),
    ("原印序号", ("number",)),
)
"""What is taken or kept as one: a name for people, and its fields."""


@dataclass(frozen=True)
class Difference:
    """Something in which the YAML and the document differ: where, and what was done about it."""

    place: str
    message: str
    kept: bool


def merge_list(
    now: DutyList, base: DutyList | None, new: DutyList
) -> tuple[DutyList, list[Difference]]:
    """A list after its document was imported again.

    :param base: None if the stored original cannot be read; then all that differs is kept.
    """
    if not any(category.items for category in now.categories):
        return new, []
    found: list[Difference] = []
    pairs, only_new, only_now = match(list(rows(now)), list(rows(new)))
    ids = {fresh.item.id: old.item.id for old, fresh in pairs}
    bases: dict[int, Row] = {}
    if base is not None:
        bases = {id(old.item): first for first, old in match(list(rows(base)), list(rows(now)))[0]}
    merged: dict[int, tuple[str, Item]] = {}
    for old, fresh in pairs:
        first = bases.get(id(old.item))
        renamed = fresh._replace(item=_renamed(fresh.item, ids))
        item = _item(old, first, renamed, now, new, found)
        category = _choice(
            old.category.name, first.category.name if first else None, fresh.category.name
        )
        merged[id(fresh.item)] = (category, item)
    for fresh in only_new:
        merged[id(fresh.item)] = (fresh.category.name, replace(fresh.item, id=""))
        place = f"{new.title}第 {fresh.number} 项"
        found.append(Difference(place, f"新增“{excerpt(fresh.item.name)}”", kept=False))
    order = [merged[id(row.item)] for row in rows(new)]
    _keep_lost(order, only_now, {id(old.item): merged[id(f.item)][1] for old, f in pairs}, now)
    for lost in only_now:
        found.append(
            Difference(
                lost.item.id or f"{now.title}第 {lost.number} 项",
                f"文件里没有“{excerpt(lost.item.name)}”，已保留；确已取消的，请删去",
                kept=True,
            )
        )
    labels = _choice(
        now.labels or Labels(), (base.labels or Labels()) if base else None, new.labels or Labels()
    )
    result = replace(
        now,
        title=_choice(now.title, base.title if base else None, new.title),
        declared=_choice(now.declared, base.declared if base else None, new.declared),
        labels=labels if labels != Labels() else now.labels if now.labels == Labels() else None,
        categories=_categories(order, now, base, new),
    )
    return result, found


def _renamed(item: Item, ids: Mapping[str, str]) -> Item:
    """An item of the document that refers to others by the ids that the YAML has for them."""
    if item.merged is None:
        return item
    held = {key: getattr(item.merged, key) for key in specs(Merged)}
    return replace(item, merged=Merged(**{key: ids.get(x, x) for key, x in held.items()}))


def _choice(now: Any, base: Any, new: Any) -> Any:
    return new if now == base else now


def _item(
    old: Row, first: Row | None, fresh: Row, now: DutyList, new: DutyList, found: list[Difference]
) -> Item:
    item = old.item
    for name, keys in _UNITS:
        mine, theirs = _values(item, keys), _values(fresh.item, keys)
        if mine == theirs:
            continue
        before = _values(first.item, keys) if first else None
        take = mine == before
        done = "已按文件更新" if take else "保留现有的，请核对"
        if theirs == before:
            done = "保留人工改动"
        shown = _shown(item, fresh.item, keys[0], now, new)
        place = item.id or f"{now.title}第 {old.number} 项"
        found.append(Difference(f"{place} {name}", f"{done}：{shown}", kept=not take))
        if take:
            item = replace(item, **dict(zip(keys, theirs, strict=True)))
    return item


def _values(item: Item, keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(item, key) for key in keys)


def _shown(one: Item, other: Item, key: str, now: DutyList, new: DutyList) -> str:
    """The first place where two cells differ."""
    texts = [_text(each, key, whole) for each, whole in ((one, now), (other, new))]
    if texts[0] == texts[1]:
        return "文字相同，分段或部门不同"
    start = next(
        (place for place, (a, b) in enumerate(zip(*texts, strict=False)) if a != b),
        min(map(len, texts)),
    )
    first = max(start - 6, 0)
    parts = [excerpt(text[first:], 30) or "（无）" for text in texts]
    return f"现有“{parts[0]}”，文件“{parts[1]}”"


def _text(item: Item, key: str, whole: DutyList) -> str:
    if key in ("name", "number", "marks", "merged"):
        return str(getattr(item, key) or "")
    return squeeze(cell(item, key, whole))


def _keep_lost(
    order: list[tuple[str, Item]], lost: Sequence[Row], known: dict[int, Item], now: DutyList
) -> None:
    """Put items that the document lacks behind those that they stood behind."""
    if not lost:
        return
    gone = {id(row.item): row for row in lost}
    place = 0
    for row in rows(now):
        if id(row.item) in gone:
            order.insert(place, (row.category.name, row.item))
            place += 1
            continue
        merged = known[id(row.item)]
        place = next(at for at, (_, item) in enumerate(order) if item is merged) + 1


def _categories(
    order: Sequence[tuple[str, Item]], now: DutyList, base: DutyList | None, new: DutyList
) -> tuple[Category, ...]:
    """The categories in the document's order, those that only the YAML has behind them."""
    names = [category.name for category in new.categories]
    used = dict.fromkeys([*names, *(name for name, _ in order)])
    before = {category.name: category for category in now.categories}
    first = {category.name: category for category in (base.categories if base else ())}
    after = {category.name: category for category in new.categories}
    done = []
    for name in used:
        mine, theirs = before.get(name), after.get(name)
        declared = (theirs or mine or Category()).declared
        if mine and theirs:
            was = first[name].declared if name in first else None
            declared = _choice(mine.declared, was, theirs.declared)
        items = tuple(item for category, item in order if category == name)
        if items or name in names:
            done.append(Category(name=name, declared=declared, items=items))
    return tuple(done)


def match(
    before: list[Row], after: list[Row]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of the same item in two states of a list, in the order of the second; what only the
    second has, and what only the first has."""
    pairs: dict[int, Row] = {}
    old, new = list(before), list(after)

    def pair(one: Row, other: Row) -> None:
        pairs[id(other.item)] = one
        old.remove(one)
        new.remove(other)

    keys: tuple[Callable[[Row], object], ...] = (
        lambda row: (row.number, _name(row)),
        _name,
    )
    for key in keys:
        once = _once(old, key).keys() & _once(new, key).keys()
        first = _once(old, key)
        for other in [row for row in new if key(row) in once]:
            pair(first[key(other)], other)
    for other in list(new):
        same = next((row for row in old if row.number == other.number), None)
        if same is not None and _alike(same, other) >= ALIKE_IN_PLACE:
            pair(same, other)
    for other in list(new):
        best = max(old, key=lambda row: _alike(row, other), default=None)
        if best is not None and _alike(best, other) >= ALIKE:
            pair(best, other)
    found = [(pairs[id(row.item)], row) for row in after if id(row.item) in pairs]
    return found, new, old


def _once(found: Sequence[Row], key: Callable[[Row], object]) -> dict[object, Row]:
    times = Counter(map(key, found))
    return {key(row): row for row in found if times[key(row)] == 1}


def _name(row: Row) -> str:
    return squeeze([row.item.name])


def _alike(one: Row, other: Row) -> float:
    return difflib.SequenceMatcher(None, _name(one), _name(other)).ratio()
