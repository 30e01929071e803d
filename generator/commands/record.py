"""``qingdan record``: what changed in the data, written beside them, so that feeds can tell it.

History is data: the sentences stand in ``changes.yml`` of each township, where people can read and
correct them. A build reads nothing else, so that it gives the same bytes from a full clone, a
shallow one and an archive without Git.
"""

from __future__ import annotations

import contextlib
import datetime
from dataclasses import replace
from pathlib import Path

import click

from generator import check, diff, states, writer
from generator.console import ROOT, plainly, say
from generator.load import document_of
from generator.model import Change, ChangeEntry, Changes
from generator.yamlio import dump, to_node


class Unreadable(click.ClickException):
    """A file that stands in the way has mistakes."""


@click.command("record")
@ROOT
@click.option("--date", help="记作哪一天，如 2026-11-27；不写时是今天。")
@click.argument("before")
@plainly
def record_command(root: Path, date: str | None, before: str) -> None:
    """把 BEFORE 以来清单的改动写进各乡镇的 changes.yml，网站的订阅（Atom、JSON Feed）由它生成。

    BEFORE 是 Git 的分支、标签、提交，或者放有 lists/ 的文件夹。同一天再运行，那一天的记录重写。
    """
    place = root.resolve()
    day = date or datetime.datetime.now(datetime.UTC).date().isoformat()
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        raise click.UsageError(f"--date {day} 不是日期，写成 2026-11-27 的样子") from None
    with contextlib.ExitStack() as stack:
        old = stack.enter_context(states.state(place, before))
        found = diff.compare(old, place)
    if found.unread:
        say(f"{'、'.join(found.unread)} 有错误，读不出来。先运行 qingdan check。")
        raise SystemExit(1)
    written = 0
    for township in found.townships:
        if township.status == "removed" or township.layout:
            continue
        entries = tuple(ChangeEntry(item=item, text=text) for item, text in diff.told(township))
        path = f"lists/{township.id}/changes.yml"
        record = added(_known(place, path), Change(date=day, entries=entries))
        data = dump(to_node(record), Changes).encode("utf-8")
        if writer.write(place / path, data):
            click.echo(path)
            written += 1
    say(f"{written} 个乡镇的改动记在 {day} 下。")


def added(known: Changes, change: Change) -> Changes:
    """The changes with one more; it takes the place of one of the same date."""
    others = (each for each in known.changes if each.date != change.date)
    return replace(known, changes=tuple(sorted((*others, change), key=lambda each: each.date)))


def _known(root: Path, path: str) -> Changes:
    if not (root / path).exists():
        return Changes()
    document = document_of(check.read_source(root, path))
    if document is None:
        raise Unreadable(f"{path} 有错误，读不出来。先运行 qingdan check。")
    value: Changes = document.built
    return value
