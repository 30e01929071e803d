"""Several files of one township, a list each or more, as one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.assemble import Imported
from generator.importing.columns import KIND_NAMES
from generator.importing.report import Doubt, ImportProblem, LineRole
from generator.importing.text import decode, read_lines
from generator.model import KINDS, DutyList


def together(
    parts: Sequence[tuple[bytes, Imported]], allow_missing: bool
) -> tuple[bytes, Imported]:
    """The texts one behind the other, and what they hold, lines counted through.

    :param parts: the text and the content of each file.
    :param allow_missing: accept that one of the three lists is in none of the files.
    :raises ImportProblem: if two files hold the same list, or one list is missing.
    """
    if len(parts) == 1:
        return parts[0]
    kinds = Counter(one.kind for _, imported in parts for one in imported.lists)
    for kind, times in kinds.items():
        if times > 1:
            name = KIND_NAMES.get(kind, kind)
            raise ImportProblem(f"有 {times} 个文件都含{name}事项清单，请只留一个。")
    missing = [name for kind, name in KIND_NAMES.items() if kind not in kinds]
    if missing and "territorial" not in kinds and not allow_missing:
        raise ImportProblem(
            f"这些文件里缺少{'、'.join(missing)}事项清单。确实没有的，加 --incomplete。"
        )
    texts: list[str] = []
    lists: list[DutyList] = []
    doubts: list[Doubt] = []
    account: list[LineRole] = []
    first = 0
    for data, imported in parts:
        text = decode(data)
        text += "" if text.endswith("\n") else "\n"
        texts.append(text)
        lists += imported.lists
        doubts += [replace(each, line=each.line + first) for each in imported.doubts]
        account += [replace(each, number=each.number + first) for each in imported.account]
        first += len(read_lines(text))
    lists.sort(key=lambda one: KINDS.index(one.kind))
    titles = [imported.title for _, imported in parts if imported.title]
    whole = "".join(texts).encode("utf-8")
    return whole, Imported(titles[0] if titles else "", tuple(lists), tuple(doubts), tuple(account))
