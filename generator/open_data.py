"""Read the lists in a program of your own, as typed records, in three lines.

>>> from generator import open_data
>>> data = open_data.load(".")
>>> len(data.items)
1325

:func:`load` takes a checkout, a built site or the ZIP that the site offers, and gives the same
records: those of :mod:`generator.model`, with every item once more in its place
(:class:`PlacedItem`). Nothing is written, nothing is fetched.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import check
from generator.api import ROOT
from generator.model import (
    Category,
    CategoryName,
    Change,
    ChangeEntry,
    DutyList,
    Item,
    Matter,
    Office,
    Township,
    rows,
    specs,
)
from generator.rules import Context
from generator.summary import concerned
from generator.vocabulary import Vocabulary

Reader = Callable[[str], Any]
"""Gives the JSON document of a path such as ``townships.json``.

:raises KeyError: if there is no such document.
"""


class NoData(Exception):
    """There is nothing to read, or a checkout has mistakes; the text says where."""


@dataclass(frozen=True)
class PlacedItem:
    """An item in its place.

    ``number`` is the printed one; ``matters`` are those that the item belongs to, followed to what
    replaced them; ``departments`` those that ask or take over, as printed, and ``offices`` the
    kinds of office that they lead to, each once.
    """

    township: Township
    duty_list: DutyList
    category: Category
    number: int
    item: Item
    matters: tuple[Matter, ...]
    departments: tuple[str, ...]
    offices: tuple[Office, ...]

    @property
    def reference(self) -> str:
        """How the JSON and the tables name it: ``<township id>#<item id>``."""
        return f"{self.township.id}#{self.item.id}"

    @property
    def kind(self) -> str:
        """``basic``, ``cooperative``, ``withdrawn`` or ``territorial``."""
        return self.duty_list.kind


@dataclass(frozen=True)
class OpenData:
    """All that was read: townships by id, the vocabularies, and every item in its place."""

    townships: tuple[Township, ...]
    matters: tuple[Matter, ...]
    departments: tuple[Office, ...]
    categories: tuple[CategoryName, ...]
    items: tuple[PlacedItem, ...]
    vocabulary: Vocabulary = field(repr=False, compare=False)

    def township(self, township_id: str) -> Township:
        """A township by its id, ``chongqing/yunyang/longjiao``.

        :raises KeyError: if there is none.
        """
        for each in self.townships:
            if each.id == township_id:
                return each
        raise KeyError(township_id)

    def of_matter(self, matter_id: str) -> tuple[PlacedItem, ...]:
        """The items of a matter, by its id; empty if there are none."""
        return tuple(
            each for each in self.items if any(matter.id == matter_id for matter in each.matters)
        )


def load(source: str | Path = ".") -> OpenData:
    """Read everything.

    :param source: a folder with ``lists/`` (a checkout), with ``api/v1/`` (a built site), with
        ``json/`` (the unpacked ZIP), or the ZIP itself.
    :raises NoData: if it is none of these, or a checkout that has errors.
    :raises OSError: if a file cannot be read.
    """
    path = Path(source)
    if (path / "lists").is_dir():
        townships, vocabulary = _checkout(path)
    elif (path / ROOT / "townships.json").is_file():
        townships, vocabulary = _documents(_in_folder(path / ROOT))
    elif (path / "json/townships.json").is_file():
        townships, vocabulary = _documents(_in_folder(path / "json"))
    elif path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            townships, vocabulary = _documents(_in_archive(archive))
    else:
        raise NoData(f"{path}: no lists/, no {ROOT}, no json/, and no ZIP of them")
    return OpenData(
        townships=townships,
        matters=tuple(matter for _, matter in vocabulary.filed),
        departments=vocabulary.offices,
        categories=vocabulary.categories,
        items=tuple(_placed(townships, vocabulary)),
        vocabulary=vocabulary,
    )


def _placed(townships: Iterable[Township], vocabulary: Vocabulary) -> Iterator[PlacedItem]:
    for township in townships:
        places = (*township.division, township.name)
        for duty_list in township.lists:
            for row in rows(duty_list):
                names = row.item.departments or concerned(duty_list, row.item)
                offices = [each for name in names for each in vocabulary.resolve(name, places)]
                yield PlacedItem(
                    township,
                    duty_list,
                    row.category,
                    row.number,
                    row.item,
                    vocabulary.matters(row.item.matters),
                    tuple(names),
                    tuple({office.id: office for office in offices}.values()),
                )


def _checkout(root: Path) -> tuple[tuple[Township, ...], Vocabulary]:
    where = check.layout(root)
    vocabulary, found = check.load_vocabulary(root, where, compare=False)
    townships: list[Township] = []
    for folder, paths in where.townships.items():
        value, problems = check.load_township(root, folder, paths, Context(vocabulary))
        found += problems
        if value is not None:
            townships.append(value)
    wrong = [each for each in found if each.severity == "error"]
    if wrong:
        first = wrong[0]
        raise NoData(f"{first.path}:{first.line}: {first.code} {first.what} ({len(wrong)} in all)")
    return tuple(townships), vocabulary


def _in_folder(folder: Path) -> Reader:
    def read(name: str) -> Any:
        try:
            return json.loads((folder / name).read_bytes())
        except FileNotFoundError:
            raise KeyError(name) from None

    return read


def _in_archive(archive: zipfile.ZipFile) -> Reader:
    return lambda name: json.loads(archive.read(f"json/{name}"))


def _documents(read: Reader) -> tuple[tuple[Township, ...], Vocabulary]:
    try:
        kept = read("vocabulary.json")
        vocabulary = Vocabulary(
            categories=[_record(CategoryName, each) for each in kept["categories"]],
            offices=[_record(Office, each) for each in kept["departments"]],
            matters=[(each["category"], _record(Matter, each)) for each in kept["matters"]],
        )
        names = {matter.id: matter.name for _, matter in vocabulary.filed}
        heads = read("townships.json")["townships"]
        townships = tuple(_township(read, head["id"], names) for head in heads)
    except KeyError as missing:
        raise NoData(f"the JSON lacks {missing}") from None
    return townships, vocabulary


def _township(read: Reader, township_id: str, names: Mapping[str, str]) -> Township:
    document = read(f"townships/{township_id}.json")
    changes = [
        Change(
            date=each["date"],
            entries=tuple(
                ChangeEntry(item=entry.get("item", ""), text=entry["text"])
                for entry in each["entries"]
            ),
        )
        for each in read(f"changes/{township_id}.json")["changes"]
        if each["kind"] == "data"
    ]
    found: Township = _record(
        Township,
        document,
        id=township_id,
        lists=tuple(_list(each, names) for each in document["lists"]),
        changes=tuple(reversed(changes)),
    )
    return found


def _list(document: Mapping[str, Any], names: Mapping[str, str]) -> DutyList:
    """A list with its items under their categories, numbers only where print departs."""
    categories: list[Category] = []
    place = 0
    for head in document["categories"]:
        items = []
        for each in document["items"][place : place + head["count"]]:
            place += 1
            items.append(_item(each, place, names))
        categories.append(
            Category(name=head["name"], declared=head["declared"], items=tuple(items))
        )
    found: DutyList = _record(DutyList, document, categories=tuple(categories))
    return _without_derived(found)


def _item(document: Mapping[str, Any], place: int, names: Mapping[str, str]) -> Item:
    found: Item = _record(
        Item,
        document,
        number=None if document["number"] == place else document["number"],
        matters=tuple(names[each] for each in document.get("matters", ())),
        departments=tuple(each["name"] for each in document.get("departments", ())),
    )
    return found


def _without_derived(duty_list: DutyList) -> DutyList:
    """The list with departments only on items whose document prints a column of them: the JSON
    names them for others too, taken from their blocks."""
    bare = _each_item(duty_list, lambda item: replace(item, departments=()))
    derived = {
        row.item.id
        for row, plain in zip(rows(duty_list), rows(bare), strict=True)
        if row.item.departments == concerned(bare, plain.item)
    }
    return _each_item(
        duty_list, lambda item: replace(item, departments=()) if item.id in derived else item
    )


def _each_item(duty_list: DutyList, change: Callable[[Item], Item]) -> DutyList:
    return replace(
        duty_list,
        categories=tuple(
            replace(category, items=tuple(map(change, category.items)))
            for category in duty_list.categories
        ),
    )


def _record(record: type[Any], document: Mapping[str, Any], **given: Any) -> Any:
    """A record of the model from its JSON; ``given`` are fields that the JSON writes otherwise."""
    values = dict(given)
    for key, spec in specs(record).items():
        if key in values or document.get(key) is None:
            continue
        value = document[key]
        if spec.shape == "record":
            value = _record(spec.record, value)
        elif spec.shape == "records":
            value = tuple(_record(spec.record, each) for each in value)
        elif spec.shape in ("texts", "lines"):
            value = tuple(value)
        values[key] = value
    return record(**values)
