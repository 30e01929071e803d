"""字段名、类型和取值必须符合数据字典。

字段写错了，程序不知道这段内容是什么，它就不会出现在页面上。
可以写的字段见数据字典。

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
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from generator import mistakes
from generator.diagnostics import Edit, Fix, shorten
from generator.load import Document
from generator.model import Spec, specs
from generator.rules import Context, Problem, replacing
from generator.yamlio import Node, scalar

ID = "QD202"
SEVERITY = "error"

_KINDS = {"scalar": "一段文字", "sequence": "一个列表", "mapping": "一组字段"}
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def check(subject: Document, context: Context) -> Iterator[Problem]:
    if not subject.reading:
        yield from _record(subject.node, subject.record)


def _record(node: Node, record: type[Any]) -> Iterator[Problem]:
    if node.kind != "mapping":
        names = "、".join(list(specs(record))[:4])
        what = f"这里应是一组字段（{names}…），却是{_KINDS[node.kind]}"
        yield _mistyped(node) or Problem(node, what, "检查缩进和 -")
        return
    table = specs(record)
    present = {key.value for key, _ in node.value}
    for key, value in node.value:
        spec = table.get(key.value)
        if spec is None:
            yield _unknown(key, value, table, present)
        else:
            yield from _value(key.value, value, spec)
    for name, spec in table.items():
        if spec.required and name not in present:
            yield Problem(node, f"缺少字段“{name}”（{spec.doc}）", f"补上 {name}: …")


def _mistyped(node: Node) -> Problem | None:
    """The problem of a lone field that was read as text because of how its colon is written."""
    if node.kind != "scalar" or node.line != node.end_line or not node.plain:
        return None
    mistake = mistakes.written(node.value, node.line)
    if mistake is None or len(mistake.options) != 1:
        return None
    place = (node.line, node.column + mistake.column - 1)
    fix = replacing(node, mistake.options[0], mistake.fix)
    return Problem(place, mistake.what, mistake.mend, fix=fix)


def _unknown(key: Node, value: Node, table: Mapping[str, Spec], present: set[str]) -> Problem:
    known = list(table)
    near = difflib.get_close_matches(key.value, known, n=3, cutoff=0.5)
    mend = f"是不是 {'、'.join(near)}？" if near else f"这里可用的字段：{'、'.join(known)}"
    meant = [
        name
        for name in difflib.get_close_matches(key.value, known, n=3, cutoff=0.7)
        if name not in present and _fits(value, table[name])
    ]
    fix = replacing(key, meant[0], f"改成 {meant[0]}") if len(meant) == 1 else None
    what = f"没有“{shorten(key.value)}”这个字段"
    return Problem(key, what, mend, "不认识的字段不会出现在页面上", fix=fix)


def _fits(node: Node, spec: Spec) -> bool:
    """Whether a value has the shape of a field."""
    if spec.shape in ("text", "integer", "boolean"):
        return node.kind == "scalar"
    return node.kind == ("mapping" if spec.shape == "record" else "sequence")


def _value(name: str, node: Node, spec: Spec) -> Iterator[Problem]:
    if spec.shape in ("text", "integer", "boolean"):
        yield from _scalar(name, node, spec)
        return
    if spec.shape == "record":
        yield from _record(node, spec.record)
        return
    if node.kind != "sequence":
        mend = f"{name}: [第一个, 第二个]" if spec.shape == "texts" else "每条一行，以 - 开头"
        fix = None
        if _is_one(node, spec):
            fix = replacing(node, f"[{scalar(node.value, flow=True)}]", "加方括号")
        yield Problem(node, f"“{name}”应是一个列表，却是{_KINDS[node.kind]}", mend, fix=fix)
        return
    if not node.value and not spec.may_be_bare:
        yield Problem(node, f"“{name}”是空列表", f"删去 {name} 这一行，或者补上内容")
    for entry in node.value:
        if spec.of is not None:
            yield from _record(entry, spec.of)
        elif entry.kind != "scalar":
            yield Problem(
                entry,
                f"“{name}”里应是文字，却是{_KINDS[entry.kind]}",
                "如果文字里有“: ”或以符号开头，给整段加单引号",
                fix=_as_text(entry),
            )
        elif not entry.value.strip():
            yield Problem(entry, f"“{name}”里有一条是空的", "删去这一条，或者补上内容")
        else:
            yield from _text(entry)


def _is_one(node: Node, spec: Spec) -> bool:
    """Whether a text that should be a list is surely just one entry of it."""
    if node.kind != "scalar" or spec.shape not in ("texts", "lines") or not node.value.strip():
        return False
    return node.line == node.end_line and not re.search(r"[\s、，,；;【】［］]", node.value)


def _as_text(node: Node) -> Fix | None:
    """The fix of a text that was read as a field because of a ``: `` within it."""
    if node.kind != "mapping" or not node.plain or len(node.value) != 1:
        return None
    key, value = node.value[0]
    text = f"{key.value}: {value.value}" if value.kind == "scalar" else ""
    # only if it stands in one line just so: else quotes or more blanks would be lost
    if key.line != value.end_line or value.end_column - key.column != len(text):
        return None
    edit = Edit(key.line, key.column, key.line, value.end_column, scalar(text))
    return Fix("整段加单引号", (edit,)) if not (key.after or value.after) else None


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
    elif spec.shape == "integer" and not spec.allows(text):
        fix = (
            replacing(node, found[1].translate(_DIGITS), "改成数字")
            if (found := re.fullmatch(r"[“‘]?([0-9０-９]{1,9})[”’]?项?", text))
            else None
        )
        mend = "只写阿拉伯数字，如 12"
        yield Problem(node, f"“{name}”应是数字，却是“{shorten(text)}”", mend, fix=fix)
    elif spec.shape == "boolean" and not spec.allows(text):
        yield Problem(node, f"“{name}”只能写 true 或 false", f"{name}: true")
    elif spec.choices and text not in spec.choices:
        mend = f"可选：{'、'.join(spec.choices)}"
        what = f"“{name}”不能是“{shorten(text)}”"
        yield Problem(node, what, mend, fix=_without_wide_quotes(node, spec))
    elif spec.pattern and not re.fullmatch(spec.pattern, text, re.ASCII):
        what = f"“{name}”的写法不对：“{shorten(text)}”"
        mend = f"应是{spec.pattern_doc}"
        if text[0] in "“”‘’＂＇":
            mend += "；引号用半角的 '"
        yield Problem(node, what, mend, fix=_without_wide_quotes(node, spec))
    else:
        yield from _text(node)


def _without_wide_quotes(node: Node, spec: Spec) -> Fix | None:
    """The fix of a value that is right but for full-width quotes, digits or letters around it."""
    text = unicodedata.normalize("NFKC", node.value).strip("“”‘’\"' ")
    right = text in spec.choices if spec.choices else re.fullmatch(spec.pattern, text, re.ASCII)
    return replacing(node, scalar(text), "改成半角") if right else None


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
        fix = replacing(node, scalar(node.value.strip(), flow=True), "删去首尾的空白")
        yield Problem(node, "文字的开头或结尾有空白", "删去引号里首尾的空格", fix=fix)
