"""The segments of a duty cell -> the blocks of the model, with doubts for a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from generator.importing.cells import Segment
from generator.importing.departments import (
    Heading,
    heading_at,
    label_at,
    split_names,
    subject_of,
)
from generator.importing.text import squeeze, tidy
from generator.importing.units import Unit, units
from generator.model import Block, Labels

METHOD = re.compile(r"(?:(承接部门)[：:]\s*)?([^。；：:]*?)\s*(工作方式[：:])")
"""承接部门：(optional) + names + 工作方式： at the start of a takeover cell."""


@dataclass(frozen=True)
class Context:
    """What is known while one cell is read.

    ``own`` are the item's departments, ``known`` those of the whole list, ``stray`` the names of
    headings that ended up in the department cell; ``headed`` is False for the town's cell, whose
    sentences may name departments but are never headed by them.
    """

    own: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    stray: tuple[str, ...] = ()
    headed: bool = True

    def heading(self, text: str) -> Heading | None:
        """The department heading or label that a text begins with, or None."""
        if not self.headed:
            return None
        return label_at(text, self.own, self.known) or heading_at(text, self.own, self.known)

    def is_headed(self, text: str) -> bool:
        """Whether a text begins with a department heading."""
        return self.heading(text) is not None


@dataclass
class _Building:
    """A block in the making; ``printed`` is the heading as it stands in the document.

    ``labels`` are the printed words by field (主要职责：, 履职保障：), ``into`` is the field that
    the next entry goes to, ``numbers`` are the list numbers of that field's entries so far.
    """

    part: str = ""
    printed: str = ""
    names: tuple[str, ...] = ()
    unprinted: bool = False
    lead: str = ""
    duties: list[str] = field(default_factory=list)
    safeguards: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    into: str = "duties"
    numbers: list[int] = field(default_factory=list)

    @property
    def entries(self) -> list[str]:
        return self.safeguards if self.into == "safeguards" else self.duties

    @property
    def has_text(self) -> bool:
        return bool(self.lead or self.duties or self.safeguards or self.labels)

    @property
    def is_empty(self) -> bool:
        return not (self.part or self.printed or self.names or self.has_text)


@dataclass
class Reading:
    """Blocks of one cell, and (excerpt, message) of what a person should look at."""

    blocks: list[_Building] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


def read_duties(parts: Sequence[Segment], context: Context) -> Reading:
    """The segments of a superior's or the town's cell -> its blocks."""
    reading = Reading([_Building()])
    last_number = 0
    for segment in parts:
        found = units(segment, context.heading, last_number)
        for unit in found:
            _take(reading, unit, context)
            last_number = len(reading.blocks[-1].entries)
        for headed, run in groupby(found, lambda unit: unit.kind in ("part", "heading")):
            pieces = [] if headed else [unit for unit in run if unit.kind == "plain"]
            if len(pieces) > 1 and any(unit.split for unit in pieces):
                message = f"没有序号，已按句号分成 {len(pieces)} 条职责，请核对"
                reading.doubts.append((" ｜ ".join(unit.text[:16] for unit in pieces), message))
    reading.blocks = [block for block in reading.blocks if not block.is_empty]
    _check_departments(reading, context)
    return reading


def _take(reading: Reading, unit: Unit, context: Context) -> None:
    block = reading.blocks[-1]
    if unit.kind == "part":
        reading.blocks.append(_Building(part=unit.text))
    elif unit.field:
        _take_label(reading, unit)
    elif unit.kind == "heading":
        if block.printed or block.names or block.has_text:
            block = _Building()
            reading.blocks.append(block)
        block.printed, block.names = unit.text, unit.names
    elif unit.kind == "numbered":
        _take_numbered(reading, unit, context)
    elif context.headed and block.duties and len(subject_of(unit.text)) > 1:
        names = subject_of(unit.text)
        reading.blocks.append(_Building(names=names, unprinted=True, duties=[unit.text]))
        reading.doubts.append((unit.text[:40], "没有小标题，已按句首的部门单独成段，请核对"))
    else:
        block.entries.append(unit.text)
        block.numbers.append(0)


def _take_label(reading: Reading, unit: Unit) -> None:
    """A label, alone or behind names: 履职保障： goes on with the block, all else begins one."""
    block = reading.blocks[-1]
    goes_on = unit.field == "safeguards" or not block.has_text
    if unit.field in block.labels or not goes_on or (unit.names and not block.is_empty):
        block = _Building()
        reading.blocks.append(block)
    if unit.names:
        block.names, block.printed = unit.names, unit.text.removesuffix(unit.label)
    block.labels[unit.field] = unit.label
    block.into = unit.field
    block.numbers = []


def _take_numbered(reading: Reading, unit: Unit, context: Context) -> None:
    block = reading.blocks[-1]
    if unit.number == 1 and block.numbers == [0] and block.into == "duties":
        block.lead = block.duties.pop()
        block.numbers.clear()
    elif unit.number == 1 and block.entries:
        block = _Building(names=context.stray, unprinted=True)
        reading.blocks.append(block)
        reading.doubts.append((unit.text[:40], "序号从 1 重新开始而没有小标题，请核对所属部门"))
    if unit.number != len(block.entries) + 1:
        message = f"序号是 {unit.number}，应为 {len(block.entries) + 1}，请核对是否缺漏"
        reading.doubts.append((unit.text[:40], message))
    block.entries.append(unit.text)
    block.numbers.append(unit.number)


def _check_departments(reading: Reading, context: Context) -> None:
    headed = {name for block in reading.blocks for name in block.names}
    if not context.headed or not context.own or (not headed and len(context.own) < 2):
        return
    if not headed:
        message = "有几个部门，职责栏却没有部门小标题，请核对"
        reading.doubts.append(("、".join(context.own), message))
        return
    missing = [name for name in context.own if name not in headed]
    if missing:
        reading.doubts.append(("、".join(missing), "“对应上级部门”有、职责栏没有的部门，请核对"))
    extra = [name for name in sorted(headed) if name not in context.own]
    if extra:
        reading.doubts.append(("、".join(extra), "职责栏有、“对应上级部门”没有的部门，请核对"))


def read_takeover(parts: Sequence[Segment], known: frozenset[str] = frozenset()) -> Reading:
    """The segments of a withdrawn item's cell -> its blocks: receivers and method, or a lead.

    ``known`` are the receivers that the list prints as headings with a colon (市甲局：).
    """
    context = Context(known=known)
    if parts and not METHOD.match(parts[0].text) and context.is_headed(parts[0].text):
        return read_duties(parts, context)
    reading = Reading()
    pending: list[Segment] = []
    for segment in parts:
        match = METHOD.match(segment.text)
        if not match:
            pending.append(segment)
            continue
        _close_method(reading, pending)
        names = [name for run in match[2].split() for name in split_names(run)]
        printed = squeeze(match[0][: match.start(3)])
        reading.blocks.append(_Building(printed=printed, names=tuple(names)))
        rest = segment.text[match.end() :].strip()
        pending = [replace(segment, text=rest)] if rest else []
    _close_method(reading, pending)
    return reading


def _close_method(reading: Reading, pending: list[Segment]) -> None:
    if not pending:
        return
    if not reading.blocks:
        text = "".join(tidy(segment.text) for segment in pending)
        reading.blocks.append(_Building(lead=text))
        if "不再" not in text:
            reading.doubts.append((text, "没有认出承接部门，整段记作一句话，请核对"))
        return
    method = read_duties(pending, Context())
    first = method.blocks[0]
    block = reading.blocks[-1]
    block.lead, block.duties = first.lead, first.duties
    for other in method.blocks[1:]:
        # 工作方式： is printed once only, so what follows without it is no duty of that label
        other.lead, other.duties = other.lead + "".join(other.duties), []
        reading.blocks.append(other)
    reading.doubts.extend(method.doubts)


def finish(blocks: Iterable[_Building], labels: Labels) -> tuple[Block, ...]:
    """Blocks in the making -> the model's, with ``heading`` only where names do not give it."""
    done = []
    for block in blocks:
        joined = labels.before_departments + "、".join(block.names) + labels.after_departments
        heading: str | None = None
        if block.unprinted:
            heading = ""
        elif block.printed and block.printed != squeeze(joined):
            heading = block.printed
        done.append(
            Block(
                part=block.part,
                departments=block.names,
                heading=heading,
                lead=block.lead,
                duties=tuple(block.duties),
                safeguards=tuple(block.safeguards),
            )
        )
    return tuple(done)


def printed_labels(readings: Iterable[Reading], field: str) -> str:
    """The words that most of the blocks print before ``duties`` or ``safeguards``, or ''."""
    words = Counter(
        block.labels[field] for one in readings for block in one.blocks if field in block.labels
    )
    return words.most_common(1)[0][0] if words else ""


def printed_headings(readings: Iterable[Reading]) -> list[str]:
    """All department headings of some cells, as printed, to find what stands around names."""
    return [block.printed for one in readings for block in one.blocks if block.printed]
