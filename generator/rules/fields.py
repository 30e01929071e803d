"""字段名、类型和取值必须符合数据字典。

反例：

    nmae: 防汛抗旱
    departments: 县水利局

正例：

    name: 防汛抗旱
    departments: [县水利局]
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import shorten
from generator.load import Document
from generator.model import Spec, specs
from generator.rules import Context, Problem
from generator.yamlio import Node

ID = "QD202"
SEVERITY = "error"

_KINDS = {"scalar": "一段文字", "sequence": "一个列表", "mapping": "一组字段"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def check(subject: Document, context: Context) -> Iterator[Problem]:
    yield from _record(subject.node, subject.record)


def _record(node: Node, record: type[Any]) -> Iterator[Problem]:
    if node.kind != "mapping":
        names = "、".join(list(specs(record))[:4])
        what = f"这里应是一组字段（{names}…），却是{_KINDS[node.kind]}"
        yield Problem(node, what, "检查缩进和 -")
        return
    table = specs(record)
    for key, value in node.value:
        spec = table.get(key.value)
        if spec is None:
            yield _unknown(key, list(table))
        elif not _sound(value, spec):
            yield from _value(key.value, value, spec)
    present = {key.value for key, _ in node.value}
    for name, spec in table.items():
        if spec.required and name not in present:
            yield Problem(node, f"缺少字段“{name}”（{spec.doc}）", f"补上 {name}: …")


def _sound(node: Node, spec: Spec) -> bool:
    """Whether a text or a list of texts is right at first sight, as nearly all are."""
    if node.kind == "scalar":
        free = spec.shape == "text" and not spec.choices and not spec.pattern
        return free and _is_clean(node.value)
    if node.kind != "sequence" or spec.shape not in ("texts", "lines") or not node.value:
        return False
    return all(entry.kind == "scalar" and _is_clean(entry.value) for entry in node.value)


def _is_clean(text: str) -> bool:
    return text.isprintable() and text != "" and text == text.strip()


def _unknown(key: Node, known: list[str]) -> Problem:
    near = difflib.get_close_matches(key.value, known, n=3, cutoff=0.5)
    mend = f"是不是 {'、'.join(near)}？" if near else f"这里可用的字段：{'、'.join(known)}"
    return Problem(key, f"没有“{shorten(key.value)}”这个字段", mend, "不认识的字段不会出现在页面上")


def _value(name: str, node: Node, spec: Spec) -> Iterator[Problem]:
    if spec.shape in ("text", "integer", "boolean"):
        yield from _scalar(name, node, spec)
        return
    if spec.shape == "record":
        yield from _record(node, spec.record)
        return
    if node.kind != "sequence":
        mend = f"{name}: [第一个, 第二个]" if spec.shape == "texts" else "每条一行，以 - 开头"
        yield Problem(node, f"“{name}”应是一个列表，却是{_KINDS[node.kind]}", mend)
        return
    if not node.value and not (spec.may_be_empty or spec.required):
        yield Problem(node, f"“{name}”是空列表", f"删去 {name} 这一行，或者补上内容")
    for entry in node.value:
        if spec.of is not None:
            yield from _record(entry, spec.of)
        elif entry.kind != "scalar":
            yield Problem(
                entry,
                f"“{name}”里应是文字，却是{_KINDS[entry.kind]}",
                "如果文字里有“: ”或以符号开头，给整段加单引号",
            )
        elif not entry.value.strip():
            yield Problem(entry, f"“{name}”里有一条是空的", "删去这一条，或者补上内容")
        else:
            yield from _text(entry)


def _scalar(name: str, node: Node, spec: Spec) -> Iterator[Problem]:
    if node.kind != "scalar":
        yield Problem(
            node,
            f"“{name}”应是一段文字，却是{_KINDS[node.kind]}",
            "如果文字以 [ 或 { 开头，或者里面有“: ”，给整段加单引号",
        )
        return
    text = node.value
    if not text.strip() and not (spec.may_be_empty and not node.plain):
        yield Problem(node, f"“{name}”没有写内容", f"补上内容，或者删去 {name} 这一行")
    elif spec.shape == "integer" and not re.fullmatch(r"[0-9]{1,9}", text):
        yield Problem(node, f"“{name}”应是数字，却是“{shorten(text)}”", "只写阿拉伯数字，如 12")
    elif spec.shape == "boolean" and text not in ("true", "false"):
        yield Problem(node, f"“{name}”只能写 true 或 false", f"{name}: true")
    elif spec.choices and text not in spec.choices:
        yield Problem(node, f"“{name}”不能是“{shorten(text)}”", f"可选：{'、'.join(spec.choices)}")
    elif spec.pattern and not re.fullmatch(spec.pattern, text, re.ASCII):
        yield Problem(node, f"“{name}”的写法不对：“{shorten(text)}”", f"应是{spec.pattern_doc}")
    else:
        yield from _text(node)


def _text(node: Node) -> Iterator[Problem]:
    found = _CONTROL.search(node.value)
    if found:
        yield Problem(
            node,
            f"文字里有控制字符或换行（U+{ord(found[0]):04X}）",
            "写成一行，删去看不见的字符",
            "它们在页面上看不见，却使检索和比对出错",
        )
    elif node.value != node.value.strip() and node.value.strip():
        yield Problem(node, "文字的开头或结尾有空白", "删去引号里首尾的空格")
