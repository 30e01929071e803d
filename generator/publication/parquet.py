"""Apache Parquet files of texts and whole numbers, enough for flat tables.

Our own few lines, since the kept library is out of proportion: pyarrow 26 is 170 MB on disk (all
the rest of what builds the site is 136 MB) and takes 0.5 s and 60 MB of memory to import. Every
column is required, plainly encoded and compressed with GZIP, which all readers understand; the
tests read the files back with pyarrow and DuckDB. The format: parquet.thrift of Apache Parquet
2.10, written in Thrift's compact protocol.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import BinaryIO

from generator.downloads.table import Cell

MAGIC = b"PAR1"
_INT64, _BYTE_ARRAY = 2, 6
_GZIP, _PLAIN, _RLE, _UTF8, _REQUIRED = 2, 0, 3, 0, 0
_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
_LEVEL = 3

Field = tuple[int, int, bytes]
"""Of a Thrift struct: number, type and the encoded value of a field."""


def write(
    stream: BinaryIO,
    columns: Sequence[tuple[str, bool]],
    groups: Iterable[Sequence[Sequence[Cell]]],
) -> int:
    """Write a table; each group of rows is encoded by itself, so that only one is in memory.

    :param columns: (name, whether it holds whole numbers) of every column.
    :param groups: runs of rows; a run without rows is left out.
    :returns: the number of rows.
    """
    stream.write(MAGIC)
    place, total = len(MAGIC), 0
    described: list[bytes] = []
    for rows in groups:
        if not rows:
            continue
        chunks: list[bytes] = []
        size = 0
        for number, (name, is_number) in enumerate(columns):
            values = [row[number] for row in rows]
            page, plain = _page(values, is_number=is_number)
            stream.write(page)
            chunks.append(_chunk(name, len(rows), place, len(page), plain, is_number=is_number))
            place += len(page)
            size += plain
        total += len(rows)
        described.append(
            _struct(
                (1, _LIST, _list(_STRUCT, chunks)),
                (2, _I64, _int(size)),
                (3, _I64, _int(len(rows))),
            )
        )
    footer = _struct(
        (1, _I32, _int(2)),
        (2, _LIST, _list(_STRUCT, _schema(columns))),
        (3, _I64, _int(total)),
        (4, _LIST, _list(_STRUCT, described)),
        (6, _BINARY, _text("qingdan")),
    )
    stream.write(footer + struct.pack("<I", len(footer)) + MAGIC)
    return total


def _schema(columns: Sequence[tuple[str, bool]]) -> list[bytes]:
    root = _struct((4, _BINARY, _text("schema")), (5, _I32, _int(len(columns))))
    return [root, *(_element(name, is_number=is_number) for name, is_number in columns)]


def _element(name: str, *, is_number: bool) -> bytes:
    fields: list[Field] = [
        (1, _I32, _int(_INT64 if is_number else _BYTE_ARRAY)),
        (3, _I32, _int(_REQUIRED)),
        (4, _BINARY, _text(name)),
    ]
    if not is_number:
        string = _struct((1, _STRUCT, _struct()))
        fields += [(6, _I32, _int(_UTF8)), (10, _STRUCT, string)]
    return _struct(*fields)


def _page(values: Sequence[Cell], *, is_number: bool) -> tuple[bytes, int]:
    """A data page with its header, and its size before compression."""
    if is_number:
        plain = struct.pack(f"<{len(values)}q", *values)
    else:
        texts = [str(value).encode("utf-8", "replace") for value in values]
        lengths = map(struct.Struct("<I").pack, map(len, texts))
        plain = b"".join(chain.from_iterable(zip(lengths, texts, strict=True)))
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    packed = packer.compress(plain) + packer.flush()
    data = _struct(
        (1, _I32, _int(len(values))),
        (2, _I32, _int(_PLAIN)),
        (3, _I32, _int(_RLE)),
        (4, _I32, _int(_RLE)),
    )
    header = _struct(
        (1, _I32, _int(0)),
        (2, _I32, _int(len(plain))),
        (3, _I32, _int(len(packed))),
        (5, _STRUCT, data),
    )
    return header + packed, len(header) + len(plain)


def _chunk(name: str, count: int, place: int, size: int, plain: int, *, is_number: bool) -> bytes:
    kind = _INT64 if is_number else _BYTE_ARRAY
    meta = _struct(
        (1, _I32, _int(kind)),
        (2, _LIST, _list(_I32, [_int(_PLAIN), _int(_RLE)])),
        (3, _LIST, _list(_BINARY, [_text(name)])),
        (4, _I32, _int(_GZIP)),
        (5, _I64, _int(count)),
        (6, _I64, _int(plain)),
        (7, _I64, _int(size)),
        (9, _I64, _int(place)),
    )
    return _struct((2, _I64, _int(place)), (3, _STRUCT, meta))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)


def _int(number: int) -> bytes:
    """A whole number: zigzag (0, -1, 1 …) as a varint; none here is negative."""
    return _varint(number << 1)


def _text(text: str) -> bytes:
    data = text.encode("utf-8")
    return _varint(len(data)) + data


def _list(kind: int, entries: Sequence[bytes]) -> bytes:
    size = len(entries)
    head = bytes([size << 4 | kind]) if size < 15 else bytes([0xF0 | kind]) + _varint(size)
    return head + b"".join(entries)


def _struct(*fields: Field) -> bytes:
    """Fields in the order of their numbers, each with its distance to the one before."""
    found, last = bytearray(), 0
    for number, kind, value in fields:
        found.append((number - last) << 4 | kind)
        found += value
        last = number
    return bytes(found) + b"\0"
