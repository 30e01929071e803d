"""The command line: ``qingdan VERB``. Verbs are thin; steps are plain functions elsewhere.

Exit codes: 0 nothing to mend, 1 findings or a build that failed, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from generator import (
    __version__,
    check,
    csp,
    diagnostics,
    fidelity,
    reconcile,
    search,
    writer,
)
from generator.build import build as build_site
from generator.build import fingerprint
from generator.commands.export import export_command
from generator.commands.importing import import_command
from generator.commands.new import new_command
from generator.commands.record import record_command
from generator.console import ROOT, plainly, say
from generator.scopes import entries, jobs, work
from generator.serve import serve as serve_site
from generator.suggest import command as suggesting
from generator.usage import Program
from generator.verbs import check_command, diff_command, fmt_command


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qingdan", help="显示版本。")
def main() -> None:
    """清单：检查、比较乡镇履职事项清单，并生成网站。"""


for _command in (
    new_command,
    import_command,
    export_command,
    check_command,
    fmt_command,
    diff_command,
    record_command,
):
    main.add_command(_command)


@main.command("build")
@ROOT
@click.option("--force", is_flag=True, help="没有变化也重新生成。")
@click.option(
    "--pages-only",
    is_flag=True,
    help="只生成网页和搜索，快一倍；下载、开放数据、嵌入页不生成，指向它们的链接打不开。",
)
@click.option("--leave-out", is_flag=True, help="略去有错误的乡镇，生成其余的，供预览。")
@plainly
def build_command(root: Path, force: bool, pages_only: bool, leave_out: bool) -> None:
    """生成整个网站到 site/；有错误时不动原来的 site/。"""
    result = build_site(root.resolve(), say, force=force, data=not pages_only, leave_out=leave_out)
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


@main.command("reconcile")
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


@main.command("serve")
@ROOT
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@plainly
def serve_command(root: Path, port: int) -> None:
    """在本机预览网站，改动后自动重新生成。"""
    serve_site(root.resolve(), port, say, watched=fingerprint)


@main.command("csp")
@ROOT
@plainly
def csp_command(root: Path) -> None:
    """写出 site/ 需要的 Content-Security-Policy，内嵌脚本的校验值从网页算出。"""
    site = root.resolve() / "site"
    if not (site / "index.html").exists():
        say("还没有 site/。先运行 qingdan build。")
        sys.exit(1)
    click.echo(csp.policy(csp.pages_of(site)))


@main.command("search")
@ROOT
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option(
    "--limit", type=click.IntRange(1), help="最多几项；不写时文字列 20 项，JSON 列出全部。"
)
@click.argument("words", nargs=-1, required=True)
@plainly
def search_command(root: Path, as_json: bool, limit: int | None, words: tuple[str, ...]) -> None:
    """查事项，与网站上的搜索同样的结果、同样的次序。"""
    base = root.resolve()
    query = " ".join(words)
    where = check.layout(base)
    vocabulary = check.load_vocabulary(base, where)[0]
    known: list[search.Entry] = []
    for job in jobs(base, where, render=False):
        known += entries(work(job, vocabulary, keep=True).townships, vocabulary)
    found = search.ask(query, known, search.Matters(search.document(vocabulary)))
    if as_json:
        click.echo(json.dumps(_as_json(query, found, limit), ensure_ascii=False, indent=1))
        return
    limit = limit or 20
    for each in found.matters[:limit]:
        click.echo(f"【{diagnostics.printable(each.hit.name)}】")
        for entry in each.entries:
            click.echo(f"    {entry.answer}  {entry.evidence}  {entry.reference}")
    items = found.items[: limit - len(found.matters[:limit])]
    for hit in items:
        click.echo(f"{diagnostics.printable(hit.entry.name)}\n    {hit.entry.answer}")
        click.echo(f"    {hit.entry.evidence}  {hit.entry.reference}")
    if found.matters:
        say(f"找到 {len(found.matters)} 个事项主题，另有 {len(found.items)} 项写着这些词。")
    elif items:
        say(f"清单里没有找到对应的事项主题；有 {len(found.items)} 项写着这些词。")
    else:
        names = "、".join(hit.name for hit in found.near)
        say("清单里没有找到对应的事项。" + (f"相近的有：{names}。" if names else "换个说法再查。"))


def _as_json(query: str, found: search.Answered, limit: int | None) -> dict[str, Any]:
    """The hits as JSON (DESIGN §5): matters first, then items."""
    hits = [
        {
            "matter": each.hit.id,
            "score": each.hit.score,
            "items": [entry.reference for entry in each.entries],
        }
        for each in found.matters
    ]
    hits += [
        {"matter": None, "score": hit.score, "items": [hit.entry.reference]} for hit in found.items
    ]
    document = {"query": query, "hits": hits[:limit]}
    if found.near:
        document["near"] = [hit.id for hit in found.near]
    return document


@main.command("suggest")
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


if __name__ == "__main__":
    main()
