"""``/data/``: every file with its size, rows, date and checksum; the columns of the tables; and a
page to try the JSON on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator import api
from generator.downloads.table import Cell
from generator.pages import Page, render
from generator.publication import Written, columns, feeds, metadata, openapi, schemas
from generator.publication.columns import Column, Flat
from generator.summary import Summary
from generator.vocabulary import Vocabulary

JSON = "application/json"
LONGEST = 60
"""Most characters of an example that the page of columns shows."""

TRAIL = ("数据", "data/")


class Field(NamedTuple):
    """A field at the top of a document: name, type, what it holds, whether it is always there."""

    name: str
    type: str
    doc: str
    required: bool


def pages(written: Written, summaries: Sequence[Summary], vocabulary: Vocabulary) -> Iterator[Page]:
    """The pages about the data; the files below ``/data/`` were written before."""
    first = summaries[0] if summaries else None
    known = api.ROOT + "index.json"
    data = [(file.media_type, file.path, file.name) for file in written.files]
    data += [
        (JSON, known, "JSON 目录"),
        ("application/ld+json", f"data/{metadata.CATALOG}", "DCAT 目录"),
        *feeds.alternates("", "全站清单的改动"),
    ]
    yield Page(
        path="data/",
        title="数据",
        description="全部清单的 JSON、CSV、Excel、Parquet：大小、行数、校验值、示例、许可和引用",
        assets=("data.css",),
        trail=[TRAIL],
        data=data,
        body=render(
            "data.html",
            "data/",
            written=written,
            first=first,
            documents=schemas.DOCUMENTS,
            folder=api.ROOT + schemas.FOLDER,
            metadata=metadata,
            example=list(_columns(columns.ITEMS, written.samples)),
        ),
    )
    yield Page(
        path="data/columns/",
        title="表格的列",
        description="每张表的每一列：中文表头、Parquet 列名、含义、例子",
        assets=("data.css",),
        trail=[TRAIL, ("表格的列", "data/columns/")],
        data=data,
        body=render(
            "columns.html",
            "data/columns/",
            shown=[(flat, list(_columns(flat, written.samples))) for flat in columns.ALL],
            rows={file.flat.name: file.rows for file in written.files if file.flat},
        ),
    )
    yield Page(
        path="data/api/",
        title="JSON 接口",
        description="每个 JSON 的地址、参数、字段，可以在页面上试",
        assets=("list.css", "data.css", "api.js"),
        trail=[TRAIL, ("JSON 接口", "data/api/")],
        data=[(JSON, known, "JSON 目录"), (JSON, api.ROOT + openapi.PATH, "OpenAPI 3.1")],
        body=render(
            "api.html",
            "data/api/",
            operations=[
                (each, _example(each), fields(each.kind))
                for each in openapi.operations(summaries, vocabulary)
            ],
            docs=openapi.PARAMETERS,
            base=api.ROOT.rstrip("/"),
            folder=api.ROOT + schemas.FOLDER,
        ),
    )


def _example(operation: openapi.Operation) -> str:
    """The path of an operation with its examples in the place of parameters."""
    path = operation.path
    for name, value in operation.parameters.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def _columns(flat: Flat, samples: Mapping[str, Sequence[Cell]]) -> Iterator[tuple[Column, str]]:
    """The columns of a table with the first row's cell, cut short."""
    sample = samples.get(flat.name, [""] * len(flat.columns))
    for column, cell in zip(flat.columns, sample, strict=True):
        text = str(cell)
        yield column, text if len(text) <= LONGEST else f"{text[:LONGEST]}……"


TYPES = {
    "string": "文字",
    "integer": "数",
    "boolean": "true",
    "object": "对象",
    "array": "数组",
}


def fields(kind: str) -> list[Field]:
    """The fields at the top of a kind of document."""
    shape = schemas.DOCUMENTS[kind].shape
    required = set(shape["required"])
    return [
        Field(name, _type(each), str(each.get("description", "")), name in required)
        for name, each in shape["properties"].items()
    ]


def _type(shape: Mapping[str, Any]) -> str:
    found = shape.get("type", "object")
    names = [
        TYPES[name] for name in ([found] if isinstance(found, str) else found) if name in TYPES
    ]
    return "或".join(names) + ("或 null" if "null" in found else "")
