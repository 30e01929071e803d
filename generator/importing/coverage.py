"""The report of an import, for the person who has to look it through: Markdown in Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.again import Difference
from generator.importing.assemble import Imported
from generator.importing.report import excerpt
from generator.model import DutyList, rows

_ROLES = {
    "item": "事项所在的行",
    "continuation": "接上一行的行（跨页）",
    "category": "类别标题",
    "title": "清单标题",
    "header": "表头",
    "preamble": "文件标题",
    "contents": "目录",
    "signature": "签字盖章的栏",
    "ruling": "表格线",
    "other": "表格之外的文字",
}
_FIELDS = {
    "name": "事项名称",
    "departments": "对应上级部门",
    "superior": "上级部门职责",
    "township": "镇街职责",
    "takeover": "承接部门及工作方式",
    "basis": "依据",
    "marks": "√",
}


@dataclass(frozen=True)
class FileRead:
    """A file that was read: its name, what kind it is, and how much it holds (12 页, 340 行)."""

    name: str
    kind: str
    amount: str


@dataclass(frozen=True)
class Decide:
    """A doubtful place: where it stands in the file, the item and field that it is in ('' if
    none), the words in question, and what to decide."""

    place: str
    item: str
    field: str
    excerpt: str
    message: str


def as_report(
    name: str,
    files: Sequence[FileRead],
    imported: Imported,
    doubts: Sequence[Decide],
    differences: Sequence[Difference],
    account: str,
    next_steps: Sequence[str],
) -> str:
    """The whole report.

    :param account: the result of the reconciliation, as the terminal shows it; '' if none.
    """
    parts = [f"# 导入报告：{name}\n", "## 读了什么\n"]
    parts += [f"- {_plain(each.name)}：{each.kind}，{each.amount}" for each in files]
    for one in imported.lists:
        parts += ["", *_list(one)]
    roles = Counter(line.role for line in imported.account)
    told = "；".join(f"{text} {roles[role]}" for role, text in _ROLES.items() if roles[role])
    if told:
        parts += ["", f"原文各行：{told}。"]
    if account:
        indented = "\n".join(f"    {line}" for line in account.splitlines())
        parts += ["", "逐字核对（清单接回原样，与原文比）：", "", indented]
    parts += ["", f"## 要人定的地方（{len(doubts)} 处）\n"]
    parts += _doubts(doubts) if doubts else ["没有。"]
    if differences:
        parts += ["", f"## 与现有清单的差别（{len(differences)} 处）\n"]
        parts += [
            f"- {'保留' if each.kept else '改动'}　{_plain(each.place)}：{_plain(each.message)}"
            for each in differences
        ]
    parts += ["", "## 下一步\n"]
    parts += [f"{number}. {step}" for number, step in enumerate(next_steps, start=1)]
    return "\n".join(parts) + "\n"


def _list(one: DutyList) -> list[str]:
    count = sum(1 for _ in rows(one))
    lines = [f"{_plain(one.title)}：{_counted(count, one.declared)}", ""]
    lines += ["| 类别 | 标明 | 读到 |", "|---|---|---|"]
    lines += [
        f"| {_cell(each.name)} | {'' if each.declared is None else each.declared} "
        f"| {len(each.items)} |"
        for each in one.categories
    ]
    return lines


def _counted(count: int, declared: int | None) -> str:
    if declared is None:
        return f"读到 {count} 项，原文没有标明项数"
    return (
        f"读到 {count} 项，与标明的一致"
        if count == declared
        else (f"读到 {count} 项，标明 {declared} 项，不一致")
    )


def _doubts(doubts: Sequence[Decide]) -> list[str]:
    lines = ["| 在文件的哪里 | 事项 | 栏 | 文字 | 要定什么 |", "|---|---|---|---|---|"]
    for each in doubts:
        cells = (
            each.place,
            each.item,
            _FIELDS.get(each.field, each.field),
            excerpt(each.excerpt, 60),
            each.message,
        )
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return lines


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _plain(text: str) -> str:
    """A text that Markdown shows as it is, in one line."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_<>[]#" else sign for sign in flat)
