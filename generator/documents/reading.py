"""The door of the package: the bytes of a document -> what it holds, with places for people."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.documents.convert import Converted, convert
from generator.documents.excel import read_xlsx
from generator.documents.kinds import detect
from generator.documents.limits import check_size
from generator.documents.pdf import Progress, read_pdf, silent
from generator.documents.rows import Rows
from generator.documents.webpage import read_html
from generator.documents.word import read_docx
from generator.importing import Imported, ImportProblem, import_published
from generator.importing.columns import title_kind
from generator.importing.text import tidy

_READERS = {"docx": read_docx, "xlsx": read_xlsx, "html": read_html}
_LINE = re.compile(r"第 (\d+) 行")


@dataclass(frozen=True)
class PlacedDoubt:
    """A place where a person has to decide.

    ``place`` is where it stands in the document (第 3 页第 5 行), ``item`` an item id or '',
    ``field`` a field name or '', ``excerpt`` the printed words, ``message`` what to decide.
    """

    place: str
    item: str
    field: str
    excerpt: str
    message: str


@dataclass(frozen=True)
class ImportedDocument:
    """What a document holds: its lists in the model, the text that they were read from (which
    becomes the original beside them), and the doubts in printed order."""

    kind: str
    imported: Imported
    converted: Converted
    doubts: tuple[PlacedDoubt, ...]


def read(data: bytes, name: str, progress: Progress = silent) -> Rows:
    """The bytes of a document -> its rows.

    :param name: the file's name, for its extension.
    :param progress: is told how many pages of a PDF are read, and how many there are.
    :raises ImportProblem: what cannot be read, and what to do about it; nothing else.
    """
    check_size(data)
    kind = detect(data, name)
    if kind == "text":
        return Rows("text", text=data)
    try:
        return read_pdf(data, progress) if kind == "pdf" else _READERS[kind](data)
    except RecursionError:
        raise ImportProblem("文件的结构嵌套太深，无法读取。请打开后另存，再导入。") from None
    except MemoryError:
        raise ImportProblem("内存不够，读不完这个文件。请确认它只含一个乡镇的清单。") from None


def import_document(
    data: bytes,
    name: str,
    *,
    allow_incomplete: bool = False,
    allow_missing: bool = False,
    progress: Progress = silent,
) -> ImportedDocument:
    """The bytes of a published document -> its lists in the model.

    :param name: the file's name, for its extension.
    :param allow_incomplete: as for :func:`generator.importing.import_published`, as is
        ``allow_missing``; ``progress`` as for :func:`read`.
    :raises ImportProblem: as there, and for documents that cannot be read.
    """
    document = read(data, name, progress)
    converted = convert(document)
    try:
        imported = import_published(
            converted.text, allow_incomplete=allow_incomplete, allow_missing=allow_missing
        )
    except ImportProblem as problem:
        raise ImportProblem(_LINE.sub(lambda m: converted.place(int(m[1])), str(problem))) from None
    imported = replace(imported, title=_title(document) or imported.title)
    notes = [PlacedDoubt(n.place, "", "", n.excerpt, n.message) for n in converted.notes]
    doubts = [
        PlacedDoubt(converted.place(d.line), d.item, d.field, d.excerpt, d.message)
        for d in imported.doubts
    ]
    return ImportedDocument(document.kind, imported, converted, (*notes, *doubts))


def _title(document: Rows) -> str:
    """The title of a web page, which has menus before it; '' for other documents."""
    for row in document.rows if document.kind == "html" else ():
        text = tidy(row.cells[0].text)
        if not row.is_paragraph or title_kind(text):
            return ""
        if text.endswith("清单") and len(text) > len("履行职责事项清单"):
            return text
    return ""
