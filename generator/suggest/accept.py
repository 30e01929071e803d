"""Reviewed decisions into the lists: all of them, or nothing if one of them does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator import check, fmt, yamlio
from generator.diagnostics import printable, shorten
from generator.load import Document, item_nodes
from generator.model import KINDS
from generator.suggest.review import Decision
from generator.yamlio import Node


def apply(
    root: Path, where: check.Layout, decisions: Sequence[Decision]
) -> tuple[dict[str, bytes], list[str]]:
    """The files that change, by path, and the problems, each with its line in the list.

    Comments and everything else in the files stay; nothing is written here.
    """
    documents: dict[str, list[Document]] = {}
    changed: dict[str, Document] = {}
    problems: list[str] = []
    for decision in decisions:
        if decision.township not in where.townships:
            problems.append(f"第 {decision.line} 行：没有乡镇“{_short(decision.township)}”")
            continue
        if decision.township not in documents:
            documents[decision.township] = _lists(root, where, decision.township)
        for document in documents[decision.township]:
            item = _item(document, decision.item)
            if item is not None:
                _set(item, decision.matters)
                changed[document.source.path] = document
                break
        else:
            problems.append(
                f"第 {decision.line} 行：{decision.township} 没有事项“{_short(decision.item)}”"
                "（或者清单文件有语法错误，先运行 qingdan check）"
            )
    files = {path: fmt.formatted(document) for path, document in sorted(changed.items())}
    return files, problems


def _lists(root: Path, where: check.Layout, township: str) -> list[Document]:
    wanted = {f"lists/{township}/{kind}.yml" for kind in KINDS}
    found = (
        check.usable_document(check.read_source(root, path))
        for path in where.townships[township]
        if path in wanted
    )
    return [document for document in found if document is not None]


def _item(document: Document, item_id: str) -> Node | None:
    for item in item_nodes(document.node):
        known = item.get("id")
        if item_id and known is not None and known.value == item_id:
            return item
    return None


def _set(item: Node, matters: Sequence[str]) -> None:
    """Write the matters of an item; a comment behind the old ones stays."""
    old = item.get("matters")
    new = Node("sequence", [Node("scalar", name, 0, 0) for name in matters], 0, 0)
    if old is not None:
        behind = [old, *old.value] if old.kind == "sequence" else [old]
        new.before, new.inside = old.before, old.inside
        new.after = " ".join(node.after for node in behind if node.after)
        if new.value and not old.after:
            new.value[-1].after, new.after = new.after, ""
    yamlio.replace_value(item, "matters", new)


def _short(text: str) -> str:
    return printable(shorten(text))
