"""An imported document -> the files of a township's folder, for the one writer to write."""

from __future__ import annotations

import hashlib

from generator.importing.assemble import Imported
from generator.importing.report import ImportProblem, LineRole
from generator.model import DutyList, Ignored, Township, Version
from generator.yamlio import dump, to_node

_REASONS = {
    "preamble": "文件标题",
    "contents": "目录",
    "ruling": "表格线",
    "signature": "签字盖章的栏",
    "other": "表格之外的文字",
}


def write_township(
    imported: Imported,
    data: bytes,
    *,
    folder: str,
    name: str,
    kind: str,
    division: tuple[str, ...],
    code: str,
    code_year: int | None = None,
    version: str,
    title: str = "",
) -> dict[str, bytes]:
    """The files of a new township: path below ``lists/`` -> content.

    :param data: the bytes that were imported; they become ``originals/<version>.txt`` unchanged.
    :param folder: the township's id, such as ``chongqing/yunyang/longjiao``.
    :param title: the document's title; needed only where the document prints none.
    :raises ImportProblem: if neither the document nor the caller gives a title.
    """
    printed = title or imported.title
    if not printed:
        raise ImportProblem(
            "文件没有印总标题，请用 --title 写明文件标题，如“某县某镇履行职责事项清单”。"
        )
    original = f"originals/{version}.txt"
    township = Township(
        name=name,
        kind=kind,
        division=division,
        code=code,
        code_year=code_year,
        versions=(
            Version(
                id=version,
                title=printed,
                original=original,
                sha256=hashlib.sha256(data).hexdigest(),
                ignored=ignored(imported.account),
            ),
        ),
    )
    folder = folder.strip("/")
    files = {
        f"{folder}/township.yml": dump(to_node(township), Township).encode(),
        f"{folder}/{original}": data,
    }
    for duty_list in imported.lists:
        text = dump(to_node(duty_list), DutyList)
        files[f"{folder}/{duty_list.kind}.yml"] = text.encode()
    return files


def ignored(account: tuple[LineRole, ...]) -> tuple[Ignored, ...]:
    """Lines that belong to no item, as ranges with reasons; blank lines close up a range."""
    ranges: list[tuple[int, int, str]] = []
    for line in account:
        if line.role == "blank":
            continue
        reason = _REASONS.get(line.role, "")
        if not reason:
            ranges.append((0, 0, ""))
        elif ranges and ranges[-1][2] == reason:
            ranges[-1] = (ranges[-1][0], line.number, reason)
        else:
            ranges.append((line.number, line.number, reason))
    return tuple(
        Ignored(lines=f"{first}-{last}" if last > first else str(first), reason=reason)
        for first, last, reason in ranges
        if reason
    )
