"""``/contribute/form/``: change an item in the browser, check it, and take the patch along."""

from __future__ import annotations

from collections.abc import Sequence

from generator.pages import Page, render
from generator.summary import Summary

LIMIT = 60
"""Most townships that the page names; beyond that a county is picked first."""


def page(summaries: Sequence[Summary], edit_url: str) -> Page:
    """The page of the form; its data are those of :mod:`generator.form_files`.

    :param edit_url: what the address of a file in the repository's editor begins with, or ''.
    """
    few = len(summaries) <= LIMIT
    path = "contribute/form/"
    return Page(
        path=path,
        title="网页表单：改一项，补一项",
        description="在网页上改一个事项，当场检查，下载补丁或到托管网站提交",
        assets=("form.css", "parts.js", "form.js"),
        trail=[("参与", "contribute/"), ("网页表单", path)],
        body=render(
            "form.html",
            path,
            edit=edit_url,
            choices=[(each.id, each.full_name) for each in summaries] if few else [],
        ),
    )
