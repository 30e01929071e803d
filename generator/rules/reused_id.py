"""公布过的编号不给别的事项用。

同一个编号前后指两件事，旧链接就会把人领到不相干的事项上。
用 qingdan check --base main 与已公布的状态比较才能查出。

反例：删去 c012，又把 c012 给了新事项。

正例：新事项不写编号，由 qingdan fmt 生成没有用过的；删去的编号不再用。
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import Folder
from generator.printed import squeeze
from generator.rules import Context, Problem

ID = "QD306"
SEVERITY = "error"

ALIKE = 0.5
"""Names that share less than this (difflib's ratio) are of different items; of the rewordings of
one item that towns have published, none shares less."""


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    before = context.baseline.items.get(subject.id, {}) if context.baseline else {}
    for document, duty_list in subject.lists if before else ():
        public = {each: squeeze([name]) for each, name in before.get(document.source.name, ())}
        owners = {name: each for each, name in public.items()}
        for first, category in enumerate(duty_list.categories):
            for second, item in enumerate(category.items):
                name, old = squeeze([item.name]), public.get(item.id)
                if old is None or old == name:
                    continue
                owner = owners.get(name)
                if owner is None and difflib.SequenceMatcher(None, old, name).ratio() >= ALIKE:
                    continue
                yield Problem(
                    document.node.find(("categories", first, "items", second, "id")),
                    f"编号 {item.id} 公布时是“{shorten(old)}”，现在是“{shorten(name)}”",
                    f"改回 id: {owner}" if owner else "是另一个事项的，删去 id，运行 qingdan fmt",
                    path=document.source.path,
                )
