"""公布过的乡镇文件夹和词表编号还在。

文件夹的路径、主题和部门的编号都是网址，删去或改名会使链接失效。
用 qingdan check --base main 与已公布的状态比较才能查出。

反例：把 lists/chongqing/yunyang/longjiao 改名为 longjiaozhen。

正例：文件夹不改名；不用的主题写 retired: true 和 replaced_by，不删除。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Categories, Departments, Matters
from generator.rules import Context, Corpus, Problem

ID = "QD308"
SEVERITY = "error"

_RECORDS = {"matters": Matters, "departments": Departments, "categories": Categories}
_NAMES = {"matters": "主题", "departments": "部门种类", "categories": "类别"}


def check(subject: Corpus, context: Context) -> Iterator[Problem]:
    if context.baseline is None:
        return
    folders = {path.removeprefix("lists/").rpartition("/")[0] for path in subject.paths}
    for folder in sorted(context.baseline.townships - folders):
        yield Problem(
            None,
            "公布过的乡镇文件夹不见了",
            "改回原来的文件夹名；误删的补回",
            path=f"lists/{folder}/township.yml",
        )
    vocabulary = context.vocabulary
    now = {
        "matters": {matter.id for _, matter in vocabulary.filed},
        "departments": {office.id for office in vocabulary.offices},
        "categories": {category.id for category in vocabulary.categories},
    }
    for name, ids in context.baseline.vocabulary.items():
        if _RECORDS[name] in vocabulary.unread:
            continue
        for each in sorted(ids - now[name]):
            yield Problem(
                None,
                f"公布过的{_NAMES[name]}编号 {each} 不见了",
                "补回；不用的主题写 retired: true 和 replaced_by",
                path=f"lists/vocabulary/{name}" + ("" if name == "matters" else ".yml"),
            )
