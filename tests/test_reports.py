"""The forms in which findings leave the program: SARIF, GitHub, Markdown, and the checks' pages."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from generator import rules
from generator.rule_page import RIGHT, WRONG, page_of
from tests.conftest import BASIC, run
from tests.test_broken import CORPUS, FILES, placed

SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))


@pytest.fixture
def broken(lists: Path) -> Path:
    """The small project with an error that can be fixed, a bad file, and text made to do harm."""
    folder = lists / "lists/shengli/xian/zhen"
    name = "加强党委自身建设。"
    text = BASIC.replace(f"name: {name}", "name: '::error::%0A | <b>*坏*</b> （'")
    (folder / "basic.yml").write_text(text.replace("id: b002", "id: b001"), "utf-8")
    (folder / "withdrawn.yml").write_text("kind：withdrawn\ntitle: 清单\n", "utf-8")
    return lists


def test_sarif_is_valid_by_its_schema(tmp_path: Path) -> None:
    alone = [file for file in FILES if not file.name.startswith("published-")]
    for number, file in enumerate(alone[::6]):
        root = tmp_path / str(number)
        placed(file, root)
        log = json.loads(run("check", "--root", str(root), "--format", "sarif").stdout)
        jsonschema.validate(log, SCHEMA, cls=jsonschema.Draft4Validator)
        assert log["version"] == "2.1.0"
        assert log["runs"][0]["results"]
    shutil.copytree(CORPUS / "base", tmp_path / "clean")
    clean = json.loads(run("check", "--root", str(tmp_path / "clean"), "--format", "sarif").stdout)
    jsonschema.validate(clean, SCHEMA, cls=jsonschema.Draft4Validator)
    assert clean["runs"][0]["results"] == []


def test_sarif_holds_the_place_the_rule_and_the_fix(broken: Path) -> None:
    log = json.loads(run("check", "--root", str(broken), "--format", "sarif").stdout)
    jsonschema.validate(log, SCHEMA, cls=jsonschema.Draft4Validator)
    [found] = [each for each in log["runs"][0]["results"] if each["ruleId"] == "QD103"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "lists/shengli/xian/zhen/withdrawn.yml"
    assert place["region"] == {"startLine": 1, "startColumn": 5}
    rule = log["runs"][0]["tool"]["driver"]["rules"][found["ruleIndex"]]
    assert rule["id"] == "QD103"
    [change] = found["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "kind: withdrawn"}


def test_github_gets_one_line_a_finding_and_a_summary(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    result = run("check", "--root", str(broken), "--format", "github")
    lines = [line for line in result.stdout.splitlines() if line.startswith("::")]
    found = json.loads(run("check", "--root", str(broken), "--format", "json").stdout)
    assert len(lines) == len(found["diagnostics"])
    start = (
        "::error file=lists/shengli/xian/zhen/basic.yml,line=9,col=13,title=QD303::编号 b001 重复"
    )
    assert any(line.startswith(start) for line in lines)
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds == sorted(kinds, key=["::error", "::warning", "::notice"].index)
    text = summary.read_text("utf-8")
    assert text.count("\n| ") == len(lines) + 1
    assert text.startswith("## 清单检查\n\n共 ")
    assert (
        text.strip() == run("check", "--root", str(broken), "--format", "markdown").stdout.strip()
    )


def test_text_from_files_cannot_break_out(broken: Path) -> None:
    github = run("check", "--root", str(broken), "--format", "github").stdout
    assert "\n::error::" not in github
    markdown = run("check", "--root", str(broken), "--format", "markdown").stdout
    assert "<b>" not in markdown
    for row in re.findall(r"(?m)^\| .*$", markdown):
        assert len(re.findall(r"(?<!\\)\|", row)) == 4


def test_json_has_the_fix_and_the_page(broken: Path) -> None:
    found = json.loads(run("check", "--root", str(broken), "--format", "json").stdout)
    [each] = [each for each in found["diagnostics"] if each["code"] == "QD103"]
    assert each["page"] == "contribute/checks/qd103/"
    edit = {"line": 1, "column": 1, "end_line": 1, "end_column": 15, "text": "kind: withdrawn"}
    assert each["fix"] == {"what": "换成半角冒号加空格", "edits": [edit], "rewrite": ""}


@pytest.mark.parametrize("module", rules.modules(), ids=lambda module: str(module.ID))
def test_every_rule_says_why_and_shows_wrong_and_right(module: object) -> None:
    page = page_of(module)
    assert page.title
    assert page.why
    assert page.example(WRONG)
    assert page.example(RIGHT)
    assert page.example(WRONG) != page.example(RIGHT)


def test_every_rule_has_its_page(site: Path) -> None:
    index = (site / "contribute/checks/index.html").read_text("utf-8")
    for module in rules.modules():
        page = page_of(module)
        html = (site / f"contribute/checks/{page.id.lower()}/index.html").read_text("utf-8")
        assert page.title.split("<")[0] in html
        assert "反例" in html
        assert "正例" in html
        assert f'href="{page.id.lower()}/"' in index or f"{page.id.lower()}/index.html" in index


def test_codes_are_used_once() -> None:
    codes = [module.ID for module in rules.modules()]
    assert len(set(codes)) == len(codes)
