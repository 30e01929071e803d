"""One of the two states that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import check
from generator.load import Document, document_of, mended_document
from generator.model import record_of


@dataclass
class Side:
    """One state: its files, and which of them cannot be read."""

    root: Path
    unread: set[str]

    def documents(self, paths: Sequence[str]) -> dict[str, Document]:
        """The files that can be read, by name; the others are remembered."""
        found = {}
        for path in paths:
            if record_of(path) is None:
                continue
            source = check.read_source(self.root, path)
            document = document_of(source) or mended_document(source)
            if document is None:
                self.unread.add(path)
            else:
                found[path.rpartition("/")[2]] = document
        return found


def same(old: Side, new: Side, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether files are the same on both sides, byte for byte."""
    return before == after and all(
        (old.root / path).read_bytes() == (new.root / path).read_bytes() for path in before
    )
