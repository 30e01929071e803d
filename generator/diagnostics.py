"""What the program tells an editor: diagnostics, and their forms at the edge (text, JSON)."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

SEVERITIES = ("error", "warning", "info")
SEVERITY_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}

FEW_HINTS = 5
"""How many hints of each code are spelt out if nobody asks for all of them."""


@dataclass(frozen=True)
class Edit:
    """Put ``text`` in the place of what stands from (line, column) up to (end_line, end_column),
    all counted from 1; the end is not part of what is replaced."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True)
class Fix:
    """A mend that is certain, so that ``--fix`` may make it. ``what`` names it in Chinese.

    Either ``edits`` of the file's text (in lines as YAML counts them, without a byte order mark),
    or ``rewrite``, a name in :data:`generator.fixing.REWRITES`, for the file's bytes as a whole.
    """

    what: str
    edits: tuple[Edit, ...] = ()
    rewrite: str = ""


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One finding. ``path`` is relative to the folder above ``lists/``, with ``/``.

    Lines and columns count from 1 (0: the file as a whole). ``what`` says what is wrong, ``why``
    why it matters, ``mend`` what to do; all in Chinese.
    """

    path: str
    line: int
    column: int
    code: str
    severity: str
    what: str
    mend: str
    why: str = ""
    fix: Fix | None = field(default=None, compare=False)

    @property
    def page(self) -> str:
        """The page of the check, relative to the site's root."""
        return f"contribute/checks/{self.code.lower()}/"


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """1 if there is an error, else 0."""
    return int(any(diagnostic.severity == "error" for diagnostic in diagnostics))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON document ``{"diagnostics": [...], "counts": {...}}``, in file and line order."""
    found = sorted(diagnostics)
    counts = Counter(diagnostic.severity for diagnostic in found)
    document = {
        "diagnostics": [
            {**dataclasses.asdict(diagnostic), "page": diagnostic.page} for diagnostic in found
        ],
        "counts": {severity: counts[severity] for severity in SEVERITIES},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_text(diagnostics: Iterable[Diagnostic], hints: int | None = None) -> str:
    """One paragraph a finding, for a terminal; ends with a line of totals.

    :param hints: how many hints of each code are spelt out; None: all. The others are counted.
    """
    found = sorted(diagnostics)
    shown: list[str] = []
    seen: Counter[str] = Counter()
    for diagnostic in found:
        if diagnostic.severity == "info":
            seen[diagnostic.code] += 1
        if hints is None or seen[diagnostic.code] <= hints:
            shown.append(_paragraph(diagnostic))
    if hints is not None:
        shown += [
            f"提示 {code} 另有 {number - hints} 处，加 --hints 全部列出。"
            for code, number in sorted(seen.items())
            if number > hints
        ]
    return "\n".join([*shown, summary(found)])


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """One line of totals: 共 2 个错误、1 个警告."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [
        f"{counts[severity]} 个{SEVERITY_NAMES[severity]}"
        for severity in SEVERITIES
        if counts[severity]
    ]
    return f"共 {'、'.join(parts)}。" if parts else "没有发现问题。"


def _paragraph(found: Diagnostic) -> str:
    place = found.path + (f":{found.line}:{found.column}" if found.line else "")
    lines = [f"{place}  {SEVERITY_NAMES[found.severity]} {found.code}  {printable(found.what)}"]
    if found.why:
        lines.append(f"    为什么：{printable(found.why)}")
    lines.append(f"    怎么改：{printable(found.mend)}")
    if found.fix is not None:
        lines.append(f"    可自动改：{printable(found.fix.what)}（qingdan check --fix）")
    return "\n".join(lines)


def printable(text: str) -> str:
    """Text from a file made safe for a terminal: control and direction characters spelt out."""
    return "".join(
        char if char.isprintable() or char == " " else f"\\u{ord(char):04x}" for char in text
    )


def shorten(text: str, limit: int = 24) -> str:
    """A text from a file, cut for a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
