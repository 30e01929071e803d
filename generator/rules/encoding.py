"""文件必须是 UTF-8 文字。

Windows 上的记事本、Excel、WPS 常把文件存成 GBK 或 UTF-16，别的电脑打开就成了乱码。

反例：用记事本“另存为”，编码选了 ANSI。

正例：另存为时编码选 UTF-8。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import fixing, yamlio
from generator.diagnostics import Fix
from generator.load import Source
from generator.rules import Context, Problem

ID = "QD101"
SEVERITY = "error"

_MEND = "在编辑器里“另存为”，编码选 UTF-8，再保存一次"
_MEND_BYTES = "用编辑器打开，找到这里的乱码，对照原文改正；用 UTF-8 保存"


def check(subject: Source, context: Context) -> Iterator[Problem]:
    data = subject.data
    if subject.text is not None or len(data) > yamlio.MAX_BYTES:
        return
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        fix = _fix(data, "utf-16")
        yield Problem((1, 1), "文件是 UTF-16 编码，不是 UTF-8", _MEND, fix=fix)
        return
    zero = data.find(b"\0")
    if zero >= 0:
        what = "文件里有空字符（NUL），不是文字文件"
        if data.count(b"\0") > len(data) // 8:
            what = "文件里每隔一个字节是空字符（NUL），看起来是没有 BOM 的 UTF-16 编码"
        yield Problem(_place(data, zero), what, _MEND)
        return
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fix = _fix(data, "gb18030")
        guess = "，看起来是 GBK（ANSI）编码" if fix else ""
        place = _place(data, error.start)
        yield Problem(
            place, f"文件不是 UTF-8 编码{guess}", _MEND if guess else _MEND_BYTES, fix=fix
        )


def _place(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset]
    last = before.rpartition(b"\n")[2]
    return before.count(b"\n") + 1, len(last.decode("utf-8", "ignore")) + 1


def _fix(data: bytes, name: str) -> Fix | None:
    """The fix that rewrites the file from an encoding, if what it gives is surely the text."""
    return Fix("改存为 UTF-8", rewrite=name) if fixing.rewritten(data, name) else None
