"""每个事项有一个编号，乡镇内不重复，字母与清单一致。

编号是网址的一部分（…/cooperative/#c012），发布后不改、不重用。新事项不写编号，由 qingdan fmt 生成。

反例：配合清单里写 id: b012，或者两个事项都是 c012

正例：复制事项后删去 id，再运行 qingdan fmt
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Edit, Fix
from generator.fmt import new_ids
from generator.load import Document, Folder
from generator.model import ID_LETTERS, DutyList, Item, specs
from generator.rules import Context, Problem
from generator.yamlio import Node

ID = "QD303"
SEVERITY = "error"

_FORM = re.compile(specs(Item)["id"].pattern, re.ASCII)


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    for document, duty_list in subject.lists:
        yield from _list(duty_list, document)


def _list(duty_list: DutyList, document: Document) -> Iterator[Problem]:
    path = document.source.path
    letter = ID_LETTERS[duty_list.kind]
    unnamed = not all(item.id for category in duty_list.categories for item in category.items)
    new = {id(item): name for item, name in new_ids(document.node)} if unnamed else {}
    seen: dict[str, tuple[str | int, ...]] = {}
    for first, category in enumerate(duty_list.categories):
        for second, item in enumerate(category.items):
            place = ("categories", first, "items", second, "id")
            if item.id.startswith(letter) and item.id not in seen:
                seen[item.id] = place
                continue
            node = document.node.find(place)
            if item.id and not _FORM.fullmatch(item.id):
                continue  # QD202 says so
            if not item.id:
                yield Problem(
                    node,
                    "事项没有编号",
                    "运行 qingdan fmt，自动生成",
                    path=path,
                    fix=_mint(node, new),
                )
            elif item.id in seen:
                line = document.node.find(seen[item.id]).line
                yield Problem(
                    node,
                    f"编号 {item.id} 重复，第 {line} 行已经用了",
                    "保留旧事项的编号；删去新事项的 id 这一行，运行 qingdan fmt",
                    "编号是网址的一部分，重复会使链接指错地方",
                    path=path,
                )
            else:
                yield Problem(
                    node,
                    f"编号 {item.id} 的字母不对，这个清单的编号以 {letter} 开头",
                    "删去 id 这一行，运行 qingdan fmt 生成新的",
                    path=path,
                )


def _mint(item: Node, new: dict[int, str]) -> Fix | None:
    """The fix that gives an item its id, in a line of its own above its first field."""
    name = new.get(id(item))
    if name is None or not item.plain or item.kind != "mapping" or item.get("id") is not None:
        return None
    text = f"id: {name}\n{' ' * (item.column - 1)}"
    edit = Edit(item.line, item.column, item.line, item.column, text)
    return Fix(f"编号 {name}", (edit,))
