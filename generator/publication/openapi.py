"""The OpenAPI 3.1 document of ``/api/v1/``, from the schemas and the townships that there are.

The files are static, so each operation is a GET of one file. A township's id has as many parts as
its place has levels; OpenAPI allows no slash within a parameter, so that there is a path for every
depth that occurs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from generator.model import KINDS
from generator.publication import schemas
from generator.summary import Summary
from generator.vocabulary import Vocabulary

PATH = "openapi.json"
LEVELS = {
    2: ("county", "township"),
    3: ("province", "county", "township"),
    4: ("province", "city", "county", "township"),
}
"""Names of the parts of a township's id by their number."""


class Operation(NamedTuple):
    """A path template below ``/api/v1``, the kind of document that it answers with, a sentence, and
    an example for every parameter."""

    path: str
    kind: str
    summary: str
    parameters: dict[str, str]

    @property
    def id(self) -> str:
        """A name that no other operation has."""
        deep = f"-{len(self.parameters)}" if "{township}" in self.path else ""
        return self.kind + deep


def operations(summaries: Iterable[Summary], vocabulary: Vocabulary) -> list[Operation]:
    """All operations, the discovery document first."""
    found = [Operation("/index.json", "index", schemas.DOCUMENTS["index"].title, {})]
    depths: dict[int, Summary] = {}
    for summary in summaries:
        depths.setdefault(summary.id.count("/") + 1, summary)

    def add(name: str, path: str = "", note: str = "", **parameters: str) -> None:
        title = schemas.DOCUMENTS[name].title + note
        found.append(Operation(path or f"/{name}.json", name, title, parameters))

    def each_depth(name: str, before: str, after: str, **more: str) -> None:
        for depth, summary in sorted(depths.items()):
            parts = LEVELS.get(depth, (*(f"part{n}" for n in range(1, depth)), "township"))
            inside = "/".join(f"{{{each}}}" for each in parts)
            values = dict(zip(parts, summary.id.split("/"), strict=True))
            note = f"（编号有 {depth} 段的）" if len(depths) > 1 else ""
            add(name, f"{before}{inside}{after}", note, **values, **more)

    add("townships")
    each_depth("township", "/townships/", ".json")
    add("lists")
    each_depth("list", "/lists/", "/{kind}.json", kind="")
    add("matters")
    if vocabulary.filed:
        add("matter", "/matters/{id}.json", id=vocabulary.filed[0][1].id)
    add("departments")
    if vocabulary.offices:
        add("department", "/departments/{id}.json", id=vocabulary.offices[0].id)
    add("categories")
    if vocabulary.categories:
        add("category", "/categories/{id}.json", id=vocabulary.categories[0].id)
    add("vocabulary")
    add("changes")
    each_depth("township-changes", "/changes/", ".json")
    return [_with_kind(each, depths) for each in found]


def _with_kind(operation: Operation, depths: dict[int, Summary]) -> Operation:
    """The operation with a kind of list that its example has."""
    if "kind" not in operation.parameters:
        return operation
    example = depths[len(operation.parameters) - 1]
    kind = next(iter(example.counts), KINDS[0])
    return operation._replace(parameters={**operation.parameters, "kind": kind})


def document(found: Sequence[Operation], *, version: str, title: str) -> dict[str, Any]:
    """The OpenAPI document.

    :param version: of the contract, from the data: what changes with them is added to it.
    """
    kinds = dict.fromkeys(each.kind for each in found)
    shapes = {kind: schemas.DOCUMENTS[kind] for kind in kinds}
    components: dict[str, Any] = {
        name: shape
        for kind in shapes.values()
        for name, shape in schemas.needed(kind.shape).items()
    }
    components |= {_name(key): {"title": kind.title, **kind.shape} for key, kind in shapes.items()}
    made = {
        "openapi": "3.1.0",
        "jsonSchemaDialect": schemas.DIALECT,
        "info": {
            "title": title,
            "version": version,
            "description": "乡镇、街道履行职责事项清单的 JSON。静态文件，只读，不需要密钥；"
            "地址和字段只增不改。没有内容的字段不写。",
            "license": {"name": "CC0 1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": ".", "description": "这个文件所在的文件夹"}],
        "paths": {each.path: {"get": _get(each)} for each in found},
        "components": {"schemas": dict(sorted(components.items()))},
    }
    text = json.dumps(made, ensure_ascii=False).replace("#/$defs/", "#/components/schemas/")
    done: dict[str, Any] = json.loads(text)
    return done


def _name(kind: str) -> str:
    """A kind of document as the name of a component; those of records have other endings."""
    return "".join(part.capitalize() for part in kind.split("-")) + "Document"


PARAMETERS = {
    "kind": "清单种类",
    "id": "永久编号",
    "township": "乡镇、街道或区县，编号的最后一段",
    "province": "编号的第一段：省级",
    "city": "编号里的地级市",
    "county": "编号里的区县",
}
"""What the parameters are."""


def _get(operation: Operation) -> dict[str, Any]:
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": PARAMETERS.get(name, "编号的一段"),
            "schema": {"type": "string", **({"enum": list(KINDS)} if name == "kind" else {})},
            "example": example,
        }
        for name, example in operation.parameters.items()
    ]
    answers: dict[str, Any] = {
        "200": {
            "description": operation.summary,
            "content": {
                "application/json": {"schema": {"$ref": f"#/$defs/{_name(operation.kind)}"}}
            },
        }
    }
    if parameters:
        answers["404"] = {"description": "没有这一个"}
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        **({"parameters": parameters} if parameters else {}),
        "responses": answers,
    }
