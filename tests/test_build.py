"""Building: the same bytes twice, nothing half done, hostile names as plain text."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from generator import engine, yamlio
from generator.build import build
from generator.model import (
    Block,
    Category,
    Correction,
    DutyList,
    Item,
    Labels,
    Township,
    Version,
)
from tests import contract
from tests.conftest import BASIC, REPOSITORY, Server, copy_sources, run


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_identical_file_by_file(project: Path, tmp_path: Path) -> None:
    other = copy_sources(tmp_path / "elsewhere with blanks 和中文")
    changed = {
        "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "77",
        "PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": "",
    }  # fmt: skip
    for verb in ("reconcile", "build"):
        subprocess.run(
            [sys.executable, "-m", "generator.cli", verb, "--root", str(other)],
            env={**os.environ, **changed},
            check=True,
            capture_output=True,
        )
    assert digests(other / "site") == digests(project / "site")


def test_an_unchanged_build_does_nothing(project: Path) -> None:
    before = (project / "site").stat().st_mtime_ns
    assert build(project, lambda _: None).unchanged
    assert (project / "site").stat().st_mtime_ns == before


@pytest.fixture
def built(lists: Path) -> Path:
    for name in ("docs", "overrides", "mkdocs.yml"):
        (lists / name).symlink_to(REPOSITORY / name)
    assert not build(lists, lambda _: None, data=False).failed
    return lists


def test_errors_leave_the_last_good_site(built: Path) -> None:
    before = digests(built / "site")
    (built / "lists/shengli/xian/zhen/basic.yml").write_text("kind: [\n", "utf-8")
    result = run("build", "--root", str(built))
    assert result.exit_code == 1
    assert "basic.yml:1:7  错误 QD103" in result.stdout
    assert digests(built / "site") == before


def test_a_failing_engine_leaves_the_last_good_site(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(built / "site")
    (built / "lists/shengli/xian/zhen/basic.yml").write_text(
        BASIC.replace("加强党委", "加强了党委"), "utf-8"
    )

    def fail(*_: object, **__: object) -> None:
        raise engine.EngineFailed("坏了")

    monkeypatch.setattr(engine, "run_mkdocs", fail)
    result = run("build", "--root", str(built))
    assert result.exit_code == 1
    assert "原来的 site/ 没有动" in result.stderr
    assert digests(built / "site") == before


def test_a_large_site_is_built_in_shares_to_the_same_bytes(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares = digests(built / "site")
    monkeypatch.setattr(engine, "SHARE", 300)
    assert not build(built, lambda _: None, force=True, data=False).failed
    assert digests(built / "site") == shares
    assert not (built / "build/shares").exists()
    monkeypatch.setattr(engine, "WORTHWHILE", 100_000)
    assert not build(built, lambda _: None, force=True, data=False).failed
    assert digests(built / "site") == shares


def test_pages_alone_are_built_without_downloads_data_and_embeds(built: Path) -> None:
    pages = digests(built / "site")
    assert run("build", "--pages-only", "--root", str(built)).stderr.startswith("没有变化")
    assert run("build", "--root", str(built)).exit_code == 0
    whole = digests(built / "site")
    left_out = {path for path in whole if path not in pages}
    assert {"embed/index.html", "data/index.html", "data/items.csv"} <= left_out
    assert not any(path.startswith(("embed/v1/shengli/", "api/v1/")) for path in pages)
    assert "shengli/xian/zhen/qingdan.xlsx" in left_out
    assert pages.keys() - whole.keys() == set()
    assert "shengli/xian/zhen/basic/index.html" in pages
    same = [path for path in pages if not path.endswith((".html", "sitemap.xml"))]
    assert "assets/qingdan.css" in same
    assert [path for path in same if pages[path] != whole[path]] == []


def test_a_preview_leaves_out_what_has_errors(built: Path) -> None:
    folder = built / "lists/shengli/xian/zhen"
    other = folder.with_name("xiang")
    shutil.copytree(folder, other)
    head = (folder / "township.yml").read_text("utf-8")
    (other / "township.yml").write_text(head.replace("code: '", "code: '9"), "utf-8")
    whole = run("build", "--root", str(built))
    assert whole.exit_code == 1
    assert "原来的 site/ 没有动" in whole.stderr
    preview = run("build", "--root", str(built), "--leave-out")
    assert preview.exit_code == 0, preview.output
    assert "lists/shengli/xian/xiang/township.yml" in preview.stdout
    assert "有错误的乡镇略去了" in preview.stderr
    assert (built / "site/shengli/xian/zhen/basic/index.html").exists()
    assert not (built / "site/shengli/xian/xiang").exists()
    assert run("build", "--root", str(built)).exit_code == 1


def test_a_removed_township_leaves_no_page(built: Path) -> None:
    assert not build(built, lambda _: None).failed
    folder = built / "lists/shengli/xian/zhen"
    folder.rename(folder.with_name("xinzhen"))
    assert not build(built, lambda _: None).failed
    assert not (built / "site/shengli/xian/zhen").exists()
    assert not (built / "site/api/v1/townships/shengli/xian/zhen.json").exists()
    # The docs for editors show real items, also of this township: only their links may be dead.
    written = tuple(
        page.relative_to(built / "docs").with_suffix("").as_posix()
        for page in (built / "docs").rglob("*.md")
    )
    dead = contract.dead_links(built / "site")
    assert [link for link in dead if not link.startswith(written)] == []


HOSTILE = [
    "<script>parent.hacked=1</script>",
    "</title><script>parent.hacked=1</script>",
    "&lt;/title&gt;&lt;script&gt;parent.hacked=1&lt;/script&gt;",
    "{{ 7 * 7 }}{% raw %}{# x #}",
    "甲 | 乙 | 丙",
    "*对……的处罚*、**粗**、_斜_",
    "](javascript:alert(1)) [x](javascript:alert(1))",
    "<img src=x onerror=parent.hacked=1>",
    "<!-- /body -->",
    '"><svg onload=parent.hacked=1>',
    "‹关于‹条例›的通知› <通知>",
    "`code` ~~~ ### # 标题",
    "--> ]]> </textarea> </style>",
    "\\u003cscript\\u003e ${x} %s {0}",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose every text field is hostile."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "lists/aa/bb/cc"
    (folder / "originals").mkdir(parents=True)
    (folder / "originals/2024.txt").write_bytes(b"x")
    version = Version(
        id="2024",
        title=HOSTILE[0],
        original="originals/2024.txt",
        sha256=hashlib.sha256(b"x").hexdigest(),
    )
    township = Township(
        name=HOSTILE[1],
        kind="镇",
        division=(HOSTILE[3], HOSTILE[2]),
        code="990001100",
        versions=(version,),
    )
    block = Block(
        part=HOSTILE[3],
        departments=(HOSTILE[4], HOSTILE[0]),
        heading=HOSTILE[1],
        lead=HOSTILE[8],
        role=HOSTILE[7],
        duties=tuple(HOSTILE),
        safeguards=tuple(HOSTILE),
    )
    items = tuple(
        Item(
            id=f"c{place:03d}",
            name=text,
            matters=(),
            departments=(text,),
            departments_cell=text + "。",
            superior=(block,),
            township=(block,),
            corrections=(
                Correction(field="name", printed=text, suggested=HOSTILE[0], reason=HOSTILE[1]),
            ),
        )
        for place, text in enumerate(HOSTILE, start=1)
    )
    duty_list = DutyList(
        kind="cooperative",
        title=HOSTILE[5],
        labels=Labels(before_duties=HOSTILE[0], before_safeguards=HOSTILE[7]),
        categories=(Category(name="一、党的建设", items=items),),
    )
    for name, record in (("township", township), ("cooperative", duty_list)):
        text = yamlio.dump(yamlio.to_node(record), type(record))
        (folder / f"{name}.yml").write_text(text, "utf-8")
    for name in ("docs", "overrides", "mkdocs.yml"):
        (root / name).symlink_to(REPOSITORY / name)
    shutil.copytree(REPOSITORY / "lists/vocabulary", root / "lists/vocabulary")
    result = build(root, lambda _: None)
    assert not result.failed, result.diagnostics
    return root / "site"


def test_hostile_texts_stay_texts(hostile: Path) -> None:
    page = contract.read(hostile / "aa/bb/cc/cooperative/index.html")
    assert page.inline == []
    for place, text in enumerate(HOSTILE, start=1):
        assert text in page.texts[f"c{place:03d}"]
    for _, facts in contract.pages(hostile):
        assert facts.inline == []
        assert [url for _, url in facts.references if "javascript:" in url] == []


def test_hostile_texts_do_nothing_in_a_browser(
    hostile: Path, serve: Callable[[Path], Server], browser: Browser
) -> None:
    page = browser.new_page()
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    address = serve(hostile).url
    for path in (
        "",
        "aa/",
        "aa/bb/cc/",
        "aa/bb/cc/cooperative/",
        "aa/bb/cc/departments/",
        "compare/",
        "categories/dang-de-jianshe/",
        "?q=对",
    ):
        page.goto(f"{address}/{path}")
        page.wait_for_timeout(150)
        assert page.evaluate("window.hacked === undefined && parent.hacked === undefined")
    page.goto(f"{address}/aa/bb/cc/cooperative/")
    names = page.locator(".qd-name").all_text_contents()
    assert names == HOSTILE
    assert page.title().startswith(HOSTILE[2] + HOSTILE[1])
    assert dialogs == []
    page.close()
