"""``qingdan new``, then ``qingdan import``: once, and over lists that people have worked on."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model import Block, Category, DutyList, Item, Township
from tests.conftest import REPOSITORY, run
from tests.documents.test_bad_input import BAD
from tests.tools.print_lists import load_township, to_docx
from tests.tools.sheets import sheets

FIXTURES = REPOSITORY / "tests/documents/fixtures"
FOLDER = "chongqing/yunyang/jiangkou"
NEW = (
    *("new", "--province", "重庆市", "--county", "云阳县", "--town", "江口镇"),
    *("--code", "500235101", "--version", "2024"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the real vocabulary and one township without items."""
    shutil.copytree(REPOSITORY / "lists/vocabulary", tmp_path / "lists/vocabulary")
    assert run(*NEW, "--root", str(tmp_path)).exit_code == 0
    return tmp_path


def yaml_files(root: Path) -> dict[str, str]:
    folder = root / "lists" / FOLDER
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yml"))}


def imported(root: Path, *files: Path | str) -> str:
    done = run("import", *map(str, files), "--into", FOLDER, "--root", str(root))
    assert done.exit_code == 0, done.output
    return done.output


def printed(target: Path, change: Callable[[Township], Township] = lambda same: same) -> Path:
    """The small lists, changed and printed as a Word document."""
    township = change(load_township(FIXTURES / "lists/small", FIXTURES))
    target.write_bytes(to_docx(township.version.title, sheets(township)))
    return target


def with_items(township: Township, kind: str, change: Callable[[Item], Item | None]) -> Township:
    def category(each: Category) -> Category:
        items = tuple(item for old in each.items if (item := change(old)) is not None)
        declared = each.declared and each.declared + len(items) - len(each.items)
        return dataclasses.replace(each, items=items, declared=declared)

    def duty_list(each: DutyList) -> DutyList:
        if each.kind != kind:
            return each
        return dataclasses.replace(each, categories=tuple(map(category, each.categories)))

    return dataclasses.replace(township, lists=tuple(map(duty_list, township.lists)))


def duty(item: Item, text: str) -> Item:
    """The item with one more duty of the town."""
    block: Block = item.township[-1]
    more = dataclasses.replace(block, duties=(*block.duties, text))
    return dataclasses.replace(item, township=(*item.township[:-1], more))


def test_new_then_import_then_check(root: Path) -> None:
    assert run("check", "--quiet", "--root", str(root)).exit_code == 0
    said = imported(root, FIXTURES / "small.pdf")
    assert "共 " in said
    assert "small.pdf：读了 " in said
    report = (root / f"build/import/{FOLDER.replace('/', '-')}.md").read_text("utf-8")
    assert "- small.pdf：PDF（.pdf），" in report
    assert "配合履职事项清单：读到 " in report
    assert "| 一、经济发展 | 3 | 3 |" in report
    assert "（100.00%）" in report
    assert "## 要人定的地方（" in report
    assert "| 第 3 页第 " in report
    assert "请核对并记勘误" in report
    assert run("check", "--quiet", "--root", str(root)).exit_code == 0
    assert run("reconcile", "--root", str(root)).exit_code == 0
    small = FIXTURES / "lists/small"
    for name in ("basic.yml", "withdrawn.yml"):
        assert yaml_files(root)[name] == (small / name).read_text("utf-8")


def test_several_files_are_one_township(root: Path, tmp_path: Path) -> None:
    township = load_township(FIXTURES / "lists/small", FIXTURES)
    files = []
    for one in township.lists:
        alone = dataclasses.replace(township, lists=(one,))
        files.append(tmp_path / f"{one.kind}.docx")
        files[-1].write_bytes(to_docx(township.version.title, sheets(alone)))
    imported(root, *files)
    several = yaml_files(root)
    assert run("reconcile", "--root", str(root)).exit_code == 0
    shutil.rmtree(root / "lists" / FOLDER)
    assert run(*NEW, "--root", str(root)).exit_code == 0
    imported(root, FIXTURES / "small.docx")
    together = yaml_files(root)
    for name in ("basic.yml", "cooperative.yml", "withdrawn.yml"):
        assert several[name] == together[name]
    done = run("import", str(files[0]), str(files[1]), "--into", FOLDER, "--root", str(root))
    assert done.exit_code == 1
    assert "这些文件里缺少" in done.output
    done = run("import", str(files[0]), str(files[0]), "--into", FOLDER, "--root", str(root))
    assert "有 2 个文件都含" in done.output


def work_on(root: Path) -> None:
    """What people do to imported lists: matters, corrections, another id, a mended text, notes."""
    path = root / "lists" / FOLDER / "cooperative.yml"
    text = path.read_text("utf-8")
    text = text.replace("# ", "")
    text = text.replace(
        "        name: 社会救助\n",
        "        name: 社会救助\n        matters: [最低生活保障, 临时救助]\n",
    )
    text = text.replace("- id: c005\n", "- id: c105\n")
    text = text.replace("及时研究重点难点问题。", "及时研究重点、难点问题。")
    text = text.replace(
        "      - id: c004\n",
        "      # 与第 5 项是两件事\n      - id: c004\n",
    )
    text = text.replace(
        "      - id: c105\n",
        "        corrections:\n          - field: township\n            printed: 困难群众救助金\n"
        "            reason: 试\n      - id: c105\n",
    )
    path.write_text(text, encoding="utf-8")
    assert run("fmt", "--root", str(root)).exit_code == 0


def test_importing_again_keeps_all_hand_work_and_shows_the_differences(root: Path) -> None:
    imported(root, FIXTURES / "small.docx")
    work_on(root)
    before = yaml_files(root)
    assert "matters: [最低生活保障, 临时救助]" in before["cooperative.yml"]
    said = imported(root, FIXTURES / "small.docx")
    assert yaml_files(root) == before
    assert "c001 上级部门职责：保留人工改动：现有“" in said
    assert "写入 0 个文件" in said


def test_a_changed_document_changes_what_nobody_touched(root: Path, tmp_path: Path) -> None:
    imported(root, FIXTURES / "small.docx")
    work_on(root)
    before = yaml_files(root)["cooperative.yml"]

    def change(township: Township) -> Township:
        def item(each: Item) -> Item | None:
            if each.id == "c005":
                return None
            if each.id in ("c001", "c003", "c004"):
                return duty(each, "公布后新加的一条职责。")
            return each

        return with_items(township, "cooperative", item)

    said = imported(root, printed(tmp_path / "again.docx", change))
    after = yaml_files(root)["cooperative.yml"]
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert set(added) >= {"              - 公布后新加的一条职责。"}
    assert after.count("公布后新加的一条职责。") == 3
    kept = [line for line in before.splitlines() if "declared" not in line]
    assert [line for line in kept if line not in after.splitlines()] == []
    assert "c003 镇街职责：已按文件更新" in said
    assert "c105：文件里没有“开展流浪乞讨人员救助工作”，已保留；确已取消的，请删去" in said
    assert "      # 与第 5 项是两件事\n      - id: c004\n" in after
    assert "id: c105" in after


def test_where_both_changed_the_yaml_stays(root: Path, tmp_path: Path) -> None:
    imported(root, FIXTURES / "small.docx")
    path = root / "lists" / FOLDER / "cooperative.yml"
    text = path.read_text("utf-8").replace("提供临时救助。", "提供临时救助服务。")
    path.write_text(text, encoding="utf-8")

    def change(township: Township) -> Township:
        return with_items(
            township,
            "cooperative",
            lambda item: duty(item, "又一条。") if item.id == "c005" else item,
        )

    said = imported(root, printed(tmp_path / "again.docx", change))
    assert path.read_text("utf-8") == text
    assert "c005 镇街职责：保留现有的，请核对：现有“" in said


def test_a_new_edition_stands_beside_the_old_one(root: Path, tmp_path: Path) -> None:
    imported(root, FIXTURES / "small.docx")
    work_on(root)

    def change(township: Township) -> Township:
        return with_items(
            township,
            "cooperative",
            lambda item: duty(item, "2025年新加的。") if item.id == "c003" else item,
        )

    book = printed(tmp_path / "2025.docx", change)
    done = run("import", str(book), "--into", FOLDER, "--version", "2025", "--root", str(root))
    assert done.exit_code == 0, done.output
    folder = root / "lists" / FOLDER
    assert sorted(path.name for path in (folder / "originals").iterdir()) == [
        "2024.txt",
        "2025.txt",
    ]
    head = (folder / "township.yml").read_text("utf-8")
    assert head.count("  - id: '20") == 2
    assert "2025年新加的。" in (folder / "cooperative.yml").read_text("utf-8")
    done = run("import", str(book), "--into", FOLDER, "--version", "2024", "--root", str(root))
    assert done.exit_code == 1
    assert "2024 不是最后一版" in done.output


@pytest.mark.parametrize("case", [*BAD, "huge"])
def test_bad_files_are_one_sentence_and_nothing_is_written(case: str, root: Path) -> None:
    if case == "huge":
        path, message = root / "x.docx", "文件有 500 MB"
        with path.open("wb") as file:
            file.truncate(500 * 1024 * 1024)
    else:
        data, name, message = BAD[case]
        path = root / name
        path.write_bytes(data)
    files = {each for each in root.rglob("*") if each.is_file()}
    before = yaml_files(root)
    done = run("import", str(path), "--into", FOLDER, "--root", str(root))
    assert done.exit_code == 1
    assert message in done.output
    last = done.output.splitlines()[-1]
    assert last.startswith("没有导入，什么也没有写入：")
    assert last.endswith("。")
    assert "Traceback" not in done.output
    assert {each for each in root.rglob("*") if each.is_file()} == files
    assert yaml_files(root) == before


def test_lists_with_mistakes_are_not_merged(root: Path) -> None:
    path = root / "lists" / FOLDER / "basic.yml"
    path.write_text("kind: basic\ntitel: x\n", encoding="utf-8")
    book = FIXTURES / "small.docx"
    done = run("import", str(book), "--into", FOLDER, "--root", str(root))
    assert done.exit_code == 1
    assert f"lists/{FOLDER}/basic.yml 有错误，先运行 qingdan check" in done.output
    assert path.read_text("utf-8") == "kind: basic\ntitel: x\n"
