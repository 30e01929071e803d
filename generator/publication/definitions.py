"""The parts that the JSON below ``/api/v1/`` consists of, as JSON Schema 2020-12."""

from __future__ import annotations

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

URL = text("网页的地址，从网站的根算起")
JSON = text("JSON 的地址，从网站的根算起")
CSV = text("CSV 的地址，从网站的根算起")
ID = text("永久编号", pattern=SLUG)
TOWNSHIP = text("乡镇、街道或区县的永久编号，也是它的网址", pattern=PATH)
GENERATED = text("数据的日期：清单公布或数据改动的最近一次，不是生成网站的时间", pattern=DATE)
KIND = text("清单种类", choices=KINDS)
ITEMS = texts("事项：<乡镇编号>#<事项编号>", REFERENCE)
COUNTS = counts("每张清单的项数")
USE = {
    "asks": number("要求配合（含基本履职清单里写到）的项数"),
    "took": number("收回的项数"),
    "named": number("属地管理清单里写到的项数"),
}
HEAD = {
    "id": TOWNSHIP,
    "name": text("名称"),
    "kind": text("类型", choices=TOWNSHIP_KINDS),
    "code": text("行政区划代码：乡级 9 位，县级 6 位", pattern=r"^\d{6}(\d{3})?$"),
    "division": texts("所属省、市、县，从大到小"),
}
LIST = {
    "kind": KIND,
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
LABELS = {"labels": ref("Labels", "各栏固定印的字样")}
BRIEF_MATTER = {
    "id": ID,
    "name": text("主题的名称"),
    "category": text("归入的类别，penalties 是行政处罚", pattern=SLUG),
    "keywords": texts("平常的说法"),
    "items": ITEMS,
    "url": URL,
}
REPLACED = {"replaced_by": text("不再使用的，由哪个主题代替", pattern=SLUG)}
OFFICE = {
    "id": ID,
    "name": text("部门种类的通用名称"),
    "counts": record(USE),
    "json": JSON,
}
PAGE = {"url": text("网页的地址，从网站的根算起；清单里没有用到的没有网页")}
OFFICE_MORE = {
    **PAGE,
    "aliases": texts("各地印的名称，去掉省市县区字"),
    "collective": flag("统称，如“行业主管部门”"),
}
CATEGORY = {"id": ID, "name": text("通用名称"), "counts": COUNTS, "json": JSON}
ALIASES = {**PAGE, "aliases": texts("各地印的类别名称")}
CHANGES = {"changes": many(ref("Change"), "改动，新的在前")}
RESOURCE = record(
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
            "kind": KIND,
            "category": text("类别标题，照原文"),
            "name": text("事项名称，照原文"),
            "url": URL,
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
            "township": TOWNSHIP,
            "date": text("日期；清单只知道年份的只有年份", pattern=DATE),
            "kind": text(
                "version 公布了一版清单，data 本站的数据改了", choices=("version", "data")
            ),
            "title": text("一句话"),
            "entries": many(
                record(
                    {"text": text("改了什么"), "url": URL},
                    {"item": text("事项的编号", pattern=ITEM)},
                ),
                "逐条",
            ),
            "url": URL,
        }
    ),
    "VocabularyMatter": {
        **of_model(Matter),
        "properties": {"category": BRIEF_MATTER["category"], **of_model(Matter)["properties"]},
    },
    "VocabularyOffice": of_model(Office),
    "VocabularyCategory": of_model(CategoryName),
}
"""What the documents consist of."""
