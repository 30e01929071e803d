"""``qingdan csp``: the policy that a site needs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import csp
from generator.console import ROOT, plainly, say


@click.command("csp")
@ROOT
@plainly
def csp_command(root: Path) -> None:
    """写出 site/ 需要的 Content-Security-Policy，内嵌脚本的校验值从网页算出。"""
    site = root.resolve() / "site"
    if not (site / "index.html").exists():
        say("还没有 site/。先运行 qingdan build。")
        sys.exit(1)
    click.echo(csp.policy(csp.pages_of(site)))
