"""The forms of an account: text for a terminal, and a JSON-able dictionary."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from generator.diagnostics import printable
from generator.reconcile.records import (
    FURNITURE_NAMES,
    Account,
    Diff,
    Furniture,
    IgnoredLines,
)


def as_dict(account: Account) -> dict[str, Any]:
    """The account as plain values for JSON, with ``accounted`` and ``complete`` added."""
    return {
        **dataclasses.asdict(account),
        "accounted": account.accounted,
        "complete": account.complete,
    }


def as_text(accounts: Iterable[Account]) -> str:
    """One paragraph a township: totals, then a line for each problem; for a terminal."""
    return "\n\n".join(_paragraph(account) for account in accounts)


def percent(part: int, whole: int) -> str:
    """A share with two decimals, cut, so that only all of it reads 100.00%."""
    hundredths = 10000 * part // whole if whole else 10000
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def _paragraph(account: Account) -> str:
    folder = f"lists/{account.township_id}"
    share = percent(account.accounted, account.characters)
    found = percent(account.yaml_found, account.yaml_characters)
    furniture = sum(kind.characters for kind in account.furniture.values())
    ignored = sum(part.characters for part in account.ignored)
    kinds = "、".join(
        f"{FURNITURE_NAMES.get(kind, kind)} {value.characters} 字"
        for kind, value in account.furniture.items()
    )
    lines = [
        f"{folder}  {'一致' if account.complete else '不一致'}",
        f"    {account.original}：共 {account.characters} 字，已对上 {account.accounted} 字"
        f"（{share}）",
        f"    YAML：共 {account.yaml_characters} 字，在原文中找到 {account.yaml_found} 字"
        f"（{found}）",
        f"    事项文字 {sum(account.by_field.values())} 字；"
        f"版面文字 {furniture} 字{f'（{kinds}）' if kinds else ''}；不计入 {ignored} 字",
    ]
    lines += [f"    不计入：第 {part.lines} 行，{part.reason}" for part in account.ignored]
    for kind, entries in (("例外", account.exceptions), ("不符", account.problems)):
        lines += [f"    {kind}：{_places(folder, account.original, entry)}" for entry in entries]
    return "\n".join(printable(line) for line in lines)


def _places(folder: str, original: str, problem: Diff) -> str:
    places = []
    if problem.original_line:
        places.append(f"{folder}/{original}:{problem.original_line}")
    if problem.yaml_file:
        places.append(f"{folder}/{problem.yaml_file}:{problem.yaml_line}")
    return "  ".join([*places, problem.message])


def from_dict(document: Mapping[str, Any]) -> Account:
    """The account that :func:`as_dict` made ``document`` of, also after a way through JSON."""
    values = {each.name: document[each.name] for each in dataclasses.fields(Account)}
    values["furniture"] = {
        kind: Furniture(found["characters"], tuple(found["lines"]))
        for kind, found in document["furniture"].items()
    }
    values["ignored"] = tuple(IgnoredLines(**part) for part in document["ignored"])
    values["lines"] = {item: (first, last) for item, (first, last) in document["lines"].items()}
    for name in ("problems", "exceptions"):
        values[name] = tuple(Diff(**each) for each in document[name])
    return Account(**values)
