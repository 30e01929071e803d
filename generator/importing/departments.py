"""Names of departments: in their own column, and in the headings over duties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.importing.cells import strip_tags
from generator.importing.text import squeeze

_OFFICE = re.compile(
    r".{2,}(?:局|委|委员会|办|办公室|厅|部|部门|单位|中心|院|联|会|室|站|队|大队|支队|所|馆|社|处|镇街)"
)
_HEADING = re.compile(r"([^，。；：:！？]{2,}?)([：:])")
_LABEL = re.compile(r"([^，。；：:！？]*?)(?:(主要职责[：:])|(履职保障[：:]))")
_LABEL_TAIL = re.compile(r"(?:主要职责|履职保障)$")
_LIST_TAIL = re.compile(r"等(?:相关)?(?:部门|单位|部门单位)?$")


@dataclass(frozen=True)
class Heading:
    """A heading over duties: the text as printed, with its colon, and the names in it.

    ``label`` are printed words at its end that say what follows (主要职责：, 履职保障：), ``field``
    the field of a block that they stand before (``duties``, ``safeguards``); '' without a label.
    """

    text: str
    names: tuple[str, ...]
    label: str = ""
    field: str = ""


def split_names(text: str) -> list[str]:
    """Names parted by 、 (outside brackets) -> the names without white space."""
    names, depth, start = [], 0, 0
    for place, char in enumerate(text):
        depth += (char in "(（") - (char in ")）")
        if char == "、" and depth <= 0:
            names.append(text[start:place])
            start = place + 1
    names.append(text[start:])
    return [squeeze(name) for name in names if name.strip()]


def looks_like_office(name: str) -> bool:
    """Whether a name ends as names of offices do (局, 委, 中心, …, also with a second name)."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", _LIST_TAIL.sub("", name))
    return _OFFICE.fullmatch(bare) is not None


def learn(cells: Iterable[str], duty_texts: Iterable[str]) -> frozenset[str]:
    """All names of departments that a list uses, to mend names that blanks broke.

    ``cells`` are department cells, ``duty_texts`` the texts of duty cells. A name counts if it
    stands in a heading with a colon, or unbroken in two department cells.
    """
    seen: Counter[str] = Counter()
    for cell in cells:
        for token in set(strip_tags(cell).split()):
            seen.update(name for name in split_names(token) if not name.endswith(("：", ":")))
    known = {name for name, count in seen.items() if count > 1 and looks_like_office(name)}
    for text in duty_texts:
        for token in strip_tags(text).split():
            match = _HEADING.match(token)
            if match:
                printed = _LABEL_TAIL.sub("", match[1])
                names = (_bare_tail(name) for name in split_names(printed))
                known.update(name for name in names if looks_like_office(name))
    return frozenset(known)


@dataclass(frozen=True)
class DepartmentCell:
    """A department cell read: names, headings that strayed into it, and the cell's text."""

    names: tuple[str, ...]
    strays: tuple[str, ...]
    text: str
    mended: bool


def read_cell(text: str, known: frozenset[str]) -> DepartmentCell:
    """A department cell -> its names, parted at 、 and at blanks.

    Blanks inside a name are closed where the pieces make up a name in ``known``.
    """
    tokens = strip_tags(text).split()
    names: list[str] = []
    strays: list[str] = []
    groups = _regroup(tokens, known)
    for group in groups:
        if group.endswith(("：", ":")):
            strays.append(group)
        else:
            names.extend(split_names(group))
    unique = tuple(dict.fromkeys(names))
    return DepartmentCell(unique, tuple(strays), " ".join(groups), len(groups) < len(tokens))


def _regroup(tokens: Sequence[str], known: frozenset[str]) -> list[str]:
    """Tokens joined into as many known names and as few groups as can be had."""
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(tokens) + 1):
        choices = []
        for start in range(max(0, end - 5), end):
            name = "".join(tokens[start:end])
            pieces = split_names(name)
            unknown = sum(piece not in known for piece in pieces)
            if end - start > 1 and unknown and not _open_bracket(tokens[start:end]):
                continue
            cost, groups, path = best[start]
            choices.append((cost + unknown, groups + 1, [*path, name]))
        best.append(min(choices, key=lambda choice: choice[:2]))
    return best[-1][2]


def _open_bracket(tokens: Sequence[str]) -> bool:
    first = tokens[0]
    return first.count("(") + first.count("（") > first.count(")") + first.count("）")


def heading_at(text: str, own: Iterable[str], known: frozenset[str]) -> Heading | None:
    """The department heading that a text begins with, or None.

    With a colon: what stands before it must name a department that the item (``own``) or the
    list (``known``) has. Without one: the whole text must be such names, parted by 、.
    """
    match = _HEADING.match(text)
    offices = frozenset(own) | known
    if match:
        names = split_names(match[1])
        tailed = [_LIST_TAIL.sub("", name) for name in names]
        if any(name in offices for name in (*names, *tailed)):
            kept = names if names[-1] in offices else [*names[:-1], _bare_tail(names[-1])]
            return Heading(match[0], tuple(kept))
        return None
    names = split_names(text)
    if names and all(name in offices for name in names):
        return Heading(text, tuple(names))
    return None


def label_at(text: str, own: Iterable[str], known: frozenset[str]) -> Heading | None:
    """The label that a text begins with, alone or behind names of departments, or None."""
    match = _LABEL.match(text)
    if not match:
        return None
    names = split_names(match[1])
    offices = frozenset(own) | known
    if not all(name in offices or looks_like_office(name) for name in names):
        return None
    return Heading(
        match[0], tuple(names), match[2] or match[3], "duties" if match[2] else "safeguards"
    )


def _bare_tail(name: str) -> str:
    """A last name without a mere 等; 等相关部门单位 stays, as it means more bodies."""
    return name[:-1] if name.endswith("等") else name


_SUBJECT = re.compile(r"([^，。；：]+?、[^，。；：]+?)等(?:相关)?(?:部门|单位)(?=[在按依根结])")


def subject_of(sentence: str) -> tuple[str, ...]:
    """The departments that a sentence without a heading begins with: “县甲局、县乙局等部门按……”."""
    match = _SUBJECT.match(sentence)
    return tuple(split_names(match[1])) if match else ()
