"""JSON Schema (draft 7, the newest that editors' YAML tools understand), made from the model."""

from __future__ import annotations

from typing import Any

from generator.model import (
    Categories,
    Changes,
    Departments,
    DutyList,
    Matters,
    Spec,
    Township,
    specs,
)
from generator.vocabulary import Vocabulary

SCHEMAS: dict[str, type[Any]] = {
    "list": DutyList,
    "township": Township,
    "changes": Changes,
    "departments": Departments,
    "categories": Categories,
    "matters": Matters,
}
"""File name (without ``.schema.json``) -> the record that it describes."""


TITLES = {
    "list": "清单",
    "township": "乡镇",
    "departments": "部门词表",
    "categories": "类别词表",
    "matters": "主题词表",
    "changes": "改动记录",
}
"""The Chinese name of each of :data:`SCHEMAS`."""

FOLDER = "contribute/schemas/"
"""Where the site has the schemas for editors' tools."""


def editor_files(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schemas that editors' tools complete from: path below the site -> JSON Schema.

    They also know the vocabulary: names of matters must be in it, as ``check`` demands, and those
    of categories and departments are proposed.
    """
    made = {}
    for name, record in SCHEMAS.items():
        found = {**schema(record), "title": TITLES[name]}
        if name == "list":
            _propose(found["definitions"], vocabulary)
        made[f"{FOLDER}{name}.schema.json"] = found
    return made


def _propose(definitions: dict[str, Any], vocabulary: Vocabulary) -> None:
    """Put the names of the vocabulary into the definitions of a list's records."""
    matters = [matter.name for _, matter in vocabulary.filed if not matter.retired]
    former = [name for name in vocabulary.matter_names if name not in set(matters)]
    definitions["Item"]["properties"]["matters"]["items"] = {"enum": [*sorted(matters), *former]}
    offices = sorted({name for each in vocabulary.offices for name in (each.name, *each.aliases)})
    for record in ("Item", "Block"):
        names = definitions[record]["properties"]["departments"]["items"]
        definitions[record]["properties"]["departments"]["items"] = _proposed(names, offices)
    headings = [name for each in vocabulary.categories for name in (each.name, *each.aliases)]
    category = definitions["Category"]["properties"]
    category["name"] = _proposed(category["name"], headings)


def _proposed(text: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """A text that may be any, with names that are proposed."""
    described = {key: value for key, value in text.items() if key == "description"}
    plain = {key: value for key, value in text.items() if key != "description"}
    return {**described, "anyOf": [{"enum": list(dict.fromkeys(names))}, plain]}


def schema(record: type[Any]) -> dict[str, Any]:
    """The JSON Schema of a record's YAML file, with Chinese descriptions."""
    definitions: dict[str, Any] = {}
    body = _record(record, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": (record.__doc__ or "").splitlines()[0],
        **body,
        "definitions": dict(sorted(definitions.items())),
    }


def _record(record: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    table = specs(record)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, spec in table.items() if spec.required],
        "properties": {key: _property(spec, definitions) for key, spec in table.items()},
    }


def _property(spec: Spec, definitions: dict[str, Any]) -> dict[str, Any]:
    described = {"description": spec.doc}
    if spec.shape in ("record", "records"):
        name = spec.record.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _record(spec.record, definitions)
        reference = {"$ref": f"#/definitions/{name}"}
        if spec.shape == "record":
            return {**described, "allOf": [reference]}
        return {**described, "type": "array", "items": reference}
    if spec.shape in ("texts", "lines"):
        array: dict[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}}
        return {**described, **array} | ({} if spec.may_be_empty else {"minItems": 1})
    if spec.shape == "integer":
        return {**described, "type": "integer", "minimum": 0}
    if spec.shape == "boolean":
        return {**described, "type": "boolean"}
    text: dict[str, Any] = {**described, "type": "string"}
    if spec.choices:
        text["enum"] = list(spec.choices)
    if spec.pattern:
        text["pattern"] = f"^(?:{spec.pattern})$"
    if not spec.may_be_empty and not spec.choices:
        text["minLength"] = 1
    return text
