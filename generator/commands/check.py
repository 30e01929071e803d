"""``qingdan check``: everything that is wrong in the lists."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from generator import check, diagnostics, github, mending, sarif, states, writer
from generator.build import check_all
from generator.console import ROOT, plainly, say
from generator.diagnostics import Diagnostic

FORMS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": diagnostics.as_text,
    "json": diagnostics.as_json,
    "github": github.as_annotations,
    "markdown": github.as_summary,
    "sarif": sarif.as_sarif,
}


@click.command("check")
@ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    help="text 文字（默认），json，github 合并请求上的标注，markdown 摘要，sarif 2.1.0。",
)
@click.option("--quiet", "-q", is_flag=True, help="不显示提示级的问题。")
@click.option("--hints", is_flag=True, help="提示全部列出；不写时文字每种只列前几处。")
@click.option("--base", help="与已公布的状态比较编号：Git 的分支或提交，或者文件夹。")
@click.option("--fix", is_flag=True, help="改好只有一种改法的问题，再列出余下的。")
@click.option("--dry-run", is_flag=True, help="同 --fix，只显示会改什么，不写文件。")
@plainly
def check_command(
    root: Path,
    form: str,
    quiet: bool,
    hints: bool,
    base: str | None,
    fix: bool,
    dry_run: bool,
) -> None:
    """检查 lists/ 里的全部文件，列出所有问题。"""
    if dry_run and not fix:
        raise click.UsageError("--dry-run 要和 --fix 一起用")
    place = root.resolve()
    baseline = None
    if base is not None:
        check.layout(place)
        with states.state(place, base) as before:
            baseline = states.read(before, place)
    if fix:
        changes = mending.mended(place, say, baseline)
        for path, data in changes.items():
            if dry_run:
                click.echo(mending.difference(path, (place / path).read_bytes(), data), nl=False)
            else:
                writer.write(place / path, data)
                say(f"改好了 {path}")
        say(f"{'会改' if dry_run else '改了'} {len(changes)} 个文件。")
        if dry_run:
            sys.exit(int(bool(changes)))
    result, _ = check_all(place, say, baseline)
    found = [each for each in result.diagnostics if not (quiet and each.severity == "info")]
    if form == "text" and not hints:
        click.echo(diagnostics.as_text(found, diagnostics.FEW_HINTS))
    else:
        click.echo(FORMS[form](found))
    if form == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(github.as_summary(found) + "\n")
    if form == "text":
        say(f"检查了 {result.townships} 个乡镇街道或区县，{result.items:,} 个事项。")
    sys.exit(diagnostics.exit_code(found))
