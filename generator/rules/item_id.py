"""每个事项有一个编号，乡镇内不重复，字母与清单一致。

编号是网址的一部分（…/cooperative/#c012），发布后不改、不重用。新事项不写编号，由 qingdan fmt 生成。

反例：配合清单里写 id: b012，或者两个事项都是 c012

正例：复制事项后删去 id，再运行 qingdan fmt
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import Folder
from generator.model import ID_LETTERS, rows
from generator.rules import Context, Problem

ID = "QD303"
SEVERITY = "error"


def check(subject: Folder, context: Context) -> Iterator[Problem]:
    if subject.value is None:
        return
    for duty_list in subject.value.lists:
        document = subject.documents.get(f"{duty_list.kind}.yml")
        if document is None:
            continue
        seen: dict[str, int] = {}
        letter = ID_LETTERS[duty_list.kind]
        for first, category in enumerate(duty_list.categories):
            for second, item in enumerate(category.items):
                node = document.node.find(("categories", first, "items", second, "id"))
                path = document.source.path
                if not item.id:
                    yield Problem(node, "事项没有编号", "运行 qingdan fmt，自动生成", path=path)
                elif item.id[0] != letter:
                    yield Problem(
                        node,
                        f"编号 {item.id} 的字母不对，这个清单的编号以 {letter} 开头",
                        "删去 id 这一行，运行 qingdan fmt 生成新的",
                        path=path,
                    )
                elif item.id in seen:
                    yield Problem(
                        node,
                        f"编号 {item.id} 重复，第 {seen[item.id]} 行已经用了",
                        "保留旧事项的编号；删去新事项的 id 这一行，运行 qingdan fmt",
                        "编号是网址的一部分，重复会使链接指错地方",
                        path=path,
                    )
                seen.setdefault(item.id, node.line)
        ids = {row.item.id for other in subject.value.lists for row in rows(other)}
        for first, category in enumerate(duty_list.categories):
            for second, item in enumerate(category.items):
                for field in ("superior", "township", "takeover", "basis"):
                    target = getattr(item.merged, field) if item.merged else ""
                    if target and target not in ids:
                        yield Problem(
                            document.node.find(
                                ("categories", first, "items", second, "merged", field)
                            ),
                            f"merged 指向的编号 {target} 不存在",
                            "写与它合用这一栏的事项的编号",
                            path=document.source.path,
                        )
