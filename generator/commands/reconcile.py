"""``qingdan reconcile``: the lists and their originals, character by character."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from generator import check, fidelity, reconcile
from generator.console import ROOT, plainly, say


@click.command("reconcile")
@ROOT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--quiet", "-q", is_flag=True, help="只显示不一致的。")
@plainly
def reconcile_command(root: Path, form: str, quiet: bool) -> None:
    """与原文逐字核对：原文的每个字符归到哪里，清单的每个字符见于原文哪里。"""
    base = root.resolve()
    where = check.layout(base)
    accounts = fidelity.accounts(base, where, say)
    if form == "json":
        click.echo(json.dumps({"accounts": accounts}, ensure_ascii=False, indent=1))
    else:
        shown = [each for each in accounts.values() if not (quiet and each["complete"])]
        click.echo(reconcile.as_text(map(reconcile.from_dict, shown)), nl=bool(shown))
    wrong = sum(not each["complete"] for each in accounts.values())
    say(f"核对了 {len(accounts)} 份，{f'{wrong} 份不一致' if wrong else '全部一致'}。")
    unread = [folder for folder in where.townships if folder not in accounts]
    for folder in unread:
        say(f"lists/{folder} 有错误，没有核对。先运行 qingdan check。")
    sys.exit(int(bool(wrong or unread)))
