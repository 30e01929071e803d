"""``/api/v1/index.json``: where a program begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import api
from generator.api import ROOT
from generator.publication import bundle, columns, feeds, metadata, openapi, schemas
from generator.publication.documents import Document
from generator.summary import Summary, totals
from generator.vocabulary import Vocabulary


def index(summaries: Sequence[Summary], vocabulary: Vocabulary, *, by_county: bool) -> Document:
    """``index.json``: where to begin.

    :param by_county: whether there is no workbook of the whole site.
    """
    towns, districts, items = totals(summaries)
    schema_folder = ROOT + schemas.FOLDER
    resources = [
        {
            "name": name,
            "description": schemas.DOCUMENTS[name].title,
            "url": f"{ROOT}{name}.json",
            "schema": f"{schema_folder}{name}.schema.json",
        }
        for name in RESOURCES
    ]
    described = [
        {"name": name, "description": kind.title, "url": f"{schema_folder}{name}.schema.json"}
        for name, kind in schemas.DOCUMENTS.items()
    ]
    return {
        "name": "清单",
        "description": metadata.DESCRIPTION,
        "generated": api.generated(summaries),
        "root": "../../",
        "licence": {
            "name": metadata.LICENCE["title"],
            "spdx": metadata.LICENCE["name"],
            "url": metadata.LICENCE["path"],
        },
        "counts": {
            "townships": towns,
            "districts": districts,
            "items": items,
            "matters": sum(not matter.retired for _, matter in vocabulary.filed),
            "departments": len(vocabulary.offices),
            "categories": len(vocabulary.categories),
        },
        "resources": resources,
        "schemas": described,
        "downloads": list(_downloads(by_county=by_county)),
        "feeds": [
            {"name": name, "description": "全站清单的改动", "url": path, "media_type": media_type}
            for media_type, path, name in feeds.alternates("", "全站")
        ],
        "openapi": f"{ROOT}{openapi.PATH}",
    }


RESOURCES = (
    *("townships", "lists", "matters", "departments", "categories", "vocabulary", "changes"),
)
"""The JSON that everything else is reached from."""


def _downloads(*, by_county: bool) -> Iterator[Document]:
    files = [
        (f"{flat.name}.{ending}", f"{flat.title}，{flat.row}")
        for flat in columns.ALL
        for ending in ("csv", "parquet")
    ]
    files += [] if by_county else [(bundle.BOOK, "全部表格，一个工作簿")]
    files.append((bundle.ARCHIVE, "全部文件"))
    for name, description in files:
        yield {
            "name": name,
            "description": description,
            "url": f"{bundle.FOLDER}{name}",
            "media_type": metadata.MEDIA_TYPES[name.rpartition(".")[2]],
        }
    for name, description, media_type in (
        (metadata.PACKAGE, "Frictionless 数据包说明", "application/json"),
        (metadata.CATALOG, "DCAT 目录", "application/ld+json"),
    ):
        yield {
            "name": name,
            "description": description,
            "url": f"{bundle.FOLDER}{name}",
            "media_type": media_type,
        }
