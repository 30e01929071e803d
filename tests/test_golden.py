"""Golden folders: ``golden/<case>/lists`` and what ``qingdan check`` says of it, word for word.

Adding a case is adding a folder. Run with ``QINGDAN_GOLDEN=write`` to write the expected texts
anew, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import run

CASES = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_check_says(case: Path) -> None:
    result = run("check", "--root", str(case))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    said = f"exit {result.exit_code}\n{result.stdout}"
    expected = case / "expected.txt"
    if os.environ.get("QINGDAN_GOLDEN") == "write":
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
