"""The rows of a list's sheet -> its items, each with the comments in its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.exporting import columns as cols
from generator.exporting import names
from generator.exporting.blocks import from_lines
from generator.exporting.comments import ABOVE, Path, Place, reference
from generator.exporting.grids import Grid, Line, joined
from generator.exporting.ordering import Numbered, number_of
from generator.exporting.spelling import decode, lines
from generator.model import BLOCK_FIELDS, Correction, DutyList, Item, rows

Remarks = dict[Place, list[str]]

_MORE = re.compile(r"(.+)（续(\d+)）")
_HEADS = {column.key: "".join(column.head.split()) for column in cols.COLUMNS}


@dataclass
class Heard:
    """What is wrong in a workbook, and what people should know about how it was read."""

    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def integer(self, sheet: str, row: int, head: str, text: str) -> int | None:
        """The whole number in a cell, None if it is empty; anything else is a problem."""
        text = text.strip()
        if not text:
            return None
        if re.fullmatch(r"[0-9]{1,9}", text):
            return int(text)
        where = f"“{sheet}”第 {row} 行" if row else f"“{sheet}”"
        self.problems.append(f"{where}的“{head}”应是整数，却是“{text[:20]}”")
        return None


class ItemReader:
    """Reads the items of one list.

    :param corrections: by the item that they belong to; None if their sheet is gone.
    :param old: the list as it is now, for what a deleted column would have held.
    :param known: its comments.
    """

    def __init__(
        self,
        grid: Grid,
        corrections: Mapping[str, list[Correction]] | None,
        old: DutyList | None,
        known: Mapping[Place, list[str]],
        heard: Heard,
    ) -> None:
        self.grid = grid
        self.corrections = corrections
        self.before = {row.item.id: row.item for row in rows(old)} if old else {}
        self.known = known
        self.heard = heard

    def missing(self) -> list[str]:
        """Heads without which a sheet is no list."""
        return [_HEADS[key] for key in cols.REQUIRED if _HEADS[key] not in self.grid.heads]

    def items(self) -> Iterator[Numbered]:
        """The items in the order of their rows."""
        grid, before, corrections = self.grid, self.before, self.corrections
        owners = self._owners()
        category = ""
        used: set[str] = set()
        for line in grid.lines:
            category = line.text(_HEADS["category"]).strip() or category
            name = decode(line.text(_HEADS["name"]))
            if not name:
                others = set(line.cells) - {_HEADS["place"], _HEADS["category"]}
                if any(line.text(head).strip() for head in others):
                    self.heard.problems.append(f"“{grid.name}”第 {line.number} 行没有事项名称")
                continue
            if not category:
                self.heard.problems.append(f"“{grid.name}”第 {line.number} 行没有类别")
            own = decode(line.text(_HEADS["id"]))
            if own and owners[own] != line.number:
                self.heard.remarks.append(
                    f"“{grid.name}”第 {line.number} 行的编号 {own} 与第 {owners[own]} 行重复，"
                    "按新事项处理，编号由 qingdan fmt 生成。"
                )
                own = ""
            number = number_of(line.text(_HEADS["place"]))
            mark = own or (reference("", int(number)) if number is not None else "")
            used.add(mark)
            item, comments = self._item(line, before.get(own))
            if corrections is not None:
                item = replace(item, corrections=tuple(corrections.get(mark, ())))
            elif own in before:
                item = replace(item, corrections=before[own].corrections)
            yield Numbered(number, category, replace(item, id=own, name=name), comments, mark)
        for mark in sorted(set(corrections or {}) - used):
            if mark in before:
                self.heard.remarks.append(f"{mark} 已删去，它的勘误一并删去。")
            else:
                self.heard.problems.append(
                    f"“{names.CORRECTIONS}”写的编号 {mark} 在“{grid.name}”里没有"
                )

    def _owners(self) -> dict[str, int]:
        """Id -> the row that it belongs to: of several, the one with the known name, else the
        first."""
        owners: dict[str, int] = {}
        certain: set[str] = set()
        for line in self.grid.lines:
            own = decode(line.text(_HEADS["id"]))
            name = decode(line.text(_HEADS["name"]))
            known = own in self.before and self.before[own].name == name
            if own and name and (own not in owners or (known and own not in certain)):
                owners[own] = line.number
                if known:
                    certain.add(own)
        return owners

    def _item(self, line: Line, old: Item | None) -> tuple[Item, dict[Path, list[str]]]:
        values: dict[str, Any] = {}
        comments: dict[Path, list[str]] = {}
        cells = {
            key: joined(line, head, _more(head, self.grid.heads))
            for key, head in _HEADS.items()
            if head in self.grid.heads
        }
        kept = old or Item()
        for key in BLOCK_FIELDS:
            if key not in cells:
                values[key] = getattr(kept, key)
                if old is not None:
                    comments |= self._known(old.id, key)
                continue
            read = from_lines(cells[key])
            values[key] = read.blocks
            for path, texts in read.comments.items():
                comments[key, *path] = texts
        for key in ("departments", "basis"):
            values[key] = cols.texts(cells[key]) if key in cells else getattr(kept, key)
        values["departments_cell"] = decode(cells.get("departments_cell", ""))
        values["number"] = self.heard.integer(
            self.grid.name, line.number, _HEADS["number"], cells.get("number", "")
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

    def _known(self, own: str, key: str) -> dict[Path, list[str]]:
        return {
            place.path: list(texts)
            for place, texts in self.known.items()
            if place.item == own and place.where == ABOVE and place.path[:1] == (key,)
        }


def read_corrections(
    grid: Grid | None, heard: Heard
) -> dict[str, dict[str, list[Correction]]] | None:
    """Corrections by the sheet of the list and the item that they belong to; None if their own
    sheet is gone."""
    if grid is None:
        return None
    found: dict[str, dict[str, list[Correction]]] = {}
    for line in grid.lines:
        sheet = line.text("清单").strip()
        if sheet not in names.LIST_SHEETS.values():
            heard.problems.append(f"“{grid.name}”第 {line.number} 行没有写是哪一张清单")
            continue
        suggested = line.text("建议").strip()
        found.setdefault(sheet, {}).setdefault(decode(line.text("编号")), []).append(
            Correction(
                field=cols.field_key(line.text("栏")),
                printed=decode(line.text("原文")),
                suggested=None if suggested in ("", names.DOUBTFUL) else _suggested(suggested),
                reason=decode(line.text("理由")),
            )
        )
    return found


def _more(head: str, heads: frozenset[str]) -> list[str]:
    """The heads in which a column goes on, in their order."""
    found = [
        (int(match[2]), each)
        for each in heads
        if (match := _MORE.fullmatch(each)) and match[1] == head
    ]
    return [each for _, each in sorted(found)]


def _suggested(text: str) -> str:
    return "" if text == names.OMIT else decode(text)
