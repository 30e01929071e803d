"""From files to records: sources, documents and townships.

Loading never raises for what an editor wrote: a file that cannot be read as its record simply has
no value, and the rules in :mod:`generator.rules` say why.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import record_reader, recovery, yamlio
from generator.haystack import Haystack, is_printable
from generator.item_texts import item_texts
from generator.model import (
    KINDS,
    Changes,
    DutyList,
    Item,
    Matter,
    Matters,
    Spec,
    Township,
    record_of,
    specs,
)
from generator.record_reader import Reading
from generator.recovery import Recovery
from generator.yamlio import Node, YamlProblem

VOCABULARY = "vocabulary"
"""The folder of ``lists/`` that holds vocabulary, not townships."""

JUNK = ("Thumbs.db", "desktop.ini")
"""Files that Windows leaves in folders; like hidden ones they are passed over."""

FOLDER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A folder of ``lists/`` becomes part of a URL."""


class Source:
    """A file as bytes, with what can be read from it.

    :param path: relative to the folder above ``lists/``, with ``/``.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The file's folder, relative to ``lists/``."""
        return self.path.rpartition("/")[0].removeprefix("lists").strip("/")

    @functools.cached_property
    def text(self) -> str | None:
        """The decoded content without a byte order mark; None if it is no UTF-8 text."""
        if len(self.data) > yamlio.MAX_BYTES or b"\0" in self.data:
            return None
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None

    @functools.cached_property
    def is_printable(self) -> bool:
        """Whether there is a text, of lines whose characters all can be seen."""
        return self.text is not None and (bool(self.reading) or is_printable(self.text))

    @functools.cached_property
    def record(self) -> type[Any] | None:
        """The record class that its name calls for, if any."""
        return record_of(self.path)

    @functools.cached_property
    def reading(self) -> Reading | None:
        """The record, if it can be read at once, see :mod:`generator.record_reader`."""
        if self.text is None or self.record is None:
            return None
        return record_reader.read(self.text, self.record)

    @functools.cached_property
    def parsed(self) -> Node | YamlProblem | None:
        """The node tree, the problem that prevents it, or None if there is no text."""
        if self.text is None:
            return None
        try:
            return yamlio.parse(self.text)
        except YamlProblem as problem:
            return problem

    @functools.cached_property
    def recovered(self) -> Recovery | None:
        """What is wrong with a text that is no YAML, and its tree if that is certain."""
        if self.text is None or self.reading or not isinstance(self.parsed, YamlProblem):
            return None
        return recovery.recover(self.text, self.parsed, self.record)


@dataclass(frozen=True)
class Document:
    """A source that is YAML, with the record class that its name calls for.

    ``given`` is the node tree, if it is not the source's own.
    """

    source: Source
    record: type[Any]
    given: Node | None = None

    @functools.cached_property
    def node(self) -> Node:
        """The node tree."""
        if self.given is not None:
            return self.given
        if not isinstance(self.source.parsed, Node):
            raise TypeError(f"{self.source.path} is no YAML")
        return self.source.parsed

    @property
    def reading(self) -> Reading | None:
        """The record and its texts, if they could be read at once: then all fields are surely as
        the model wants them."""
        return self.source.reading if self.given is None else None

    @functools.cached_property
    def built(self) -> Any:
        """The record, or what there is of it, see :func:`build`."""
        return self.reading.value if self.reading else build(self.record, self.node)

    @functools.cached_property
    def named_scalars(self) -> list[tuple[str | None, Node]]:
        """Every key and text in there, see :meth:`Node.named_scalars`."""
        return self.node.named_scalars()

    @functools.cached_property
    def haystack(self) -> Haystack:
        """The values of :attr:`named_scalars`, to be searched."""
        if self.reading:
            return self.reading.texts
        return Haystack([node.value for _, node in self.named_scalars])


@dataclass(frozen=True)
class ListFile:
    """A list file that could be read as a :class:`DutyList`."""

    document: Document
    value: DutyList
    township: Township

    @functools.cached_property
    def texts(self) -> list[tuple[Node, str]]:
        """The printed texts with their nodes, see :func:`item_texts`."""
        return item_texts(self.value, self.document.node, self.document.named_scalars)

    @functools.cached_property
    def haystack(self) -> Haystack:
        """The texts of :attr:`texts`, to be searched."""
        return Haystack([text for _, text in self.texts])


@dataclass(frozen=True)
class VocabularyFiles:
    """All files of ``lists/vocabulary/`` that could be read, each with what it holds."""

    files: tuple[tuple[Document, Any], ...]

    def matters(self) -> Iterator[tuple[Document, tuple[str | int, ...], Matter]]:
        """Every matter with its document and its path in there."""
        for document, value in self.files:
            if isinstance(value, Matters):
                for place, matter in enumerate(value.matters):
                    yield document, ("matters", place), matter


@dataclass(frozen=True)
class Folder:
    """A township's folder: its documents by file name, and the township if it could be read.

    ``files`` are the names of the YAML files that are there, readable or not; ``originals`` maps
    the path of each file under ``originals/`` to its SHA-256, ``original_lines`` to the number of
    its lines; ``lists`` are the list files that
    could be read, each with what it holds, whether or not ``township.yml`` could.
    """

    id: str
    files: tuple[str, ...]
    documents: Mapping[str, Document]
    originals: Mapping[str, str]
    value: Township | None
    lists: tuple[tuple[Document, DutyList], ...]
    original_lines: Mapping[str, int] = field(default_factory=dict)


def list_files(root: Path) -> Iterator[str]:
    """Paths of all files below ``root/lists``, relative to ``root``, sorted; links are listed
    but never followed."""
    found: list[str] = []
    stack = ["lists"]
    while stack:
        folder = stack.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith("."):
                        stack.append(path)
                elif not entry.name.startswith((".", "~$")) and entry.name not in JUNK:
                    found.append(path)
    return iter(sorted(found))


def build(record: type[Any], node: Node) -> Any:
    """A record from its node tree. What does not fit is left at its default, so that no input can
    raise here."""
    values: dict[str, Any] = {}
    table = specs(record)
    for key, value in node.value if node.kind == "mapping" else ():
        spec = table.get(key.value)
        if spec is not None:
            built = _READERS[spec.shape](spec, value)
            if built is not None:
                values[key.value] = built
    if record is Item:
        values["line"] = node.line
    return record(**values)


def _text(_: Spec, node: Node) -> str | None:
    return node.value if node.kind == "scalar" else None


def _boolean(spec: Spec, node: Node) -> bool | None:
    text = _text(spec, node)
    return None if text is None else text == "true"


def _integer(spec: Spec, node: Node) -> int | None:
    text = _text(spec, node)
    return int(text) if text and spec.allows(text) else None


def _texts(_: Spec, node: Node) -> tuple[str, ...] | None:
    if node.kind != "sequence":
        return None
    return tuple([entry.value for entry in node.value if entry.kind == "scalar"])


def _records(spec: Spec, node: Node) -> tuple[Any, ...] | None:
    """An entry that is no mapping counts as an empty record, so that places stay those of the
    file."""
    if node.kind != "sequence":
        return None
    record = spec.record
    return tuple([build(record, entry) for entry in node.value])


def _record(spec: Spec, node: Node) -> Any:
    return build(spec.record, node) if node.kind == "mapping" else None


_READERS: Mapping[str, Callable[[Spec, Node], Any]] = {
    "text": _text,
    "boolean": _boolean,
    "integer": _integer,
    "texts": _texts,
    "lines": _texts,
    "record": _record,
    "records": _records,
}
"""What reads the value of a field, by its shape; it gives None for a node that is no such thing."""


def duty_lists(documents: Mapping[str, Document]) -> tuple[tuple[Document, DutyList], ...]:
    """The lists of a folder from its documents, in the order of :data:`KINDS`. A kind that does
    not exist counts as the one that the file's name says."""
    found = []
    for kind in KINDS:
        document = documents.get(f"{kind}.yml")
        if document is not None:
            value: DutyList = document.built
            found.append((document, value if value.kind in KINDS else replace(value, kind=kind)))
    return tuple(found)


def assemble(
    folder_id: str,
    documents: Mapping[str, Document],
    lists: tuple[tuple[Document, DutyList], ...] | None = None,
) -> Township | None:
    """The township of a folder from its documents; None without a ``township.yml``.

    :param lists: what :func:`duty_lists` gives, if that is known already.
    """
    if lists is None:
        lists = duty_lists(documents)
    head = documents.get("township.yml")
    if head is None:
        return None
    township: Township = head.built
    history = documents.get("changes.yml")
    recorded: Changes = history.built if history else Changes()
    return replace(
        township,
        id=folder_id,
        lists=tuple(value for _, value in lists),
        changes=recorded.changes,
    )


def document_of(source: Source) -> Document | None:
    """The source as a document, if it is YAML and its name calls for a record."""
    if source.record is None or not (source.reading or isinstance(source.parsed, Node)):
        return None
    return Document(source, source.record)


def mended_document(source: Source) -> Document | None:
    """The document that a source with mistakes in its YAML was meant to be, if that is certain."""
    node = source.recovered.node if source.record and source.recovered else None
    return Document(source, source.record, node) if source.record and node else None


def item_nodes(node: Node) -> list[Node]:
    """The item nodes of a list file, in printed order."""
    found: list[Node] = []
    categories = node.get("categories")
    for category in categories.value if categories and categories.kind == "sequence" else ():
        entries = category.get("items")
        if entries is not None and entries.kind == "sequence":
            found += [item for item in entries.value if item.kind == "mapping"]
    return found
