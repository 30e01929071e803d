"""Reviewed lists, printed in every format (small committed files), come back as they were.

``python -m tests.tools.print_lists tests/documents/fixtures/lists/small tests/documents/fixtures``
prints the files again.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.documents import import_document, read
from generator.model import DutyList, Township
from tests.tools.print_lists import load_township

FIXTURES = Path(__file__).parent / "fixtures"
FORMS = ("docx", "auto.docx", "xlsx", "html", "pdf", "upright.pdf")


@pytest.fixture(scope="module")
def small() -> Township:
    return load_township(FIXTURES / "lists/small", FIXTURES)


def without_titles(lists: tuple[DutyList, ...]) -> list[object]:
    return [(one.kind, one.labels, one.categories) for one in lists]


@pytest.mark.parametrize("form", FORMS)
def test_lists_come_back_from_every_format(form: str, small: Township) -> None:
    data = (FIXTURES / f"small.{form}").read_bytes()
    done = import_document(data, f"small.{form}")
    assert without_titles(done.imported.lists) == without_titles(small.lists)
    if form != "xlsx":  # its sheets print the document's title before each list's
        assert [one.title for one in done.imported.lists] == [one.title for one in small.lists]
        assert done.imported.title == small.version.title


@pytest.mark.parametrize("form", ["pdf", "upright.pdf"])
def test_the_printed_file_cuts_rows_over_pages(form: str) -> None:
    """Else the test above would prove little: heads repeat, and a row begins without a number."""
    rows = read((FIXTURES / f"small.{form}").read_bytes(), form).rows
    heads = [row for row in rows if row.cells[0].text == "序号" and len(row.cells) == 5]
    cut = [row for row in rows if not row.is_paragraph and not row.cells[0].text]
    assert len(heads) > 1
    assert cut


def test_doubts_say_where_they_stand_in_the_document() -> None:
    data = (FIXTURES / "small.pdf").read_bytes()
    stray = [one for one in import_document(data, "x.pdf").doubts if one.excerpt == "县公安局："]
    assert [(one.item, one.field) for one in stray] == [("c002", "departments")]
    assert stray[0].place.startswith("第 3 页第 ")
    stray = [
        one
        for one in import_document((FIXTURES / "small.xlsx").read_bytes(), "x.xlsx").doubts
        if one.excerpt == "县公安局："
    ]
    assert [one.place for one in stray] == ["工作表“配合履职事项清单”第 5 行"]
