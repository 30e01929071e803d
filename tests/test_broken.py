"""A corpus of broken files: each with the codes and places that ``qingdan check`` must name.

``broken/files/<what>.<target>.yml`` takes the place of ``<target>.yml`` in the small project
``broken/base``; ``broken/expected.json`` says what is found. What begins with ``published-`` is
compared with the base, as a pull request is. With ``QINGDAN_GOLDEN=write`` it is written anew; read
the difference.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from generator import rules
from tests.conftest import REPOSITORY, run

CORPUS = Path(__file__).parent / "broken"
FILES = sorted((CORPUS / "files").iterdir())
EXPECTED = CORPUS / "expected.json"
CLASSES = {
    "tab": ("tab-indent", "tab-after-dash", "tab-only-file", "tab-in-text"),
    "full-width colon": (
        "wide-colon-key",
        "wide-colon-list",
        "wide-colon-last",
        "wide-colon-three",
    ),
    "full-width quotes": ("wide-quotes-code", "wide-quotes-kind", "wide-quotes-matter"),
    "no blank after the colon": ("no-blank-after-colon", "no-blank-in-braces"),
    "unquoted sign": ("star", "star-duty", "star-in-list", "at-sign", "percent", "ampersand"),
    "colon in text": ("colon-in-text", "colon-in-duty", "colon-at-end"),
    "wrong indent": ("indent-one-less", "indent-one-more", "indent-item", "indent-duty-out"),
    "duplicate key": ("duplicate-key", "duplicate-key-same"),
    "GBK": ("encoding-gbk",),
    "UTF-16": ("encoding-utf16-le-bom", "encoding-utf16-be-bom", "encoding-utf16-no-bom"),
    "BOM": ("encoding-bom",),
    "CRLF": ("line-ends-crlf", "line-ends-mixed"),
    "NUL": ("encoding-nul",),
    "unknown field": ("unknown-field", "unknown-field-top", "matter-unknown-field"),
    "missing field": ("missing-name", "missing-kind", "matter-missing-scope"),
    "wrong-typed field": (
        *("wrong-type-list", "wrong-type-number", "wrong-type-record", "wrong-type-text"),
    ),
    "number": ("number-twice", "number-needless", "wide-number"),
    "count": ("declared-wrong", "declared-total-wrong"),
    "id twice": ("id-twice",),
    "id reused": ("published-id-reused", "published-ids-swapped"),
    "id changed after publication": ("published-id-changed", "published-item-gone"),
    "unknown category": ("unknown-category",),
    "unknown department": ("unknown-department",),
    "unknown matter": ("unknown-matter",),
    "half a pair": ("half-bracket", "half-title-mark", "half-straight-quote"),
    "list number": ("list-number", "list-numbers", "list-number-inside"),
    "doubled words": ("doubled-word",),
    "trailing white space": ("white-space-behind", "white-space-wide"),
    "private-use character": ("private-use",),
    "look-alike character": ("cyrillic", "radical"),
    "link": ("matter-link", "merged-unknown", "original-missing", "correction-not-found"),
    "two lines run together": (
        "dash-in-text",
        "dash-behind-sign",
        "hash-before-entry",
        "hash-joins-lines",
        "folded-name",
        "list-in-name",
        "wide-colon-swallowed",
    ),
}
"""What editors get wrong, by class, with its cases; the files that ``qingdan import`` must refuse
are in ``documents/test_bad_input.py``."""

SEVERAL_FILES = {"QD102", "QD308"}
"""What cannot be one broken file: one of megabytes (``test_cli``), and a folder that is gone
(``test_published``)."""


def placed(file: Path, root: Path) -> str:
    """Copy the base project with a broken file in its place; the path of that place."""
    shutil.copytree(CORPUS / "base", root, dirs_exist_ok=True)
    target = file.name.split(".")[1]
    found = "lists/vocabulary/matters/dang-de-jianshe.yml"
    if target != "matters":
        found = f"lists/aa/bb/zhen/{target}.yml"
    shutil.copyfile(file, root / found)
    return found


def findings(root: Path, path: str, *options: str) -> list[str]:
    """``code line:column`` of every finding, with ``fix`` if it can be made; the file is
    named where it is not the broken one."""
    result = run("check", "--root", str(root), "--format", "json", *options)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    found = json.loads(result.stdout)["diagnostics"]
    for each in found:
        assert all(each[key] for key in ("what", "why", "mend", "code")), each
    return [
        f"{each['code']} {each['line']}:{each['column']}"
        + (" fix" if each["fix"] else "")
        + ("" if each["path"] == path else f" {each['path']}")
        for each in found
    ]


def test_there_are_enough_cases_and_each_is_expected() -> None:
    assert len(FILES) >= 60
    assert sorted(json.loads(EXPECTED.read_text("utf-8"))) == [file.name for file in FILES]


def test_every_class_of_mistakes_has_its_cases() -> None:
    cases = {file.name.partition(".")[0] for file in FILES}
    assert {case for named in CLASSES.values() for case in named} <= cases


def test_every_code_has_its_case() -> None:
    folders = (CORPUS.parent / "golden").glob("*/expected.txt")
    said = [EXPECTED.read_text("utf-8"), *(path.read_text("utf-8") for path in folders)]
    codes = {code for text in said for code in re.findall(r"QD\d{3}", text)}
    assert {module.ID for module in rules.modules()} == codes | SEVERAL_FILES


def test_the_nearest_three_names_are_proposed(tmp_path: Path) -> None:
    """Of a category, a department and a matter, with the project's own vocabulary."""
    shutil.copytree(CORPUS / "base", tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "lists/vocabulary")
    shutil.copytree(REPOSITORY / "lists/vocabulary", tmp_path / "lists/vocabulary")
    path = tmp_path / "lists/aa/bb/zhen/cooperative.yml"
    text = path.read_text("utf-8")
    for old, new in (
        ("二、经济发展", "二、经剂发展"),
        ("[县公安局, 县市场监管局]", "[县公安句]"),
        ("matters: []", "matters: [校外培训机构监督]"),
    ):
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    done = run("check", "--root", str(tmp_path), "--format", "json")
    told = {
        each["code"]: each["mend"]
        for each in json.loads(done.stdout)["diagnostics"]
        if each["path"].endswith("cooperative.yml")
    }
    for code, right in (("QD401", "经济发展"), ("QD402", "公安局"), ("QD404", "校外培训机构监管")):
        near = told[code].removeprefix("相近的有：").partition("。")[0].split("、")
        assert len(near) == 3, told
        assert right in near


def test_the_base_is_clean(tmp_path: Path) -> None:
    shutil.copytree(CORPUS / "base", tmp_path, dirs_exist_ok=True)
    assert findings(tmp_path, "") == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_a_broken_file(file: Path, tmp_path: Path) -> None:
    against = ("--base", str(CORPUS / "base")) if file.name.startswith("published-") else ()
    found = findings(tmp_path, placed(file, tmp_path), *against)
    table = json.loads(EXPECTED.read_text("utf-8")) if EXPECTED.exists() else {}
    if os.environ.get("QINGDAN_GOLDEN") == "write":
        table[file.name] = found
        text = json.dumps(dict(sorted(table.items())), ensure_ascii=False, indent=1)
        EXPECTED.write_text(text + "\n", "utf-8")
    assert found == table[file.name]
    assert found
