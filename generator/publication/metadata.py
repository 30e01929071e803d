"""What the files below ``/data/`` are, for programs: a Frictionless data package (v1), and a DCAT
catalogue in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.publication.columns import ALL, Column, Flat

PACKAGE = "datapackage.json"
CATALOG = "catalog.jsonld"

NAME = "qingdan"
TITLE = "乡镇、街道履行职责事项清单"
DESCRIPTION = (
    "各地公布的乡镇、街道履行职责事项清单：谁负责、谁牵头、谁配合、什么已被上级收回，"
    "照原文逐项录入，并按同一件事对齐"
)
LICENCE = {
    "name": "CC0-1.0",
    "title": "CC0 1.0（清单原文是政府公开文件，不受著作权保护）",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}

MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Media type by a file's ending."""

FOREIGN = {
    "items": (("township", "townships", "id"),),
    "duties": (("township", "townships", "id"), (("township", "id"), "items", ("township", "id"))),
    "matter-items": (
        ("matter", "matters", "id"),
        ("township", "townships", "id"),
        (("township", "id"), "items", ("township", "id")),
    ),
}
"""Table -> (columns, other table, its columns) that hold the keys of other tables."""


@dataclass(frozen=True)
class Site:
    """What files say of the site: its name and address ('' if unknown), the date of its data, and
    whether it is so large that workbooks are made by county."""

    name: str
    url: str
    generated: str
    by_county: bool = False


@dataclass(frozen=True)
class File:
    """A file below ``/data/``: its site path, the table that it holds (None if several), its rows
    (of all sheets; 0 for an archive), bytes, SHA-256 and media type."""

    path: str
    flat: Flat | None
    rows: int
    bytes: int
    sha256: str
    media_type: str

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.rpartition("/")[2]

    @property
    def form(self) -> str:
        """What people call the form: CSV, Parquet, XLSX, ZIP."""
        ending = self.name.rpartition(".")[2]
        return "Parquet" if ending == "parquet" else ending.upper()


def datapackage(files: Iterable[File], site: Site) -> dict[str, Any]:
    """The data package: its resources are the CSV files, beside which it stands."""
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        **({"homepage": site.url} if site.url else {}),
        "version": site.generated,
        "licenses": [LICENCE],
        "keywords": ["履职事项清单", "乡镇", "权责", "开放数据"],
        "resources": [
            _resource(file, file.flat) for file in files if file.form == "CSV" and file.flat
        ],
    }


def _resource(file: File, flat: Flat) -> dict[str, Any]:
    heads = {column.key: column.head for column in flat.columns}
    return {
        "profile": "tabular-data-resource",
        "name": flat.name,
        "title": flat.title,
        "description": flat.row,
        "path": file.name,
        "format": "csv",
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {
            "fields": [_field(column) for column in flat.columns],
            "missingValues": [],
            "primaryKey": [heads[key] for key in flat.key],
            "foreignKeys": [
                {
                    "fields": _heads(flat, fields),
                    "reference": {"resource": other, "fields": _heads(_named(other), theirs)},
                }
                for fields, other, theirs in FOREIGN.get(flat.name, ())
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.head,
        "title": column.key,
        "type": "integer" if column.number else "string",
        "description": column.doc,
    }


def _named(name: str) -> Flat:
    return next(flat for flat in ALL if flat.name == name)


def _heads(flat: Flat, keys: str | Sequence[str]) -> list[str]:
    heads = {column.key: column.head for column in flat.columns}
    return [heads[key] for key in ([keys] if isinstance(keys, str) else keys)]


CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_YEARS = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def catalog(files: Iterable[File], site: Site) -> dict[str, Any]:
    """A DCAT 3 catalogue of one dataset, its distributions the files. Addresses are relative to the
    catalogue where the site's own is not known."""
    base = f"{site.url}data/" if site.url else ""
    modified = {"@type": _YEARS.get(len(site.generated), "xsd:string"), "@value": site.generated}
    language = {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"}
    dataset = {
        "@id": f"{base}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _chinese(TITLE),
        "dct:description": _chinese(DESCRIPTION),
        "dct:identifier": NAME,
        "dct:modified": modified,
        "dct:language": language,
        "dct:license": {"@id": LICENCE["path"]},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": site.name},
        "dcat:keyword": [_chinese(word) for word in ("履职事项清单", "乡镇", "权责")],
        "dcat:landingPage": {"@id": base or "./"},
        "dcat:distribution": [_distribution(file, base) for file in files],
    }
    return {
        "@context": CONTEXT,
        "@id": f"{base}{CATALOG}",
        "@type": "dcat:Catalog",
        "dct:title": _chinese(site.name),
        "dct:description": _chinese(DESCRIPTION),
        "dct:modified": modified,
        "dct:license": {"@id": LICENCE["path"]},
        "dct:publisher": dataset["dct:publisher"],
        "dcat:dataset": [dataset],
    }


def _chinese(text: str) -> dict[str, str]:
    return {"@language": "zh", "@value": text}


def _distribution(file: File, base: str) -> dict[str, Any]:
    address = {"@id": f"{base}{file.name}"}
    title = f"{file.flat.title if file.flat else TITLE}（{file.form}）"
    return {
        "@id": f"{base}#{file.name}",
        "@type": "dcat:Distribution",
        "dct:title": _chinese(title),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{file.media_type}"
        },
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "dct:license": {"@id": LICENCE["path"]},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }
