"""The code in the docs for data users runs as it stands there."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from generator.downloads import neutral
from tests.conftest import REPOSITORY

DOCS = REPOSITORY / "docs/data"


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page / "index.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.fixture
def beside(site: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tables and the lists, which is the current one."""
    for path in (site / "data").iterdir():
        if path.suffix in (".csv", ".parquet", ".zip"):
            shutil.copyfile(path, tmp_path / path.name)
    (tmp_path / "lists").symlink_to(project / "lists")
    (tmp_path / "site").symlink_to(site)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("snippet", blocks("tables", "sql"))
def test_sql(snippet: str) -> None:
    found = asked(snippet)
    assert len(found) > 5
    assert all(cell is not None for row in found for cell in row)


@pytest.mark.usefixtures("beside")
def test_the_sql_on_the_page_of_data(site: Path) -> None:
    page = (site / "data/index.html").read_text("utf-8")
    found = re.findall(r"<pre><code>(SELECT .*?)</code></pre>", page, re.DOTALL)
    assert len(found) == 1
    assert asked(html.unescape(found[0]))


def asked(query: str) -> list[tuple[object, ...]]:
    """The rows that DuckDB answers with."""
    return duckdb.execute(query).fetchall()


def executed(snippet: str) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(compile(snippet, "snippet", "exec"), names)  # noqa: S102 - our own docs
    return names


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("page", ["tables", "python"])
def test_python(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    snippets = blocks(page, "python")
    assert len(snippets) >= 2
    for snippet in snippets:
        executed(snippet)
    said = capsys.readouterr().out
    assert "115" in said if page == "tables" else "1325" in said


@pytest.mark.usefixtures("beside")
def test_the_python_on_the_page_of_data(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (site / "data/index.html").read_text("utf-8")
    (snippet,) = re.findall(r"<pre><code>(from generator .*?)</code></pre>", page, re.DOTALL)
    executed(html.unescape(snippet))
    assert capsys.readouterr().out.startswith("1325 ")


@pytest.mark.usefixtures("beside")
def test_what_the_docs_say_of_apostrophes_gives_the_texts_back() -> None:
    undo = next(each for each in blocks("tables", "python") if "MARKED" in each)
    original = executed(undo)["original"]
    for text in ("=1", "''＠", "'甲'", "-3", "\t=", "甲=乙", "'", "", "＋1", "'x=1"):
        assert original(neutral(text)) == text  # type: ignore[operator]


def test_frictionless_is_called_as_the_docs_say(site: Path) -> None:
    (command,) = blocks("tables", "sh")
    program, *rest = command.split()
    assert program == "frictionless"
    done = subprocess.run(
        [sys.executable, "-m", program, *rest],
        cwd=site / "data", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
