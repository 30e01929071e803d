"""How templates print values: as Jinja2 does, only without a copy of what needs none.

Jinja2 makes a new :class:`markupsafe.Markup` of every value that it prints, of the HTML that a
macro gives back too; that is a third of the time of a township's pages.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def escaped(value: Any) -> str:
    """A value as HTML: what :func:`markupsafe.escape` makes of it, but HTML is given back as it
    is, and so is a text in which there is nothing to escape."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value  # type: ignore[no-any-return]
    return escape(value)


class Generator(CodeGenerator):
    """Code of templates that prints with :func:`escaped`, a global of the environment."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.globals['escaped'](")
        else:
            super()._output_child_pre(node, frame, finalize)
