"""A rule's page in the manual, read from the docstring of its module.

The docstring is Chinese: a title line, a paragraph whose first sentence is the reason of the
check, then ``反例：`` and ``正例：``, each followed by text on the same line, an
indented example, or both.
"""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass
from types import ModuleType

WRONG = "反例："
RIGHT = "正例："


@dataclass(frozen=True)
class RulePage:
    """What the page of a rule says. Blocks are (is an example, text) in reading order."""

    id: str
    severity: str
    title: str
    why: str
    blocks: tuple[tuple[bool, str], ...]

    def example(self, sign: str) -> str:
        """What stands under ``WRONG`` or ``RIGHT``: the indented example if there is one, else the
        words; '' if the docstring has no such part."""
        for place, (is_example, text) in enumerate(self.blocks):
            if is_example or not text.startswith(sign):
                continue
            following = self.blocks[place + 1 : place + 2]
            if following and following[0][0]:
                return following[0][1]
            return text.removeprefix(sign)
        return ""


@functools.cache
def page_of(module: ModuleType) -> RulePage:
    """The page of a rule module."""
    title, _, rest = (inspect.getdoc(module) or "").partition("\n")
    blocks: list[tuple[bool, str]] = []
    for paragraph in rest.strip("\n").split("\n\n"):
        lines = paragraph.strip("\n").split("\n")
        is_example = all(line.startswith("    ") for line in lines)
        text = "\n".join(line[4:] for line in lines) if is_example else "".join(lines)
        if text:
            blocks.append((is_example, text))
    reasons = [text for is_example, text in blocks[:1] if not is_example]
    reason = "".join(reasons)
    if reason.startswith((WRONG, RIGHT)):
        reason = ""
    return RulePage(
        module.ID,
        module.SEVERITY,
        title.rstrip("。"),
        reason.partition("。")[0],
        tuple(blocks),
    )
