"""Small townships for the tests: texts in, account out."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

from generator.load import Document, Source, assemble, document_of
from generator.reconcile import Account, Diff, reconcile

TOWNSHIP = """\
name: 甲镇
kind: 镇
division: [乙省, 丙市, 丁县]
code: '123456100'
versions:
  - id: '2024'
    title: 甲镇履行职责事项清单
    original: originals/2024.txt
    sha256: ''
"""


def account(original: str, lists: Mapping[str, str], ignored: str = "") -> Account:
    """Reconcile an original with lists, given as YAML by kind.

    :param ignored: entries of ``ignored``, as ``{lines: …, reason: …}`` divided by commas.
    """
    head = TOWNSHIP + (f"    ignored: [{ignored}]\n" if ignored else "")
    files = {"township": head, **{kind: dedent(text) for kind, text in lists.items()}}
    documents: dict[str, Document] = {}
    for name, text in files.items():
        document = document_of(Source(f"lists/a/b/c/{name}.yml", text.encode()))
        assert document is not None
        documents[f"{name}.yml"] = document
    township = assemble("a/b/c", documents)
    assert township is not None
    return reconcile(township, original.encode(), documents)


def places(found: Account) -> list[tuple[int, str, int, str]]:
    """The problems as (line of the original, file, its line, message)."""
    return [_place(problem) for problem in found.problems]


def _place(problem: Diff) -> tuple[int, str, int, str]:
    return problem.original_line, problem.yaml_file, problem.yaml_line, problem.message
