"""How the fields of records are written in YAML: one spec for each, which all else reads."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Spec:
    """How one field is written in YAML.

    ``shape`` is one of ``text``, ``integer``, ``boolean``, ``texts`` (one line, ``[a, b]``),
    ``lines`` (one entry a line), ``record``, ``records``. ``of`` is the record class of the last
    two. ``doc`` is the Chinese description for the dictionary and for editors' tools.
    """

    shape: str
    doc: str
    required: bool = False
    of: type[Any] | None = None
    choices: tuple[str, ...] = ()
    pattern: str = ""
    pattern_doc: str = ""
    may_be_empty: bool = False
    flow: bool = False

    @property
    def record(self) -> type[Any]:
        """The record class of a ``record`` or ``records`` field."""
        if self.of is None:
            raise TypeError(f"a field of shape {self.shape} holds no record")
        return self.of

    @functools.cached_property
    def unset(self) -> Any:
        """The value of a field that the YAML does not write."""
        if self.shape in ("texts", "lines", "records") and not self.may_be_empty:
            return ()
        if self.shape == "text" and not self.may_be_empty:
            return ""
        return False if self.shape == "boolean" else None


def written(shape: str, doc: str, **rest: Any) -> Any:
    """A field of a record, with its spec; the default is what is not written."""
    spec = Spec(shape, doc, **rest)
    default = spec.unset
    return dataclasses.field(default=default, metadata={"spec": spec})


def specs(record: type[Any]) -> dict[str, Spec]:
    """YAML key -> spec of a record class, in canonical order."""
    if record not in _SPECS:
        _SPECS[record] = {
            each.name: each.metadata["spec"]
            for each in dataclasses.fields(record)
            if "spec" in each.metadata
        }
    return _SPECS[record]


_SPECS: dict[type[Any], dict[str, Spec]] = {}


def slug(doc: str = "永久编号，拼音") -> Any:
    """The permanent id of an entry of the vocabulary."""
    return written(
        "text",
        doc,
        required=True,
        pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
        pattern_doc="小写拼音，用 - 连接",
    )


def item_id(doc: str) -> Any:
    """The id of an item, its own or one that is spoken of."""
    return written("text", doc, pattern=r"[bcwt]\d{3,4}", pattern_doc="清单字母加三位数字，如 c012")
