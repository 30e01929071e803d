"""Pages: Markdown files whose bodies are HTML blocks from Jinja2 templates.

A page is data until the writer puts it on disk. All HTML stands in ``generator/templates/``,
where every value is escaped; nothing here or there depends on MkDocs.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from generator import body_block
from generator.answers import PLACES, SHORT_KINDS, Answer, answer
from generator.events import dated
from generator.model import LIST_TITLES, Row, Township
from generator.pages import output
from generator.pages.compiled import Compiled
from generator.pages.marks import marked, marked_all
from generator.pages.output import Generator, Macro, escaped, escaped_text, html
from generator.printed import NO_LABELS, block_heading
from generator.reconcile import FURNITURE_NAMES

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

SIGNS = {"basic": "●", "cooperative": "◐", "withdrawn": "○", "territorial": "▣"}
"""The sign of each kind of list; it stands beside its word and never alone."""


@dataclass(frozen=True)
class Page:
    """A page to be written.

    ``path`` is its URL path below the site's root, with a slash at the end ('' is the home page);
    ``body`` is an HTML block; ``scope`` the county whose search data it uses first; ``assets`` the
    scripts and style sheets below ``assets/`` that this page needs besides those of every page;
    ``trail`` the (name, path) pairs from below the home page down to this one, shown by the theme
    and told to programs; ``data`` the same content as files: (media type, path below the root,
    name); ``services`` who serves whom: (place, path below the root, names of those who serve);
    ``moved`` the path of the page that this one only forwards to; ``oembed`` the path of the answer
    that tells other sites how to embed it.
    """

    path: str
    title: str
    body: str
    description: str = ""
    scope: str = ""
    assets: tuple[str, ...] = ()
    trail: Sequence[tuple[str, str]] = ()
    data: Sequence[tuple[str, str, str]] = ()
    services: Sequence[tuple[str, str, Sequence[str]]] = ()
    moved: str = ""
    oembed: str = ""

    @property
    def file(self) -> str:
        """The Markdown file, relative to the docs folder. Always an index.md: Zensical rewrites
        relative links in other files, which MkDocs does not."""
        return f"{self.path}index.md"

    def markdown(self) -> str:
        """The content of the Markdown file: front matter and body.

        The texts of the front matter are escaped for HTML here, since themes print them as they
        are; the theme's own search is told to leave the page alone.
        """
        head = {
            "title": self.title,
            "description": self.description,
            "scope": self.scope,
            "moved": self.moved,
            "oembed": self.oembed,
            "layout": "" if self.path else "home",
        }
        lines = [f"{key}: {_yaml(escape(value))}" for key, value in head.items() if value]
        lists = {
            "assets": self.assets,
            "trail": self.trail,
            "data": self.data,
            "services": self.services,
        }
        lines += [f"{key}: {_yaml(value)}" for key, value in lists.items() if value]
        return "\n".join(
            [
                "---",
                *lines,
                "search: {exclude: true}",
                "---",
                "",
                body_block.OPEN,
                self.body.strip(),
                body_block.CLOSE,
                "",
            ]
        )


@dataclass(frozen=True)
class SiteFacts:
    """What pages say about the site as a whole: the address that it will stand at, what the
    address of a file in the repository's editor begins with ('' if there is none), and the bytes
    of downloads by path."""

    site_url: str = ""
    edit_url: str = ""
    sizes: Mapping[str, int] = dataclasses.field(default_factory=dict)


_JSON = json.JSONEncoder(ensure_ascii=False)


def _yaml(value: str | Sequence[Any]) -> str:
    """A text as a double-quoted YAML scalar, a list in flow form (JSON is YAML)."""
    return _JSON.encode(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def root_of(path: str) -> str:
    """The relative way from a page to the site's root: '' or '../../'."""
    return "../" * path.count("/")


@functools.cache
def environment() -> jinja2.Environment:
    """The template environment: everything escaped, unknown names are errors."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        bytecode_cache=Compiled(TEMPLATES, Path(output.__file__), Path(__file__)),
        autoescape=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.code_generator_class = Generator
    made.globals.update(
        Macro=Macro,
        escaped=escaped,
        escaped_text=escaped_text,
        no_labels=NO_LABELS,
        SIGNS=SIGNS,
        SHORT_KINDS=SHORT_KINDS,
        PLACES=PLACES,
        LIST_TITLES=LIST_TITLES,
        FURNITURE_NAMES=FURNITURE_NAMES,
    )
    made.filters["answer"] = _answer
    made.filters["block_heading"] = block_heading
    made.filters["marked"] = marked
    made.filters["marked_all"] = marked_all
    made.filters["by_column"] = by_column
    made.filters["dated"] = dated
    made.filters["field"] = getattr
    made.filters["size"] = size
    made.filters["css_text"] = css_text
    return made


def _answer(row: Row, kind: str, township: Township) -> Answer:
    return answer(kind, row, township)


def size(number: int) -> str:
    """Bytes as people count them: 74 KB."""
    return f"{max(1, round(number / 1000))} KB"


def css_text(text: str) -> Markup:
    """A text as a CSS string: everything but letters, digits and blanks is written as a code."""
    inner = "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text)
    return Markup(f'"{inner}"')  # noqa: S704 - quotes and brackets are codes


COLUMN_NAMES = {
    "number": "序号",
    "category": "类别",
    "name": "事项名称",
    "departments": "对应上级部门",
    "superior": "上级部门职责",
    "township": "镇街职责",
    "takeover": "承接部门及工作方式",
    "basis": "依据",
    "marks": "√ 标记",
    "labels": "各栏固定字样",
}


def by_column(fields: Mapping[str, int]) -> list[tuple[str, int]]:
    """Characters by field (``superior.duties`` …) added up by the printed column."""
    found: dict[str, int] = {}
    for field, number in fields.items():
        column = COLUMN_NAMES.get(field.partition(".")[0], field)
        found[column] = found.get(column, 0) + number
    order = list(COLUMN_NAMES.values())
    return sorted(found.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else 99)


def oembed(path: str) -> str:
    """Where the oEmbed answer of the embed at ``path`` (below ``embed/v1/``) stands."""
    return f"embed/v1/{path}/oembed.json"


def render(template: str, path: str, **values: Any) -> str:
    """The HTML of a template for the page at ``path``."""
    root = html(root_of(path))
    return environment().get_template(template).render(root=root, path=path, **values)


def robots(site_url: str) -> bytes:
    """``robots.txt``: everything may be read, and where the sitemap is."""
    template = environment().get_template("robots.txt")
    return template.render(site_url=site_url).encode("utf-8")


def sitemap(site_url: str, files: Iterable[str]) -> bytes:
    """``sitemap.xml`` for the Markdown files of the docs folder; no dates, for none are known."""
    paths = sorted(path.removesuffix("index.md") for path in files if path.endswith("index.md"))
    template = environment().get_template("sitemap.xml")
    return template.render(urls=[site_url + quote(path) for path in paths]).encode("utf-8")
