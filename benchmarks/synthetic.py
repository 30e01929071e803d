"""Synthetic townships, made from the real ones: ``python -m benchmarks.synthetic 50 /tmp/fifty``.

Each has as many items as a township of the country has on average, drawn at random from the real
lists, with the places' names replaced, so that no two are alike. They stand in counties of
:data:`COUNTY`. The same seed gives the same bytes, and the first townships of a large site are
those of a small one. Nothing of this is fit to be published.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator import check, yamlio
from generator.model import (
    ID_LETTERS,
    LIST_TITLES,
    Category,
    CategoryName,
    DutyList,
    Item,
    Labels,
    Township,
    Version,
    rows,
)
from generator.printed import cell, squeeze
from generator.rules import Context
from generator.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parent.parent

SIZES = {"basic": 117, "cooperative": 99, "withdrawn": 124}
"""Items by kind of list: the country's average, 340 in all."""

COUNTY = 13
"""Townships in a county, the country's average."""

FOLDER = "synthetic"
PROVINCE = "示例省"
KINDS = ("镇", "镇", "镇", "乡", "街道")
"""Kinds of township, each as often as it is to be drawn."""

FIRST = "东西南北上下前后青白红金银玉石松竹梅兰柳桐桂枫云风雨雪霜山川江河湖海泉溪龙凤虎鹤"
SECOND = "安宁平和清明泰康丰永兴隆昌盛吉庆嘉瑞祥福寿德义信仁礼智勇关桥渡口坪坝岭岗湾洲浦港"

COPIED = ("mkdocs.yml", "docs", "overrides", "lists/vocabulary")
"""What a site needs besides townships."""

R = TypeVar("R")


class NoTownships(Exception):
    """There is no township with basic, cooperative and withdrawn lists to draw from."""


@dataclass(frozen=True)
class Place:
    """Where a synthetic township stands. ``number`` counts from 0 through the site."""

    number: int
    county: str
    name: str
    kind: str

    @property
    def folder(self) -> str:
        """The township's path below ``lists/``."""
        county, place = divmod(self.number, COUNTY)
        return f"{FOLDER}/county-{county + 1:04d}/town-{place + 1:02d}"

    @property
    def code(self) -> str:
        """A code that no real place has: 99 is no province."""
        county, place = divmod(self.number, COUNTY)
        return f"99{county + 1:04d}{place + 1:03d}"


class Drawn(NamedTuple):
    """An item that can be drawn: its category's place in the vocabulary, and where it is from."""

    category: int
    origin: int
    item: Item


@dataclass(frozen=True)
class Pool:
    """The real items by kind of list, and the townships that they are from."""

    items: Mapping[str, Sequence[Drawn]]
    origins: Sequence[Township]
    categories: Sequence[CategoryName]


def make(n: int, into: Path, seed: int = 1, source: Path = ROOT) -> int:
    """Write ``n`` synthetic townships below ``into/lists``, and all else that a site needs.

    :param source: the project whose real townships are drawn from.
    :returns: the number of items.
    :raises FileExistsError: if ``into`` has lists already.
    :raises NoTownships: if ``source`` has no township to draw from.
    """
    if (into / "lists").exists():
        raise FileExistsError(f"{into / 'lists'} exists already")
    pool = _pool(source)
    for name in COPIED:
        if (source / name).is_dir():
            # matters are left out: five documents name 905, which says nothing of 200 townships
            skipped = shutil.ignore_patterns("matters")
            shutil.copytree(source / name, into / name, dirs_exist_ok=True, ignore=skipped)
        elif (source / name).exists():
            into.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, into / name)
    items = 0
    for place in _places(n, seed):
        value, original = _township(place, pool, _chance(f"{seed}/{place.number}"))
        folder = into / "lists" / place.folder
        (folder / "originals").mkdir(parents=True)
        (folder / value.version.original).write_bytes(original)
        for name, record in (("township", value), *((each.kind, each) for each in value.lists)):
            text = yamlio.dump(yamlio.to_node(record), type(record))
            (folder / f"{name}.yml").write_text(text, encoding="utf-8", newline="")
        items += sum(1 for each in value.lists for _ in rows(each))
    return items


def _chance(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - has to be the same each time, not hard to guess


def _pool(source: Path) -> Pool:
    where = check.layout(source)
    vocabulary, _ = check.load_vocabulary(source, where)
    origins = []
    for folder, paths in where.townships.items():
        value, _ = check.load_township(source, folder, paths, Context(vocabulary))
        if value is not None and {each.kind for each in value.lists} == set(SIZES):
            origins.append(value)
    if not origins:
        raise NoTownships(f"no township of {source / 'lists'} can be loaded")
    items = {kind: sorted(_drawable(kind, origins, vocabulary), key=_order) for kind in SIZES}
    return Pool(items, origins, vocabulary.categories)


def _drawable(kind: str, origins: Sequence[Township], vocabulary: Vocabulary) -> Iterator[Drawn]:
    for number, township in enumerate(origins):
        for row in (row for each in township.lists if each.kind == kind for row in rows(each)):
            canonical = vocabulary.category(row.category.name)
            if canonical is not None:
                place = vocabulary.categories.index(canonical)
                yield Drawn(place, number, replace(row.item, number=None, merged=None))


def _order(drawn: Drawn) -> tuple[int, int, str]:
    return drawn.category, drawn.origin, drawn.item.id


def _places(n: int, seed: int) -> Iterator[Place]:
    names = [first + second for first in FIRST for second in SECOND]
    counties = names.copy()
    _chance(f"{seed}/counties").shuffle(counties)
    for number in range(n):
        county, place = divmod(number, COUNTY)
        if not place:
            chance = _chance(f"{seed}/county/{county}")
            towns = chance.sample([name for name in names if name != counties[county]], COUNTY)
        kind = chance.choice(KINDS)
        yield Place(number, f"{counties[county]}县", f"{towns[place]}{kind}", kind)


def _township(place: Place, pool: Pool, chance: random.Random) -> tuple[Township, bytes]:
    """A synthetic township and the text file that stands for its original."""
    renamed = [_renaming(origin, place) for origin in pool.origins]
    lists = tuple(_list(kind, place, pool, renamed, chance) for kind in SIZES)
    title = f"{PROVINCE}{place.county}{place.name}履行职责事项清单"
    lines = [title]
    for duty_list in lists:
        lines += ["", duty_list.title]
        lines += [f"{row.number}\t{row.item.name}" for row in rows(duty_list)]
    original = ("\n".join(lines) + "\n").encode("utf-8")
    version = Version(
        id="2024",
        title=title,
        original="originals/2024.txt",
        sha256=hashlib.sha256(original).hexdigest(),
    )
    value = Township(
        name=place.name,
        kind=place.kind,
        division=(PROVINCE, place.county),
        code=place.code,
        code_year=2023,
        versions=(version,),
        lists=lists,
    )
    return value, original


def _list(
    kind: str,
    place: Place,
    pool: Pool,
    renamed: Sequence[Callable[[str], str]],
    chance: random.Random,
) -> DutyList:
    drawn = _draw(pool.items[kind], SIZES[kind], chance)
    categories = []
    number = 0
    for category, members in groupby(drawn, key=lambda each: each.category):
        items = []
        for member in members:
            number += 1
            item = _texts(member.item, renamed[member.origin])
            new_id = f"{ID_LETTERS[kind]}{number:03d}"
            items.append(replace(item, id=new_id, matters=None))
        name = pool.categories[category].name
        categories.append(Category(name=name, declared=len(items), items=tuple(items)))
    found = DutyList(
        kind=kind,
        title=f"{place.name}{LIST_TITLES[kind]}",
        declared=number,
        labels=_labels(kind, pool, chance),
        categories=tuple(categories),
    )
    return _without_lost_corrections(found)


def _without_lost_corrections(duty_list: DutyList) -> DutyList:
    """The list without corrections whose words its labels no longer print."""

    def kept(item: Item) -> Item:
        found = []
        for each in item.corrections:
            texts = [item.name] if each.field == "name" else cell(item, each.field, duty_list)
            if squeeze(texts).count(squeeze([each.printed])) == 1:
                found.append(each)
        return replace(item, corrections=tuple(found))

    categories = (
        replace(category, items=tuple(map(kept, category.items)))
        for category in duty_list.categories
    )
    return replace(duty_list, categories=tuple(categories))


def _draw(known: Sequence[Drawn], size: int, chance: random.Random) -> list[Drawn]:
    """``size`` items, each as seldom twice as can be; a copy's name says that it is one."""
    drawn = [each for _ in range(size // len(known)) for each in known]
    drawn += chance.sample(known, size - len(drawn))
    copies: Counter[tuple[int, str]] = Counter()
    found = []
    for each in sorted(drawn, key=_order):
        copies[each.origin, each.item.id] += 1
        copy = copies[each.origin, each.item.id]
        name = each.item.name if copy == 1 else f"{each.item.name}（{copy}）"
        found.append(each._replace(item=replace(each.item, name=name)))
    return found


def _labels(kind: str, pool: Pool, chance: random.Random) -> Labels | None:
    """The labels of one of the real lists: a document prints one kind of them throughout."""
    lists = [each for township in pool.origins for each in township.lists if each.kind == kind]
    return chance.choice(lists).labels


def _renaming(origin: Township, place: Place) -> Callable[[str], str]:
    """A function that puts the synthetic place's names in the place of the real ones."""
    new = (*[PROVINCE] * (len(origin.division) - 1), place.county, place.name)
    pairs = dict(zip((*origin.division, origin.name), new, strict=True))
    pairs |= {_stem(old): _stem(name) for old, name in pairs.items() if len(_stem(old)) > 1}
    ordered = sorted(pairs.items(), key=lambda pair: -len(pair[0]))

    def renamed(text: str) -> str:
        for old, name in ordered:
            text = text.replace(old, name)
        return text

    return renamed


def _stem(name: str) -> str:
    for suffix in ("维吾尔自治区", "自治区", "自治州", "地区", "街道", *"省市县区旗州镇乡"):
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


def _texts(record: R, change: Callable[[str], str]) -> R:
    """A record with every text in it changed."""
    return _changed(record, change)  # type: ignore[no-any-return]


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return replace(value, **{name: _changed(getattr(value, name), change) for name in names})
    return value


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a site of synthetic townships.")
    parser.add_argument("n", type=int, help="number of townships")
    parser.add_argument("into", type=Path, help="folder without lists")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    items = make(arguments.n, arguments.into, arguments.seed)
    print(f"{arguments.n} townships, {items} items in {arguments.into}")


if __name__ == "__main__":
    main()
