"""What other places run of ours: the pre-commit hooks and the workflows of pull requests."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import BASIC, REPOSITORY, run


def load(path: str) -> Any:
    return yaml.safe_load((REPOSITORY / path).read_text("utf-8"))


def hook(name: str) -> list[str]:
    [found] = [each for each in load(".pre-commit-hooks.yaml") if each["id"] == name]
    assert found["language"] == "python"
    assert found["pass_filenames"] is False
    program, *arguments = shlex.split(found["entry"])
    assert program == "qingdan"
    return arguments


def test_hooks_work_in_a_repository_that_has_only_lists(lists: Path) -> None:
    basic = lists / "lists/shengli/xian/zhen/basic.yml"
    root = ["--root", str(lists)]
    assert run(*hook("qingdan-check"), *root).exit_code == 0
    basic.write_text(BASIC.replace("kind: basic", "kind:   'basic'"), "utf-8")
    assert run(*hook("qingdan-fmt"), *root).exit_code == 0
    assert basic.read_text("utf-8") == BASIC
    basic.write_text(BASIC.replace("declared: 2", "declared: 3"), "utf-8")
    assert run(*hook("qingdan-check"), *root).exit_code == 1


def commands(steps: list[Any]) -> list[str]:
    """The words behind ``qingdan`` or ``make check ARGS=`` in shell lines."""
    found = []
    for line in "\n".join(map(str, steps)).splitlines():
        text = line.replace("make check ARGS=", ".venv/bin/qingdan check ARGS=")
        if ".venv/bin/qingdan" in text:
            words = shlex.split(text.split(".venv/bin/qingdan ")[1].split("||")[0].split(">")[0])
            found.append(" ".join(word.removeprefix("ARGS=") for word in words))
    return found


def test_workflow_commands_run(lists: Path) -> None:
    """Every command of ours in the workflows is one that the program takes, on a bad state too."""
    steps = load(".github/workflows/lists.yml")["jobs"]["lists"]["steps"]
    listed = commands([step["run"] for step in steps if "run" in step])
    listed += commands(load(".gitlab-ci.yml")["lists"]["script"])
    assert len(listed) == 10
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init"], ["add", "."], ["commit", "-m", "1"]):
        subprocess.run([*git, *words], cwd=lists, check=True, capture_output=True)
    basic = lists / "lists/shengli/xian/zhen/basic.yml"
    basic.write_text(BASIC.replace("declared: 2", "declared: 3"), "utf-8")
    subprocess.run([*git, "commit", "-am", "2"], cwd=lists, check=True, capture_output=True)
    for command in listed:
        if command.startswith(("build", "reconcile")):  # test_build and test_fidelity run these
            continue
        words = shlex.split(command.replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD^1"))
        result = run(words[0], "--root", str(lists), *words[1:])
        assert result.exit_code == int(words[0] == "check"), result.output
        assert result.stdout


def test_a_pull_request_reads_only_and_goes_on_after_findings() -> None:
    workflow = load(".github/workflows/lists.yml")
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["lists"]["steps"]
    findings = [step.get("name") for step in steps].index("Check")
    assert [step["if"] for step in steps[findings + 1 :]] == ["always()"] * 3
