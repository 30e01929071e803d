"""JSON Schema 2020-12 of everything below ``/api/v1/``; OpenAPI is made from the same."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from generator.publication.definitions import (
    ALIASES,
    BRIEF_MATTER,
    CATEGORY,
    CHANGES,
    COUNTS,
    CSV,
    DEFINITIONS,
    GENERATED,
    HEAD,
    ID,
    ITEMS,
    JSON,
    KIND,
    LABELS,
    LIST,
    OFFICE,
    OFFICE_MORE,
    REPLACED,
    RESOURCE,
    TOWNSHIP,
    URL,
    USE,
)
from generator.publication.shapes import (
    ITEM,
    SLUG,
    Shape,
    many,
    number,
    record,
    ref,
    text,
    texts,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Kind(NamedTuple):
    """A kind of document: its Chinese title and its schema."""

    title: str
    shape: Shape


DOCUMENTS: dict[str, Kind] = {
    "index": Kind(
        "目录：有哪些数据、在哪里",
        record(
            {
                "name": text("网站的名称"),
                "description": text("一句话"),
                "generated": GENERATED,
                "root": text("从这个文件到网站的根的相对地址"),
                "licence": record(
                    {"name": text("许可的名称"), "spdx": text("SPDX 编号"), "url": text("全文")}
                ),
                "counts": record(
                    {
                        key: number(doc)
                        for key, doc in (
                            ("townships", "乡镇街道"),
                            ("districts", "有全区清单的区县"),
                            ("items", "事项"),
                            ("matters", "事项主题"),
                            ("departments", "部门种类"),
                            ("categories", "通用类别"),
                        )
                    }
                ),
                "resources": many(RESOURCE, "JSON；其余的 JSON 都从这些里的 json 字段可达"),
                "schemas": many(RESOURCE, "每种 JSON 的 JSON Schema 2020-12"),
                "downloads": many(RESOURCE, "表格和它们的说明"),
                "feeds": many(RESOURCE, "全站的订阅；区县和乡镇的在各自的网址下"),
                "openapi": text("OpenAPI 3.1 说明的地址，从网站的根算起"),
            }
        ),
    ),
    "townships": Kind(
        "乡镇目录",
        record(
            {
                "generated": GENERATED,
                "townships": many(
                    record(
                        {
                            **HEAD,
                            "counts": COUNTS,
                            "url": URL,
                            "json": JSON,
                            "changes": text("改动的 JSON 的地址，从网站的根算起"),
                        }
                    ),
                    "乡镇",
                ),
            }
        ),
    ),
    "township": Kind(
        "一个乡镇的全部清单",
        record(
            {
                **HEAD,
                "generated": GENERATED,
                "versions": many(ref("Version"), "公布过的版本，从旧到新"),
                "url": URL,
                "lists": many(record(LIST, LABELS), "清单"),
            },
            {"code_year": number("区划代码所依据的年份")},
        ),
    ),
    "lists": Kind(
        "清单目录",
        record(
            {
                "generated": GENERATED,
                "lists": many(
                    record(
                        {
                            "township": TOWNSHIP,
                            **{key: LIST[key] for key in ("kind", "title", "declared")},
                            "count": number("项数"),
                            "url": URL,
                            "json": JSON,
                            "csv": CSV,
                        }
                    ),
                    "清单",
                ),
            }
        ),
    ),
    "list": Kind(
        "一张清单",
        record(
            {
                "generated": GENERATED,
                "township": record({**HEAD, "version": ref("Version"), "url": URL, "json": JSON}),
                **LIST,
                "url": URL,
                "csv": CSV,
            },
            LABELS,
        ),
    ),
    "matters": Kind(
        "事项主题目录",
        record(
            {
                "generated": GENERATED,
                "matters": many(record({**BRIEF_MATTER, "json": JSON}, REPLACED), "主题"),
            }
        ),
    ),
    "matter": Kind(
        "一个事项主题：各地由谁负责",
        record(
            {
                **{key: BRIEF_MATTER[key] for key in ("id", "name", "category", "keywords")},
                "generated": GENERATED,
                "scope": text("什么归这里，什么不归、归哪里"),
                "townships": many(
                    record(
                        {
                            "id": TOWNSHIP,
                            "name": text("县和乡镇的名称"),
                            "json": JSON,
                            "items": many(
                                record(
                                    {
                                        "id": text("事项的编号", pattern=ITEM),
                                        "kind": KIND,
                                        "number": number("序号"),
                                        "answer": text("谁负责，一句话"),
                                        "departments": texts("涉及的部门种类", SLUG),
                                        "url": URL,
                                    }
                                ),
                                "这个乡镇写到这件事的事项",
                            ),
                        }
                    ),
                    "写到这件事的乡镇",
                ),
                "url": URL,
                "csv": CSV,
            },
            {
                "related": texts("相近但不同的主题", SLUG),
                "penalty_under": text("处罚所服务的一般主题", pattern=SLUG),
                "apart": many(
                    record({"matter": ID, "reason": text("分开的理由")}),
                    "看着相像、经决定分开的主题",
                ),
                "former_names": texts("用过的名称"),
                **REPLACED,
            },
        ),
    ),
    "departments": Kind(
        "部门种类目录",
        record(
            {
                "generated": GENERATED,
                "departments": many(record(OFFICE, OFFICE_MORE), "部门种类"),
            }
        ),
    ),
    "department": Kind(
        "一个部门种类：要求配合什么、收回了什么",
        record(
            {
                **{key: each for key, each in OFFICE.items() if key != "json"},
                "generated": GENERATED,
                "townships": many(
                    record(
                        {
                            "id": TOWNSHIP,
                            "name": text("县和乡镇的名称"),
                            "names": texts("那里印的名称"),
                            **USE,
                            "items": ITEMS,
                            "json": JSON,
                        }
                    ),
                    "写到这种部门的乡镇",
                ),
            },
            OFFICE_MORE,
        ),
    ),
    "categories": Kind(
        "通用类别目录",
        record(
            {
                "generated": GENERATED,
                "categories": many(record(CATEGORY, ALIASES), "通用类别"),
            }
        ),
    ),
    "category": Kind(
        "一个通用类别",
        record(
            {
                **{key: each for key, each in CATEGORY.items() if key != "json"},
                "generated": GENERATED,
                "matters": texts("归入的事项主题", SLUG),
                "townships": many(
                    record(
                        {
                            "id": TOWNSHIP,
                            "name": text("县和乡镇的名称"),
                            "counts": COUNTS,
                            "json": JSON,
                        }
                    ),
                    "清单里有这一类的乡镇",
                ),
            },
            ALIASES,
        ),
    ),
    "vocabulary": Kind(
        "三个词表，照数据文件的写法（主题之间用名称相指）",
        record(
            {
                "generated": GENERATED,
                "categories": many(ref("VocabularyCategory"), "类别"),
                "departments": many(ref("VocabularyOffice"), "部门种类"),
                "matters": many(ref("VocabularyMatter"), "事项主题"),
            }
        ),
    ),
    "changes": Kind(
        "全站最近的改动",
        record({"generated": GENERATED, **CHANGES}),
    ),
    "township-changes": Kind(
        "一个乡镇的全部改动",
        record({"generated": GENERATED, "township": TOWNSHIP, **CHANGES}),
    ),
}
"""The kinds of document below ``/api/v1/``."""

FOLDER = "schemas/api/"
_USED = re.compile(r"#/\$defs/(\w+)")


def needed(shape: Shape) -> dict[str, Shape]:
    """The definitions that a schema refers to, directly or through others, by name."""
    found: dict[str, Shape] = {}
    waiting = [shape]
    while waiting:
        for name in _USED.findall(json.dumps(waiting.pop())):
            if name not in found:
                found[name] = DEFINITIONS[name]
                waiting.append(DEFINITIONS[name])
    return dict(sorted(found.items()))


def document(name: str, address: str) -> Shape:
    """The schema of a kind of document, complete in itself.

    :param address: where the schema stands on the web; '' if that is not known.
    """
    kind = DOCUMENTS[name]
    return {
        "$schema": DIALECT,
        **({"$id": address} if address else {}),
        "title": kind.title,
        **kind.shape,
        "$defs": needed(kind.shape),
    }
