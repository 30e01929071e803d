"""The engine is replaceable: Zensical builds the same pages from the same files.

Only ``make zensical-check`` runs this; CI lets it fail.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import writer
from tests import contract
from tests.conftest import REPOSITORY, copy_sources

pytestmark = pytest.mark.zensical


@pytest.fixture(scope="module")
def zensical(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as Zensical builds it from the files that MkDocs was given."""
    root = copy_sources(tmp_path_factory.mktemp("zensical"))
    writer.merge(project / "build", root / "build")
    subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "-f", "mkdocs.yml"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        check=True,
    )
    writer.merge(root / "build/files", root / "site")
    return root / "site"


def test_same_pages(zensical: Path, site: Path) -> None:
    theirs = {path.relative_to(zensical) for path in zensical.rglob("*.html")}
    ours = {path.relative_to(site) for path in site.rglob("*.html")}
    assert theirs == ours


def test_same_ids_tables_and_texts_on_every_page(zensical: Path, site: Path) -> None:
    for (name, theirs), (_, ours) in zip(
        contract.pages(zensical), contract.pages(site), strict=True
    ):
        if name == "404.html":
            continue
        assert [each for each in theirs.ids if not each.startswith("__")] == [
            each for each in ours.ids if not each.startswith("__")
        ], name
        assert theirs.tables == ours.tables, name
        assert theirs.titles == ours.titles, name
        assert theirs.headings == ours.headings, name


def test_links_live_and_nothing_is_inline(zensical: Path) -> None:
    assert contract.dead_links(zensical) == []
    assert {name for name, page in contract.pages(zensical) if page.inline} == set()
