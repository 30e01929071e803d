"""The cells of a territorial list -> the fields of an item, with doubts for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.importing.cells import Segment
from generator.importing.text import squeeze, tidy
from generator.importing.units import units
from generator.model import Block, Marks

Remark = tuple[str, str]
"""(excerpt, message): what a person should look at, and why."""

_SENTENCE_ENDS = ("。", "；", "！", "？")

# --- the departments' cell --------------------------------------------------------------------

_BODY = r"(?:部门|机关|机构|法院|检察院|工会|协会|团体)"
_VERB = (
    r"(?:负责?|牵头|主要负责人|依|按|根据|配合|协助|应|会同|协同|在|及时|参[与加]|组织|承担|贯彻|采取"
    r"|密切|协调|统筹|督促|履行|发挥|做好|路面|综合负责|[：:])"
)
_SUBJECT = re.compile(
    rf"(?P<names>[^，。；：“”（）]{{1,60}}?{_BODY}(?:，以及[^，。；：]+?{_BODY})?(?:和其他组织)?)(?=，?{_VERB})"
)
_BETWEEN = re.compile(r"、|，?以及|(?<=部门)和|(?<=机关)和|(?<=法院)和|(?<=察院)和")
_AND_SO_ON = re.compile(
    r"等(?P<other>其他)?(?:有关|相关)?(?:部门|机关|人民团体|群众团体)(?:和其他组织)?$"
)
_NO_NAME = re.compile(
    r"负责|做好|开展|加强|^(?:对|与|会同|配合|协助|指导|督促|通过|有关|相关|按照|根据)"
)


def subjects(sentence: str) -> tuple[str, ...]:
    """The departments that a sentence begins with, as printed, one an entry; empty if none.

    ``卫健、民政部门协助做好…`` gives 卫健 and 民政部门; a mere 等部门 at the end is no name.
    """
    match = _SUBJECT.match(sentence)
    if not match:
        return ()
    names: list[str] = []
    for run in re.split(r"，?以及", match["names"]):
        tail = _AND_SO_ON.search(run)
        kept = run[: tail.start()] if tail else run
        names += [name for name in _BETWEEN.split(kept) if name]
        if tail and tail["other"]:
            names.append(tail[0].removeprefix("等"))
    return () if any(_NO_NAME.search(name) or len(name) > 20 for name in names) else tuple(names)


def read_superior(paragraphs: Sequence[str]) -> tuple[tuple[Block, ...], list[Remark]]:
    """The paragraphs of the departments' cell -> one block for each department's sentences.

    A paragraph is parted at a full stop where the next sentence begins with departments.
    """
    blocks: list[Block] = []
    remarks: list[Remark] = []
    for paragraph in paragraphs:
        for place, piece in enumerate(_by_department(paragraph)):
            names = subjects(piece)
            if names or not blocks:
                blocks.append(Block(departments=names, duties=(piece,)))
            else:
                blocks[-1] = replace(blocks[-1], duties=(*blocks[-1].duties, piece))
            if not names:
                remarks.append((piece, "句首没有认出部门，请核对属于哪个部门"))
            elif place:
                remarks.append((piece, "同一段里另一个部门的话，已按句号分开，请核对"))
    return tuple(blocks), remarks


def _by_department(paragraph: str) -> list[str]:
    pieces: list[str] = []
    for sentence in re.findall(r"[^。]*。|[^。]+$", paragraph):
        if pieces and not subjects(sentence.strip()):
            pieces[-1] += sentence
        else:
            pieces.append(sentence)
    return [tidy(piece) for piece in pieces]


# --- the town's cell --------------------------------------------------------------------------

_ROLE = re.compile(r"((?:主体|配合)(?:责任|职责)[：:])")
_GLUED_NUMBER = re.compile(r"(?:^|(?<=[。；]))\s*(\d{1,2}[.．、])\s*(?=\D)")
_GROUP = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")


@dataclass
class _Town:
    """A block of the town's cell in the making."""

    lead: list[str] = field(default_factory=list)
    role: str = ""
    duties: list[str] = field(default_factory=list)

    def block(self) -> Block:
        return Block(
            lead="".join(tidy(text) for text in self.lead),
            role=self.role,
            duties=tuple(tidy(text) for text in self.duties),
        )


def read_township(paragraphs: Sequence[str]) -> tuple[tuple[Block, ...], list[Remark]]:
    """The paragraphs of the town's cell -> blocks of a lead, a role and numbered duties.

    A paragraph that begins with （一）, （二）… begins a new block; its number stays in the lead.
    """
    towns = [_Town()]
    remarks: list[Remark] = []
    for paragraph in paragraphs:
        if _GROUP.match(paragraph) and (towns[-1].lead or towns[-1].role):
            towns.append(_Town())
        town = towns[-1]
        for part in _ROLE.split(paragraph):
            if not part.strip():
                continue
            if _ROLE.fullmatch(part):
                if town.role:
                    town = _Town()
                    towns.append(town)
                town.role = part
                if town.lead and not town.lead[-1].rstrip().endswith(_SENTENCE_ENDS):
                    remarks.append((town.lead[-1] + part, "责任字样紧接在句子后面，请核对断句"))
            elif town.role:
                remarks += _add_duties(town, part)
            else:
                town.lead.append(part)
    return tuple(town.block() for town in towns if town.lead or town.role), remarks


def _add_duties(town: _Town, text: str) -> list[Remark]:
    remarks: list[Remark] = []
    text = _GLUED_NUMBER.sub(r" \1", text)
    for unit in units(Segment(text), lambda _: None, len(town.duties)):
        if unit.kind != "numbered" and town.duties:
            town.duties[-1] += f" {unit.text}"
            remarks.append((unit.text, "没有序号，已接在上一条后面，请核对"))
            continue
        town.duties.append(unit.text)
        if unit.kind == "numbered" and unit.number != len(town.duties):
            message = f"序号是 {unit.number}，应为 {len(town.duties)}，请核对是否缺漏"
            remarks.append((unit.text, message))
    return remarks


# --- basis and marks --------------------------------------------------------------------------

_TITLE_END = re.compile(
    r"》(?:\s*（[^（）]*）)?(?:\s*第[一二三四五六七八九十百]+条)*、?\s*(?=[^的《》（）][^《》（）]{0,8}《|《)"
)


def read_basis(lines: Sequence[str]) -> tuple[tuple[str, ...], list[Remark]]:
    """The lines of the basis cell -> one entry for each law or document.

    Several in one line are parted behind the title, its number in brackets and its articles; the
    blank between articles (第五条 第六条) stays.
    """
    entries: list[str] = []
    remarks: list[Remark] = []
    for line in lines:
        whole = bool(entries) and entries[-1].count("《") > entries[-1].count("》")
        if whole and not line.lstrip().startswith("《"):
            entries[-1] += line
            continue
        found = _titles(line)
        if len(found) > 1:
            remarks.append((line, f"一行里有几个文件，已分成 {len(found)} 条，请核对"))
        entries += found
    for entry in entries:
        if entry.count("《") != entry.count("》") or entry.count("（") != entry.count("）"):
            remarks.append((entry, "书名号或括号不成对，请核对"))
    tidied = (
        re.sub(r"条(?=第[一二三四五六七八九十百]+条)", "条 ", tidy(entry)) for entry in entries
    )
    return tuple(tidied), remarks


def _titles(line: str) -> list[str]:
    found, start = [], 0
    for match in _TITLE_END.finditer(line):
        if line[start : match.start() + 1].count("《") == line[start : match.end()].count("》"):
            found.append(line[start : match.end()])
            start = match.end()
    return [*found, line[start:]] if line[start:].strip() else found


def read_marks(cells: Sequence[str], names: Sequence[str]) -> tuple[Marks | None, list[Remark]]:
    """The √ cells of a row -> marks; cells that are missing at the end are empty.

    A √ that both sides should have between them, but one has not, is a remark.

    :param names: what the heads over the cells print: two under 主体责任, two under 配合责任.
    """
    ticked = [bool(squeeze(cell)) for cell in cells] + [False] * (len(names) - len(cells))
    half = len(names) // 2
    main = tuple(name for name, mark in zip(names[:half], ticked[:half], strict=True) if mark)
    supporting = tuple(
        name for name, mark in zip(names[half:], ticked[half : len(names)], strict=True) if mark
    )
    remarks: list[Remark] = []
    if set(main) | set(supporting) != set(names):
        remarks.append(("√", "有一方没有打√，请核对原文是否漏印"))
    return (Marks(main=main, supporting=supporting) if main or supporting else None), remarks
