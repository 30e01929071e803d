"""How templates become code: as Jinja2 does it, only plainer where this project needs less.

Four things that Jinja2 does for every value cost more than all the rest of a page: it looks for
attributes among keys too, it asks each function whether it wants the context, it makes a new
:class:`markupsafe.Markup` of all that is printed, of the HTML that a macro gives back too, and it
hands each piece of a page out by itself.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes, runtime
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner
except ImportError:  # there is no compiled form for this machine
    from markupsafe._native import _escape_inner

escaped_text = _escape_inner
"""What :func:`markupsafe.escape` makes of a text, but no :class:`Markup`: for what is not printed
once more."""


def escaped(value: Any) -> str:
    """A value as HTML: what :func:`markupsafe.escape` makes of it, but HTML is given back as it
    is, and so is a text in which there is nothing to escape."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    if kind is str:
        text = escaped_text(value)
        return value if text == value else html(text)
    return escape(value)


def html(text: str) -> Markup:
    """A text that is HTML; five times as fast as to ask it whether it says itself what it is."""
    return str.__new__(Markup, text)


class Macro(runtime.Macro):
    """A macro that gets its arguments in order, unless they are named."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """What it prints, as HTML."""
        if kwargs or self.catch_kwargs or self.catch_varargs or self.caller:
            return super().__call__(*args, **kwargs)
        left = self._argument_count - len(args)
        return html(self._func(*args, *((missing,) * left)))


def _is_escaped(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
    """Whether what is printed here is escaped, as it is everywhere in our templates."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile and finalize.src is None


class Generator(CodeGenerator):
    """Code of templates for this project: they print with :func:`escaped`; ``x.y`` is an attribute
    and ``x['y']`` a key, never the other; functions get what stands in the brackets alone."""

    def visit_Template(  # noqa: N802 - Jinja2's name
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """The whole; what is given to it is looked up once, not in each turn of a loop."""
        used: set[str] = set()
        own = {"loop", "caller", "varargs", "kwargs", "self", "super"}
        for each in node.find_all((nodes.Name, nodes.Macro, nodes.FromImport, nodes.Import)):
            if isinstance(each, nodes.Name):
                (used if each.ctx == "load" else own).add(each.name)
            elif isinstance(each, nodes.Macro):
                own.add(each.name)
            elif isinstance(each, nodes.FromImport):
                own |= {name if isinstance(name, str) else name[1] for name in each.names}
            elif isinstance(each, nodes.Import):
                own.add(each.target)
        self.given = sorted(used - own)
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        """The beginning of a part with names of its own."""
        if frame.toplevel:
            for name in self.given:
                frame.symbols.load(name)
            self.buffer(frame)
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """The end of a part with names of its own."""
        super().leave_frame(frame, with_python_scope=with_python_scope)
        if frame.toplevel:
            self.writeline(f"yield concat({frame.buffer})")

    def write_commons(self) -> None:
        """The names that the code uses."""
        super().write_commons()
        self.writeline("escaped = environment.globals['escaped']")
        self.writeline("escaped_text = environment.globals['escaped_text']")
        self.writeline("Macro = environment.globals['Macro']")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _is_escaped(frame, finalize):
            self.write("(value if (value := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _is_escaped(frame, finalize):
            self.write(").__class__ is Markup else ")
            self.write("escaped_text(value) if value.__class__ is str else escaped(value))")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """``x.y``"""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """``x[y]``"""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802 - Jinja2's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """``f(x, y=z)``"""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")
