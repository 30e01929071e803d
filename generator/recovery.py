"""All mistakes of a file that is no YAML: mend what is certain, step over the rest, read on.

The parser stops at the first mistake. Here every line is looked at, a mistake with just one
meaning that fits the model is mended in memory, and the parser is asked again, so that one run
names them all. The lines keep their numbers throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator import mistakes, yamlio
from generator.diagnostics import Edit, Fix
from generator.mistakes import Mistake
from generator.model import specs
from generator.yamlio import Node, YamlProblem

MOST = 50
"""So many mistakes of one file are named; a file with more is no list."""


@dataclass(frozen=True)
class Found:
    """A mistake, or what the parser said where none is known, and the fix if it is certain."""

    mistake: Mistake | None
    problem: YamlProblem | None = None
    fix: Fix | None = None


@dataclass(frozen=True)
class Recovery:
    """What was found, and the tree of the file if all of it could be mended for certain."""

    found: tuple[Found, ...]
    node: Node | None


def recover(text: str, problem: YamlProblem, record: type[Any] | None) -> Recovery:
    """Look through a text that the parser refused.

    :param problem: what the parser said.
    :param record: the record that the file should hold.
    """
    lines = yamlio.split_lines(text)
    found: list[Found] = []
    certain = True
    tabs = _without_tabs(lines, record)
    if tabs is not None:
        found.append(_tab_finding(lines, tabs))
        lines = tabs
    for place in range(len(lines)):
        mistake = mistakes.written(lines[place], place + 1)
        if mistake is None or len(found) >= MOST:
            continue
        fixed = _only_fit(lines, place, mistake.options, record)
        if fixed is None and mistake.options and not _reached(lines, place):
            continue
        found.append(Found(mistake, fix=_line_fix(lines[place], fixed, mistake)))
        certain = certain and fixed is not None
        lines[place] = "#" if fixed is None else fixed
    passed = 0
    while len(found) < MOST:
        parsed = _parse(lines)
        if isinstance(parsed, Node):
            return Recovery(tuple(found), parsed if certain else None)
        if parsed.reason != "syntax":
            if parsed.reason != "empty" or not found:
                found.append(Found(None, parsed))
            break
        near = _near(lines, parsed, record)
        if near is None:
            if not found:
                found.append(Found(None, parsed))
            break
        mistake, fixed = near
        if mistake.line <= passed:
            break
        passed = mistake.line
        place = mistake.line - 1
        found.append(Found(mistake, fix=_line_fix(lines[place], fixed, mistake)))
        certain = certain and fixed is not None
        lines[place] = "#" if fixed is None else fixed
    return Recovery(tuple(found) or (Found(None, problem),), None)


def line_fix(text: str, mistake: Mistake, record: type[Any] | None) -> Fix | None:
    """The fix of one mistake in a text that the parser does read, if it is certain."""
    lines = yamlio.split_lines(text)
    place = mistake.line - 1
    return _line_fix(lines[place], _only_fit(lines, place, mistake.options, record), mistake)


def _line_fix(line: str, fixed: str | None, mistake: Mistake) -> Fix | None:
    if fixed is None:
        return None
    return Fix(mistake.fix, (Edit(mistake.line, 1, mistake.line, len(line) + 1, fixed),))


def _parse(lines: Sequence[str]) -> Node | YamlProblem:
    try:
        return yamlio.parse("\n".join(lines))
    except YamlProblem as problem:
        return problem


def _without_tabs(lines: Sequence[str], record: type[Any] | None) -> list[str] | None:
    """The lines with blanks for the tabs that they are indented with, if then the file reads and
    fits the model, in one way only."""
    if sum(line[: len(line) - len(line.lstrip())].count("\t") > 0 for line in lines) < 2:
        return None
    fitting: list[tuple[list[str], Node]] = []
    for width in (2, 4, 8):
        tried = []
        for line in lines:
            body = line.lstrip(" \t")
            tried.append(line[: len(line) - len(body)].expandtabs(width) + body)
        node = _parse(tried)
        if isinstance(node, Node) and not _misfits(node, record):
            fitting.append((tried, node))
    if not fitting or any(_outline(node) != _outline(fitting[0][1]) for _, node in fitting):
        return None
    return fitting[0][0]


def _outline(node: Node) -> Any:
    """A tree as plain values."""
    if node.kind == "scalar":
        return node.value
    if node.kind == "sequence":
        return [_outline(entry) for entry in node.value]
    return [(key.value, _outline(value)) for key, value in node.value]


def _tab_finding(lines: Sequence[str], fixed: Sequence[str]) -> Found:
    """All lines that are indented with tabs, as one finding with one fix."""
    edits = tuple(
        Edit(number, 1, number, len(old) + 1, new)
        for number, (old, new) in enumerate(zip(lines, fixed, strict=True), start=1)
        if old != new
    )
    place = lines[edits[0].line - 1].index("\t") + 1
    mistake = Mistake(
        edits[0].line,
        place,
        f"缩进里有 Tab 字符，共 {len(edits)} 行",
        "把 Tab 换成空格，每级缩进两个空格",
    )
    return Found(mistake, fix=Fix("把 Tab 换成空格", edits))


def _reached(lines: Sequence[str], place: int) -> bool:
    """Whether the parser refuses the lines up to a place, so that this line is at fault."""
    return isinstance(_parse(lines[: place + 1]), YamlProblem)


def _only_fit(
    lines: Sequence[str], place: int, options: Sequence[str], record: type[Any] | None
) -> str | None:
    """The one option that, in the place of a line, reads and fits the model; None if there is
    none, or more than one."""
    before = _parse(lines[:place])
    allowed = _misfits(before, record) if isinstance(before, Node) else 0
    fitting = []
    for option in options:
        node = _parse([*lines[:place], option])
        if isinstance(node, Node) and _misfits(node, record) <= allowed:
            fitting.append(option)
    return fitting[0] if len(fitting) == 1 else None


def _misfits(node: Node, record: type[Any] | None) -> int:
    """How many keys are unknown or stand twice, values have the wrong shape, and texts run over
    several lines."""
    if record is None:
        return 0
    if node.kind != "mapping":
        return 1
    table = specs(record)
    seen: set[str] = set()
    count = 0
    for key, value in node.value:
        spec = table.get(key.value)
        count += spec is None or key.value in seen or key.line != key.end_line
        seen.add(key.value)
        if spec is None:
            continue
        if spec.shape in ("text", "integer", "boolean"):
            count += value.kind != "scalar" or value.line != value.end_line
            continue
        if value.kind == "scalar" and value.value == "":
            continue
        entries = [value] if spec.shape == "record" else value.value
        if spec.shape != "record" and value.kind != "sequence":
            count += 1
            continue
        for entry in entries:
            if spec.of is not None:
                unwritten = entry.kind == "scalar" and entry.value == ""
                count += 0 if unwritten else _misfits(entry, spec.of)
            else:
                count += entry.kind != "scalar" or entry.line != entry.end_line
    return count


def _near(
    lines: Sequence[str], problem: YamlProblem, record: type[Any] | None
) -> tuple[Mistake, str | None] | None:
    """The mistake near which the parser stopped, and the line that mends it for certain."""
    last = min(problem.line, len(lines))
    for number in range(last, max(last - 3, 0), -1):
        line = lines[number - 1]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        mistake = mistakes.suspected(line, number)
        if mistake is not None:
            return mistake, _only_fit(lines, number - 1, mistake.options, record)
    for number in range(last, max(last - 3, 0), -1):
        mistake = _out_of_line(lines, number)
        if mistake is not None:
            return mistake, _only_fit(lines, number - 1, mistake.options, record)
    return None


def _out_of_line(lines: Sequence[str], number: int) -> Mistake | None:
    """The mistake of a line whose indentation is not that of any line above it, or None."""
    line = lines[number - 1]
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    own = _entries(line)
    open_at: list[tuple[int, str]] = []
    above = ""
    for each in lines[: number - 1]:
        if each.strip() and not each.lstrip().startswith("#"):
            here = _entries(each)
            open_at = [level for level in open_at if level[0] < here[0][0]] + here
            above = each
    if not open_at or own[0] in open_at:
        return None
    opens = above.split(" #")[0].rstrip().endswith(":")
    deepest = open_at[-1][0]
    if opens and (own[0][0] > deepest or own[0] == (deepest, "-")):
        return None
    column, kind = own[0]
    levels = {level for level, sign in open_at if sign == kind}
    levels |= {deepest + 2} if opens else set()
    body = line.strip()
    near = sorted(sorted(levels), key=lambda level: abs(level - column))[:2]
    mend = (
        f"改成 {' 或 '.join(map(str, sorted(near)))} 格，与同级的行对齐" if near else "对照上面的行"
    )
    return Mistake(
        number,
        column + 1,
        f"这一行缩进 {column} 格，与上面的行没有对齐",
        mend,
        "",
        "对齐缩进",
        tuple(" " * level + body for level in sorted(levels)),
    )


def _entries(line: str) -> list[tuple[int, str]]:
    """The columns (from 0) at which the entries of a line begin, each with ``-`` for a dash."""
    column = len(line) - len(line.lstrip(" "))
    found = []
    while line[column:].startswith("- "):
        found.append((column, "-"))
        rest = line[column + 1 :]
        column += 1 + len(rest) - len(rest.lstrip(" "))
    return [*found, (column, "-" if line[column:] == "-" else "")]
