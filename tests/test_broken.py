"""A corpus of broken files: each with the codes and places that ``qingdan check`` must name.

``broken/files/<what>.<target>.yml`` takes the place of ``<target>.yml`` in the small project
``broken/base``; ``broken/expected.json`` says what is found. With
``QINGDAN_GOLDEN=write`` it is written anew; read the difference.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import run

CORPUS = Path(__file__).parent / "broken"
FILES = sorted((CORPUS / "files").iterdir())
EXPECTED = CORPUS / "expected.json"


def placed(file: Path, root: Path) -> str:
    """Copy the base project with a broken file in its place; the path of that place."""
    shutil.copytree(CORPUS / "base", root, dirs_exist_ok=True)
    target = file.name.split(".")[1]
    found = "lists/vocabulary/matters/dang-de-jianshe.yml"
    if target != "matters":
        found = f"lists/aa/bb/zhen/{target}.yml"
    shutil.copyfile(file, root / found)
    return found


def findings(root: Path, path: str) -> list[str]:
    """``code line:column`` of every finding, with ``fix`` if it can be made; the file is
    named where it is not the broken one."""
    result = run("check", "--root", str(root), "--format", "json")
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


def test_the_base_is_clean(tmp_path: Path) -> None:
    shutil.copytree(CORPUS / "base", tmp_path, dirs_exist_ok=True)
    assert findings(tmp_path, "") == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_a_broken_file(file: Path, tmp_path: Path) -> None:
    found = findings(tmp_path, placed(file, tmp_path))
    table = json.loads(EXPECTED.read_text("utf-8")) if EXPECTED.exists() else {}
    if os.environ.get("QINGDAN_GOLDEN") == "write":
        table[file.name] = found
        text = json.dumps(dict(sorted(table.items())), ensure_ascii=False, indent=1)
        EXPECTED.write_text(text + "\n", "utf-8")
    assert found == table[file.name]
    assert found
