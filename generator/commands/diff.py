"""``qingdan diff``: what has changed between two states."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from generator import diff, states
from generator.console import ROOT, plainly


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
