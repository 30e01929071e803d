"""文件必须是 UTF-8 文字。

Windows 上的记事本、Excel、WPS 常把文件存成 GBK 或 UTF-16，别的电脑打开就成了乱码。

反例：用记事本“另存为”，编码选了 ANSI。

正例：另存为时编码选 UTF-8。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import yamlio
from generator.load import Source
from generator.rules import Context, Problem

ID = "QD101"
SEVERITY = "error"

_MEND = "在编辑器里“另存为”，编码选 UTF-8，再保存一次"


def check(subject: Source, context: Context) -> Iterator[Problem]:
    data = subject.data
    if subject.text is not None or len(data) > yamlio.MAX_BYTES:
        return
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield Problem((1, 1), "文件是 UTF-16 编码，不是 UTF-8", _MEND)
        return
    zero = data.find(b"\0")
    if zero >= 0:
        yield Problem(_place(data, zero), "文件里有空字符（NUL），不是文字文件", _MEND)
        return
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Problem(_place(data, error.start), f"文件不是 UTF-8 编码{_guess(data)}", _MEND)


def _place(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset]
    last = before.rpartition(b"\n")[2]
    return before.count(b"\n") + 1, len(last.decode("utf-8", "ignore")) + 1


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "，看起来是 GBK（ANSI）编码"
