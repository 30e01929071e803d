"""类别要在类别词表里。

各地同一类别写法不同（文化旅游、文化和旅游），词表把它们归到一起，才能比较。

反例：一个从没见过的类别名，多半是把别的文字当成了类别。

正例：新的写法加到 lists/vocabulary/categories.yml 的 aliases。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import ListFile
from generator.model import Categories
from generator.rules import Context, Problem

ID = "QD401"
SEVERITY = "error"


def check(subject: ListFile, context: Context) -> Iterator[Problem]:
    if Categories in context.vocabulary.unread:
        return
    for place, category in enumerate(subject.value.categories):
        if context.vocabulary.category(category.name) is None:
            near = context.vocabulary.near_categories(category.name)
            yield Problem(
                subject.document.node.find(("categories", place, "name")),
                f"类别“{shorten(category.name)}”不在词表里",
                (f"相近的有：{'、'.join(near)}。" if near else "")
                + "如果确是原文写法，加到 lists/vocabulary/categories.yml",
            )
