"""What all verbs share at the console: the root option, progress, and plain words for failures."""

from __future__ import annotations

import errno
import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import check, states
from generator.engine import EngineFailed
from generator.refusal import Refusal

F = TypeVar("F", bound=Callable[..., Any])

ROOT = click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="放有 lists/ 的文件夹，默认是当前文件夹。",
)


def say(text: str) -> None:
    """Progress and results for people, on standard error."""
    click.echo(text, err=True)


def plainly(command: F) -> F:
    """Turn what users and disks can cause into one plain sentence and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except check.MissingLists:
            say("这里没有 lists/ 文件夹。请在项目的文件夹里运行，或用 --root 指明。")
        except states.NoSuchState as failure:
            say(
                f"没有“{failure}”这个版本，也没有放着 lists/ 的这个文件夹。"
                "版本写 Git 的分支、标签或提交，如 main、HEAD~1。"
            )
        except EngineFailed as failure:
            say(f"MkDocs 没有生成成功，原来的 site/ 没有动。它的原话：\n{failure}")
        except Refusal as problem:
            say(f"{problem.lead}{problem}")
        except BrokenPipeError:
            sys.stderr.close()
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                say("这个端口已被别的程序占用。换一个，如 --port 8001。")
            elif problem.errno == errno.ENOSPC:
                say("磁盘已满。请腾出空间后再运行；原来的文件没有动。")
            else:
                say(f"读写文件时出错：{problem.strerror}（{problem.filename}）")
        sys.exit(1)

    return wrapped  # type: ignore[return-value]
