"""What changes between two states of the lists, in the words of the lists."""

from __future__ import annotations

from collections.abc import Callable

from generator.diff.compare import Diff, compare
from generator.diff.report import as_json, as_markdown, as_text, told

FORMS: dict[str, Callable[[Diff], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}

__all__ = ["FORMS", "Diff", "compare", "told"]
