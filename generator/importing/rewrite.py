"""A document imported over a township's folder that is there already -> the files that change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator import fmt
from generator.exporting.comments import put_back
from generator.exporting.folder import Now
from generator.importing.again import Difference, merge_list
from generator.importing.assemble import Imported
from generator.importing.published import import_published
from generator.importing.report import ImportProblem
from generator.importing.township import ignored
from generator.load import Document, Source
from generator.model import KINDS, DutyList, Township, Version
from generator.yamlio import dump, to_node


@dataclass(frozen=True)
class Rewritten:
    """The files that change (path below ``lists/`` -> content), the township that they make, and
    in what the YAML and the document differ."""

    township: Township
    files: Mapping[str, bytes]
    differences: tuple[Difference, ...]


def import_over(
    now: Now,
    imported: Imported,
    data: bytes,
    original: bytes | None,
    *,
    head: Township,
    version: str = "",
    title: str = "",
) -> Rewritten:
    """The document's lists merged into those of a folder.

    :param data: the document's text; it becomes the original of the version.
    :param original: the stored original of the last version, if it is there.
    :param head: the township with the name, code and so on that it is to have.
    :param version: the edition; '' for the last one that the folder has.
    :raises ImportProblem: if the edition is an older one than the lists are of.
    """
    base = _read(original)
    merged: list[DutyList] = []
    found: list[Difference] = []
    before = {one.kind: one for one in now.township.lists}
    first = {one.kind: one for one in base.lists} if base else {}
    after = {one.kind: one for one in imported.lists}
    for kind in KINDS:
        if kind in before and kind in after:
            one, told = merge_list(before[kind], first.get(kind), after[kind])
            merged.append(one)
            found += told
        elif kind in before or kind in after:
            merged.append(before.get(kind) or after[kind])
    was = base.title if base else ""
    edition, versions = _versions(now, data, original, imported, was, version, title)
    township = replace(head, versions=versions, lists=tuple(merged))
    folder = now.township.id
    files: dict[str, bytes] = {}
    if data != original or edition.id != now.township.version.id:
        files[f"{folder}/{edition.original}"] = data
    head_node = to_node(township)
    put_back(head_node, now.comments.get("township", {}))
    text = dump(head_node, Township)
    if text != now.canonical.get("township.yml"):
        files[f"{folder}/township.yml"] = text.encode("utf-8")
    for one in merged:
        node = to_node(one)
        lost = put_back(node, now.comments.get(one.kind, {}))
        found += [
            Difference(place.item or one.title, "注释所在的地方已经不在", kept=False)
            for place in lost
        ]
        name = f"{one.kind}.yml"
        written = fmt.formatted(Document(Source(f"lists/{folder}/{name}", b""), DutyList, node))
        if written.decode("utf-8") != now.canonical.get(name):
            files[f"{folder}/{name}"] = written
    return Rewritten(township, files, tuple(found))


def _read(original: bytes | None) -> Imported | None:
    if original is None:
        return None
    try:
        return import_published(original, allow_incomplete=True)
    except ImportProblem:
        return None


def _versions(
    now: Now,
    data: bytes,
    original: bytes | None,
    imported: Imported,
    was: str,
    version: str,
    title: str,
) -> tuple[Version, tuple[Version, ...]]:
    """The edition that the document is of, and all editions with it."""
    known = now.township.versions
    last = known[-1]
    name = version or last.id
    digest = hashlib.sha256(data).hexdigest()
    if name == last.id:
        if title:
            last = replace(last, title=title)
        elif imported.title and (last.title == was or not _has_items(now)):
            last = replace(last, title=imported.title)
        if data != original:
            last = replace(last, sha256=digest, ignored=ignored(imported.account))
        return last, (*known[:-1], last)
    older = next((each for each in known if each.id == name), None)
    if older is not None:
        raise ImportProblem(f"{name} 不是最后一版，清单文件是 {last.id} 版的，不能再导入旧版。")
    printed = title or imported.title
    if not printed:
        raise ImportProblem("文件没有印总标题，请用 --title 写明文件标题。")
    fresh = Version(
        id=name,
        title=printed,
        original=f"originals/{name}.txt",
        sha256=digest,
        ignored=ignored(imported.account),
    )
    return fresh, (*known, fresh)


def _has_items(now: Now) -> bool:
    return any(category.items for one in now.township.lists for category in one.categories)
