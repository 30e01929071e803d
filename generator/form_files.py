"""Scripts that carry the lists to ``/contribute/form/``: the files of a township as they are, to
the byte, so that a patch made from them fits; and what the checks there look names up in.

``contribute/form/words.js`` holds the fields of the model and the vocabulary;
``contribute/form/data/<township>.js`` the township's list files, loaded once it is picked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.datascript import script
from generator.model import ID_LETTERS, KINDS, LIST_TITLES, Item, Township, specs
from generator.model.names import FIELD_NAMES
from generator.vocabulary import Vocabulary

FOLDER = "contribute/form/"

HINTS = {
    "matters": "照主题词表，一字不差；还没有定的留空",
    "departments": "照原文",
    "heading": "原文印的小标题；只在它不等于部门名称时写",
    "duties": "照原文，不写序号",
    "safeguards": "照原文，不写序号",
    "discontinued": "原文写明不再开展",
    "suggested": "拿不准的留空，只存疑",
    "basis": "法律法规及文件依据，照原文",
    "printed": "照抄，要长到在那一栏里只出现一次",
}
"""What the form says under a field, where the dictionary speaks of YAML."""

FIRST = {
    "basic": ("name", "matters"),
    "cooperative": ("name", "matters", "departments", "superior", "township"),
    "withdrawn": ("name", "matters", "takeover", "discontinued"),
    "territorial": ("name", "matters", "superior", "township", "basis", "marks"),
}
"""The fields that the form shows at once, by kind of list; the others wait under 更多."""


def words_file(vocabulary: Vocabulary) -> dict[str, bytes]:
    """Path below the site -> bytes; nothing in it grows with the number of townships."""
    records: dict[str, list[list[Any]]] = {}
    _record(Item, records)
    value = {
        "records": records,
        "first": FIRST,
        "letters": ID_LETTERS,
        "titles": LIST_TITLES,
        "matters": [_matter(name, vocabulary) for name in vocabulary.matter_names],
        "offices": vocabulary.office_names,
    }
    return dict([script(f"{FOLDER}words", value)])


def _matter(name: str, vocabulary: Vocabulary) -> list[str]:
    """A name that items may use, and what the matter is called now if that is another."""
    current = vocabulary.matter(name)
    return [name] if current is None or current.name == name else [name, current.name]


def _record(record: type[Any], records: dict[str, list[list[Any]]]) -> None:
    fields = records[record.__name__] = []
    for key, spec in specs(record).items():
        fields.append(
            [
                key,
                {
                    "name": FIELD_NAMES[key],
                    "shape": spec.shape,
                    "doc": spec.doc,
                    **({"hint": HINTS[key]} if key in HINTS else {}),
                    **({"of": spec.of.__name__} if spec.of else {}),
                    **({"required": 1} if spec.required else {}),
                    **({"empty": 1} if spec.may_be_empty else {}),
                    **({"choices": spec.choices} if spec.choices else {}),
                    **(
                        {"pattern": spec.pattern, "means": spec.pattern_doc} if spec.pattern else {}
                    ),
                },
            ]
        )
        if spec.of is not None and spec.of.__name__ not in records:
            _record(spec.of, records)


def township_files(
    townships: Sequence[Township], sources: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The data files of townships: (path below the site, bytes).

    :param sources: the list files by path (``lists/<township>/<kind>.yml``).
    """
    for township in townships:
        paths = {kind: f"lists/{township.id}/{kind}.yml" for kind in KINDS}
        yield script(
            f"{FOLDER}data/{township.id}",
            {
                "id": township.id,
                "name": township.full_name,
                "division": [*township.division, township.name],
                "lists": {
                    kind: {"path": path, "text": sources[path].decode("utf-8")}
                    for kind, path in paths.items()
                    if path in sources
                },
            },
        )
