"""Reading what governments publish: Word, Excel, web pages and PDF with a text layer.

:mod:`kinds` (what is it) -> :mod:`word`, :mod:`excel`, :mod:`webpage` or :mod:`pdf` (rows of a
grid) -> :mod:`layout` (rows of a list) -> :mod:`convert` (text) -> :mod:`generator.importing`.
Each step takes data and returns data; only :func:`read_file` touches the disk.
"""

from generator.documents.convert import Converted, convert
from generator.documents.kinds import detect as kind
from generator.documents.limits import read_file
from generator.documents.reading import (
    ImportedDocument,
    PlacedDoubt,
    import_document,
    read,
)
from generator.documents.rows import Rows

__all__ = [
    "Converted",
    "ImportedDocument",
    "PlacedDoubt",
    "Rows",
    "convert",
    "import_document",
    "kind",
    "read",
    "read_file",
]
