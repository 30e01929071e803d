"""The maker of synthetic townships, the usual way, and what is said about both."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from benchmarks import build, runner, synthetic, usual
from generator import check
from generator.build import check_all
from generator.model import Township, rows
from generator.rules import Context

N = synthetic.COUNTY + 1


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("synthetic")
    assert synthetic.make(N, root) == N * 340
    return root


@pytest.fixture(scope="module")
def townships(made: Path) -> list[Township]:
    where = check.layout(made)
    vocabulary, _ = check.load_vocabulary(made, where)
    found = [
        check.load_township(made, folder, paths, Context(vocabulary))[0]
        for folder, paths in where.townships.items()
    ]
    return [each for each in found if each is not None]


def content(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_synthetic_townships_pass_the_check(made: Path) -> None:
    result, _ = check_all(made, lambda _: None)
    assert (result.townships, result.items) == (N, N * 340)
    assert [each for each in result.diagnostics if each.severity == "error"] == []


def test_they_stand_in_counties_under_names_of_their_own(townships: list[Township]) -> None:
    assert [each.id for each in townships] == [
        *(f"synthetic/county-0001/town-{number:02d}" for number in range(1, 14)),
        "synthetic/county-0002/town-01",
    ]
    assert len({each.full_name for each in townships}) == N
    assert len({each.code for each in townships}) == N
    assert len({each.division for each in townships}) == 2


def test_each_has_the_average_numbers_and_texts_of_its_own(townships: list[Township]) -> None:
    texts = set()
    for township in townships:
        sizes = {each.kind: sum(1 for _ in rows(each)) for each in township.lists}
        assert sizes == synthetic.SIZES
        texts.add(tuple(row.item.name for each in township.lists for row in rows(each)))
    assert len(texts) == N


def test_real_names_of_places_are_gone(made: Path) -> None:
    where = check.layout(synthetic.ROOT)
    vocabulary, _ = check.load_vocabulary(synthetic.ROOT, where)
    loaded = (
        check.load_township(synthetic.ROOT, folder, paths, Context(vocabulary))[0]
        for folder, paths in where.townships.items()
    )
    towns = [each for each in loaded if each is not None and not each.is_district]
    text = b"".join(content(made / "lists/synthetic").values()).decode()
    assert [each.name for each in towns if each.name in text] == []


def test_the_same_seed_gives_the_same_bytes_whatever_the_number(made: Path, tmp_path: Path) -> None:
    synthetic.make(2, tmp_path / "two")
    synthetic.make(2, tmp_path / "other", seed=2)
    two, other, all_of_them = (
        content(root / "lists") for root in (tmp_path / "two", tmp_path / "other", made)
    )
    assert two == {path: all_of_them[path] for path in two}
    assert two.keys() == other.keys()
    assert two != other


def test_lists_are_never_overwritten(made: Path) -> None:
    with pytest.raises(FileExistsError):
        synthetic.make(1, made)


def test_an_item_that_is_drawn_again_says_so(townships: list[Township]) -> None:
    drawn = [synthetic.Drawn(0, 0, row.item) for row in rows(townships[0].lists[0])][:2]
    again = synthetic._draw(drawn, 5, synthetic._chance("again"))
    assert len({each.item.name for each in again}) == 5


def test_the_usual_way_loads_the_same_townships(made: Path, townships: list[Township]) -> None:
    assert usual.load(made / "lists", yaml.CSafeLoader) == townships


def test_the_usual_way_has_a_page_for_every_list_and_county(
    made: Path, townships: list[Township]
) -> None:
    vocabulary, _ = check.load_vocabulary(made, check.layout(made))
    pages = dict(usual.pages(townships, vocabulary))
    for township in townships:
        names = ("index", "basic", "cooperative", "withdrawn", "departments")
        assert {f"{township.id}/{name}.md" for name in names} <= pages.keys()
        for duty_list in township.lists:
            text = pages[f"{township.id}/{duty_list.kind}.md"]
            ids = [f'| <span id="{row.item.id}">' in text for row in rows(duty_list)]
            assert all(ids)
    assert {
        "index.md",
        "synthetic/index.md",
        "synthetic/county-0002/index.md",
        "compare/index.md",
        "compare/synthetic/county-0002.md",
        "categories/index.md",
        "categories/dang-de-jianshe/synthetic/county-0001.md",
        "departments/index.md",
    } <= pages.keys()


def test_a_cell_of_a_pipe_table_keeps_its_signs() -> None:
    assert usual._cell("a|b\n*c* <d>") == r"a\|b \*c\* \<d>"


def test_the_runner_measures_a_program_and_its_children() -> None:
    inner = "bytes(range(250)) * 240_000"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{inner}']); print('x')"
    done = runner.run([sys.executable, "-c", code], Path.cwd())
    assert done.output == "x\n"
    assert done.largest > 60_000_000
    assert done.processor > 0
    assert done.wall > 0


def test_the_runner_hands_on_what_a_failing_program_says() -> None:
    with pytest.raises(runner.Failed, match="sorry"):
        runner.run([sys.executable, "-c", "raise SystemExit('sorry')"], Path.cwd())


def test_the_report_says_whether_the_goals_hold(tmp_path: Path) -> None:
    sizes = []
    for n in (50, 200):
        ours = runner.Run(n / 10, n / 10, n * 1_000_000, 0, "")
        slow = runner.Run(n * 0.6, n * 0.6, n * 4_000_000, 0, "")
        seconds = {"load_check": 1.0, "render_write": 1.0, "mkdocs": 6.0, "merge": 0.0}
        sizes.append(
            build.Size(
                n, tmp_path, build.Site([ours], 10), build.Site(), build.Site([slow], 10), [seconds]
            )
        )
    assert build.goals(sizes).splitlines() == [
        "| goal | measured | holds |",
        "| --- | --- | --- |",
        "| 5 times faster at 50 | 6.0 | yes |",
        "| our own part at most half at 50 | 25% | yes |",
        "| 8 times faster at 200 | 6.0 | **no** |",
        "| largest process under 300 MB at 200 | 200 MB | yes |",
        "| our own part at most half at 200 | 25% | yes |",
        "| processor time linear: at most 4.0 times from 50 to 200 | 4.0 | yes |",
        "| memory linear: at most 4.0 times from 50 to 200 | 4.0 | yes |",
    ]
    assert "| 50 | **usual / ours** | **6.0** | **6.0** | **4.0** | – | **1.0** | – |" in (
        build.comparison(sizes)
    )
