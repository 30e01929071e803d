"""``qingdan import``: from published documents, or from a workbook of ``qingdan export``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from generator import diagnostics, documents, reconcile, writer
from generator.console import ROOT, plainly, say
from generator.documents.kinds import NAMES
from generator.exporting.changes import changes
from generator.exporting.folder import NotUsable, Now, folder_name, read_folder
from generator.exporting.grids import is_book
from generator.exporting.workbook import folder_of, import_book
from generator.importing import ImportProblem, write_township
from generator.importing.again import Difference
from generator.importing.coverage import Decide, FileRead, as_report
from generator.importing.rewrite import import_over
from generator.importing.several import together
from generator.load import FOLDER_NAME, Source, document_of
from generator.model import TOWNSHIP_KINDS, Township

_NEEDED = {"name": "--name", "kind": "--kind", "division": "--division", "code": "--code"}


@click.command("import")
@ROOT
@click.argument(
    "files",
    metavar="文件...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--into", help="放到 lists/ 下的哪里，如 chongqing/yunyang/longjiao。")
@click.option("--name", help="乡镇名称，如 龙角镇。已有 township.yml 时不用写，以下几项也是。")
@click.option("--kind", type=click.Choice(TOWNSHIP_KINDS), help="类型。")
@click.option("--division", help="所属省市县，用 / 隔开，如 重庆市/云阳县。")
@click.option("--code", help="9 位行政区划代码。")
@click.option("--code-year", type=int, help="代码所依据的年份。")
@click.option("--version", "version", default="", help="公布年份，如 2024；不写时是最后一版。")
@click.option("--title", default="", help="文件标题；原文没有印总标题时必须写。")
@click.option("--incomplete", is_flag=True, help="缺一张清单或末行不完整也导入。")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="导入报告写到哪里；不写时放在 build/import/。",
)
@plainly
def import_command(
    root: Path,
    files: tuple[Path, ...],
    into: str | None,
    version: str,
    title: str,
    incomplete: bool,
    report: Path | None,
    **place: Any,
) -> None:
    """从政府公布的文件导入一个乡镇的清单：Word、Excel、网页、PDF，或者转成的文字，可以几个文件一起；
    也把 qingdan export 写出、改好的工作簿导回来。已有的清单不会被覆盖：人工改过的都保留。"""
    base = root.resolve()
    folder = folder_name(into or "")
    if folder and not all(FOLDER_NAME.fullmatch(part) for part in folder.split("/")):
        raise click.UsageError("--into 只用小写拼音和 -，如 chongqing/yunyang/longjiao")
    contents = [(path, documents.read_file(path)) for path in files]
    if len(contents) == 1 and _is_book(*contents[0]):
        _import_book(base, contents[0][1], folder)
        return
    if not folder:
        raise click.UsageError("请用 --into 写明放到哪里，如 --into chongqing/yunyang/longjiao")
    now = _now(base, folder)
    head = _head(now, place)
    read = _read(contents, incomplete)
    if now is None:
        written = write_township(
            read.imported,
            read.text,
            folder=folder,
            name=head.name,
            kind=head.kind,
            division=head.division,
            code=head.code,
            code_year=head.code_year,
            version=_required_version(version),
            title=title,
        )
        differences: tuple[Difference, ...] = ()
    else:
        stored = base / "lists" / folder / now.township.version.original
        done = import_over(
            now,
            read.imported,
            read.text,
            stored.read_bytes() if stored.is_file() else None,
            head=head,
            version=version,
            title=title,
        )
        written, differences = dict(done.files), done.differences
    for path, content in written.items():
        writer.write(base / "lists" / path, content)
        click.echo(f"lists/{path}")
    target = report or base / "build" / "import" / f"{folder.replace('/', '-')}.md"
    text = _report(base, folder, head, read, differences)
    writer.write(target, text.encode("utf-8"))
    for each in read.doubts:
        words = diagnostics.printable(diagnostics.shorten(each.excerpt))
        click.echo(f"{each.place}  {each.item} {each.field}  “{words}”：{each.message}")
    for one in differences:
        click.echo(diagnostics.printable(f"{one.place}：{one.message}"))
    say(f"写入 {len(written)} 个文件，{len(read.doubts)} 处需要人看。报告：{_shown(target, base)}")


def _shown(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)


# --- documents ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Read:
    """All files: the text, what it holds, each file for the report, and the doubts."""

    text: bytes
    imported: Any
    files: list[FileRead]
    doubts: list[Decide]


def _read(contents: Sequence[tuple[Path, bytes]], incomplete: bool) -> _Read:
    parts, told, doubts = [], [], []
    several = len(contents) > 1
    for path, data in contents:
        say(f"读取 {path.name}……")
        try:
            one = documents.import_document(
                data,
                path.name,
                allow_incomplete=incomplete,
                allow_missing=several,
                progress=_Pages(path.name),
            )
        except ImportProblem as problem:
            raise ImportProblem(f"{path.name}：{problem}" if several else str(problem)) from None
        parts.append((one.converted.text, one.imported))
        told.append(FileRead(path.name, NAMES[one.kind], _amount(one)))
        before = f"{path.name} " if several else ""
        doubts += [
            Decide(before + each.place, each.item, each.field, each.excerpt, each.message)
            for each in one.doubts
        ]
        for each in one.imported.lists:
            count = sum(len(category.items) for category in each.categories)
            say(f"    {each.title}：{count} 项")
    text, imported = together(parts, incomplete)
    return _Read(text, imported, told, doubts)


class _Pages:
    """Says how far a PDF is read, every second at most."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.last = time.monotonic()

    def __call__(self, done: int, whole: int) -> None:
        if time.monotonic() - self.last >= 1 or done == whole:
            self.last = time.monotonic()
            say(f"    {self.name}：读了 {done} 页，共 {whole} 页")


def _amount(one: documents.ImportedDocument) -> str:
    lines = len(one.imported.account)
    last = one.converted.places[-1] if one.converted.places else ""
    return f"{lines} 行" + (f"，到{last}" if last else "")


def _required_version(version: str) -> str:
    if not version:
        raise click.UsageError("请用 --version 写明公布年份，如 --version 2024")
    return version


def _now(base: Path, folder: str) -> Now | None:
    try:
        return read_folder(base, folder)
    except NotUsable as problem:
        raise ImportProblem(str(problem)) from None


def _head(now: Now | None, place: dict[str, Any]) -> Township:
    """The township's own fields: those that are given, else those that it has."""
    head = now.township if now else Township()
    given = {key: value for key, value in place.items() if value is not None}
    if "division" in given:
        given["division"] = tuple(given["division"].split("/"))
    head = replace(head, **given)
    missing = [option for key, option in _NEEDED.items() if not getattr(head, key)]
    if missing:
        raise click.UsageError(
            f"还没有这个乡镇，请先运行 qingdan new，或写明 {'、'.join(missing)}。"
        )
    return head


def _report(
    base: Path, folder: str, head: Township, read: _Read, differences: Sequence[Difference]
) -> str:
    account = ""
    now = _now(base, folder)
    if now is not None:
        sources = {
            name: Source(f"lists/{folder}/{name}", text.encode("utf-8"))
            for name, text in now.canonical.items()
        }
        known = {name: document_of(source) for name, source in sources.items()}
        usable = {name: document for name, document in known.items() if document is not None}
        account = reconcile.as_text([reconcile.reconcile(now.township, read.text, usable)])
    steps = [
        "对照原文，逐处看“要人定的地方”，在 YAML 里改，或者用 qingdan export 写成 Excel 来改。",
        "运行 qingdan fmt，再运行 qingdan check 和 qingdan reconcile，直到都没有问题。",
        f"给事项归入主题：qingdan suggest {folder}。",
        "提交合并请求。",
    ]
    return as_report(
        "".join((*head.division, head.name)),
        read.files,
        read.imported,
        read.doubts,
        differences,
        account,
        steps,
    )


# --- a workbook of ours -------------------------------------------------------------------------


def _is_book(path: Path, data: bytes) -> bool:
    """Whether a file is a workbook that ``qingdan export`` wrote; damaged ones are not."""
    try:
        return documents.kind(data, path.name) == "xlsx" and is_book(data)
    except ImportProblem:
        return False


def _import_book(base: Path, data: bytes, folder: str) -> None:
    say("读取工作簿……")
    documents.read(data, "x.xlsx")  # its bounds hold for ours as well
    named = folder or folder_of(data)
    if not all(FOLDER_NAME.fullmatch(part) for part in named.split("/")):
        raise ImportProblem(
            f"工作簿写的文件夹“{named}”不对，应是小写拼音，如 chongqing/yunyang/longjiao"
        )
    now = _now(base, named)
    done = import_book(data, now, named)
    for remark in done.remarks:
        say(f"    {remark}")
    if now is not None:
        for change in changes(now.township, done.township):
            click.echo(diagnostics.printable(change))
    for path, content in done.files.items():
        writer.write(base / "lists" / path, content)
        click.echo(f"lists/{path}")
    original = base / "lists" / named / done.township.version.original
    if not original.is_file():
        say(f"工作簿不含原文，请把 {done.township.version.original} 放到 lists/{named}/ 里。")
    say(f"写入 {len(done.files)} 个文件。" if done.files else "没有改动，什么也没有写。")
    if any(not item.id for one in done.township.lists for c in one.categories for item in c.items):
        say("新事项还没有编号，请运行 qingdan fmt。")
