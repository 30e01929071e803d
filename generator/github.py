"""Findings for a pull request on GitHub: annotations in the log, and a summary in Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from generator.diagnostics import SEVERITIES, SEVERITY_NAMES, Diagnostic, printable, summary

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
MOST_ROWS = 200
"""Rows of the summary's table; GitHub cuts a summary at 1 MB."""


def worst_first(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors, then warnings, then hints, each in file and line order: GitHub shows the first ten
    annotations of a kind."""
    return sorted(sorted(found), key=lambda each: SEVERITIES.index(each.severity))


def as_annotations(found: Iterable[Diagnostic]) -> str:
    """One workflow command a finding, and a line of totals."""
    listed = worst_first(found)
    lines = []
    for each in listed:
        place = f"file={_property(each.path)}"
        if each.line:
            place += f",line={each.line},col={each.column}"
        parts = [each.what, f"为什么：{each.why}" if each.why else "", f"怎么改：{each.mend}"]
        message = _data("\n".join(printable(part) for part in parts if part))
        command = _COMMANDS[each.severity]
        lines.append(f"::{command} {place},title={_property(each.code)}::{message}")
    return "\n".join([*lines, summary(listed)])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def markdown_text(text: str) -> str:
    """A text from a file made harmless in Markdown, also within a table's cell."""
    escaped = re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~&@$])", r"\\\1", printable(text))
    return re.sub(r"\\([<>&@])", lambda match: f"&#{ord(match[1])};", escaped)


def as_summary(found: Iterable[Diagnostic]) -> str:
    """The findings as a Markdown table, with totals by check."""
    listed = worst_first(found)
    lines = ["## 清单检查", "", summary(listed)]
    if not listed:
        return "\n".join([*lines, ""])
    counts = Counter((each.code, each.severity) for each in listed)
    codes = "、".join(f"{code} {number} 个" for (code, _), number in sorted(counts.items()))
    lines += ["", f"按检查项目：{codes}", "", "| 位置 | 问题 | 怎么改 |", "|---|---|---|"]
    for each in listed[:MOST_ROWS]:
        place = each.path + (f":{each.line}:{each.column}" if each.line else "")
        what = f"{SEVERITY_NAMES[each.severity]} {each.code}：{markdown_text(each.what)}"
        fix = "（可自动改：`qingdan check --fix`）" if each.fix else ""
        mend = markdown_text(each.mend) + fix
        lines.append(f"| {markdown_text(place)} | {what} | {mend} |")
    if len(listed) > MOST_ROWS:
        lines += ["", f"还有 {len(listed) - MOST_ROWS} 个，运行 `qingdan check` 看全部。"]
    return "\n".join([*lines, ""])
