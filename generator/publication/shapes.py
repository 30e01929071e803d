"""Small makers of JSON Schema, and the records of the model as JSON Schema 2020-12.

Definitions refer to each other as ``#/$defs/Name``; whoever puts them into a document of another
form (OpenAPI) rewrites that. Objects are open: fields may be added to the contract, never removed.
"""

from __future__ import annotations

from typing import Any

from generator.model import KINDS, Spec, specs

Shape = dict[str, Any]

DATE = r"^\d{4}(-\d{2}){0,2}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PATH = r"^[a-z0-9-]+(/[a-z0-9-]+)*$"
ITEM = r"^[bcwt]\d{3,4}$"
REFERENCE = r"^[a-z0-9/-]+#[bcwt]\d{3,4}$"


def text(doc: str, *, pattern: str = "", choices: tuple[str, ...] = ()) -> Shape:
    """A text; ``choices`` are all that it may be."""
    made: Shape = {"type": "string", "description": doc}
    if pattern:
        made["pattern"] = pattern
    if choices:
        made["enum"] = list(choices)
    return made


def number(doc: str) -> Shape:
    """A whole number, zero or more."""
    return {"type": "integer", "minimum": 0, "description": doc}


def flag(doc: str) -> Shape:
    """True or false."""
    return {"type": "boolean", "description": doc}


def nullable(shape: Shape) -> Shape:
    """The same, or null."""
    return {**shape, "type": [shape["type"], "null"]}


def ref(name: str, doc: str = "") -> Shape:
    """A definition by its name."""
    return {"$ref": f"#/$defs/{name}", **({"description": doc} if doc else {})}


def many(of: Shape, doc: str) -> Shape:
    """An array."""
    return {"type": "array", "items": of, "description": doc}


def texts(doc: str, pattern: str = "") -> Shape:
    """An array of texts."""
    return many({"type": "string", **({"pattern": pattern} if pattern else {})}, doc)


def record(required: dict[str, Shape], optional: dict[str, Shape] | None = None) -> Shape:
    """An object: fields that are always there, and those left out when empty."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
    }


def counts(doc: str) -> Shape:
    """Numbers of items by kind of list."""
    return {
        "type": "object",
        "description": doc,
        "propertyNames": {"enum": list(KINDS)},
        "additionalProperties": {"type": "integer", "minimum": 0},
    }


def of_model(model: type[Any], *, without: tuple[str, ...] = ()) -> Shape:
    """A record of the model as its JSON has it; records within it are definitions."""
    table = {key: spec for key, spec in specs(model).items() if key not in without}
    return {
        "type": "object",
        "description": (model.__doc__ or "").splitlines()[0],
        "required": [key for key, spec in table.items() if spec.required],
        "properties": {key: _field(spec) for key, spec in table.items()},
    }


def _field(spec: Spec) -> Shape:
    if spec.shape == "record":
        return ref(spec.record.__name__, spec.doc)
    if spec.shape == "records":
        return many(ref(spec.record.__name__), spec.doc)
    if spec.shape in ("texts", "lines"):
        return texts(spec.doc)
    if spec.shape == "integer":
        return number(spec.doc)
    if spec.shape == "boolean":
        return flag(spec.doc)
    pattern = f"^(?:{spec.pattern})$" if spec.pattern else ""
    return text(spec.doc, pattern=pattern, choices=spec.choices)
