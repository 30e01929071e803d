"""What the command line says in Chinese where click says it in English: help, and wrong calls."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_HELP = {"Show this message and exit.": "显示这段说明。"}


class _Formatter(click.HelpFormatter):
    """Help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().write_dl([(name, _HELP.get(text, text)) for name, text in rows], *args, **kwargs)


class _Context(click.Context):
    formatter_class = _Formatter


class Program(click.Group):
    """All verbs; only the module of the one that is called is imported. A call that is wrong ends
    in one sentence, and exit code 2.

    :param verbs: verb -> module of :mod:`generator.commands` that holds ``VERB_command``.
    """

    context_class = _Context

    def __init__(self, *args: Any, verbs: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """All verbs."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The verb of a name.

        :raises click.UsageError: if there is none.
        """
        if cmd_name not in self.verbs:
            raise click.UsageError(f"没有 {cmd_name} 这个命令，有：{'、'.join(self.verbs)}", ctx)
        module = importlib.import_module(f"generator.commands.{self.verbs[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        found.context_class = _Context
        return found

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run what the command line asks for; see :meth:`click.Command.main`."""
        given = (args, prog_name, complete_var)
        if not standalone_mode:
            return super().main(*given, standalone_mode=False, **extra)
        try:
            code = super().main(*given, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as problem:
            problem.show()
            sys.exit(problem.exit_code)
        except click.UsageError as problem:
            click.echo(f"{wrong_call(problem).rstrip('。')}。", err=True)
            if problem.ctx is not None:
                click.echo(f"怎样写，运行 {problem.ctx.command_path} --help", err=True)
            sys.exit(problem.exit_code)
        except click.Abort:
            click.echo("\n中断了。", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def wrong_call(problem: click.UsageError) -> str:
    """What is wrong in a call, in Chinese; errors of our own say it already."""
    if isinstance(problem, click.MissingParameter):
        return f"少写了 {_name(problem)}"
    if isinstance(problem, click.BadParameter):
        return _wrong_value(problem)
    if isinstance(problem, click.NoSuchOption):
        near = "、".join(problem.possibilities or ())
        return f"没有 {problem.option_name} 这个选项" + (f"，是不是 {near}" if near else "")
    if isinstance(problem, click.BadOptionUsage):
        return f"{problem.option_name} 的写法不对，看看后面是否少写或多写了内容"
    if "unexpected extra argument" in problem.message:
        extra = re.search(r"\((.*)\)$", problem.message)
        return f"多写了 {extra[1] if extra else '内容'}；名称里有空格的，加引号"
    return problem.message


def _name(problem: click.BadParameter) -> str:
    found = problem.param.get_error_hint(problem.ctx) if problem.param and problem.ctx else ""
    return (found or "内容").replace("'", "").removesuffix("...")


def _wrong_value(problem: click.BadParameter) -> str:
    kind = problem.param.type if problem.param else None
    quoted = re.search(r"'(.*)'", problem.message)
    value = quoted[1] if quoted else ""
    if isinstance(kind, click.Path) and value:
        if not Path(value).exists():
            return f"没有 {value} 这个文件或文件夹，看看名称和所在的文件夹"
        return f"{value} 是{'文件夹，不是文件' if Path(value).is_dir() else '文件，不是文件夹'}"
    if isinstance(kind, click.Choice):
        return f"{_name(problem)} 只能写 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        least, most = kind.min, kind.max
        span = f"{'' if least is None else least}–{'' if most is None else most}"
        return f"{_name(problem)} 应是数字（{span}）"
    return f"{_name(problem)} 的值不对：{problem.message}"
