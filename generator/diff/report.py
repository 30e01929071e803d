"""The forms of a difference: text and Markdown from the same sentences, and JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.diagnostics import printable
from generator.diff.compare import Diff, ItemChange, TownshipDiff
from generator.diff.vocabulary import EntryDiff
from generator.diff.words import Piece
from generator.github import markdown_text
from generator.model import LIST_TITLES, DutyList, Township, specs
from generator.model.names import FIELD_NAMES

CONTEXT = 14
"""Characters of kept wording that are shown beside a change."""

Sentence = Sequence[Piece]
Section = tuple[str, list[Sentence]]

_VOCABULARIES = {"matters": "主题", "departments": "部门种类", "categories": "类别"}
_STATUS = {"added": "新增", "removed": "删去", "changed": "改动"}
_FIELDS = FIELD_NAMES | {"name": "名称", "departments_cell": "“对应上级部门”栏"}


def as_json(diff: Diff) -> str:
    """The whole difference as JSON: ``{"townships": […], "vocabulary": […], "unread": […]}``."""
    return json.dumps(dataclasses.asdict(diff), ensure_ascii=False, indent=1)


def as_text(diff: Diff) -> str:
    """For a terminal: ``[-taken out-]`` and ``{+put in+}``."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return _written(diff, printable, signs, "{}", "  - {}")


def as_markdown(diff: Diff) -> str:
    """For a pull request: ``<del>`` and ``<ins>``, which GitHub, GitLab and Gitee all show."""
    signs = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}
    return "## 清单的改动\n\n" + _written(diff, markdown_text, signs, "### {}\n", "- {}")


def _written(
    diff: Diff, escape: Callable[[str], str], signs: Mapping[str, str], head: str, entry: str
) -> str:
    lines: list[str] = []
    for title, sentences in _sections(diff):
        lines.append(head.format(escape(title)))
        for sentence in sentences:
            told = "".join(signs[sign].format(escape(text)) for sign, text in sentence)
            lines.append(entry.format(told))
        lines.append("")
    return "\n".join(lines).rstrip("\n") if lines else "清单没有改动。"


def _sections(diff: Diff) -> Iterator[Section]:
    if diff.unread:
        say = "有错误，读不出来，没有比较；先运行 qingdan check"
        yield "没有比较的文件", [_plain(f"{path}：{say}") for path in diff.unread]
    for township in diff.townships:
        sentences = list(_township(township))
        if sentences:  # none where all that changed cannot be read
            yield f"{township.name or township.id}（{township.id}）", sentences
    groups: dict[str, list[Sentence]] = {}
    for each in diff.vocabulary:
        groups.setdefault(each.vocabulary, []).extend(_entry(each))
    for vocabulary, sentences in groups.items():
        yield f"词表：{_VOCABULARIES[vocabulary]}", sentences


def _plain(text: str) -> Sentence:
    return [("=", text)]


def told(found: TownshipDiff) -> Iterator[tuple[str, str]]:
    """What changes in a township as plain sentences, each with the id of the item it is about
    ('' if about no single one): 〔删：…〕 is taken out, 〔增：…〕 put in."""
    signs = {"=": "{}", "-": "〔删：{}〕", "+": "〔增：{}〕"}
    sentences = [("", sentence) for sentence in _whole(found)]
    for change in found.items if found.status == "changed" else ():
        place = change.after or change.before
        sentences += [(place.id if place else "", sentence) for sentence in _item(change)]
    for item, sentence in sentences:
        head, *rest = (signs[sign].format(text) for sign, text in sentence)
        yield item, "".join((f"{head.rstrip()}：" if rest else head, *rest))


def _township(found: TownshipDiff) -> Iterator[Sentence]:
    yield from _whole(found)
    if found.status == "changed":
        for change in found.items:
            yield from _item(change)


def _whole(found: TownshipDiff) -> Iterator[Sentence]:
    """What is said of a township besides its items."""
    if found.status != "changed":
        yield _plain(f"{_STATUS[found.status]}整个乡镇街道或区县")
    if found.layout:
        yield _plain("只改了写法（格式、注释、次序），内容没有变")
    for kind, (before, after) in found.counts.items():
        if found.status == "changed" and before == after:
            continue
        numbers = (f"{'没有' if each is None else f'{each} 项'}" for each in (before, after))
        yield _plain(f"{LIST_TITLES[kind]}：{' → '.join(numbers)}")
    if found.status != "changed":
        return
    for key, paragraphs in found.other.items():
        yield from _fields(_other_name(key), paragraphs)
    for run in found.renumbered:
        span = f"第 {run.first} 项" if run.first == run.last else f"第 {run.first}–{run.last} 项"
        moved = f"第 {run.first + run.shift} 项"
        if run.first != run.last:
            moved = f"第 {run.first + run.shift}–{run.last + run.shift} 项"
        yield _plain(f"{LIST_TITLES[run.list]}：{span}改号为{moved}")


def _other_name(key: str) -> str:
    record, _, name = key.partition(".")
    if record == "township":
        return specs(Township)[name].doc.partition("，")[0]
    title = specs(DutyList)[name].doc.partition("，")[0]
    return f"{LIST_TITLES[record]}的{title}"


def _item(change: ItemChange) -> Iterator[Sentence]:
    before, after = change.before, change.after
    if before is None and after is not None:
        where = f"{LIST_TITLES[after.list]}·{after.category} 第 {after.number} 项 {after.id}"
        yield [("=", f"新增：{where} "), ("+", change.name)]
        return
    if after is None and before is not None:
        where = f"{LIST_TITLES[before.list]}·{before.category} 第 {before.number} 项 {before.id}"
        yield [("=", f"删去：{where} "), ("-", change.name)]
        return
    if before is None or after is None:
        return
    label = f"{after.id or f'第 {after.number} 项'}“{change.name}”"
    if before.list != after.list:
        places = (f"{LIST_TITLES[each.list]}（{each.id}）" for each in (before, after))
        yield _plain(f"{label}：从{'移到'.join(places)}")
    elif before.id != after.id:
        yield [*_plain(f"{label}：编号 "), *_exchange([before.id], [after.id])]
    if before.category != after.category:
        yield [*_plain(f"{label}：类别 "), *_exchange([before.category], [after.category])]
    if any(change.departments):
        yield [*_plain(f"{label}：对应上级部门 "), *_exchange(*change.departments)]
    if any(change.matters):
        yield [*_plain(f"{label}：主题 "), *_exchange(*change.matters)]
    for key, paragraphs in change.fields.items():
        yield from _fields(f"{label}：{_FIELDS.get(key, key)}", paragraphs)
    same_place = (before.list, before.id, before.category) == (after.list, after.id, after.category)
    if same_place and not (any(change.departments) or any(change.matters) or change.fields):
        yield _plain(f"{label}：部门的次序或主题的定与未定有变")


def _entry(found: EntryDiff) -> Iterator[Sentence]:
    label = f"{found.id}“{found.name}”"
    if found.status != "changed":
        sign = "+" if found.status == "added" else "-"
        yield [("=", f"{_STATUS[found.status]}："), (sign, label)]
    for key, paragraphs in found.fields.items():
        yield from _fields(f"{label}：{_FIELDS.get(key, key)}", paragraphs)


def _exchange(out: Iterable[str], put: Iterable[str]) -> list[Piece]:
    found = [(sign, "、".join(filter(None, names))) for sign, names in (("-", out), ("+", put))]
    return [piece for piece in found if piece[1]]


def _fields(label: str, paragraphs: Sequence[Sequence[Piece]]) -> Iterator[Sentence]:
    for pieces in paragraphs:
        yield [("=", f"{label} "), *_cut(pieces)]


def _cut(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces with long kept wording cut down to what stands beside a change."""
    for place, (sign, text) in enumerate(pieces):
        first, last = place == 0, place == len(pieces) - 1
        if sign != "=" or len(text) <= CONTEXT * (1 if first or last else 2):
            yield sign, text
        elif first:
            yield sign, "…" + text[-CONTEXT:]
        elif last:
            yield sign, text[:CONTEXT] + "…"
        else:
            yield sign, text[:CONTEXT] + "…" + text[-CONTEXT:]
