"""``qingdan export``: a township as an Excel workbook to work in, or a Word document to print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import check, writer
from generator.console import ROOT, plainly, say
from generator.exporting.document import to_docx
from generator.exporting.folder import NotUsable, folder_name, read_folder
from generator.exporting.workbook import export_book
from generator.importing import ImportProblem


@click.command("export")
@ROOT
@click.argument("path")
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="写到哪里：.xlsx 是用来修改、再导回的工作簿，.docx 是打印、会签用的文件。",
)
@plainly
def export_command(root: Path, path: str, target: Path) -> None:
    """把一个乡镇的清单写成 Excel 工作簿（改好可以导回）或者 Word 文件（打印、会签）。"""
    form = target.suffix.lower()
    if form not in (".xlsx", ".docx"):
        raise click.UsageError("--to 的文件名要以 .xlsx 或 .docx 结尾")
    base = root.resolve()
    where = check.layout(base)
    folder = folder_name(path)
    if folder not in where.townships:
        known = "、".join(sorted(where.townships)[:3])
        say(f"没有导出：lists/ 里没有“{folder}”。写文件夹，如 {known}。")
        sys.exit(1)
    try:
        now = read_folder(base, folder)
        if now is None:
            say(f"没有导出：lists/{folder} 里没有 township.yml。")
            sys.exit(1)
        if form == ".docx":
            data = to_docx(now.township)
        else:
            data = export_book(now, check.load_vocabulary(base, where)[0])
    except (NotUsable, ImportProblem) as problem:
        say(f"没有导出：{problem}")
        sys.exit(1)
    writer.write(target, data)
    click.echo(str(target))
    if form == ".xlsx":
        say(f"写好了。改完存盘，运行：qingdan import {target}")
    else:
        say("写好了，可以打印、会签。")
