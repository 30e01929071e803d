"""``qingdan search``: what the site finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator import check, diagnostics, search
from generator.console import ROOT, plainly, say
from generator.scopes import entries, jobs, work


@click.command("search")
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
