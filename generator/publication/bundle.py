"""The files below ``/data/``: every table as CSV and Parquet, a workbook, one ZIP of everything,
and their descriptions for programs.

Scopes leave their rows under ``build/tables/``; here they are read one scope at a time and written
on, so that memory holds one county, however many there are.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from generator import api, writer
from generator.downloads.csvfile import BOM, as_csv
from generator.downloads.workbook import as_xlsx
from generator.pages import environment
from generator.processes import Run, Tasks
from generator.publication import columns, metadata, parquet, tables
from generator.publication.columns import Flat, Line
from generator.publication.tables import Rows
from generator.summary import Summary
from generator.vocabulary import Vocabulary

FOLDER = "data/"
BOOK = "qingdan.xlsx"
ARCHIVE = "qingdan.zip"
PARTS = "build/tables"
LICENCE = "LICENSE-DATA.md"
MATRIX = "compare/matrix.csv"
"""Matters by townships, a township a column; only where the townships are few."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, 0o100644
_PACKED = (".parquet", ".xlsx")
"""Endings of files that are compressed already."""

_IN_ARCHIVE = ("townships.json", "matters.json", "departments.json", "categories.json")
"""JSON of the whole site that the ZIP holds, besides the townships' own and the vocabularies."""


@dataclass(frozen=True)
class Written:
    """The files below ``/data/``, and the first row of every table that has one."""

    site: metadata.Site
    files: tuple[metadata.File, ...]
    samples: Mapping[str, Line]

    @property
    def paths(self) -> list[str]:
        """The site paths of everything that was written."""
        described = (metadata.PACKAGE, metadata.CATALOG)
        return [*(file.path for file in self.files), *(FOLDER + name for name in described)]


def part(rows: Rows) -> bytes:
    """The rows of a scope, a line of JSON for each table, to be read again by :func:`write`."""
    lines = (rows[flat.name] for flat in columns.BY_SCOPE)
    texts = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in lines)
    return "\n".join(texts).encode("utf-8")


def rows_of_part(path: Path, flat: Flat) -> list[Line]:
    """The rows of one table in a part; the others are not parsed."""
    with path.open("rb") as stream:
        line = next(itertools.islice(stream, columns.BY_SCOPE.index(flat), None))
    found: list[Line] = json.loads(line)
    return found


def part_path(root: Path, scope: str) -> Path:
    """Where the rows of a scope are kept."""
    return root / PARTS / f"{scope}.json"


def book(rows: Mapping[str, Sequence[Line]], flats: Iterable[Flat]) -> bytes:
    """A workbook with a sheet for each table."""
    return as_xlsx([flat.table(rows[flat.name]) for flat in flats])


def write(
    root: Path,
    folder: Path,
    scopes: Sequence[str],
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    site: metadata.Site,
    run: Run,
) -> Written:
    """Write everything below ``folder/data``.

    :param root: the project's folder, whose parts of ``scopes`` are read.
    :param folder: where the files of the site are gathered; the JSON is there already.
    :param run: how tasks that do not need each other are done.
    :raises OSError: if the disk is full or not writable.
    """
    writer.prune(root / PARTS, {f"{scope}.json" for scope in scopes})
    own = tables.site_rows(summaries, vocabulary, site.url)
    tasks: Tasks[_Made] = [
        partial(_table, folder, _Groups(root, scopes, flat, own)) for flat in columns.ALL
    ]
    if not site.by_county:
        tasks.append(partial(_whole_book, root, folder, scopes, own))
    done = run(tasks)
    found = [file for made in done for file in made.files]
    samples = {name: line for made in done for name, line in made.sample.items()}
    package = api.encode(metadata.datapackage(found, site))
    writer.write(folder / FOLDER / metadata.PACKAGE, package)
    found.append(_archive(root, folder, found, summaries, site))
    writer.write(folder / FOLDER / metadata.CATALOG, api.encode(metadata.catalog(found, site)))
    return Written(site, tuple(found), samples)


class _Made(NamedTuple):
    """Files that were written, and the first row of a table by its name, if it has one."""

    files: list[metadata.File]
    sample: dict[str, Line]


def _table(folder: Path, groups: _Groups) -> _Made:
    """Write a table, its groups one after another."""
    flat = groups.flat
    paths = [f"{FOLDER}{flat.name}.{ending}" for ending in ("csv", "parquet")]
    with writer.opened(folder / paths[0]) as first, writer.opened(folder / paths[1]) as second:
        heads = [(column.key, column.number) for column in flat.columns]
        count = parquet.write(second, heads, _copied(groups, flat, first))
    return _Made([_file(folder, path, flat, count) for path in paths], groups.sample)


def _whole_book(root: Path, folder: Path, scopes: Sequence[str], own: Rows) -> _Made:
    """Write the workbook of all tables."""
    rows = {flat.name: list(_Groups(root, scopes, flat, own).lines()) for flat in columns.ALL}
    writer.write(folder / FOLDER / BOOK, book(rows, columns.ALL))
    return _Made([_file(folder, FOLDER + BOOK, None, sum(map(len, rows.values())))], {})


class _Groups:
    """The rows of a table, scope by scope; each time it is gone through, they are read anew."""

    def __init__(self, root: Path, scopes: Sequence[str], flat: Flat, own: Rows) -> None:
        self.root, self.scopes, self.flat, self.own = root, scopes, flat, own
        self.sample: dict[str, Line] = {}

    def __iter__(self) -> Iterator[Sequence[Line]]:
        name = self.flat.name
        if name in self.own:
            kept: Iterable[Sequence[Line]] = [self.own[name]]
        else:
            kept = (rows_of_part(part_path(self.root, each), self.flat) for each in self.scopes)
        for rows in kept:
            if rows:
                self.sample.setdefault(name, rows[0])
            yield rows

    def lines(self) -> Iterator[Line]:
        """All rows."""
        for rows in self:
            yield from rows


def _copied(
    groups: Iterable[Sequence[Line]], flat: Flat, stream: BinaryIO
) -> Iterator[Sequence[Line]]:
    """The groups, each also written to ``stream`` as CSV on its way."""
    stream.write(as_csv(flat.table(())))
    for rows in groups:
        stream.write(as_csv(flat.table(rows), head=False))
        yield rows


def _file(folder: Path, path: str, flat: Flat | None, rows: int) -> metadata.File:
    """What there is to say of a file that was written."""
    digest = hashlib.sha256()
    with (folder / path).open("rb") as stream:
        while data := stream.read(1 << 20):
            digest.update(data)
    return metadata.File(
        path=path,
        flat=flat,
        rows=rows,
        bytes=(folder / path).stat().st_size,
        sha256=digest.hexdigest(),
        media_type=metadata.MEDIA_TYPES[path.rpartition(".")[2]],
    )


def _archive(
    root: Path,
    folder: Path,
    found: Sequence[metadata.File],
    summaries: Sequence[Summary],
    site: metadata.Site,
) -> metadata.File:
    """The ZIP of everything, the same bytes for the same files."""
    path = FOLDER + ARCHIVE
    readme = environment().get_template("data_readme.txt").render(site=site, files=found)
    with (
        writer.opened(folder / path) as stream,
        zipfile.ZipFile(stream, "w") as archive,
    ):
        texts = {"README.txt": (BOM + readme).encode("utf-8")}
        if (root / LICENCE).exists():
            texts[LICENCE] = (root / LICENCE).read_bytes()
        for name, text in texts.items():
            archive.writestr(_info(name), text)
        for name in (*(file.path.removeprefix(FOLDER) for file in found), metadata.PACKAGE):
            _pack(archive, folder / FOLDER / name, name)
        if (folder / MATRIX).exists():
            _pack(archive, folder / MATRIX, "matrix.csv")
        documents = [*_IN_ARCHIVE, "vocabulary.json"]
        for summary in summaries:
            documents += [f"{folder}/{summary.id}.json" for folder in ("townships", "changes")]
        for name in documents:
            _pack(archive, folder / api.ROOT / name, f"json/{name}")
    return _file(folder, path, None, 0)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system, info.external_attr = _UNIX, _MODE << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    return info


def _pack(archive: zipfile.ZipFile, source: Path, name: str) -> None:
    info = _info(name)
    info.file_size = source.stat().st_size
    with source.open("rb") as stream, archive.open(info, "w") as target:
        shutil.copyfileobj(stream, target)
