"""A township's folder of ``lists/`` as it is now: records, node trees, comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import check, yamlio
from generator.exporting.comments import Place, gather
from generator.load import Document, assemble
from generator.model import KINDS, Township, rows
from generator.rules import Context, fields
from generator.vocabulary import Vocabulary

LIST_FILES = tuple(f"{kind}.yml" for kind in KINDS)


class NotUsable(Exception):
    """A folder that cannot be exported or merged; the text is Chinese and says what to do."""


@dataclass(frozen=True)
class Now:
    """What a folder holds. ``comments`` by file name without ``.yml``; ``canonical`` the text that
    ``fmt`` would make of each file, by file name."""

    township: Township
    comments: Mapping[str, dict[Place, list[str]]]
    canonical: Mapping[str, str]


def read_folder(root: Path, folder: str) -> Now | None:
    """The folder ``lists/<folder>`` below ``root``; None if it has no ``township.yml``.

    :raises NotUsable: if a file cannot be read, has unknown or wrong fields, or two items have the
        same id: writing such a folder out and in again would lose something.
    """
    documents: dict[str, Document] = {}
    base = root / "lists" / folder
    for name in ("township.yml", *LIST_FILES):
        if not (base / name).is_file():
            continue
        path = f"lists/{folder}/{name}"
        document = check.usable_document(check.read_source(root, path))
        if document is None or any(fields.check(document, Context(Vocabulary()))):
            raise NotUsable(f"{path} 有错误，先运行 qingdan check，改好后再来。")
        documents[name] = document
    township = assemble(folder, documents)
    if township is None:
        return None
    ids = Counter(row.item.id for one in township.lists for row in rows(one) if row.item.id)
    twice = [name for name, times in ids.items() if times > 1]
    if twice:
        raise NotUsable(f"lists/{folder} 里编号 {twice[0]} 用了两次，先改好再来。")
    stems = {name: name.removesuffix(".yml") for name in documents}
    return Now(
        township,
        {stems[name]: gather(document.node) for name, document in documents.items()},
        {name: yamlio.dump(each.node, each.record) for name, each in documents.items()},
    )


def folder_name(text: str) -> str:
    """The folder that a person means: with or without ``lists/``, with ``/`` or ``\\``."""
    return text.replace("\\", "/").rstrip("/").removeprefix("./").removeprefix("lists/")
