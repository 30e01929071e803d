"""The data model: frozen records, and one table of fields that everything else reads.

Every dataclass here mirrors a mapping in ``lists/``. A field that stands in the YAML carries a
:class:`Spec` in its metadata; the loader's checks, the formatter's order, the JSON Schema and the
data dictionary are all derived from these specs, so a field is described exactly once. Fields
without a spec are computed and never written to YAML.
"""

from __future__ import annotations

from typing import Any

from generator.model.lists import (
    BLOCK_FIELDS,
    ID_LETTERS,
    KINDS,
    LIST_TITLES,
    Block,
    Category,
    Correction,
    DutyList,
    Item,
    Labels,
    Marks,
    Merged,
    Reviewed,
    Row,
    rows,
)
from generator.model.specs import (
    Spec,
    required,
    specs,
)
from generator.model.township import (
    TOWNSHIP_KINDS,
    Change,
    ChangeEntry,
    Changes,
    Ignored,
    Township,
    Version,
)
from generator.model.vocabulary import (
    Apart,
    Categories,
    CategoryName,
    Departments,
    Matter,
    Matters,
    Office,
)

__all__ = [
    "BLOCK_FIELDS",
    "ID_LETTERS",
    "KINDS",
    "LIST_TITLES",
    "TOWNSHIP_KINDS",
    "Apart",
    "Block",
    "Categories",
    "Category",
    "CategoryName",
    "Change",
    "ChangeEntry",
    "Changes",
    "Correction",
    "Departments",
    "DutyList",
    "Ignored",
    "Item",
    "Labels",
    "Marks",
    "Matter",
    "Matters",
    "Merged",
    "Office",
    "Reviewed",
    "Row",
    "Spec",
    "Township",
    "Version",
    "record_of",
    "required",
    "rows",
    "specs",
]


def record_of(path: str) -> type[Any] | None:
    """The record class that a file of ``lists/`` holds, by its path; None if it holds none."""
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    if suffix != "yml":
        return None
    if folder.endswith("vocabulary/matters"):
        return Matters
    if stem in KINDS:
        return DutyList
    return {
        "township": Township,
        "changes": Changes,
        "departments": Departments,
        "categories": Categories,
    }.get(stem)
