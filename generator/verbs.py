"""The verbs about the YAML itself: check, fmt and diff."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from generator import check, diagnostics, diff, fmt, github, mending, sarif, states, writer
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


@click.command("fmt")
@ROOT
@click.option("--check", "only_check", is_flag=True, help="只检查是否已是规范格式，不改文件。")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@plainly
def fmt_command(root: Path, only_check: bool, paths: tuple[Path, ...]) -> None:
    """把 YAML 整理成规范格式，给新事项编号；注释保留，有语法错误的文件不动。"""
    base = root.resolve()
    names = check.layout(base)
    wanted = {path.resolve() for path in paths}
    changed = skipped = 0
    files = [*names.vocabulary, *(path for each in names.townships.values() for path in each)]
    for path in files:
        place = base / path
        if not path.endswith(".yml") or (wanted and not _among(place, wanted)):
            continue
        document = check.usable_document(check.read_source(base, path))
        if document is None:
            skipped += 1
            say(f"{path}  有错误，没有动；运行 qingdan check 看是什么")
            continue
        data = fmt.formatted(document)
        if data != document.source.data:
            changed += 1
            click.echo(path)
            if not only_check:
                writer.write(place, data)
    say(f"{'需要整理' if only_check else '整理了'} {changed} 个文件。")
    sys.exit(int(bool(skipped or (only_check and changed))))


def _among(path: Path, wanted: set[Path]) -> bool:
    return path in wanted or any(parent in wanted for parent in path.parents)


@click.command("diff")
@ROOT
@click.option(
    "--format",
    "form",
    type=click.Choice(list(diff.FORMS)),
    default="text",
    help="text 文字（默认），markdown，json。",
)
@click.argument("before")
@click.argument("after", default=states.CURRENT)
@plainly
def diff_command(root: Path, form: str, before: str, after: str) -> None:
    """用清单的话说出两个状态之间改了什么：增减、改号、改字、挪动、主题和部门。

    BEFORE、AFTER 是 Git 的分支、标签、提交，或者放有 lists/ 的文件夹；不写 AFTER 就是现在的文件。
    """
    place = root.resolve()
    with contextlib.ExitStack() as stack:
        old, new = (stack.enter_context(states.state(place, name)) for name in (before, after))
        click.echo(diff.FORMS[form](diff.compare(old, new)))
