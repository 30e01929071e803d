"""A workbook that people worked in -> the township and its lists, with all comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.exporting import book, names
from generator.exporting import columns as cols
from generator.exporting.comments import ABOVE, BEHIND, END, Place, reference
from generator.exporting.grids import Grid, Line, read_grids
from generator.exporting.items import Heard, ItemReader, Remarks, read_corrections
from generator.exporting.ordering import Numbered, in_order
from generator.exporting.spelling import decode, lines
from generator.importing.report import ImportProblem
from generator.model import (
    KINDS,
    Category,
    DutyList,
    Ignored,
    Item,
    Labels,
    Township,
    Version,
    specs,
)

_SECOND = re.compile(r"(.+)〔(\d+)〕")


@dataclass
class Read:
    """What a workbook holds: the township with its lists (those without a sheet are left out),
    comments by file name without ``.yml``, and what people should know about how it was read."""

    township: Township
    comments: dict[str, Remarks] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read_book(
    data: bytes, existing: Township | None, known: Mapping[str, Remarks], folder: str
) -> Read:
    """The township that a workbook of ours holds.

    What a sheet or column that was deleted would have held is taken from ``existing``.

    :param existing: the township as its YAML has it now, if it is there.
    :param known: the comments of its files.
    :param folder: where it is to go; '' for the folder that the workbook names.
    :raises ImportProblem: all that cannot be read, with sheet and row; nothing is guessed.
    """
    reader = _Reader(read_grids(data), existing, known)
    read = reader.read(folder)
    problems = reader.heard.problems
    if problems:
        listed = "；".join(problems[:8])
        more = f"；另有 {len(problems) - 8} 处" if len(problems) > 8 else ""
        raise ImportProblem(f"工作簿里有读不懂的地方：{listed}{more}。请改好存盘后再导入。")
    return read


def folder_of(data: bytes) -> str:
    """The folder that a workbook names; '' if it names none."""
    town = read_grids(data).get(names.TOWN)
    return _town_values(town).get("id", "").strip().strip("/") if town else ""


def _town_values(grid: Grid) -> dict[str, str]:
    keys = {head: key for key, head in names.TOWN_FIELDS.items()}
    pairs = ((line.text("项目").strip(), line.text("内容")) for line in grid.lines)
    return {keys[head]: text for head, text in pairs if head in keys}


class _Reader:
    def __init__(
        self, grids: dict[str, Grid], existing: Township | None, known: Mapping[str, Remarks]
    ) -> None:
        self.grids = grids
        self.existing = existing
        self.known = known
        self.heard = Heard()
        self.corrections = read_corrections(grids.get(names.CORRECTIONS), self.heard)
        self.comments: dict[str, Remarks] = {}
        self.references: dict[str, dict[str, str]] = {}

    def read(self, folder: str) -> Read:
        found = [
            self._list(kind, self.grids[names.LIST_SHEETS[kind]])
            for kind in KINDS
            if names.LIST_SHEETS[kind] in self.grids
        ]
        township = replace(self._town(), lists=tuple(found))
        self._comments()
        return Read(replace(township, id=folder or township.id), self.comments, self.heard.remarks)

    # --- what stands around the lists -----------------------------------------------------------

    def _town(self) -> Township:
        base = self.existing or Township()
        grid, versions = self.grids.get(names.TOWN), self.grids.get(names.VERSIONS)
        if (grid is None or versions is None) and self.existing is None:
            self.heard.problems.append(f"缺少工作表“{names.TOWN}”或“{names.VERSIONS}”")
            return base
        if grid is not None:
            values = _town_values(grid)
            base = replace(
                base,
                id=values.get("id", "").strip().strip("/"),
                name=decode(values.get("name", "")),
                kind=decode(values.get("kind", "")),
                division=cols.texts(values.get("division", "")),
                code=decode(values.get("code", "")),
                code_year=self.heard.integer(grid.name, 0, "代码年份", values.get("code_year", "")),
            )
        if versions is not None:
            base = replace(base, versions=tuple(map(_version, versions.lines)))
        return base

    def _line_of(self, name: str, kind: str) -> Line | None:
        grid = self.grids.get(name)
        own = names.LIST_SHEETS[kind]
        found = (line for line in (grid.lines if grid else ()) if line.text("清单").strip() == own)
        return next(found, None)

    def _categories(self, kind: str) -> list[tuple[str, Category, list[str]]]:
        """Key, category without items, and comments of every category of a list."""
        grid = self.grids.get(names.CATEGORIES)
        old = self._old(kind)
        if grid is None:
            known = [category.name for category in old.categories] if old else []
            return [
                (key, replace(category, items=()), [])
                for key, category in zip(
                    book.category_keys(known), old.categories if old else (), strict=True
                )
            ]
        found: list[tuple[str, Category, list[str]]] = []
        for line in grid.lines:
            key = line.text("类别").strip()
            if line.text("清单").strip() != names.LIST_SHEETS[kind] or not key:
                continue
            second = _SECOND.fullmatch(key)
            name = second[1] if second and any(k == second[1] for k, _, _ in found) else key
            declared = self.heard.integer(grid.name, line.number, "标明项数", line.text("标明项数"))
            notes = [decode(text) for text in lines(line.text("注释"))]
            found.append((key, Category(name=decode(name), declared=declared), notes))
        return found

    def _old(self, kind: str) -> DutyList | None:
        lists = self.existing.lists if self.existing else ()
        return next((one for one in lists if one.kind == kind), None)

    # --- a list -------------------------------------------------------------------------------

    def _list(self, kind: str, grid: Grid) -> DutyList:
        old = self._old(kind)
        head = self._line_of(names.LISTS, kind)
        if head is not None:
            declared = self.heard.integer(
                names.LISTS, head.number, "标明项数", head.text("标明项数")
            )
            words = {key: decode(head.text(names.LIST_FIELDS[key])) for key in specs(Labels)}
            empty = cols.NOTHING in words.values()
            labels = Labels() if empty else Labels(**words)
            title = decode(head.text(names.LIST_FIELDS["title"]))
            one = DutyList(
                kind=kind,
                title=title,
                declared=declared,
                labels=labels if labels != Labels() or empty else None,
            )
        elif old is not None:
            one = replace(old, categories=())
        else:
            self.heard.problems.append(f"工作表“{names.LISTS}”没有“{grid.name}”这一行")
            one = DutyList(kind=kind)
        reader = ItemReader(
            grid,
            None if self.corrections is None else self.corrections.get(grid.name, {}),
            old,
            self.known.get(kind, {}),
            self.heard,
        )
        missing = reader.missing()
        if missing:
            self.heard.problems.append(f"工作表“{grid.name}”缺少“{'、'.join(missing)}”栏")
            return one
        found = list(reader.items())
        ordered, moved = in_order(found)
        if moved:
            self.heard.remarks.append(f"“{grid.name}”的行没有按序号排列，已按序号恢复次序。")
        return replace(one, categories=self._grouped(kind, grid, ordered))

    def _grouped(self, kind: str, grid: Grid, ordered: list[Numbered]) -> tuple[Category, ...]:
        groups = self._categories(kind)
        places = {key: place for place, (key, _, _) in enumerate(groups)}
        last = -1
        for each in ordered:
            if each.category not in places:
                self.heard.remarks.append(
                    f"“{grid.name}”有新的类别“{each.category}”，请看它的位置。"
                )
                groups.insert(last + 1, (each.category, Category(name=decode(each.category)), []))
                places = {key: place for place, (key, _, _) in enumerate(groups)}
            last = places[each.category]
        members: dict[str, list[Item]] = {key: [] for key, _, _ in groups}
        for each in ordered:
            members[each.category].append(each.item)
        notes = self.comments.setdefault(kind, {})
        for place, (_, _, texts) in enumerate(groups):
            if texts:
                notes[Place("", ("categories", place), ABOVE)] = texts
        number = 0
        for key, _, _ in groups:
            for each in (one for one in ordered if one.category == key):
                number += 1
                self._note(kind, each, number)
        return tuple(replace(category, items=tuple(members[key])) for key, category, _ in groups)

    def _note(self, kind: str, each: Numbered, number: int) -> None:
        """Keep an item's comments under how it is referred to in its new place."""
        own = reference(each.item.id, number)
        sheet = self.references.setdefault(kind, {})
        sheet[each.reference] = own
        for path, texts in each.comments.items():
            self.comments.setdefault(kind, {})[Place(own, path, ABOVE)] = texts

    # --- comments -----------------------------------------------------------------------------

    def _comments(self) -> None:
        grid = self.grids.get(names.COMMENTS)
        files = {sheet: kind for kind, sheet in names.LIST_SHEETS.items()}
        files[names.TOWN] = "township"
        if grid is None:
            for name, own in self.known.items():
                for place, texts in own.items():
                    if not book.in_row(place):
                        self.comments.setdefault(name, {})[place] = list(texts)
            return
        for line in grid.lines:
            name = files.get(line.text("文件").strip(), "")
            mark, where = decode(line.text("编号")), line.text("写在").strip()
            path = tuple(
                int(part) - 1 if part.isdecimal() else decode(part)
                for part in line.text("位置").strip().split("/")
                if part
            )
            if not name or where not in (ABOVE, BEHIND, END):
                self.heard.problems.append(f"“{grid.name}”第 {line.number} 行的“文件”或“写在”不对")
                continue
            item = self.references.get(name, {}).get(mark, mark)
            texts = [decode(text) for text in lines(line.text("注释"))]
            texts = [text if text.startswith("#") else f"# {text}" for text in texts]
            self.comments.setdefault(name, {})[Place(item, path, where)] = texts


def _version(line: Line) -> Version:
    values: dict[str, Any] = {
        key: decode(line.text(head))
        for key, head in names.VERSION_FIELDS.items()
        if key != "ignored"
    }
    ignored = []
    for each in lines(line.text(names.VERSION_FIELDS["ignored"])):
        numbers, _, reason = each.partition(" ")
        ignored.append(Ignored(lines=decode(numbers), reason=decode(reason)))
    return Version(**values, ignored=tuple(ignored))
