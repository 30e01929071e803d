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
    own = _indents(line)
    open_at: list[int] = []
    for above in lines[: number - 1]:
        if above.strip() and not above.lstrip().startswith("#"):
            here = _indents(above)
            open_at = [each for each in open_at if each < here[0]] + here
    if own[0] in open_at or not open_at:
        return None
    levels = sorted({*open_at, open_at[-1] + 2})
    body = line.strip()
    options = tuple(" " * level + body for level in levels)
    near = sorted(levels, key=lambda level: abs(level - own[0]))[:2]
    return Mistake(
        number,
        own[0] + 1,
        f"这一行缩进 {own[0]} 格，与上面的行没有对齐",
        f"改成 {' 或 '.join(str(level) for level in sorted(near))} 格，与同级的行对齐",
        "",
        "对齐缩进",
        options,
    )


def _indents(line: str) -> list[int]:
    """The columns (from 0) at which the entries of a line begin: of a dash, and behind it."""
    found = [len(line) - len(line.lstrip(" "))]
    while line[found[-1] :].startswith("- "):
        rest = line[found[-1] + 1 :]
        found.append(found[-1] + 1 + len(rest) - len(rest.lstrip(" ")))
    return found
