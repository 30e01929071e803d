"""The two doors of the round trip: a folder -> a workbook, a workbook -> the folder's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.exporting import book, columns, names
from generator.exporting.comments import Comments, put_back
from generator.exporting.folder import Now
from generator.exporting.reading import Read, folder_of, read_book
from generator.exporting.xlsx import to_xlsx
from generator.importing.report import ImportProblem
from generator.model import DutyList, Township
from generator.pages import environment
from generator.vocabulary import Vocabulary
from generator.yamlio import dump, to_node


@dataclass(frozen=True)
class Written:
    """The files of a folder (path below ``lists/`` -> content), the township that they hold, and
    what people should know about how they were made."""

    township: Township
    files: Mapping[str, bytes]
    remarks: Sequence[str]


def export_book(now: Now, vocabulary: Vocabulary) -> bytes:
    """The workbook of a township."""
    groups = {each.id: each.name for each in vocabulary.categories} | {"penalties": "行政处罚"}
    matters = [
        (matter.name, groups.get(file, file), matter.scope)
        for file, matter in vocabulary.filed
        if not matter.retired
    ]
    instructions = (
        environment()
        .get_template("workbook.txt")
        .render(
            name=now.township.full_name,
            lists="、".join(names.LIST_SHEETS[one.kind] for one in now.township.lists),
            no_matter=columns.NO_MATTER,
            doubtful=names.DOUBTFUL,
            omit=names.OMIT,
        )
    )
    return to_xlsx(book.book(now.township, now.comments, matters), instructions)


def import_book(data: bytes, now: Now | None, folder: str) -> Written:
    """The files that a workbook makes of a folder; a file that would only be written in another
    way is left out.

    :param now: the folder as it is, if it is there.
    :param folder: the folder's path below ``lists/``; '' for the one that the workbook names.
    :raises ImportProblem: as :func:`read_book`, and if no folder is named at all.
    """
    read = read_book(data, now.township if now else None, now.comments if now else {}, folder)
    where = read.township.id
    if not where:
        raise ImportProblem(
            "工作簿没有写明文件夹，请加 --into，如 --into chongqing/yunyang/longjiao。"
        )
    remarks = list(read.remarks)
    files = {}
    for name, record, value in _records(read):
        node = to_node(value)
        stem = name.removesuffix(".yml")
        lost = put_back(node, _comments(read.comments, stem))
        remarks += [f"注释所在的地方已经不在：{place.item} {place.path}" for place in lost]
        text = dump(node, record)
        if now is None or now.canonical.get(name) != text:
            files[f"{where}/{name}"] = text.encode("utf-8")
    kept = [
        each
        for each in (now.township.lists if now else ())
        if each.kind not in {one.kind for one in read.township.lists}
    ]
    if kept:
        told = "、".join(names.LIST_SHEETS[one.kind] for one in kept)
        remarks.append(f"工作簿里没有“{told}”，原来的文件没有动。")
    return Written(read.township, files, remarks)


def _records(read: Read) -> list[tuple[str, type, object]]:
    lists = [(f"{one.kind}.yml", DutyList, one) for one in read.township.lists]
    return [("township.yml", Township, read.township), *lists]


def _comments(comments: Mapping[str, Comments], stem: str) -> Comments:
    return comments.get(stem, {})


__all__ = ["Written", "export_book", "folder_of", "import_book"]
