"""同一张清单的两个事项只归同一个主题。

一张清单一般不会把一件事列两次，其中一项可能属于更细的、或者另一个主题。
分别列在两张清单里的（镇里自己做的和配合部门做的），还归入别的主题的，都是常有的事，不提示。

反例：“招聘活动”和“就业困难人员认定”都只归“公共就业服务”。

正例：各归各的主题。确实是一件事分两行写的，在其中一项下写明：

    reviewed:
      - {check: QD418, reason: 监督检查与专项整治是同一件事}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.model import Row, rows
from generator.rules import Context, Problem
from generator.wording import decided

ID = "QD418"
SEVERITY = "info"
REVIEWABLE = True


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    paths = [
        ("categories", first, "items", second, "matters")
        for first, category in enumerate(subject.value.categories)
        for second in range(len(category.items))
    ]
    seen_first: dict[str, Row] = {}
    for path, row in zip(paths, rows(subject.value), strict=True):
        matters = decided(row.item, context.vocabulary) or ()
        if len(matters) != 1:
            continue
        other = seen_first.setdefault(matters[0], row)
        seen = any(each.check == ID for each in (*row.item.reviewed, *other.item.reviewed))
        if other is not row and not seen:
            yield Problem(
                subject.document.node.find(path),
                f"“{shorten(row.item.name)}”和第 {other.number} 项“{shorten(other.item.name)}”"
                f"都只归“{shorten(matters[0])}”",
                "看哪一项属于更细的或者别的主题；确是一件事的，"
                f"写 reviewed: [{{check: {ID}, reason: …}}]",
                "一张清单一般不会把一件事列两次",
            )
