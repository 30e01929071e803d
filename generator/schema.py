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

SCHEMAS: dict[str, type[Any]] = {
    "list": DutyList,
    "township": Township,
    "changes": Changes,
    "departments": Departments,
    "categories": Categories,
    "matters": Matters,
}
"""File name (without ``.schema.json``) -> the record that it describes."""


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
