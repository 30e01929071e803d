"""The printed cell, joined back from the fields (DESIGN §2, Joining).

White space and the list numbers before duties are not part of the result: the first is the
document's layout, the second the place in the list.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import Block, DutyList, Item, Labels

NO_LABELS = Labels()


def block_heading(block: Block, labels: Labels, territorial: bool = False) -> str:
    """The heading that the document prints over a block, with its labels; '' if none."""
    if block.heading is not None:
        return block.heading
    if territorial or not block.departments:
        return ""
    return labels.before_departments + "、".join(block.departments) + labels.after_departments


def block_texts(block: Block, labels: Labels, *, territorial: bool = False) -> list[str]:
    """The texts of a block in printed order, each a paragraph of the cell."""
    heading = block_heading(block, labels, territorial)
    texts = [block.part, heading, block.lead, block.role]
    if block.duties:
        texts += [labels.before_duties, *block.duties]
    if block.safeguards:
        texts += [labels.before_safeguards, *block.safeguards]
    return [text for text in texts if text]


def cell(item: Item, field: str, duty_list: DutyList) -> list[str]:
    """The paragraphs of one printed cell of an item.

    :param field: ``departments``, ``superior``, ``township``, ``takeover`` or ``basis``.
    :returns: paragraphs in printed order; empty if the item has no such cell.
    """
    if field == "departments":
        if item.departments_cell:
            return [item.departments_cell]
        joined = ((duty_list.labels or NO_LABELS).between_departments or " ").join(item.departments)
        return [joined] if joined else []
    if field == "basis":
        return list(item.basis)
    blocks: tuple[Block, ...] = getattr(item, field)
    if not blocks:
        return []
    used = NO_LABELS if field == "township" else duty_list.labels or NO_LABELS
    territorial = duty_list.kind == "territorial"
    return [text for block in blocks for text in block_texts(block, used, territorial=territorial)]


def squeeze(texts: Iterable[str]) -> str:
    """Texts joined without any white space, for comparison with the original."""
    return "".join("".join(text.split()) for text in texts)
