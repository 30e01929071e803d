"""The static site engine, at arm's length: it is handed a folder of Markdown and called as a
program. Nothing of ours runs inside it but :mod:`generator.body_block`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator import yamlio
from generator.yamlio import YamlProblem


def site_url(root: Path) -> str:
    """The address that the site will stand at, from ``mkdocs.yml``; '' if it says none.

    The file is read as MkDocs' own would be, but only for this plain text.
    """
    try:
        found = yamlio.parse((root / "mkdocs.yml").read_text("utf-8")).get("site_url")
    except (YamlProblem, FileNotFoundError, UnicodeDecodeError):
        return ""
    return str(found.value).rstrip("/") + "/" if found and found.kind == "scalar" else ""


class EngineFailed(Exception):
    """MkDocs did not build; the text is what it said."""


def run_mkdocs(root: Path, site: Path, *, epoch: int) -> None:
    """Build ``root/build/docs`` into ``site`` with MkDocs and ``root/mkdocs.yml``.

    :param epoch: seconds since 1970 that stand for the date of the build, so that the same data
        give the same bytes on any day.
    :raises EngineFailed: if MkDocs ends with an error.
    """
    shutil.rmtree(site, ignore_errors=True)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(epoch),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
    }
    package = str(Path(__file__).resolve().parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join(
        part for part in (package, os.environ.get("PYTHONPATH", "")) if part
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"),
            *("-f", str(root / "mkdocs.yml"), "-d", str(site)),
        ],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise EngineFailed((done.stderr or done.stdout).strip()[-4000:])
    # MkDocs' own sitemap names a date of change that nobody knows; ours takes its place
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    # the theme's scripts and source maps are 2 MB that no page refers to
    shutil.rmtree(site / "assets/javascripts", ignore_errors=True)
    for path in site.glob("assets/stylesheets/*.map"):
        path.unlink()
