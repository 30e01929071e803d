"""What ``qingdan suggest`` does, from the lists to what is shown or written."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import check, writer
from generator.diagnostics import printable
from generator.refusal import Refusal
from generator.scopes import jobs, work
from generator.suggest import report, review
from generator.suggest.accept import apply
from generator.suggest.texts import Suggestion, samples, topics

TOOLS = "推荐主题需要附加组件，请先运行：make suggest-tools"


class NotSuggested(Refusal):
    """Nothing can be suggested or accepted."""


@dataclass(frozen=True)
class Asked:
    """What a person wants: a township's id or '' for all, decided items too, how many each."""

    township: str
    everything: bool
    top: int


@dataclass(frozen=True)
class Done:
    """The suggestions, and the forms in which they are given."""

    suggestions: Sequence[Suggestion]
    offices: dict[str, str]

    @functools.cached_property
    def text(self) -> str:
        """For people."""
        return report.as_text(self.suggestions, self.offices)

    @functools.cached_property
    def json(self) -> str:
        """For programs."""
        return report.as_json(self.suggestions, self.offices)

    @functools.cached_property
    def table(self) -> bytes:
        """For review."""
        return review.as_table(self.suggestions)

    @property
    def summary(self) -> str:
        """One line: how many, and how sure."""
        if not self.suggestions:
            return "没有未定的事项。已定的也要看，加 --all。"
        sure = Counter(
            each.candidates[0].confidence for each in self.suggestions if each.candidates
        )
        parts = "、".join(f"{name} {sure[name]}" for name in ("有把握", "可能", "没有把握"))
        return f"推荐了 {len(self.suggestions)} 个事项：{parts}。由人核对后才算数。"


def run(root: Path, asked: Asked, progress: Callable[[str], None]) -> Done:
    """Candidates for the items of a township, or of all.

    :raises NotSuggested: if the township is not there or has errors, the extra is not installed
        or there is nothing to learn from.
    :raises check.MissingLists: if there is no ``lists/``.
    """
    where = check.layout(root)
    wanted = asked.township.strip("/").removeprefix("lists/")
    if wanted and wanted not in where.townships:
        raise NotSuggested(
            f"lists/ 里没有“{printable(wanted)}”。写文件夹，如 chongqing/yunyang/longjiao"
        )
    vocabulary, _ = check.load_vocabulary(root, where)
    townships = [
        township
        for job in jobs(root, where, render=False)
        for township in work(job, vocabulary, keep=True).townships
    ]
    if wanted and wanted not in {township.id for township in townships}:
        raise NotSuggested(f"lists/{printable(wanted)} 有错误。先运行 qingdan check。")
    everything = samples(townships, vocabulary)
    here = [each for each in everything if not wanted or each.township == wanted]
    offices = {office.id: office.name for office in vocabulary.offices}
    chosen = {each.reference for each in here if asked.everything or each.matters is None}
    if not chosen:
        return Done((), offices)
    try:
        from generator.suggest.ranking import TooLittle, suggest
    except ImportError:
        raise NotSuggested(TOOLS) from None
    concerned = {each.township for each in here if each.reference in chosen}
    competing = [each for each in here if each.township in concerned]
    try:
        found = suggest(competing, everything, topics(vocabulary), top=asked.top, progress=progress)
    except TooLittle:
        raise NotSuggested("已归入主题的事项太少，无从学习：至少要有两个别的乡镇。") from None
    return Done([each for each in found if each.sample.reference in chosen], offices)


def accept(root: Path, file: Path) -> list[str]:
    """Write a reviewed list into ``lists/``; the paths of the files that changed.

    :raises NotSuggested: what is wrong in the list, line by line; nothing is then written.
    """
    where = check.layout(root)
    vocabulary, _ = check.load_vocabulary(root, where)
    decisions, problems = review.read_table(file.read_bytes(), vocabulary)
    files, unfit = apply(root, where, decisions)
    if problems or unfit:
        lines = "\n".join([*problems, *unfit])
        raise NotSuggested(
            f"{lines}\n{file.name} 有 {len(problems) + len(unfit)} 处不对，什么也没有写入。"
        )
    return [path for path, data in files.items() if writer.write(root / path, data)]
