"""公布过的编号不改。

编号是网址的一部分，改了以后，别处收藏、引用的链接都会失效。
用 qingdan check --base main 与已公布的状态比较才能查出。

反例：把公布时的 c012 改成 c120。

正例：事项挪了位置、改了文字，编号仍是 c012。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import Folder
from generator.model import rows
from generator.printed import squeeze
from generator.rules import Context, Problem, replacing

ID = "QD305"
SEVERITY = "error"


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    before = context.baseline.items.get(subject.id, {}) if context.baseline else {}
    for document, duty_list in subject.lists if before else ():
        public = dict(before.get(document.source.name, ()))
        now = {row.item.id for row in rows(duty_list)}
        lost = {squeeze([name]): each for each, name in public.items() if each not in now}
        for first, category in enumerate(duty_list.categories):
            for second, item in enumerate(category.items):
                old = lost.get(squeeze([item.name]))
                if old is None or not item.id or item.id in public:
                    continue
                node = document.node.find(("categories", first, "items", second, "id"))
                yield Problem(
                    node,
                    f"“{shorten(item.name)}”公布时的编号是 {old}，现在是 {item.id}",
                    f"改回 id: {old}",
                    path=document.source.path,
                    fix=replacing(node, old, f"改回 {old}"),
                )
