"""The usual way to build the same site: ``python -m benchmarks.usual ROOT``.

Every list becomes a Markdown pipe table with ``<br>`` in its cells; Material's own search cuts
words with jieba; the navigation is made from the folders and pruned. It has the same pages with
the same content as the site that the project builds, but neither checks nor JSON.

Prints the seconds of its parts as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import jinja2
import yaml

from generator import check
from generator.answers import answer
from generator.model import (
    BLOCK_FIELDS,
    KINDS,
    LIST_TITLES,
    Category,
    DutyList,
    Matter,
    Row,
    Township,
    rows,
    specs,
)
from generator.printed import NO_LABELS, block_texts
from generator.summary import GROUP_LIMIT, Summary, items_by_office, summarise
from generator.vocabulary import Vocabulary

HERE = Path(__file__).resolve().parent
SITE = "usual"
"""The folder below the root that holds ``docs/``, ``mkdocs.yml`` and ``site/`` of the usual way."""

COLUMNS = {
    "basic": (),
    "cooperative": ("departments", "superior", "township"),
    "withdrawn": ("takeover",),
}
COLUMN_TITLES = {
    "departments": "对应上级部门",
    "superior": "上级部门职责",
    "township": "镇街职责",
    "takeover": "承接部门及工作方式",
}

R = TypeVar("R")
Page = tuple[str, str]
"""A file below ``docs/`` and its Markdown."""


class Group(NamedTuple):
    """Townships that stand side by side: a county, or all (path and name '') if they are few."""

    path: str
    name: str
    members: list[Summary]


def build(root: Path, *, loader: type[Any]) -> dict[str, float]:
    """Build ``root/usual/site`` from ``root/lists`` and ``root/docs``.

    :param loader: PyYAML's loader: ``SafeLoader`` is what ``yaml.safe_load`` takes.
    :returns: seconds by part: load, render, mkdocs.
    """
    started = time.perf_counter()
    vocabulary, _ = check.load_vocabulary(root, check.layout(root))
    townships = load(root / "lists", loader)
    loaded = time.perf_counter()
    work = root / SITE
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(root / "docs", work / "docs")
    for path, text in pages(townships, vocabulary):
        file = work / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.copyfile(HERE / "usual_mkdocs.yml", work / "mkdocs.yml")
    rendered = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(work / "mkdocs.yml")],
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return {
        "load": loaded - started,
        "render": rendered - loaded,
        "mkdocs": time.perf_counter() - rendered,
    }


def load(folder: Path, loader: type[Any]) -> list[Township]:
    """The townships of a folder ``lists/``, read without any check."""

    def read(path: Path, record: type[R]) -> R:
        with path.open(encoding="utf-8") as stream:
            return _record(record, yaml.load(stream, Loader=loader))  # noqa: S506 - safe ones

    townships = []
    for path in sorted(folder.rglob("township.yml")):
        files = [path.with_name(f"{kind}.yml") for kind in KINDS]
        township = replace(
            read(path, Township),
            id=path.parent.relative_to(folder).as_posix(),
            lists=tuple(read(file, DutyList) for file in files if file.exists()),
        )
        townships.append(township)
    return townships


def _record(record: type[R], mapping: Mapping[str, Any]) -> R:
    values = {}
    for key, spec in specs(record).items():
        value = mapping.get(key)
        if value is None:
            continue
        if spec.shape == "records" and spec.of:
            value = tuple(_record(spec.of, entry) for entry in value)
        elif spec.shape == "record" and spec.of:
            value = _record(spec.of, value)
        elif spec.shape in ("texts", "lines"):
            value = tuple(value)
        values[key] = value
    return record(**values)


def pages(townships: Sequence[Township], vocabulary: Vocabulary) -> Iterator[Page]:
    """All pages: those of each township, then those across townships."""
    summaries = [summarise(township, vocabulary) for township in townships]
    for township, summary in zip(townships, summaries, strict=True):
        yield from _township_pages(township, summary, vocabulary)
    groups = _groups(summaries)
    counties = _counties(summaries)
    items = sum(summary.total for summary in summaries)
    yield _page("index.md", "home.md", counties=counties, number=len(summaries), items=items)
    for path, name, members in counties:
        yield _page(f"{path}/index.md", "county.md", name=name, members=members)
    by_id = {township.id: township for township in townships}
    yield from _department_pages(summaries, vocabulary, by_id if len(groups) == 1 else {})
    yield _page(
        "categories/index.md",
        "categories.md",
        categories=[(each, _counted(summaries, each.id)) for each in vocabulary.categories],
    )
    if len(groups) > 1:
        named = [(each.path, each.name) for each in groups]
        yield _page("compare/index.md", "compare.md", counties=named)
        for each in vocabulary.categories:
            places = [
                (group.name, group.path, _counted(group.members, each.id)) for group in groups
            ]
            if any(number for _, _, number in places):
                yield _page(
                    f"categories/{each.id}/index.md",
                    "category.md",
                    category=each,
                    places=[place for place in places if place[2]],
                )
    yield from _matter_pages(summaries, vocabulary, by_id if len(groups) == 1 else {})
    for group in groups:
        yield from _group_pages(group, vocabulary, by_id)


def _groups(summaries: Sequence[Summary]) -> list[Group]:
    if len(summaries) <= GROUP_LIMIT:
        return [Group("", "", list(summaries))]
    found = [(path, list(members)) for path, members in groupby(summaries, lambda each: each.scope)]
    return [Group(path, "".join(members[0].division), members) for path, members in found]


def _counties(summaries: Sequence[Summary]) -> list[tuple[str, str, list[Summary]]]:
    """Path, name and members of every place above the townships, from the province down."""
    found: dict[str, tuple[str, list[Summary]]] = {}
    for summary in summaries:
        folders = summary.id.split("/")[:-1]
        for depth, name in enumerate(summary.division[-len(folders) :], start=1):
            found.setdefault("/".join(folders[:depth]), (name, []))[1].append(summary)
    return [(path, name, members) for path, (name, members) in found.items()]


def _township_pages(township: Township, summary: Summary, vocabulary: Vocabulary) -> Iterator[Page]:
    counts = [
        (each, {kind: summary.categories.get((each.id, kind), 0) for kind in KINDS})
        for each in vocabulary.categories
    ]
    yield _page(
        f"{township.id}/index.md",
        "township.md",
        township=township,
        summary=summary,
        counts=[(each, numbers) for each, numbers in counts if any(numbers.values())],
    )
    used = items_by_office(township, vocabulary)
    places = (*township.division, township.name)
    matters = {matter.name: matter.id for _, matter in vocabulary.filed}
    for duty_list in township.lists:
        sections: list[list[Row]] = [[] for _ in duty_list.categories]
        order = {id(category): place for place, category in enumerate(duty_list.categories)}
        for row in rows(duty_list):
            sections[order[id(row.category)]].append(row)
        names = {name for row in rows(duty_list) for name in row.item.departments}
        found = {name: vocabulary.resolve(name, places) for name in names}
        yield _page(
            f"{township.id}/{duty_list.kind}.md",
            "list.md",
            township=township,
            duty_list=duty_list,
            sections=sections,
            columns=COLUMNS[duty_list.kind],
            column_titles=COLUMN_TITLES,
            labels=duty_list.labels or NO_LABELS,
            offices={name: offices[0].id for name, offices in found.items() if offices},
            matters=matters,
        )
    by_office = []
    for office in vocabulary.offices:
        if office.id in used:
            printed = list(dict.fromkeys(name for _, _, name in used[office.id]))
            by_office.append((office, printed, *_asked_and_taken(used[office.id])))
    yield _page(
        f"{township.id}/departments.md",
        "township_departments.md",
        township=township,
        sections=by_office,
    )


def _asked_and_taken(
    used: Sequence[tuple[DutyList, Row, str]],
) -> tuple[list[tuple[str, Row]], list[tuple[str, Row]]]:
    asked = [(each.kind, row) for each, row, _ in used if each.kind != "withdrawn"]
    taken = [(each.kind, row) for each, row, _ in used if each.kind == "withdrawn"]
    return asked, taken


def _department_pages(
    summaries: Sequence[Summary], vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    by_office = {key: items_by_office(each, vocabulary) for key, each in townships.items()}
    lines = []
    for office in vocabulary.offices:
        uses = [(each, each.offices[office.id]) for each in summaries if office.id in each.offices]
        if not uses:
            continue
        asks, took = sum(use.asks for _, use in uses), sum(use.took for _, use in uses)
        lines.append((office, asks, took, len(uses)))
        details = [
            (townships[key], *_asked_and_taken(used[office.id]))
            for key, used in by_office.items()
            if office.id in used
        ]
        path = f"departments/{office.id}.md"
        yield _page(path, "department.md", office=office, uses=uses, details=details)
    yield _page("departments/index.md", "departments.md", offices=lines)


def _matter_pages(
    summaries: Sequence[Summary], vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    columns: dict[str, list[tuple[Township, DutyList, Row]]] = {}
    for township in townships.values():
        for duty_list in township.lists:
            for row in rows(duty_list):
                for name in row.item.matters or ():
                    columns.setdefault(name, []).append((township, duty_list, row))
    titles = {category.id: category.name for category in vocabulary.categories}
    groups: dict[str, list[tuple[Matter, int]]] = {}
    for category, matter in vocabulary.filed:
        title = titles.get(category, "行政处罚")
        answers = [(each, place) for each in summaries for place in each.matters.get(matter.id, ())]
        groups.setdefault(title, []).append((matter, len({each.id for each, _ in answers})))
        near = (matter.penalty_under, *matter.related, *(each.matter for each in matter.apart))
        found = [vocabulary.matter(name) for name in dict.fromkeys(near) if name]
        yield _page(
            f"matters/{matter.id}.md",
            "matter.md",
            matter=matter,
            category=title,
            answers=answers,
            columns=columns.get(matter.name, []),
            fields=[(field, COLUMN_TITLES[field]) for field in BLOCK_FIELDS],
            near=[other for other in found if other is not None],
            penalties=[
                other for _, other in vocabulary.filed if other.penalty_under == matter.name
            ],
        )
    yield _page("matters/index.md", "matters.md", groups=list(groups.items()))


def _counted(summaries: Sequence[Summary], category_id: str) -> int:
    return sum(
        number
        for summary in summaries
        for (category, _), number in summary.categories.items()
        if category == category_id
    )


def _group_pages(
    group: Group, vocabulary: Vocabulary, townships: Mapping[str, Township]
) -> Iterator[Page]:
    """Comparison, and every category side by side, of a county (or of all, if they are few)."""
    path = group.path
    used = {category for summary in group.members for category, _ in summary.categories}
    yield _page(
        f"compare/{path or 'index'}.md",
        "compare_county.md",
        name=group.name,
        path=path or "index",
        members=group.members,
        categories=[each for each in vocabulary.categories if each.id in used],
    )
    members = [townships[summary.id] for summary in group.members]
    filed = {each.id: _by_category(each, vocabulary) for each in members}
    for category in vocabulary.categories:
        if category.id not in used:
            continue
        kinds = []
        for kind in KINDS:
            columns = [(each, filed[each.id].get((category.id, kind), [])) for each in members]
            if any(found for _, found in columns):
                kinds.append((kind, columns))
        yield _page(
            f"categories/{category.id}/{path or 'index'}.md",
            "category_county.md",
            category=category,
            name=group.name,
            kinds=kinds,
        )


def _by_category(township: Township, vocabulary: Vocabulary) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    known: dict[str, str] = {}

    def canonical(category: Category) -> str:
        if category.name not in known:
            value = vocabulary.category(category.name)
            known[category.name] = value.id if value else ""
        return known[category.name]

    for duty_list in township.lists:
        for row in rows(duty_list):
            found.setdefault((canonical(row.category), duty_list.kind), []).append(row)
    return found


def _cell(text: str) -> str:
    """A text that may stand in a cell of a pipe table."""
    for sign in "\\|*_<[":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _environment() -> jinja2.Environment:
    made = jinja2.Environment(  # noqa: S701 - the templates are Markdown, the data our own
        loader=jinja2.FileSystemLoader(HERE / "usual_templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        answer=answer, block_texts=block_texts, no_labels=NO_LABELS, titles=LIST_TITLES
    )
    made.filters["cell"] = _cell
    return made


_TEMPLATES = _environment()


def _page(path: str, template: str, /, **values: Any) -> Page:
    root = "../" * path.count("/")
    return path, _TEMPLATES.get_template(template).render(root=root, **values)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Build the same site in the usual way.")
    parser.add_argument("root", type=Path, help="folder with lists/ and docs/")
    parser.add_argument(
        "--safe-load", action="store_true", help="read with yaml.safe_load, not with libyaml"
    )
    arguments = parser.parse_args()
    loader = yaml.SafeLoader if arguments.safe_load else yaml.CSafeLoader
    print(json.dumps(build(arguments.root.resolve(), loader=loader)))


if __name__ == "__main__":
    main()
