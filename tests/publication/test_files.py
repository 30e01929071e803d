"""``/data/``: CSV, Parquet, XLSX and ZIP say the same, and their descriptions are right."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import openpyxl
import pyarrow.parquet
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from generator.downloads import original
from generator.publication import bundle, columns, parquet, tables

NAMES = [flat.name for flat in columns.ALL]


def rows_of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def data(site: Path) -> Path:
    return site / "data"


@pytest.mark.parametrize("flat", columns.ALL, ids=NAMES)
def test_csv_and_parquet_are_the_same_table(data: Path, flat: columns.Flat) -> None:
    raw = (data / f"{flat.name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\xef\xbb\xbf") == 1
    head, *lines = rows_of_csv(raw)
    assert head == [column.head for column in flat.columns]
    table = pyarrow.parquet.read_table(data / f"{flat.name}.parquet")
    assert table.column_names == [column.key for column in flat.columns]
    kinds = {True: "int64", False: "string"}
    assert [str(kind) for kind in table.schema.types] == [
        kinds[column.number] for column in flat.columns
    ]
    columns = [column.to_pylist() for column in table.columns]
    assert lines
    assert [[original(cell) for cell in line] for line in lines] == [
        [str(cell) for cell in row] for row in zip(*columns, strict=True)
    ]


def test_every_item_and_every_duty_has_its_row(site: Path, data: Path) -> None:
    items, duties = set(), []
    for path in sorted((site / "api/v1/townships").rglob("*.json")):
        document = json.loads(path.read_bytes())
        for item in (item for each in document["lists"] for item in each["items"]):
            items.add((document["id"], item["id"], item["number"], item["name"]))
            for side in ("superior", "township", "takeover"):
                for block in item.get(side, ()):
                    texts = [*block.get("duties", ()), *block.get("safeguards", ())]
                    duties += [(document["id"], item["id"], side, text) for text in texts or [""]]
    query = "SELECT township, id, number, name FROM read_parquet(?)"
    found = duckdb.execute(query, [str(data / "items.parquet")]).fetchall()
    assert len(found) == len(items) == 1325
    assert set(found) == items
    query = "SELECT township, id, side, duty FROM read_parquet(?)"
    assert sorted(duckdb.execute(query, [str(data / "duties.parquet")]).fetchall()) == sorted(
        duties
    )


def test_every_matter_of_every_township_has_its_row(site: Path, data: Path) -> None:
    matters = json.loads((site / "api/v1/matters.json").read_bytes())["matters"]
    expected = sorted((each["id"], item) for each in matters for item in each["items"])
    query = "SELECT matter, township || '#' || id FROM read_parquet(?)"
    found = duckdb.execute(query, [str(data / "matter-items.parquet")]).fetchall()
    assert sorted(found) == expected


def test_workbook(data: Path) -> None:
    book = openpyxl.load_workbook(data / "qingdan.xlsx", read_only=False)
    assert book.sheetnames == [flat.title for flat in columns.ALL]
    for flat, sheet in zip(columns.ALL, book.worksheets, strict=True):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        head, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert head == [column.head for column in flat.columns]
        expected = pyarrow.parquet.read_table(data / f"{flat.name}.parquet").num_rows
        assert len(lines) == expected
        for place, column in enumerate(flat.columns):
            types = {cell.data_type for cell in next(sheet.iter_cols(place + 1, place + 1))[1:]}
            assert types <= ({"n"} if column.number else {"s", "n"})
            if not column.number:  # openpyxl calls an empty cell a number
                assert all(isinstance(line[place], str | None) for line in lines)


def test_archive_holds_everything_and_no_clock(data: Path) -> None:
    with zipfile.ZipFile(data / "qingdan.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        for name in ("README.txt", "LICENSE-DATA.md", "datapackage.json", "qingdan.xlsx"):
            assert name in names
        for name in NAMES:
            for ending in ("csv", "parquet"):
                path = f"{name}.{ending}"
                assert archive.read(path) == (data / path).read_bytes()
        matrix = (data.parent / "compare/matrix.csv").read_bytes()
        assert archive.read("matrix.csv") == matrix
        towns = [name for name in names if name.startswith("json/townships/")]
        assert len(towns) == 5
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        readme = archive.read("README.txt").decode("utf-8-sig")
        assert "CC0 1.0" in readme
        assert "items.csv　事项，一行一个事项，1325 行" in readme


def test_the_data_package_is_valid(data: Path) -> None:
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    package = json.loads((data / "datapackage.json").read_bytes())
    assert [each["name"] for each in package["resources"]] == NAMES
    for each in package["resources"]:
        raw = (data / each["path"]).read_bytes()
        assert each["bytes"] == len(raw)
        assert each["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"


def test_the_data_package_finds_what_is_wrong(data: Path, tmp_path: Path) -> None:
    for path in (*data.glob("*.csv"), data / "datapackage.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (tmp_path / "items.csv").read_text("utf-8")
    (tmp_path / "items.csv").write_text(text.replace("longjiao", "nowhere", 1), "utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert {"foreign-key", "hash-count"} <= kinds


def test_the_catalogue_is_dcat(data: Path) -> None:
    graph = rdflib.Graph().parse(data / "catalog.jsonld", format="json-ld")
    found = graph.query(
        """
        PREFIX dcat: <http://www.w3.org/ns/dcat#>
        PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX spdx: <http://spdx.org/rdf/terms#>
        SELECT ?address ?bytes ?sum WHERE {
          ?catalogue a dcat:Catalog ; dcat:dataset ?dataset .
          ?dataset a dcat:Dataset ; dct:title ?title ; dct:license ?licence ;
            dct:modified ?date ; dcat:distribution ?file .
          ?file a dcat:Distribution ; dcat:downloadURL ?address ; dcat:byteSize ?bytes ;
            dcat:mediaType ?type ; spdx:checksum [ spdx:checksumValue ?sum ]
        }"""
    )
    listed: dict[str, tuple[int, str]] = {}
    for row in found:
        address, size, digest = (str(cell) for cell in row)  # type: ignore[union-attr]
        listed[address.rpartition("/")[2]] = (int(size), digest.lower())
    expected = {
        path.name: (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in data.iterdir()
        if path.suffix in (".csv", ".parquet", ".xlsx", ".zip")
    }
    assert listed == expected


def test_the_page_says_size_rows_date_and_checksum_of_every_file(data: Path) -> None:
    html = (data / "index.html").read_text("utf-8")
    for path in data.iterdir():
        if path.suffix in (".csv", ".parquet", ".xlsx", ".zip"):
            row = re.search(rf'<tr><th scope="row"><a href="\.\./data/{path.name}".*?</tr>', html)
            assert row, path.name
            assert hashlib.sha256(path.read_bytes()).hexdigest() in row[0]
            assert f"{max(1, round(path.stat().st_size / 1000))} KB" in row[0]
            assert "2025年" in row[0]
    assert "1,325" in html
    for anchor in ("csv", "licence", "cite", "example", "files", "townships", "schemas"):
        assert f'id="{anchor}"' in html


texts = st.text(st.characters(codec="utf-8"), max_size=30)
groups = st.lists(st.lists(st.tuples(texts, st.integers(0, 2**62), texts), max_size=20), max_size=4)


@given(groups)
def test_parquet_reads_back_whatever_is_in_it(made: list[list[tuple[str, int, str]]]) -> None:
    stream = io.BytesIO()
    columns = [("甲", False), ("n", True), ("b", False)]
    number = parquet.write(stream, columns, made)
    expected = [row for rows in made for row in rows]
    assert number == len(expected)
    table = pyarrow.parquet.read_table(io.BytesIO(stream.getvalue()))
    read: list[dict[str, Any]] = table.to_pylist()
    assert [tuple(row.values()) for row in read] == expected


def test_parquet_of_many_columns_is_the_same_bytes_again() -> None:
    columns = [(f"c{number}", number % 2 == 0) for number in range(40)]
    row = [number if number % 2 == 0 else str(number) for number in range(40)]
    first, second = io.BytesIO(), io.BytesIO()
    for stream in (first, second):
        parquet.write(stream, columns, [[row] * 300])
    assert first.getvalue() == second.getvalue()
    assert pyarrow.parquet.read_table(first).column("c39").to_pylist() == ["39"] * 300


def test_rows_of_a_scope_are_kept_as_they_are(tmp_path: Path) -> None:
    rows: tables.Rows = {flat.name: [] for flat in columns.BY_SCOPE}
    rows["duties"] = [("=1", 2, "甲\n乙"), ("", 0, "\u2028'")]
    (tmp_path / "part").write_bytes(bundle.part(rows))
    for flat in columns.BY_SCOPE:
        kept = bundle.rows_of_part(tmp_path / "part", flat)
        assert [tuple(line) for line in kept] == rows[flat.name]
