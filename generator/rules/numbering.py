"""事项的序号从 1 起，连续不断。

序号重复或缺了，读者就不能凭它在原文里找到这个事项。
序号就是事项在清单里的位置；只有原文印的序号与位置不同，才写 number。

反例：两个事项都写 number: 12

正例：不写 number，按原文顺序排列。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Fix
from generator.load import ListFile
from generator.rules import Context, Problem, deleting
from generator.yamlio import Node

ID = "QD301"
SEVERITY = "error"


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    taken: dict[int, int] = {}
    place = 0
    for first, category in enumerate(subject.value.categories):
        for second, item in enumerate(category.items):
            place += 1
            number = place if item.number is None else item.number
            path = ("categories", first, "items", second, "number")
            if item.number == place:
                node = subject.document.node.find(path)
                yield Problem(
                    node,
                    f"number: {place} 与位置相同，不必写",
                    "删去 number 这一行",
                    fix=_without_number(subject, path[:-1], node),
                )
            if number in taken:
                yield Problem(
                    subject.document.node.find(path),
                    f"序号 {number} 用了两次，第 {taken[number]} 个事项已经是它",
                    "对照原文改正 number，或者检查是否多了、少了事项",
                )
            taken.setdefault(number, place)
    if taken and set(taken) != set(range(1, place + 1)):
        missing = sorted(set(range(1, place + 1)) - set(taken))
        yield Problem(
            subject.document.node.key("categories"),
            f"共 {place} 个事项，序号缺 {'、'.join(map(str, missing[:5]))}",
            "对照原文检查 number",
        )


def _without_number(subject: ListFile, path: tuple[str | int, ...], number: Node) -> Fix | None:
    """The fix that takes the line of a number out, if it holds nothing else."""
    item = subject.document.node.find(path)
    key = item.key("number")
    if key is None or key.after or key.line == item.line or not item.plain:
        return None
    return deleting(number.line, "删去这一行")
