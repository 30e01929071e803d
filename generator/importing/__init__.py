"""Reading published documents into the model.

The way of a converted text: :mod:`text` (lines) -> :mod:`columns` (what a column is) ->
:mod:`stitch` (rows cut over pages) -> :mod:`cells` (remnants of HTML) -> :mod:`units` and
:mod:`duties` (paragraphs, blocks) -> :mod:`assemble` (lists) -> :mod:`township` (files to write).
:mod:`flattened` and :mod:`territorial` read two other forms; :mod:`published` chooses.
Each step takes data and returns data; nothing here touches the disk.
"""

from generator.importing.assemble import Imported, import_text
from generator.importing.published import import_published
from generator.importing.report import Doubt, ImportProblem, LineRole
from generator.importing.township import write_township

__all__ = [
    "Doubt",
    "ImportProblem",
    "Imported",
    "LineRole",
    "import_published",
    "import_text",
    "write_township",
]
