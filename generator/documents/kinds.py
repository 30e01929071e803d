"""What a document is, by its content; and a plain word for everything that cannot be read."""

from __future__ import annotations

import re

from generator.documents.limits import open_package
from generator.importing import ImportProblem

_EXTENSIONS = {
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".txt": "text",
    ".doc": "doc",
    ".xls": "xls",
}
NAMES = {
    "docx": "Word 文档（.docx）",
    "xlsx": "Excel 工作簿（.xlsx）",
    "html": "网页（.html）",
    "pdf": "PDF（.pdf）",
    "text": "纯文本（.txt）",
}
"""What people call the kinds that can be read."""
_SAVE_AS = "请用 Word、WPS 打开，另存为 .docx 后再导入。"
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"这是 RTF 文档。{_SAVE_AS}"),
    (b"\x89PNG", "这是图片，没有文字可读。请找文字版，或先做文字识别（OCR）并校对。"),
    (b"\xff\xd8\xff", "这是图片，没有文字可读。请找文字版，或先做文字识别（OCR）并校对。"),
    (b"GIF8", "这是图片，没有文字可读。请找文字版，或先做文字识别（OCR）并校对。"),
    (b"II*\x00", "这是图片，没有文字可读。请找文字版，或先做文字识别（OCR）并校对。"),
    (b"MM\x00*", "这是图片，没有文字可读。请找文字版，或先做文字识别（OCR）并校对。"),
    (b"Rar!", "这是压缩包。请解压后导入里面的文件。"),
    (b"7z\xbc\xaf", "这是压缩包。请解压后导入里面的文件。"),
    (b"\x1f\x8b", "这是压缩包。请解压后导入里面的文件。"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body"
    rb"|table|div|meta|title|style|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


def detect(data: bytes, name: str) -> str:
    """The kind of a document: ``docx``, ``xlsx``, ``html``, ``pdf`` or ``text``.

    :param name: the file's name; an extension that contradicts the content is refused, an unknown
        one does not matter.
    :raises ImportProblem: for kinds that cannot be read, with what to do about it.
    """
    kind = _kind(data)
    dot = name.rfind(".")
    extension = name[dot:].lower() if dot >= 0 else ""
    expected = _EXTENSIONS.get(extension, kind)
    if expected != kind:
        raise ImportProblem(
            f"扩展名是 {extension}，内容却是{NAMES[kind]}。"
            "请确认选对了文件；没有选错，就改正扩展名后再导入。"
        )
    return kind


def _kind(data: bytes) -> str:
    for magic, message in _REFUSED:
        if data.startswith(magic):
            raise ImportProblem(message)
    if data.startswith(_OLE):
        raise ImportProblem(_ole(data))
    if data.startswith(b"PK"):
        return _package(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = data[:8192].decode("utf-16", "ignore").encode()
    if b"MIME-Version" in start[:512]:
        raise ImportProblem(f"这是单个文件网页（.mht）。{_SAVE_AS}")
    return "html" if _HTML.match(start) else "text"


def _ole(data: bytes) -> str:
    """The message for a file of the old Office formats."""
    names = {name: name.encode("utf-16-le") in data for name in ("EncryptedPackage", "Workbook")}
    if names["EncryptedPackage"]:
        return "文件已加密。请用 Word、Excel 或 WPS 打开，去掉密码、另存后再导入。"
    if names["Workbook"]:
        return "这是旧版 Excel 文件（.xls）。请用 Excel、WPS 打开，另存为 .xlsx 后再导入。"
    if "WordDocument".encode("utf-16-le") in data:
        return f"这是旧版 Word 文件（.doc）。{_SAVE_AS}"
    return f"这是旧版 Office 文件，无法直接读取。{_SAVE_AS}"


def _package(data: bytes) -> str:
    with open_package(data) as package:
        names = set(package.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "OFD.xml" in names:
        raise ImportProblem("这是 OFD 版式文件。请用阅读器转换为 PDF 或 .docx 后再导入。")
    if "content.xml" in names and "mimetype" in names:
        raise ImportProblem("这是 OpenDocument 文件。请另存为 .docx 或 .xlsx 后再导入。")
    raise ImportProblem("这是压缩包，不是 Word 或 Excel 文件。请解压后导入里面的文件。")
