"""事项的 reviewed 只写能这样略过的检查，每个写一次。

错误和警告要改正，不能略过；写错编号，提示还会再出现。
能略过的是请人看一眼的归类提示：QD405、QD416、QD417、QD418。

反例：

    reviewed:
      - {check: QD404, reason: 以后再改}

正例：

    reviewed:
      - {check: QD418, reason: 监督检查与专项整治是同一件事}
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from generator.load import ListFile
from generator.rules import Context, Problem, modules

ID = "QD406"
SEVERITY = "error"


@functools.cache
def _allowed() -> tuple[str, ...]:
    return tuple(module.ID for module in modules() if getattr(module, "REVIEWABLE", False))


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    allowed = _allowed()
    for first, category in enumerate(subject.value.categories):
        for second, item in enumerate(category.items):
            seen: set[str] = set()
            for third, each in enumerate(item.reviewed):
                path = ("categories", first, "items", second, "reviewed", third, "check")
                node = subject.document.node.find(path)
                if each.check not in allowed:
                    yield Problem(
                        node,
                        f"“{each.check}”不能写在 reviewed 里",
                        f"能写的是 {'、'.join(allowed)}；别的检查照它说的改",
                    )
                elif each.check in seen:
                    yield Problem(node, f"“{each.check}”写了两次", "合成一条")
                seen.add(each.check)
