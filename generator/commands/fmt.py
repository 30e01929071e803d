"""``qingdan fmt``: the canonical form of the YAML."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import check, fmt, writer
from generator.console import ROOT, plainly, say


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
