"""公布过的事项还在。

事项不见了，它的网址就打不开；也可能是编辑时误删了一段，或者缩进、冒号写错，被别的文字吞掉了。
用 qingdan check --base main 与已公布的状态比较才能查出。

反例：改别的事项时，多选了几行，删去了 c013。

正例：误删的补回；确是录重了、要删的，可以不管，在合并请求里写明。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import shorten
from generator.load import Folder, item_nodes
from generator.model import rows
from generator.printed import squeeze
from generator.rules import Context, Problem
from generator.yamlio import Node

ID = "QD307"
SEVERITY = "warning"


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    before = context.baseline.items.get(subject.id, {}) if context.baseline else {}
    if not before:
        return
    items = [row.item for _, duty_list in subject.lists for row in rows(duty_list)]
    ids, names = {item.id for item in items}, {squeeze([item.name]) for item in items}
    unread = {name for name in subject.files if name not in subject.documents}
    for file, public in before.items():
        for place, (item_id, name) in enumerate(public):
            if file in unread or item_id in ids or squeeze([name]) in names:
                continue
            document = subject.documents.get(file)
            following = next((each for each, _ in public[place + 1 :] if each in ids), None)
            yield Problem(
                _place(document.node, following) if document and following else None,
                f"公布过的事项 {item_id}“{shorten(name)}”不见了",
                "误删的补回；确要删的，在合并请求里写明理由",
                path=f"lists/{subject.id}/{file}",
            )


def _place(node: Node, item_id: str) -> Node:
    """The item before which the lost one stood."""
    return next(
        (item for item in item_nodes(node) if (found := item.get("id")) and found.value == item_id),
        node,
    )
