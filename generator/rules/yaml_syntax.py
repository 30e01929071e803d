"""文件必须是正确的 YAML。

不正确的 YAML 读不出来，整个文件都不会出现在网站上。
常见原因：冒号用了全角“：”，冒号后少空格，用 Tab 缩进，引号不成对，缩进没有对齐，
文字以 * @ % 等符号开头却没有加引号。一次列出全部错误；只有一种改法的，qingdan check --fix 自动改。

反例：

    name：龙角镇

正例：

    name: 龙角镇
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import Source
from generator.rules import Context, Problem
from generator.yamlio import MAX_DEPTH, YamlProblem

ID = "QD103"
SEVERITY = "error"

_OTHER = {
    "alias": (
        "这里的 * 或 & 被当成 YAML 的引用，清单里不用引用",
        "以 * 或 & 开头的文字要加单引号，如 '*对……的处罚'",
    ),
    "tag": ("这里的 ! 被当成 YAML 的类型标记，清单里不用标记", "以 ! 开头的文字要加单引号"),
    "depth": (f"缩进嵌套超过 {MAX_DEPTH} 层", "检查缩进和方括号，清单最多嵌套 8 层"),
    "key": ("字段名必须是一个词，不能是列表或映射", "检查这一行开头的符号和缩进"),
    "documents": ("一个文件里有多份 YAML（多出了 --- 分隔行）", "删去多余的 --- 行"),
    "empty": ("文件是空的", "写入内容，或者删去这个文件"),
}


def check(subject: Source, context: Context) -> Iterator[Problem]:
    if subject.recovered is None:
        return
    for found in subject.recovered.found:
        if found.mistake is not None:
            mistake = found.mistake
            place = (mistake.line, mistake.column)
            yield Problem(place, mistake.what, mistake.mend, mistake.why, fix=found.fix)
        elif found.problem is not None:
            yield _other(found.problem)


def _other(problem: YamlProblem) -> Problem:
    """What the parser said where no known mistake was seen."""
    place = (problem.line, problem.column)
    if problem.reason in _OTHER:
        return Problem(place, *_OTHER[problem.reason])
    return Problem(
        place,
        "这里不是正确的 YAML",
        "对照上一行检查缩进、冒号后的空格和引号是否成对",
        f"解析器的原话：{problem.detail}",
    )
