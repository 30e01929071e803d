"""The static site engine, at arm's length: it is handed a folder of Markdown and called as a
program. Nothing of ours runs inside it but :mod:`generator.body_block`.

MkDocs keeps every page in memory until it ends. A large site is therefore built in shares, a few
side by side; each share holds the pages of the navigation too, so that its links are the same.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from generator import writer, yamlio
from generator.yamlio import Node, YamlProblem

SHARE = 450
"""Most pages that one run of MkDocs is given, besides those of the navigation."""

WORTHWHILE = 200
"""Pages from which on a run for each processor is sooner done than one for all."""

EDITORS = {"github": "edit/main/", "gitlab": "-/edit/main/", "gitee": "edit/main/"}
"""Where hosting sites open a file of a repository in their editor."""

PROGRAM = """\
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
file, docs, site = sys.argv[1:4]
absent = set(sys.argv[4:])
config = load_config(file, docs_dir=docs, site_dir=site, strict=True)
config.nav = [entry for entry in config.nav or () if absent.isdisjoint(entry.values())]
build(config)
"""


class EngineFailed(Exception):
    """MkDocs did not build; the text is what it said."""


def _config(root: Path) -> Node | None:
    try:
        return yamlio.parse((root / "mkdocs.yml").read_text("utf-8"))
    except (YamlProblem, FileNotFoundError, UnicodeDecodeError):
        return None


def site_url(root: Path) -> str:
    """The address that the site will stand at, from ``mkdocs.yml``; '' if it says none."""
    return _address(_config(root), "site_url")


def edit_url(root: Path) -> str:
    """What the address of a file in the repository's editor begins with, from ``repo_url`` in
    ``mkdocs.yml``, and ``edit_uri`` where the host is none of GitHub, GitLab and Gitee or the
    branch is another than ``main``; '' if that is not known."""
    config = _config(root)
    repository, folder = _address(config, "repo_url"), _address(config, "edit_uri")
    if repository and not folder:
        host = urlsplit(repository).hostname or ""
        folder = next((way for name, way in EDITORS.items() if name in host.split(".")), "")
    return repository + folder.lstrip("/") if repository and folder else ""


def _address(config: Node | None, key: str) -> str:
    """A setting with one slash at its end; '' if it is not set."""
    found = config.get(key) if config else None
    text = str(found.value).rstrip("/") if found and found.kind == "scalar" else ""
    return text and f"{text}/"


def navigation(root: Path) -> list[str]:
    """The Markdown files that the navigation in ``mkdocs.yml`` names."""
    config = _config(root)
    found = config.get("nav") if config else None
    entries = found.value if found is not None and found.kind == "sequence" else []
    return [value.value for entry in entries for _, value in entry.pairs()]


def run_mkdocs(root: Path, site: Path, *, epoch: int, absent: Sequence[str] = ()) -> None:
    """Build ``root/build/docs`` into ``site`` with MkDocs and ``root/mkdocs.yml``.

    :param absent: Markdown files of the navigation that were not made, and are left out of it.
    :param epoch: seconds since 1970 that stand for the date of the build, so that the same data
        give the same bytes on any day.
    :raises EngineFailed: if MkDocs ends with an error.
    """
    shutil.rmtree(site, ignore_errors=True)
    docs = root / "build/docs"
    everywhere = set(navigation(root))
    pages = sorted(
        path.relative_to(docs).as_posix()
        for path in docs.rglob("*.md")
        if path.relative_to(docs).as_posix() not in everywhere
    )
    if len(pages) < WORTHWHILE:
        _run(root, docs, site, epoch, absent)
    else:
        shared = [path for path in sorted(everywhere) if (docs / path).exists()]
        _run_in_shares(root, site, epoch, shared, pages, absent)
    # MkDocs' own sitemap names a date of change that nobody knows; ours takes its place
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    # the theme's scripts and source maps are 2 MB that no page refers to
    shutil.rmtree(site / "assets/javascripts", ignore_errors=True)
    for path in site.glob("assets/stylesheets/*.map"):
        path.unlink()


def run_pages(root: Path, paths: Sequence[str], *, epoch: int) -> dict[str, bytes]:
    """Build some Markdown files of ``root/build/docs`` alone, beside those of the navigation.

    :returns: the pages by path below the site.
    :raises EngineFailed: if MkDocs ends with an error.
    """
    if not paths:
        return {}
    docs, folder = root / "build/docs", root / "build/preview"
    shutil.rmtree(folder, ignore_errors=True)
    for path in {*paths, *(each for each in navigation(root) if (docs / each).exists())}:
        writer.share(docs / path, folder / "docs" / path)
    _run(root, folder / "docs", folder / "site", epoch)
    pages = (f"{path.removesuffix('.md')}.html" for path in paths)
    found = {path: (folder / "site" / path).read_bytes() for path in pages}
    shutil.rmtree(folder)
    return found


def _run_in_shares(
    root: Path,
    site: Path,
    epoch: int,
    everywhere: Sequence[str],
    pages: Sequence[str],
    absent: Sequence[str],
) -> None:
    docs, shares = root / "build/docs", root / "build/shares"
    shutil.rmtree(shares, ignore_errors=True)
    others = [path for path in docs.rglob("*") if path.is_file() and path.suffix != ".md"]
    common = [*everywhere, *(path.relative_to(docs).as_posix() for path in others)]
    at_once = os.cpu_count() or 1  # no processor waits for the last share of another
    size = math.ceil(len(pages) / (at_once * math.ceil(len(pages) / (at_once * SHARE))))
    parts = [pages[start : start + size] for start in range(0, len(pages), size)]
    for number, part in enumerate(parts):
        for path in (*common, *part):
            writer.share(docs / path, shares / str(number) / "docs" / path)
    with ThreadPoolExecutor(at_once) as pool:
        runs = [
            pool.submit(_run, root, share / "docs", share / "site", epoch, absent)
            for share in (shares / str(number) for number in range(len(parts)))
        ]
        for run in runs:
            run.result()
    for number in range(len(parts)):
        writer.merge(shares / str(number) / "site", site)
    shutil.rmtree(shares)


def _run(root: Path, docs: Path, site: Path, epoch: int, absent: Sequence[str] = ()) -> None:
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
        [sys.executable, "-c", PROGRAM, str(root / "mkdocs.yml"), str(docs), str(site), *absent],
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
