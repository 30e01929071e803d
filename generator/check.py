"""Load ``lists/`` and run every rule; what is right comes back as records.

The work is cut by scope (a county's folder), so that townships can be loaded and checked side by
side in several processes, and nothing here holds more than one township's node trees at a time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import rules
from generator.diagnostics import Diagnostic
from generator.load import (
    VOCABULARY,
    Document,
    Folder,
    ListFile,
    Source,
    VocabularyFiles,
    assemble,
    document_of,
    duty_lists,
    list_files,
    mended_document,
)
from generator.model import KINDS, Categories, Departments, Matters, Township, record_of
from generator.rules import Context, Corpus, duplicate_key, folded_text
from generator.vocabulary import Vocabulary
from generator.yamlio import MAX_BYTES


class MissingLists(Exception):
    """There is no folder ``lists/`` to read."""


@dataclass(frozen=True)
class Layout:
    """The files of ``lists/``: vocabulary, and township folders with their files."""

    paths: tuple[str, ...]
    links: tuple[str, ...]
    vocabulary: tuple[str, ...]
    townships: Mapping[str, tuple[str, ...]]


def layout(root: Path) -> Layout:
    """Find what there is under ``root/lists``.

    :raises MissingLists: if there is no such folder.
    """
    if not (root / "lists").is_dir():
        raise MissingLists(str(root))
    paths = tuple(list_files(root))
    links = tuple(path for path in paths if os.path.islink(root / path))  # noqa: PTH114 - fast
    regular = [path for path in paths if path not in links] if links else paths
    words = f"lists/{VOCABULARY}/"
    vocabulary = tuple(path for path in regular if path.startswith(words))
    townships: dict[str, tuple[str, ...]] = {}
    for path in regular:
        if path.startswith(words):
            continue
        folder = path.removeprefix("lists/").rpartition("/")[0]
        folder = folder.removesuffix("/originals")
        if folder:
            townships[folder] = (*townships.get(folder, ()), path)
    return Layout(paths, links, vocabulary, townships)


def read_source(root: Path, path: str) -> Source:
    """A file of ``lists/``; of one that is too large only as much as shows that it is."""
    with (root / path).open("rb") as stream:
        return Source(path, stream.read(MAX_BYTES + 1))


def _check_document(source: Source, context: Context) -> tuple[Document | None, list[Diagnostic]]:
    """The document as far as it can be read, and what the source and document rules found."""
    found = rules.run(source, source.path, context)
    document = document_of(source) or mended_document(source)
    if document is not None:
        found += rules.run(document, source.path, context)
    return document, found


def usable_document(source: Source) -> Document | None:
    """The source as a document if it is YAML that holds nothing twice and no text over several
    lines, so that rewriting it loses nothing; it may still break rules of the model."""
    document = document_of(source)
    if document is None or document.node.kind != "mapping":
        return None
    if duplicate_key.has_any(document.node):
        return None
    return None if folded_text.has_any(document.node) else document


def load_vocabulary(
    root: Path, where: Layout, *, compare: bool = True, errors_only: bool = False
) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary, from as much of its files as can be read.

    :param compare: also run the rules that look across the files.
    :param errors_only: do not look for anything less than errors.
    """
    context = Context(Vocabulary(), errors_only=errors_only)
    found: list[Diagnostic] = []
    files: list[tuple[Document, Any]] = []
    unread: set[type[Any]] = set()
    for path in where.vocabulary:
        document, problems = _check_document(read_source(root, path), context)
        found += problems
        if document is not None:
            files.append((document, document.built))
        elif record := record_of(path):
            unread.add(record)
    values = [value for _, value in files]
    vocabulary = Vocabulary(
        categories=[each for v in values if isinstance(v, Categories) for each in v.categories],
        offices=[each for v in values if isinstance(v, Departments) for each in v.departments],
        matters=[
            (document.source.name.removesuffix(".yml"), each)
            for document, value in files
            if isinstance(value, Matters)
            for each in value.matters
        ],
        unread=unread,
    )
    if compare:
        subject = VocabularyFiles(tuple(files))
        found += rules.run(
            subject, f"lists/{VOCABULARY}", Context(vocabulary, errors_only=errors_only)
        )
    return vocabulary, found


def load_township(
    root: Path, folder_id: str, paths: Iterable[str], context: Context
) -> tuple[Township | None, list[Diagnostic]]:
    """Load and check one township's folder.

    :param paths: its files, relative to ``root``.
    :returns: the township if all of it is free of errors, and everything that was found.
    """
    value, found, _ = load_folder(root, folder_id, paths, context)
    return value, found


def load_folder(
    root: Path, folder_id: str, paths: Iterable[str], context: Context
) -> tuple[Township | None, list[Diagnostic], dict[str, Document]]:
    """As :func:`load_township`, and the documents by file name, for the lines of findings."""
    found: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    originals: dict[str, str] = {}
    lengths: dict[str, int] = {}
    files: list[str] = []
    for path in paths:
        inner = path.removeprefix(f"lists/{folder_id}/")
        if inner.startswith("originals/"):
            originals[inner], lengths[inner] = _measure(root / path)
        elif inner in ("township.yml", "changes.yml") or inner.removesuffix(".yml") in KINDS:
            if inner != "changes.yml":  # it is no file that a folder must have, or is a list
                files.append(inner)
            document, problems = _check_document(read_source(root, path), context)
            found += problems
            if document is not None:
                documents[inner] = document
    lists = duty_lists(documents)
    value = assemble(folder_id, documents, lists)
    folder = Folder(folder_id, tuple(files), documents, originals, value, lists, lengths)
    for document, duty_list in lists:
        subject = ListFile(document, duty_list, value or Township(id=folder_id))
        found += rules.run(subject, document.source.path, context)
    found += rules.run(folder, f"lists/{folder_id}", context)
    failed = any(diagnostic.severity == "error" for diagnostic in found)
    return (None if failed else value), found, documents


def _measure(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file, and the number of its lines."""
    digest, lines, last = hashlib.sha256(), 0, b"\n"
    with path.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
            lines += part.count(b"\n")
            last = part[-1:]
    return digest.hexdigest(), lines + (last != b"\n")


def check_corpus(
    where: Layout,
    townships: Iterable[Township],
    context: Context,
    matters: frozenset[str] | None = None,
) -> list[Diagnostic]:
    """Run the rules that look across townships.

    :param townships: the loaded townships; their lists may be left out.
    :param matters: ids of the matters that items name, if all townships could be loaded.
    """
    corpus = Corpus(where.paths, where.links, tuple(townships), matters)
    return rules.run(corpus, "lists", context)
