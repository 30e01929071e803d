"""文件必须是正确的 YAML。

常见原因：冒号用了全角“：”，冒号后少空格，用 Tab 缩进，引号不成对，缩进没有对齐，
文字以 * @ % 等符号开头却没有加引号。

反例：

    name：龙角镇

正例：

    name: 龙角镇
"""

from __future__ import annotations

import re
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
    problem = subject.parsed
    if not isinstance(problem, YamlProblem) or subject.text is None:
        return
    place = (problem.line, problem.column)
    if problem.reason in _OTHER:
        what, mend = _OTHER[problem.reason]
        yield Problem(place, what, mend)
        return
    lines = subject.text.splitlines()
    for number in range(min(problem.line, len(lines)), max(problem.line - 3, 0), -1):
        hint = _hint(lines[number - 1])
        if hint:
            yield Problem((number, hint[0]), *hint[1:])
            return
    yield Problem(
        place,
        "这里不是正确的 YAML",
        "对照上一行检查缩进、冒号后的空格和引号是否成对",
        f"解析器的原话：{problem.detail}",
    )


def _hint(line: str) -> tuple[int, str, str] | None:
    """Column, what and mend for a line with one of the mistakes that people make, or None."""
    indent = re.match(r" *\t", line)
    if indent:
        return indent.end(), "缩进里有 Tab 字符", "把 Tab 换成空格，每级缩进两个空格"
    wide = re.match(r"[\s-]*([a-z_]+)：", line)
    if wide:
        return wide.end(), f"“{wide[1]}”后面是全角冒号“：”", f"改成半角冒号加空格：{wide[1]}: …"
    tight = re.match(r"[\s-]*([a-z_]+):(?=[^\s:/])", line)
    if tight:
        return tight.end(), "冒号后面少一个空格", f"在冒号后加一个空格：{tight[1]}: …"
    value = re.match(r"[\s-]*(?:[a-z_]+: +)?([*&@%`!|>])(?=\S)", line)
    if value:
        return (
            value.end(),
            f"文字以符号 {value[1]} 开头，YAML 有别的意思",
            "给整段文字加上单引号，如 '*对……的处罚'",
        )
    inner = re.match(r"[\s-]*[a-z_]+: +[^'\"\[{].*?: ", line)
    if inner:
        return inner.end() - 1, "文字里有半角冒号加空格", "给整段文字加上单引号"
    quoted = re.match(r"[\s-]*(?:[a-z_]+: +)?(['\"])", line)
    if quoted and line.count(quoted[1]) % 2:
        return quoted.end(), "引号没有成对", "补上结尾的引号；文字里的单引号要写两个"
    return None
