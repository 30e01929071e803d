"""lists/ 里只放乡镇文件夹和词表。

文件夹的路径就是网址，不认识的文件不会出现在网站上。
文件夹名用小写拼音；不放链接（快捷方式）和别的文件。

反例：lists/重庆/龙角镇/清单.docx

正例：lists/chongqing/yunyang/longjiao/basic.yml
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import printable, shorten
from generator.load import FOLDER_NAME, VOCABULARY
from generator.model import KINDS, record_of
from generator.rules import Context, Corpus, Problem

ID = "QD603"
SEVERITY = "error"


RESERVED = frozenset(
    (
        *("about", "api", "assets", "categories", "changes", "compare", "contribute", "data"),
        *("departments", "embed", "findings", "guide", "matters", "search", "sources"),
        *("withdrawn", "words"),
    )
)
"""First parts of the site's own addresses; no province may be called so."""

RESERVED_INSIDE = frozenset((*KINDS, "departments", "fidelity"))
"""Addresses below a township; nothing inside a district's folder may be called so."""


def check(subject: Corpus, context: Context) -> Iterator[Problem]:
    for path in subject.links:
        yield Problem(None, "这是一个链接，不是文件", "放文件本身，不放链接", path=path)
    reported: set[str] = set()
    for path in subject.paths:
        folders = path.split("/")[1:-1]
        yield from _reserved(path, folders)
        for folder in folders:
            if not FOLDER_NAME.fullmatch(folder) and folder not in reported:
                reported.add(folder)
                yield Problem(
                    None,
                    f"文件夹名“{printable(shorten(folder))}”不能作网址",
                    "用小写拼音，词与词之间用 -，如 longjiao",
                    path=path,
                )
        known = record_of(path) is not None
        original = folders[-1:] == ["originals"] and path.endswith(".txt")
        if not known and not original:
            yield Problem(
                None,
                "这个文件不是清单的一部分",
                "删去它，或者检查文件名（basic、cooperative、withdrawn、territorial、township）",
                "不认识的文件不会出现在网站上",
                path=path,
            )
    taken: dict[str, str] = {}
    for township in subject.townships:
        if township.code in taken:
            yield Problem(
                None,
                f"区划代码 {township.code} 已被 {taken[township.code]} 使用",
                "核对代码；同一个乡镇只放一个文件夹",
                path=f"lists/{township.id}/township.yml",
            )
        taken.setdefault(township.code, township.id)
    if not any(path.split("/")[1:2] != [VOCABULARY] for path in subject.paths):
        yield Problem(
            None,
            "lists/ 里没有任何乡镇",
            "至少放一个乡镇文件夹，做法见 CONTRIBUTING.md",
            path="lists",
        )


def _reserved(path: str, folders: list[str]) -> Iterator[Problem]:
    own = [folder for folder in folders[:1] if folder in RESERVED]
    own += [folder for folder in folders[1:] if folder in RESERVED_INSIDE]
    if own and path.endswith("/township.yml"):
        yield Problem(
            None,
            f"文件夹名“{own[0]}”是网站自己的地址，不能给地方用",
            "换一个名称，如在后面加 -zhen",
            path=path,
        )
