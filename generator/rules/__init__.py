"""One rule, one module.

A rule module has four things: ``ID``, ``SEVERITY``, a docstring that is the rule's page in the
manual (written as :mod:`generator.rule_page` says), and ``check(subject, context)``, which yields
:class:`Problem`. The annotation of ``subject`` says at which level the rule works: ``Source`` (a
file's bytes), ``Document`` (a node tree), ``ListFile`` (a list in its township), ``Folder`` (a
township), ``VocabularyFiles``, ``Corpus`` (all townships in outline) or ``Fellows`` (the items of a
scope beside the fellow members of their matters). A rule never prints, exits or knows an output
format. A new rule is a new module here and nothing else changes.

A hint that people may find to be no mistake says ``REVIEWABLE = True`` and passes over an item
whose ``reviewed`` names it.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from generator.baseline import Baseline
from generator.diagnostics import Diagnostic, Edit, Fix
from generator.model import Township
from generator.rule_page import page_of
from generator.vocabulary import Vocabulary
from generator.yamlio import Node


@dataclass(frozen=True)
class Problem:
    """What a rule yields: a place, the sentences of a diagnostic, and a fix if it is certain.

    ``place`` is a node, a (line, column) pair or None for the file as a whole; ``path`` replaces
    the subject's own path where the problem lies in another file. Without a ``why`` the reason
    that the rule's page gives is said.
    """

    place: Node | tuple[int, int] | None
    what: str
    mend: str
    why: str = ""
    path: str = ""
    fix: Fix | None = None


def replacing(node: Node, text: str, what: str) -> Fix:
    """The fix that puts ``text`` in the place of a scalar node."""
    return Fix(what, (Edit(node.line, node.column, node.end_line, node.end_column, text),))


def deleting(line: int, what: str) -> Fix:
    """The fix that takes a whole line out."""
    return Fix(what, (Edit(line, 1, line + 1, 1, ""),))


@dataclass(frozen=True)
class Context:
    """What every rule may look at besides its subject.

    ``baseline`` is the state that the lists are compared with; None if none was asked for.
    ``errors_only``: whether nobody asked for warnings and hints, and rules that find such are not
    run.
    """

    vocabulary: Vocabulary
    baseline: Baseline | None = None
    errors_only: bool = False


@dataclass(frozen=True)
class Corpus:
    """All of ``lists/`` in outline: what looks across townships.

    ``matters`` are the ids of the matters that items name; None if not all items are known.
    """

    paths: tuple[str, ...]
    links: tuple[str, ...]
    townships: tuple[Township, ...] = field(default=())
    matters: frozenset[str] | None = None


Check = Callable[[Any, Context], Iterator[Problem]]


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """All rule modules, sorted by ID."""
    found = [
        importlib.import_module(f"{__name__}.{entry.name}")
        for entry in pkgutil.iter_modules(__path__)
    ]
    return tuple(sorted(found, key=lambda module: str(module.ID)))


@functools.cache
def _for_level(level: str, errors_only: bool) -> tuple[ModuleType, ...]:
    return tuple(
        module
        for module in modules()
        if inspect.signature(module.check).parameters["subject"].annotation == level
        and (module.SEVERITY == "error" or not errors_only)
    )


def run(subject: Any, path: str, context: Context) -> list[Diagnostic]:
    """All findings of the rules whose level is the subject's class.

    :param path: the file that findings are about unless they name another.
    """
    found: list[Diagnostic] = []
    for module in _for_level(type(subject).__name__, context.errors_only):
        for problem in module.check(subject, context):
            line, column = _position(problem.place)
            found.append(
                Diagnostic(
                    path=problem.path or path,
                    line=line,
                    column=column,
                    code=module.ID,
                    severity=module.SEVERITY,
                    what=problem.what,
                    why=problem.why or page_of(module).why,
                    mend=problem.mend,
                    fix=problem.fix,
                )
            )
    return found


def _position(place: Node | tuple[int, int] | None) -> tuple[int, int]:
    if place is None:
        return 0, 0
    return (place.line, place.column) if isinstance(place, Node) else place
