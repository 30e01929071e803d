"""文件开头不要有 BOM。

Windows 记事本的“带有 BOM 的 UTF-8”会在开头加三个看不见的字节，有的程序会把它当成文字。

反例：另存为时编码选“带有 BOM 的 UTF-8”。

正例：编码选 UTF-8；或者运行 qingdan fmt，自动去掉。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Fix
from generator.load import Source
from generator.rules import Context, Problem

ID = "QD104"
SEVERITY = "warning"


def check(subject: Source, context: Context) -> Iterator[Problem]:
    if subject.data.startswith(b"\xef\xbb\xbf"):
        yield Problem(
            (1, 1),
            "文件开头有 BOM",
            "运行 qingdan fmt，自动去掉",
            fix=Fix("去掉 BOM", rewrite="bom"),
        )
