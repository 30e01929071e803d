"""JSON Schema 2020-12 of everything below ``/api/v1/``; OpenAPI is made from the same."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from generator.model import (
    KINDS,
    TOWNSHIP_KINDS,
    Apart,
    Block,
    CategoryName,
    Correction,
    Ignored,
    Labels,
    Marks,
    Matter,
    Merged,
    Office,
    Version,
)
from generator.publication.shapes import (
    DATE,
    ITEM,
    PATH,
    REFERENCE,
    SLUG,
    Shape,
    counts,
    flag,
    many,
    nullable,
    number,
    of_model,
    record,
    ref,
    text,
    texts,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_URL = text("网页的地址，从网站的根算起")
_JSON = text("JSON 的地址，从网站的根算起")
_CSV = text("CSV 的地址，从网站的根算起")
_ID = text("永久编号", pattern=SLUG)
_TOWNSHIP = text("乡镇、街道或区县的永久编号，也是它的网址", pattern=PATH)
_GENERATED = text("数据的日期：清单公布或数据改动的最近一次，不是生成网站的时间", pattern=DATE)
_KIND = text("清单种类", choices=KINDS)
_ITEMS = texts("事项：<乡镇编号>#<事项编号>", REFERENCE)
_COUNTS = counts("每张清单的项数")
_USE = {
    "asks": number("要求配合（含基本履职清单里写到）的项数"),
    "took": number("收回的项数"),
    "named": number("属地管理清单里写到的项数"),
}
_HEAD = {
    "id": _TOWNSHIP,
    "name": text("名称"),
    "kind": text("类型", choices=TOWNSHIP_KINDS),
    "code": text("行政区划代码：乡级 9 位，县级 6 位", pattern=r"^\d{6}(\d{3})?$"),
    "division": texts("所属省、市、县，从大到小"),
}
_LIST = {
    "kind": _KIND,
    "title": text("清单标题，照原文"),
    "declared": nullable(number("原文标明的总项数；没有标明为 null")),
    "categories": many(
        record(
            {
                "name": text("类别标题，照原文"),
                "canonical": nullable(text("通用类别的名称；词表里没有为 null")),
                "declared": nullable(number("原文标明的项数")),
                "count": number("项数"),
            }
        ),
        "类别，照原文的次序",
    ),
    "items": many(ref("Item"), "事项，照原文的次序"),
}
_LABELS = {"labels": ref("Labels", "各栏固定印的字样")}
_BRIEF_MATTER = {
    "id": _ID,
    "name": text("主题的名称"),
    "category": text("归入的类别，penalties 是行政处罚", pattern=SLUG),
    "keywords": texts("平常的说法"),
    "items": _ITEMS,
    "url": _URL,
}
_REPLACED = {"replaced_by": text("不再使用的，由哪个主题代替", pattern=SLUG)}
_OFFICE = {
    "id": _ID,
    "name": text("部门种类的通用名称"),
    "counts": record(_USE),
    "json": _JSON,
}
_PAGE = {"url": text("网页的地址，从网站的根算起；清单里没有用到的没有网页")}
_OFFICE_MORE = {
    **_PAGE,
    "aliases": texts("各地印的名称，去掉省市县区字"),
    "collective": flag("统称，如“行业主管部门”"),
}
_CATEGORY = {"id": _ID, "name": text("通用名称"), "counts": _COUNTS, "json": _JSON}
_ALIASES = {**_PAGE, "aliases": texts("各地印的类别名称")}
_CHANGES = {"changes": many(ref("Change"), "改动，新的在前")}
_RESOURCE = record(
    {"name": text("名称"), "description": text("内容"), "url": text("地址，从网站的根算起")},
    {
        "schema": text("JSON Schema 的地址，从网站的根算起"),
        "media_type": text("媒体类型"),
    },
)

DEFINITIONS: dict[str, Shape] = {
    **{
        model.__name__: of_model(model)
        for model in (Block, Correction, Marks, Merged, Version, Ignored, Labels, Apart)
    },
    "Department": record(
        {
            "name": text("照原文的名称"),
            "offices": texts("所属部门种类的编号；词表里没有的为空", SLUG),
        }
    ),
    "Item": record(
        {
            "id": text("事项的编号，在一个乡镇里永久不变", pattern=ITEM),
            "number": number("在清单里的序号"),
            "kind": _KIND,
            "category": text("类别标题，照原文"),
            "name": text("事项名称，照原文"),
            "url": _URL,
        },
        {
            "matters": texts("所属事项主题的编号", SLUG),
            "departments": many(ref("Department"), "对应上级部门；收回清单里是承接部门"),
            "departments_cell": text("“对应上级部门”栏的原文，只在它不等于名称依次排列时有"),
            "superior": many(ref("Block"), "上级部门职责，分段"),
            "township": many(ref("Block"), "镇街职责，分段"),
            "takeover": many(ref("Block"), "承接部门及工作方式，分段"),
            "discontinued": flag("不再开展"),
            "basis": texts("法律法规及文件依据"),
            "marks": ref("Marks"),
            "merged": ref("Merged"),
            "corrections": many(ref("Correction"), "勘误，原文不动"),
            "printed": record(
                {},
                {
                    "departments": text("“对应上级部门”栏的原文"),
                    "superior": text("部门职责栏的原文，一段一行"),
                    "township": text("镇街职责栏的原文，一段一行"),
                    "takeover": text("承接栏的原文，一段一行"),
                    "basis": text("依据栏的原文，一条一行"),
                },
            ),
        },
    ),
    "Change": record(
        {
            "id": text("编号，永久不变"),
            "township": _TOWNSHIP,
            "date": text("日期；清单只知道年份的只有年份", pattern=DATE),
            "kind": text(
                "version 公布了一版清单，data 本站的数据改了", choices=("version", "data")
            ),
            "title": text("一句话"),
            "entries": many(
                record(
                    {"text": text("改了什么"), "url": _URL},
                    {"item": text("事项的编号", pattern=ITEM)},
                ),
                "逐条",
            ),
            "url": _URL,
        }
    ),
    "VocabularyMatter": {
        **of_model(Matter),
        "properties": {"category": _BRIEF_MATTER["category"], **of_model(Matter)["properties"]},
    },
    "VocabularyOffice": of_model(Office),
    "VocabularyCategory": of_model(CategoryName),
}
"""What the documents consist of."""


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
                "generated": _GENERATED,
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
                "resources": many(_RESOURCE, "JSON；其余的 JSON 都从这些里的 json 字段可达"),
                "schemas": many(_RESOURCE, "每种 JSON 的 JSON Schema 2020-12"),
                "downloads": many(_RESOURCE, "表格和它们的说明"),
                "feeds": many(_RESOURCE, "全站的订阅；区县和乡镇的在各自的网址下"),
                "openapi": text("OpenAPI 3.1 说明的地址，从网站的根算起"),
            }
        ),
    ),
    "townships": Kind(
        "乡镇目录",
        record(
            {
                "generated": _GENERATED,
                "townships": many(
                    record({**_HEAD, "counts": _COUNTS, "url": _URL, "json": _JSON}), "乡镇"
                ),
            }
        ),
    ),
    "township": Kind(
        "一个乡镇的全部清单",
        record(
            {
                **_HEAD,
                "generated": _GENERATED,
                "versions": many(ref("Version"), "公布过的版本，从旧到新"),
                "url": _URL,
                "lists": many(record(_LIST, _LABELS), "清单"),
            },
            {"code_year": number("区划代码所依据的年份")},
        ),
    ),
    "lists": Kind(
        "清单目录",
        record(
            {
                "generated": _GENERATED,
                "lists": many(
                    record(
                        {
                            "township": _TOWNSHIP,
                            **{key: _LIST[key] for key in ("kind", "title", "declared")},
                            "count": number("项数"),
                            "url": _URL,
                            "json": _JSON,
                            "csv": _CSV,
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
                "generated": _GENERATED,
                "township": record(
                    {**_HEAD, "version": ref("Version"), "url": _URL, "json": _JSON}
                ),
                **_LIST,
                "url": _URL,
                "csv": _CSV,
            },
            _LABELS,
        ),
    ),
    "matters": Kind(
        "事项主题目录",
        record(
            {
                "generated": _GENERATED,
                "matters": many(record({**_BRIEF_MATTER, "json": _JSON}, _REPLACED), "主题"),
            }
        ),
    ),
    "matter": Kind(
        "一个事项主题：各地由谁负责",
        record(
            {
                **{key: _BRIEF_MATTER[key] for key in ("id", "name", "category", "keywords")},
                "generated": _GENERATED,
                "scope": text("什么归这里，什么不归、归哪里"),
                "townships": many(
                    record(
                        {
                            "id": _TOWNSHIP,
                            "name": text("县和乡镇的名称"),
                            "json": _JSON,
                            "items": many(
                                record(
                                    {
                                        "id": text("事项的编号", pattern=ITEM),
                                        "kind": _KIND,
                                        "number": number("序号"),
                                        "answer": text("谁负责，一句话"),
                                        "departments": texts("涉及的部门种类", SLUG),
                                        "url": _URL,
                                    }
                                ),
                                "这个乡镇写到这件事的事项",
                            ),
                        }
                    ),
                    "写到这件事的乡镇",
                ),
                "url": _URL,
                "csv": _CSV,
            },
            {
                "related": texts("相近但不同的主题", SLUG),
                "penalty_under": text("处罚所服务的一般主题", pattern=SLUG),
                "apart": many(
                    record({"matter": _ID, "reason": text("分开的理由")}),
                    "看着相像、经决定分开的主题",
                ),
                "former_names": texts("用过的名称"),
                **_REPLACED,
            },
        ),
    ),
    "departments": Kind(
        "部门种类目录",
        record(
            {
                "generated": _GENERATED,
                "departments": many(record(_OFFICE, _OFFICE_MORE), "部门种类"),
            }
        ),
    ),
    "department": Kind(
        "一个部门种类：要求配合什么、收回了什么",
        record(
            {
                **{key: each for key, each in _OFFICE.items() if key != "json"},
                "generated": _GENERATED,
                "townships": many(
                    record(
                        {
                            "id": _TOWNSHIP,
                            "name": text("县和乡镇的名称"),
                            "names": texts("那里印的名称"),
                            **_USE,
                            "items": _ITEMS,
                            "json": _JSON,
                        }
                    ),
                    "写到这种部门的乡镇",
                ),
            },
            _OFFICE_MORE,
        ),
    ),
    "categories": Kind(
        "通用类别目录",
        record(
            {
                "generated": _GENERATED,
                "categories": many(record(_CATEGORY, _ALIASES), "通用类别"),
            }
        ),
    ),
    "category": Kind(
        "一个通用类别",
        record(
            {
                **{key: each for key, each in _CATEGORY.items() if key != "json"},
                "generated": _GENERATED,
                "matters": texts("归入的事项主题", SLUG),
                "townships": many(
                    record(
                        {
                            "id": _TOWNSHIP,
                            "name": text("县和乡镇的名称"),
                            "counts": _COUNTS,
                            "json": _JSON,
                        }
                    ),
                    "清单里有这一类的乡镇",
                ),
            },
            _ALIASES,
        ),
    ),
    "vocabulary": Kind(
        "三个词表，照数据文件的写法（主题之间用名称相指）",
        record(
            {
                "generated": _GENERATED,
                "categories": many(ref("VocabularyCategory"), "类别"),
                "departments": many(ref("VocabularyOffice"), "部门种类"),
                "matters": many(ref("VocabularyMatter"), "事项主题"),
            }
        ),
    ),
    "changes": Kind(
        "全站最近的改动",
        record({"generated": _GENERATED, **_CHANGES}),
    ),
    "township-changes": Kind(
        "一个乡镇的全部改动",
        record({"generated": _GENERATED, "township": _TOWNSHIP, **_CHANGES}),
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
