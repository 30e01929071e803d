"""Rows -> the converted text that the importer reads, with the place of every line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.documents.layout import Line, lay_out
from generator.documents.rows import Cell, Note, Rows
from generator.documents.territorial import is_territorial, territorial_lines
from generator.importing.text import tidy

_BLOCK_FIELDS = ("superior", "township", "takeover")
_RECEIVER = re.compile(r"承接部门[：:][^。；]*|[^。；：:]*")
_METHOD = re.compile(r"工作方式[：:]")


@dataclass(frozen=True)
class Converted:
    """A document as text: a line a row, cells parted by tabs, paragraphs in ``<p>``.

    :param text: UTF-8; the original that stands beside the township's lists.
    :param places: the place of each line in the document, for people.
    """

    text: bytes
    places: tuple[str, ...]
    notes: tuple[Note, ...]

    def place(self, line: int) -> str:
        """Where a line (from 1) of the text stands in the document."""
        return self.places[line - 1] if 0 < line <= len(self.places) else f"第 {line} 行"


def convert(document: Rows) -> Converted:
    """A document as the reader found it -> the text to import."""
    if document.text is not None:
        return Converted(document.text, (), document.notes)
    if is_territorial(document.rows):
        pairs = territorial_lines(document.rows)
        whole = "\n".join(text for text, _ in pairs) + "\n"
        return Converted(whole.encode(), tuple(place for _, place in pairs), document.notes)
    found, notes = lay_out(document.rows)
    texts = [_line(line) for line in found]
    places = tuple(line.place for line in found)
    text = "\n".join(texts) + "\n"
    return Converted(text.encode(), places, (*document.notes, *notes))


def _line(line: Line) -> str:
    if not line.fields:
        return "\t".join(" ".join(cell.text.split()) for cell in line.cells)
    fields = (*line.fields, *[""] * len(line.cells))
    return "\t".join(_text(name, cell) for name, cell in zip(fields, line.cells, strict=False))


def _text(name: str, cell: Cell) -> str:
    """A cell's text; a cell of one paragraph keeps its blanks, which may part duties."""
    texts = _receivers(cell.paragraphs) if name == "takeover" else cell.paragraphs
    if name in _BLOCK_FIELDS and len(texts) > 1:
        return " ".join(f"<p>{_kept(text)}</p>" for text in texts)
    return " ".join(" ".join(text.split()) for text in texts)


def _kept(text: str) -> str:
    return " ".join(text.split()) if _METHOD.search(text) else tidy(text)


def _receivers(texts: Sequence[str]) -> list[str]:
    """Paragraphs with the receivers and their 工作方式： in one, as the importer expects them."""
    done: list[str] = []
    pending: list[str] = []
    for text in texts:
        if _METHOD.match(text):
            text = " ".join((*pending, text))
        elif _RECEIVER.fullmatch(text):
            pending.append(text)
            continue
        else:
            done += pending
        pending = []
        done.append(text)
    return done + pending
