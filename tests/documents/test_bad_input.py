"""Documents that cannot be read: each ends in one Chinese sentence that says what to do."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
import zlib
from pathlib import Path

import pytest

from generator.documents import import_document, limits, read_file
from generator.importing import ImportProblem

FIXTURES = Path(__file__).parent / "fixtures"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def fixture(form: str) -> bytes:
    return (FIXTURES / f"small.{form}").read_bytes()


def package(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    body_end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    body_end += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (count, trailer)
    return body + body_end + b"startxref\n%d\n%%%%EOF" % len(body)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (extra, len(data), data)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
IMAGE = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
SCANNED = pdf(
    CATALOG,
    PAGES,
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</XObject<</I 5 0 R>>>>>>",
    stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
    stream(b"\x80", IMAGE),
)
BLANK = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (
    b"11" * 32,
    b"22" * 32,
)
MERGED = fixture("xlsx")


def merged_everywhere(ref: bytes = b'ref="A1:XFD1048576"') -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(MERGED)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b'ref="A1:B1"', ref)
            target.writestr(name, content)
    return out.getvalue()


BAD = {
    "empty": (b"", "x.docx", "文件是空的"),
    "blank": (b" \n", "x.txt", "文件是空的"),
    "scanned": (SCANNED, "x.pdf", "这是扫描件"),
    "no text": (pdf(CATALOG, PAGES, BLANK, stream(b"")), "x.pdf", "PDF 里没有文字"),
    "locked pdf": (pdf(CATALOG, PAGES, BLANK, stream(b""), trailer=LOCK), "x.pdf", "PDF 已加密"),
    "locked office": (OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx", "文件已加密"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "x.doc", "旧版 Word"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "x.xls", "旧版 Excel"),
    "rtf": (b"{\\rtf1 x}", "x.doc", "RTF"),
    "picture": (b"\x89PNG\r\n\x1a\n", "x.docx", "这是图片"),
    "archive": (package(a_xml=b"x"), "x.zip", "这是压缩包"),
    "ofd": (package(OFD_xml=b"x"), "x.ofd", "OFD"),
    "docx as pdf": (fixture("docx"), "x.pdf", "扩展名是 .pdf，内容却是Word"),
    "page as xls": (fixture("html"), "x.xls", "扩展名是 .xls，内容却是网页"),
    "text as docx": ("序号\t事项名称\n".encode(), "x.docx", "内容却是纯文本"),
    "half docx": (fixture("docx")[:20000], "x.docx", "文件不完整或已损坏"),
    "half xlsx": (fixture("xlsx")[:6000], "x.xlsx", "文件不完整或已损坏"),
    "half pdf": (fixture("pdf")[:100000], "x.pdf", "只下载了一半"),
    "half page": (fixture("html")[:6000], "x.html", ""),
    "hollow docx": (package(word__document_xml=b"<a/>"), "x.docx", "Word 文档不完整"),
    "hollow xlsx": (package(xl__workbook_xml=b"<a/>"), "x.xlsx", "Excel 工作簿不完整"),
    "zip bomb": (package(word__document_xml=bytes(70_000_000)), "x.docx", "压缩炸弹"),
    "merge bomb": (merged_everywhere(), "x.xlsx", "合并单元格大得不像清单"),
    "merge bomb, other quotes": (
        merged_everywhere(b"ref = '$A$1:xfd1048576'"),
        "x.xlsx",
        "合并单元格大得不像清单",
    ),
    "other table": (
        "<table><tr><td>序号<td>姓名</tr><tr><td>1<td>某</tr></table>".encode(),
        "x.html",
        "",
    ),
    "no table": ("<html><p>某镇简介</p></html>".encode(), "x.html", "没有找到像职责清单的表格"),
    "deep page": (b"<html>" + b"<div>" * 100_000, "x.html", ""),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_documents_end_in_a_sentence(case: str) -> None:
    data, name, message = BAD[case]
    with pytest.raises(ImportProblem) as caught:
        import_document(data, name)
    assert message in str(caught.value)
    assert str(caught.value).endswith("。")


def test_a_pdf_that_unpacks_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1_000_000)
    bomb = stream(zlib.compress(bytes(3_000_000)), b"/Filter/FlateDecode")
    with pytest.raises(ImportProblem, match="压缩炸弹"):
        import_document(pdf(CATALOG, PAGES, BLANK, bomb), "x.pdf")


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    with pytest.raises(ImportProblem, match="文件有 500 MB，超过 64 MB"):
        read_file(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="不是普通文件"):
        read_file(tmp_path)


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "pdf"])
@pytest.mark.parametrize("seed", range(6))
def test_damaged_bytes_never_end_in_a_traceback(form: str, seed: int) -> None:
    chance = random.Random(f"{form}{seed}")  # noqa: S311
    data = bytearray(fixture(form))
    for _ in range(40):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(ImportProblem):
        import_document(bytes(data), f"x.{form}", allow_incomplete=True)
