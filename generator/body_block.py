"""A tiny Python-Markdown extension: page bodies pass through untouched.

Generated pages hold one HTML block between two marker lines. Python-Markdown would parse such a
block twice, which costs about 20 ms for a page of 100 KB and decides the build time of a large
site; this extension takes it out before and puts it back after. Without the extension the same
files build to the same pages, only slower. Zensical loads it as well, since it runs
Python-Markdown too. Everything between the markers must be escaped by whoever wrote it.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

OPEN = "<!-- body -->"
CLOSE = "<!-- /body -->"


class _Cut(Preprocessor):
    """Take the body out; a one-line comment stays in its place."""

    mark = ""
    body: str | None = None

    def run(self, lines: list[str]) -> list[str]:
        """Take the lines between the markers out of ``lines``."""
        self.body = None
        lines = [line.removesuffix("\r") for line in lines]
        try:
            start = lines.index(OPEN)
            end = len(lines) - 1 - lines[::-1].index(CLOSE)
        except ValueError:
            return lines
        if end < start:
            return lines
        self.body = "\n".join(lines[start + 1 : end])
        head, tail = lines[:start], lines[end + 1 :]
        around = "\n".join(head + tail)
        number = 0
        while (mark := f"<!-- body {number} -->") in around:
            number += 1
        self.mark = mark
        return [*head, "", mark, "", *tail]


class _Restore(Postprocessor):
    """Put the body back. Other extensions run all postprocessors on fragments too, so the body
    must not be used up by the first call."""

    def __init__(self, cut: _Cut) -> None:
        super().__init__()
        self.cut = cut

    def run(self, text: str) -> str:
        """Put them back into the rendered page."""
        body = self.cut.body
        return text if body is None else text.replace(self.cut.mark, body, 1)


class BodyExtension(Extension):
    """Registers both halves: before everything else, and after everything else."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a Markdown instance."""
        cut = _Cut(md)
        md.preprocessors.register(cut, "qingdan_body", 1000)
        md.postprocessors.register(_Restore(cut), "qingdan_body", -1000)


def makeExtension(**settings: Any) -> BodyExtension:  # noqa: N802 - Python-Markdown's name
    """Python-Markdown's entry point."""
    return BodyExtension(**settings)
