"""Bounds on what a document may cost, so that a hostile or broken one ends in a message."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from pathlib import Path

from generator.importing import ImportProblem

MAX_FILE = 64 * 1024 * 1024
"""Bytes of a document. The lists of a township take less than 2 MB in any format."""

MAX_XML = 64 * 1024 * 1024
"""Bytes of all XML within a Word or Excel file, unpacked."""

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of everything within a Word, Excel or PDF file, unpacked."""

MAX_PARTS = 10_000
MAX_PAGES = 1_000
MAX_ROWS = 50_000
MAX_COLUMNS = 64
MAX_SECONDS = 300.0

_MB = 1024 * 1024
_CHUNK = 1024 * 1024


class Deadline:
    """The end of the time that reading one document may take."""

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self.end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise :class:`ImportProblem` once the time is over."""
        if time.monotonic() > self.end:
            raise ImportProblem(
                f"读了 {MAX_SECONDS / 60:.0f} 分钟还没有读完，已停止。"
                "请确认文件只含一个乡镇的清单，或另存为 .docx 后再导入。"
            )


def read_file(path: Path) -> bytes:
    """The bytes of a document; refuses one over :data:`MAX_FILE` before reading it."""
    if not path.is_file():
        raise ImportProblem(f"“{path.name}”不是普通文件，无法读取。")
    size = path.stat().st_size
    if size > MAX_FILE:
        raise _too_large(size)
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    check_size(data)
    return data


def check_size(data: bytes) -> None:
    """Refuse an empty document, and one over :data:`MAX_FILE`."""
    if not data.strip():
        raise ImportProblem("文件是空的，没有可以导入的内容。请重新下载或导出。")
    if len(data) > MAX_FILE:
        raise _too_large(len(data))


def _too_large(size: int) -> ImportProblem:
    return ImportProblem(
        f"文件有 {size / _MB:.0f} MB，超过 {MAX_FILE // _MB} MB 的上限，没有读取。"
        "一个乡镇的清单一般不到 2 MB，请确认选对了文件，或去掉其中的图片后另存。"
    )


def open_package(data: bytes) -> zipfile.ZipFile:
    """A Word or Excel file as the zip archive that it is, its unpacked size checked.

    The sizes that the archive declares are a safe bound: ``zipfile`` never unpacks more.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ImportProblem(
            "文件不完整或已损坏（压缩结构读不出来）。请重新下载，或用 Word、WPS 打开后另存。"
        ) from None
    if any(part.flag_bits & 1 for part in parts):
        raise ImportProblem("文件有密码保护。请去掉密码、另存后再导入。")
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    whole = sum(part.file_size for part in parts)
    if xml > MAX_XML or whole > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise ImportProblem(
            f"文件解开后有 {whole / _MB:,.0f} MB、{len(parts)} 个部分，"
            "远远超过一份清单，可能是压缩炸弹，没有读取。"
        )
    return package


def check_streams(data: bytes) -> None:
    """Refuse a PDF whose compressed streams unpack to more than :data:`MAX_UNPACKED`."""
    room, place = MAX_UNPACKED, data.find(b"stream")
    while place >= 0:
        start = place + len(b"stream")
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        if data[start : start + 1] == b"\x78" and data[place - 3 : place] != b"end":
            room -= _unpacked(data, start, room)
        if room <= 0:
            raise ImportProblem(
                f"PDF 解开后超过 {MAX_UNPACKED // _MB} MB，可能是压缩炸弹，没有读取。"
            )
        place = data.find(b"stream", start)


def _unpacked(data: bytes, start: int, room: int) -> int:
    """How many bytes the zlib stream at ``start`` unpacks to, counted up to ``room``."""
    inflate, size, place = zlib.decompressobj(), 0, start
    try:
        while size < room and place < len(data) and not inflate.eof:
            piece = inflate.unconsumed_tail
            if not piece:
                piece = data[place : place + _CHUNK]
                place += len(piece)
            size += len(inflate.decompress(piece, _CHUNK))
    except zlib.error:
        return size
    return size
