"""``qingdan build``: the whole site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import diagnostics
from generator.build import build
from generator.console import ROOT, plainly, say


@click.command("build")
@ROOT
@click.option("--force", is_flag=True, help="没有变化也重新生成。")
@click.option(
    "--pages-only",
    is_flag=True,
    help="只生成网页和搜索，用时不到一半；下载、开放数据、嵌入页不生成，指向它们的链接打不开。",
)
@click.option("--leave-out", is_flag=True, help="略去有错误的乡镇，生成其余的，供预览。")
@plainly
def build_command(root: Path, force: bool, pages_only: bool, leave_out: bool) -> None:
    """生成整个网站到 site/；有错误时不动原来的 site/。"""
    result = build(root.resolve(), say, force=force, data=not pages_only, leave_out=leave_out)
    if result.unchanged:
        say("没有变化，site/ 已是最新。")
        return
    if result.failed:
        errors = [each for each in result.diagnostics if each.severity == "error"]
        click.echo(diagnostics.as_text(errors))
        if not leave_out:
            say("有错误，没有生成；原来的 site/ 没有动。")
            sys.exit(1)
        say("有错误的乡镇略去了，预览里只有其余的。")
    say(f"生成了 {result.pages} 页：{result.townships} 个乡镇街道或区县，{result.items:,} 个事项。")
