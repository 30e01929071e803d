"""``qingdan new``: the folder of a township that is not there yet."""

from __future__ import annotations

import datetime
import hashlib
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from generator import check, writer
from generator.console import ROOT, plainly, say
from generator.exporting.folder import folder_name
from generator.load import FOLDER_NAME, VOCABULARY, Document, document_of
from generator.model import LIST_TITLES, DutyList, Ignored, Township, Version
from generator.pages import environment
from generator.placenames import full_province, kind_of_town, propose, province_code
from generator.yamlio import dump, to_node

_LISTS = ("basic", "cooperative", "withdrawn")
_RANGES = {"街道": (1, 99), "镇": (100, 199)}
_TOWNSHIPS = (200, 399)


@click.command("new")
@ROOT
@click.option("--province", help="省、自治区、直辖市，如 重庆市。")
@click.option("--city", help="地级市、州、盟；直辖市和省直管的县没有，写空（--city ''）。")
@click.option("--county", help="县、区、县级市、旗，如 云阳县。")
@click.option("--town", help="乡镇、街道，写全称，如 江口镇。")
@click.option("--code", help="9 位行政区划代码：县 6 位，乡镇 3 位。")
@click.option("--version", help="公布年份；不写时是今年。")
@click.option("--into", help="放到 lists/ 下的哪里；不写时用名称的拼音。")
@plainly
def new_command(
    root: Path,
    province: str | None,
    city: str | None,
    county: str | None,
    town: str | None,
    code: str | None,
    version: str | None,
    into: str | None,
) -> None:
    """新建一个乡镇：问名称和代码（也可以写成选项），定拼音路径，写出空的清单和下一步的说明。"""
    base = root.resolve()
    fresh = _is_empty(base)
    known = {} if fresh else _known(base)
    asked = None in (province, county, town, code)
    province = full_province(_ask("省、自治区、直辖市", province, _province_problem))
    if city is None and asked and not province.endswith("市"):
        city = click.prompt("地级市、州、盟（没有就直接回车）", default="", show_default=False)
    county = _ask("县、区、县级市、旗", county, _name_problem)
    town = _ask("乡镇、街道的全称", town, _town_problem)
    taken = {township.code: folder for folder, township in known.items()}
    code = _ask("9 位行政区划代码", code, lambda text: _code_problem(text, province or "", taken))
    division = tuple(filter(None, (province, (city or "").strip(), county)))
    proposed = propose(division, town, ((f, (*t.division, t.name)) for f, t in known.items()))
    if into is None and asked:
        into = click.prompt("放在 lists/ 下的哪里（拼音路径）", default=proposed)
    folder = folder_name(into or proposed)
    if not all(FOLDER_NAME.fullmatch(part) for part in folder.split("/")):
        raise click.UsageError("路径只用小写拼音、数字和 -，如 chongqing/yunyang/jiangkou")
    if (base / "lists" / folder).exists():
        say(f"没有新建：lists/{folder} 已经有了。要补充它的清单，用 qingdan import。")
        sys.exit(1)
    year = version or str(datetime.datetime.now(tz=datetime.UTC).year)
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", year):
        raise click.UsageError("--version 写年份或日期，如 2024 或 2024-11")
    for warning in _warnings(code, town, division, known):
        say(f"提醒：{warning}")
    if fresh:
        _start(base)
    township = _township(division, town, code, year)
    for path, data in _files(folder, township).items():
        writer.write(base / "lists" / path, data)
        click.echo(f"lists/{path}")
    steps = (
        environment().get_template("next_steps.txt").render(name=township.full_name, folder=folder)
    )
    note = base / "build" / "new" / f"{folder.replace('/', '-')}.md"
    writer.write(note, steps.encode("utf-8"))
    click.echo(steps)
    say(f"这段说明也在 {note.relative_to(base).as_posix()}")


def _is_empty(base: Path) -> bool:
    """Whether lists can be begun in a folder. One that holds anything else than ``lists/`` is more
    likely the wrong one."""
    return base.is_dir() and all(path.name.startswith(".") for path in base.iterdir())


def _start(base: Path) -> None:
    """Begin lists of their own, with the vocabulary of this project."""
    words = Path(__file__).resolve().parents[2] / "lists" / VOCABULARY
    for path in sorted(words.rglob("*.yml")):
        name = path.relative_to(words).as_posix()
        writer.write(base / "lists" / VOCABULARY / name, path.read_bytes())
    say("这里是空文件夹，建了 lists/，放进了类别、部门和主题的词表。")


def _known(base: Path) -> dict[str, Township]:
    """Folder -> township, of all that are there and can be read."""
    found = {}
    for folder, paths in check.layout(base).townships.items():
        path = f"lists/{folder}/township.yml"
        if path in paths:
            document: Document | None = document_of(check.read_source(base, path))
            if document is not None:
                found[folder] = document.built
    return found


def _ask(label: str, value: str | None, problem: Callable[[str], str]) -> str:
    """A value that has no problem: the option's, or what is typed, asked again until it is right.

    :raises click.UsageError: if the option's value has a problem.
    """
    if value is not None:
        value = value.strip()
        found = problem(value)
        if found:
            raise click.UsageError(found)
        return value
    while True:
        typed = str(click.prompt(label)).strip()
        found = problem(typed)
        if not found:
            return typed
        say(found)


def _name_problem(text: str) -> str:
    return "" if re.fullmatch(r"[\u3400-\u9fff]{2,}", text) else "名称用汉字写全，如 云阳县"


def _province_problem(text: str) -> str:
    return (
        ""
        if full_province(text)
        else f"没有“{text}”这个省级地区。写全称，如 重庆市、新疆维吾尔自治区"
    )


def _town_problem(text: str) -> str:
    if not _name_problem(text) and kind_of_town(text):
        return ""
    return "写乡镇、街道的全称，以镇、乡、街道或苏木结尾，如 江口镇"


def _code_problem(text: str, province: str, taken: dict[str, str]) -> str:
    if not re.fullmatch(r"[0-9]{9}", text):
        return f"代码是 9 位数字（县 6 位，乡镇 3 位），“{text}”不是"
    if text in taken:
        return f"代码 {text} 已经是 lists/{taken[text]} 的，请核对"
    own = province_code(province)
    if not text.startswith(own):
        return f"{province}的代码以 {own} 开头，“{text}”不是，请核对"
    return ""


def _warnings(
    code: str, town: str, division: tuple[str, ...], known: dict[str, Township]
) -> Iterable[str]:
    """What is unusual, but may be right."""
    first, last = _RANGES.get(kind_of_town(town), _TOWNSHIPS)
    if not first <= int(code[6:]) <= last:
        yield (
            f"{kind_of_town(town)}的代码后三位一般在 {first:03d}–{last:03d}，"
            f"这里是 {code[6:]}，请核对。"
        )
    for folder, other in known.items():
        same = other.division == division
        if same != (other.code[:6] == code[:6]) and len(other.code) == 9:
            yield f"代码的县级部分 {code[:6]} 与 lists/{folder}（{other.code}）对不上，请核对。"
            break


def _township(division: tuple[str, ...], town: str, code: str, year: str) -> Township:
    title = f"{''.join(division)}{town}履行职责事项清单"
    data = _original(title)
    return Township(
        name=town,
        kind=kind_of_town(town),
        division=division,
        code=code,
        versions=(
            Version(
                id=year,
                title=title,
                original=f"originals/{year}.txt",
                sha256=hashlib.sha256(data).hexdigest(),
                ignored=(Ignored(lines="1", reason="文件标题"),),
            ),
        ),
    )


def _original(title: str) -> bytes:
    """The original until there is one: nothing but the title."""
    return f"{title}\n".encode()


def _files(folder: str, township: Township) -> dict[str, bytes]:
    version = township.version
    files = {
        f"{folder}/township.yml": dump(to_node(township), Township).encode(),
        f"{folder}/{version.original}": _original(version.title),
    }
    for kind in _LISTS:
        empty = DutyList(kind=kind, title=LIST_TITLES[kind])
        files[f"{folder}/{kind}.yml"] = dump(to_node(empty), DutyList).encode()
    return files
