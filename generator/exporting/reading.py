"""A workbook that people worked in -> the township and its lists, with all comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.exporting import book
from generator.exporting import columns as cols
from generator.exporting.blocks import from_lines
from generator.exporting.comments import ABOVE, BEHIND, END, Path, Place, reference
from generator.exporting.grids import Grid, Line, joined, read_grids
from generator.exporting.ordering import Numbered, in_order, number_of
from generator.exporting.spelling import decode, lines
from generator.importing.report import ImportProblem
from generator.model import (
    BLOCK_FIELDS,
    KINDS,
    Category,
    Correction,
    DutyList,
    Ignored,
    Item,
    Labels,
    Township,
    Version,
    rows,
    specs,
)

Remarks = dict[Place, list[str]]

_MORE = re.compile(r"(.+)（续(\d+)）")
_SECOND = re.compile(r"(.+)〔(\d+)〕")
_HEADS = {column.key: "".join(column.head.split()) for column in cols.COLUMNS}


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
    if reader.problems:
        listed = "；".join(reader.problems[:8])
        more = f"；另有 {len(reader.problems) - 8} 处" if len(reader.problems) > 8 else ""
        raise ImportProblem(f"工作簿里有读不懂的地方：{listed}{more}。请改好存盘后再导入。")
    return read


def folder_of(data: bytes) -> str:
    """The folder that a workbook names; '' if it names none."""
    town = read_grids(data).get(book.TOWN)
    return _town_values(town).get("id", "").strip().strip("/") if town else ""


def _town_values(grid: Grid) -> dict[str, str]:
    keys = {head: key for key, head in book.TOWN_FIELDS.items()}
    pairs = ((line.text("项目").strip(), line.text("内容")) for line in grid.lines)
    return {keys[head]: text for head, text in pairs if head in keys}


class _Reader:
    def __init__(
        self, grids: dict[str, Grid], existing: Township | None, known: Mapping[str, Remarks]
    ) -> None:
        self.grids = grids
        self.existing = existing
        self.known = known
        self.problems: list[str] = []
        self.remarks: list[str] = []
        self.comments: dict[str, Remarks] = {}
        self.references: dict[str, dict[str, str]] = {}

    def read(self, folder: str) -> Read:
        found = [
            self._list(kind, self.grids[book.LIST_SHEETS[kind]])
            for kind in KINDS
            if book.LIST_SHEETS[kind] in self.grids
        ]
        township = replace(self._town(), lists=tuple(found))
        self._comments()
        return Read(replace(township, id=folder or township.id), self.comments, self.remarks)

    # --- what stands around the lists -----------------------------------------------------------

    def _town(self) -> Township:
        base = self.existing or Township()
        grid, versions = self.grids.get(book.TOWN), self.grids.get(book.VERSIONS)
        if (grid is None or versions is None) and self.existing is None:
            self.problems.append(f"缺少工作表“{book.TOWN}”或“{book.VERSIONS}”")
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
                code_year=self._integer(grid.name, 0, "代码年份", values.get("code_year", "")),
            )
        if versions is not None:
            base = replace(base, versions=tuple(map(_version, versions.lines)))
        return base

    def _integer(self, sheet: str, row: int, head: str, text: str) -> int | None:
        text = text.strip()
        if not text:
            return None
        if re.fullmatch(r"[0-9]{1,9}", text):
            return int(text)
        where = f"“{sheet}”第 {row} 行" if row else f"“{sheet}”"
        self.problems.append(f"{where}的“{head}”应是整数，却是“{text[:20]}”")
        return None

    def _line_of(self, name: str, kind: str) -> Line | None:
        grid = self.grids.get(name)
        own = book.LIST_SHEETS[kind]
        found = (line for line in (grid.lines if grid else ()) if line.text("清单").strip() == own)
        return next(found, None)

    def _categories(self, kind: str) -> list[tuple[str, Category, list[str]]]:
        """Key, category without items, and comments of every category of a list."""
        grid = self.grids.get(book.CATEGORIES)
        old = self._old(kind)
        if grid is None:
            names = [category.name for category in old.categories] if old else []
            return [
                (key, replace(category, items=()), [])
                for key, category in zip(
                    book.category_keys(names), old.categories if old else (), strict=True
                )
            ]
        found: list[tuple[str, Category, list[str]]] = []
        for line in grid.lines:
            key = line.text("类别").strip()
            if line.text("清单").strip() != book.LIST_SHEETS[kind] or not key:
                continue
            second = _SECOND.fullmatch(key)
            name = second[1] if second and any(k == second[1] for k, _, _ in found) else key
            declared = self._integer(grid.name, line.number, "标明项数", line.text("标明项数"))
            notes = [decode(text) for text in lines(line.text("注释"))]
            found.append((key, Category(name=decode(name), declared=declared), notes))
        return found

    def _old(self, kind: str) -> DutyList | None:
        lists = self.existing.lists if self.existing else ()
        return next((one for one in lists if one.kind == kind), None)

    # --- a list -------------------------------------------------------------------------------

    def _list(self, kind: str, grid: Grid) -> DutyList:
        old = self._old(kind)
        head = self._line_of(book.LISTS, kind)
        if head is not None:
            declared = self._integer(book.LISTS, head.number, "标明项数", head.text("标明项数"))
            words = {key: decode(head.text(book.LIST_FIELDS[key])) for key in specs(Labels)}
            empty = cols.NOTHING in words.values()
            labels = Labels() if empty else Labels(**words)
            title = decode(head.text(book.LIST_FIELDS["title"]))
            one = DutyList(
                kind=kind,
                title=title,
                declared=declared,
                labels=labels if labels != Labels() or empty else None,
            )
        elif old is not None:
            one = replace(old, categories=())
        else:
            self.problems.append(f"工作表“{book.LISTS}”没有“{grid.name}”这一行")
            one = DutyList(kind=kind)
        missing = [_HEADS[key] for key in cols.REQUIRED if _HEADS[key] not in grid.heads]
        if missing:
            self.problems.append(f"工作表“{grid.name}”缺少“{'、'.join(missing)}”栏")
            return one
        found = list(self._items(kind, grid, old))
        ordered, moved = in_order(found)
        if moved:
            self.remarks.append(f"“{grid.name}”的行没有按序号排列，已按序号恢复次序。")
        return replace(one, categories=self._grouped(kind, grid, ordered))

    def _grouped(self, kind: str, grid: Grid, ordered: list[Numbered]) -> tuple[Category, ...]:
        groups = self._categories(kind)
        places = {key: place for place, (key, _, _) in enumerate(groups)}
        last = -1
        for each in ordered:
            if each.category not in places:
                self.remarks.append(f"“{grid.name}”有新的类别“{each.category}”，请看它的位置。")
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

    def _items(self, kind: str, grid: Grid, old: DutyList | None) -> Iterator[Numbered]:
        before = {row.item.id: row.item for row in rows(old)} if old else {}
        owners = self._owners(grid, before)
        corrections = self._corrections(kind)
        category = ""
        used: set[str] = set()
        for line in grid.lines:
            category = line.text(_HEADS["category"]).strip() or category
            name = decode(line.text(_HEADS["name"]))
            if not name:
                others = set(line.cells) - {_HEADS["place"], _HEADS["category"]}
                if any(line.text(head).strip() for head in others):
                    self.problems.append(f"“{grid.name}”第 {line.number} 行没有事项名称")
                continue
            if not category:
                self.problems.append(f"“{grid.name}”第 {line.number} 行没有类别")
            own = decode(line.text(_HEADS["id"]))
            if own and owners[own] != line.number:
                self.remarks.append(
                    f"“{grid.name}”第 {line.number} 行的编号 {own} 与第 {owners[own]} 行重复，"
                    "按新事项处理，编号由 qingdan fmt 生成。"
                )
                own = ""
            number = number_of(line.text(_HEADS["place"]))
            mark = own or (reference("", int(number)) if number is not None else "")
            used.add(mark)
            item, comments = self._item(kind, grid, line, before.get(own))
            if corrections is not None:
                item = replace(item, corrections=tuple(corrections.get(mark, ())))
            elif own in before:
                item = replace(item, corrections=before[own].corrections)
            yield Numbered(number, category, replace(item, id=own, name=name), comments, mark)
        for mark in sorted(set(corrections or {}) - used):
            if mark in before:
                self.remarks.append(f"{mark} 已删去，它的勘误一并删去。")
            else:
                self.problems.append(f"“{book.CORRECTIONS}”写的编号 {mark} 在“{grid.name}”里没有")

    def _owners(self, grid: Grid, before: Mapping[str, Item]) -> dict[str, int]:
        """Id -> the row that it belongs to: of several, the one with the known name, else the
        first."""
        owners: dict[str, int] = {}
        certain: set[str] = set()
        for line in grid.lines:
            own = decode(line.text(_HEADS["id"]))
            name = decode(line.text(_HEADS["name"]))
            known = own in before and before[own].name == name
            if own and name and (own not in owners or (known and own not in certain)):
                owners[own] = line.number
                if known:
                    certain.add(own)
        return owners

    def _item(
        self, kind: str, grid: Grid, line: Line, old: Item | None
    ) -> tuple[Item, dict[Path, list[str]]]:
        values: dict[str, Any] = {}
        comments: dict[Path, list[str]] = {}
        cells = {
            key: joined(line, head, _more(head, grid.heads))
            for key, head in _HEADS.items()
            if head in grid.heads
        }
        kept = old or Item()
        for key in BLOCK_FIELDS:
            if key not in cells:
                values[key] = getattr(kept, key)
                if old is not None:
                    comments |= self._known(kind, old.id, key)
                continue
            read = from_lines(cells[key])
            values[key] = read.blocks
            for path, texts in read.comments.items():
                comments[key, *path] = texts
        for key in ("departments", "basis"):
            values[key] = cols.texts(cells[key]) if key in cells else getattr(kept, key)
        values["departments_cell"] = decode(cells.get("departments_cell", ""))
        values["number"] = self._integer(
            grid.name, line.number, _HEADS["number"], cells.get("number", "")
        )
        values["merged"] = cols.merged(cells.get("merged", ""))
        for key in ("departments_cell", "number", "merged"):
            if key not in cells:
                values[key] = getattr(kept, key)
        values["discontinued"] = (
            cells["discontinued"].strip() not in cols.NO
            if "discontinued" in cells
            else kept.discontinued
        )
        values["marks"] = (
            cols.marks(cells.get("main", ""), cells.get("supporting", ""))
            if "main" in cells or "supporting" in cells
            else kept.marks
        )
        chosen = [
            cells[key] for key in ("matter1", "matter2", "matter3", "matters") if key in cells
        ]
        values["matters"] = cols.matters(chosen) if chosen else kept.matters
        if "notes" in cells:
            above = [decode(text) for text in lines(cells["notes"])]
            if above:
                comments[()] = [text if text.startswith("#") else f"# {text}" for text in above]
        return Item(**values), comments

    def _known(self, kind: str, own: str, key: str) -> dict[Path, list[str]]:
        return {
            place.path: list(texts)
            for place, texts in self.known.get(kind, {}).items()
            if place.item == own and place.where == ABOVE and place.path[:1] == (key,)
        }

    def _corrections(self, kind: str) -> dict[str, list[Correction]] | None:
        """Corrections by the item that they belong to; None if the sheet is gone."""
        grid = self.grids.get(book.CORRECTIONS)
        if grid is None:
            return None
        found: dict[str, list[Correction]] = {}
        for line in grid.lines:
            if line.text("清单").strip() != book.LIST_SHEETS[kind]:
                if line.text("清单").strip() not in book.LIST_SHEETS.values() and kind == KINDS[0]:
                    self.problems.append(f"“{grid.name}”第 {line.number} 行没有写是哪一张清单")
                continue
            suggested = line.text("建议").strip()
            found.setdefault(decode(line.text("编号")), []).append(
                Correction(
                    field=cols.field_key(line.text("栏")),
                    printed=decode(line.text("原文")),
                    suggested=None if suggested in ("", book.DOUBTFUL) else _suggested(suggested),
                    reason=decode(line.text("理由")),
                )
            )
        return found

    # --- comments -----------------------------------------------------------------------------

    def _comments(self) -> None:
        grid = self.grids.get(book.COMMENTS)
        files = {sheet: kind for kind, sheet in book.LIST_SHEETS.items()} | {book.TOWN: "township"}
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
                self.problems.append(f"“{grid.name}”第 {line.number} 行的“文件”或“写在”不对")
                continue
            item = self.references.get(name, {}).get(mark, mark)
            texts = [decode(text) for text in lines(line.text("注释"))]
            texts = [text if text.startswith("#") else f"# {text}" for text in texts]
            self.comments.setdefault(name, {})[Place(item, path, where)] = texts


def _more(head: str, heads: frozenset[str]) -> list[str]:
    """The heads in which a column goes on, in their order."""
    found = [
        (int(match[2]), each)
        for each in heads
        if (match := _MORE.fullmatch(each)) and match[1] == head
    ]
    return [each for _, each in sorted(found)]


def _suggested(text: str) -> str:
    return "" if text == book.OMIT else decode(text)


def _version(line: Line) -> Version:
    values: dict[str, Any] = {
        key: decode(line.text(head))
        for key, head in book.VERSION_FIELDS.items()
        if key != "ignored"
    }
    ignored = []
    for each in lines(line.text(book.VERSION_FIELDS["ignored"])):
        numbers, _, reason = each.partition(" ")
        ignored.append(Ignored(lines=decode(numbers), reason=decode(reason)))
    return Version(**values, ignored=tuple(ignored))
