"""A converted text as lines: table rows, rulings and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.importing.report import ImportProblem

_RULING = re.compile(r"[-—=_|+:\s]*-{2,}[-—=_|+:\s]*")
_ALNUM = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class Line:
    """One line of the original, numbered from 1; a table row has two cells or more."""

    number: int
    text: str
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space is printed."""
        return not self.text.strip()

    @property
    def is_ruling(self) -> bool:
        """Whether the line is the drawn rule of a table (``---- ----``)."""
        return _RULING.fullmatch(self.text.strip()) is not None

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table."""
        return len(self.cells) > 1


def decode(data: bytes) -> str:
    """Bytes of a converted text -> text; :class:`ImportProblem` if they are not UTF-8."""
    if not data.strip():
        raise ImportProblem("文件是空的，没有可以导入的内容。请检查转换结果后重新导出。")
    if b"\x00" in data:
        raise ImportProblem(
            "这不是纯文本文件（含有二进制内容）。请先把 Word、PDF 等转换为 UTF-8 文本再导入。"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = (
            "文件末尾的字符不完整，文件可能只有一半"
            if error.end >= len(data)
            else ("可能是 GBK（ANSI）编码，请用记事本或 WPS 另存为 UTF-8")
        )
        raise ImportProblem(f"第 {line} 行不是 UTF-8 编码：{hint}。请修正后再导入。") from None


def read_lines(text: str) -> list[Line]:
    """Text -> all of its lines, blank ones included, cells split at tabs."""
    lines = re.split("\r\n|\n|\r", text)
    if lines and lines[-1] == "":
        lines.pop()
    return [
        Line(number, line, tuple(line.split("\t"))) for number, line in enumerate(lines, start=1)
    ]


def glue(left: str, right: str) -> str:
    """Join two pieces that white space parted.

    The blank stays, as one blank, where a Latin letter or digit stands beside it; between Chinese
    characters or punctuation it comes from a wrapped line and is dropped.
    """
    if not left or not right:
        return left + right
    keep = _ALNUM.match(right) or _ALNUM.match(left[-1])
    return f"{left} {right}" if keep else left + right


def tidy(text: str) -> str:
    """A text without the white space of wrapped lines (see :func:`glue`)."""
    joined = ""
    for token in text.split():
        joined = glue(joined, token)
    return joined


def squeeze(text: str) -> str:
    """A text without any white space."""
    return "".join(text.split())
