"""Which of the known forms a published text has, and the reader of that form."""

from __future__ import annotations

from generator.importing.assemble import Imported, import_text
from generator.importing.flattened import import_flattened, is_flattened
from generator.importing.territorial import import_territorial
from generator.importing.text import decode, read_lines, squeeze


def import_published(
    data: bytes, *, allow_incomplete: bool = False, allow_missing: bool = False
) -> Imported:
    """The bytes of a converted document -> its lists in the model, with its doubts.

    A text with √ columns is a territorial list, one whose header rows have no tabs is a flattened
    PDF, any other is read as rows with tabs.

    :param allow_incomplete: as for :func:`generator.importing.import_text`, as ``allow_missing``.
    :raises ImportProblem: if it is none of them, or not whole.
    """
    lines = read_lines(decode(data))
    words = squeeze("".join(line.text for line in lines))
    if "√" in words and "主体责任" in words and "配合责任" in words:
        return import_territorial(data)
    if is_flattened(lines):
        return import_flattened(
            data, allow_incomplete=allow_incomplete, allow_missing=allow_missing
        )
    return import_text(data, allow_incomplete=allow_incomplete, allow_missing=allow_missing)
