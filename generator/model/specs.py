"""How the fields of records are written in YAML: one spec for each, which all else reads."""

from __future__ import annotations

import dataclasses
import functools
import re
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

    def allows(self, text: str) -> bool:
        """Whether this is a field of one text, and that can be its value."""
        if self.is_free:
            return True
        if self.shape == "integer":
            return len(text) < 10 and text.isascii() and text.isdigit()
        if self.shape == "boolean":
            return text in ("true", "false")
        if self.shape != "text" or (self.choices and text not in self.choices):
            return False
        return not self.pattern or bool(self._form.fullmatch(text))

    @functools.cached_property
    def may_be_bare(self) -> bool:
        """Whether a list may be written without any entry."""
        return self.may_be_empty or self.required

    @functools.cached_property
    def _form(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.ASCII)

    @functools.cached_property
    def is_free(self) -> bool:
        """Whether any text can be the value."""
        return self.shape == "text" and not (self.choices or self.pattern)

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


def required(record: type[Any]) -> frozenset[str]:
    """The YAML keys that a record cannot be without."""
    if record not in _REQUIRED:
        found = specs(record).items()
        _REQUIRED[record] = frozenset(name for name, spec in found if spec.required)
    return _REQUIRED[record]


_SPECS: dict[type[Any], dict[str, Spec]] = {}
_REQUIRED: dict[type[Any], frozenset[str]] = {}


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
