"""``qingdan suggest``: matters for items that have none yet."""

from __future__ import annotations

from pathlib import Path

import click

from generator import writer
from generator.console import ROOT, plainly, say
from generator.suggest import command as suggesting


@click.command("suggest")
@ROOT
@click.option("--all", "everything", is_flag=True, help="已归入主题的事项也推荐，供核对。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--top", type=click.IntRange(1, 20), default=5, show_default=True, help="候选个数。")
@click.option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="另写一份待人审核的表，用 Excel 或 WPS 打开。",
)
@click.option(
    "--accept",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="把审核过的表写进清单；有一处不对就什么也不写。",
)
@click.argument("township", required=False)
@plainly
def suggest_command(
    root: Path,
    township: str | None,
    everything: bool,
    as_json: bool,
    top: int,
    to: Path | None,
    accept: Path | None,
) -> None:
    """给还没有归入主题的事项推荐主题，说明把握和理由；由人决定，再用 --accept 写入。"""
    base = root.resolve()
    if accept is not None:
        for path in suggesting.accept(base, accept):
            click.echo(path)
        return
    asked = suggesting.Asked(township or "", everything, top)
    done = suggesting.run(base, asked, say)
    if to is not None:
        writer.write(to, done.table)
        say(f"写入 {to}。审核“主题”一栏后运行：qingdan suggest --accept {to}")
    elif done.suggestions:
        click.echo(done.json if as_json else done.text)
    say(done.summary)
