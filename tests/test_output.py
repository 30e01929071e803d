"""What templates print is escaped exactly as MarkupSafe does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, UndefinedError
from markupsafe import Markup, escape

from generator.model import Correction
from generator.pages import environment
from generator.pages.compiled import Compiled
from generator.pages.marks import marked, marked_all
from generator.pages.output import escaped

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.text(
    "<>&\"'甲a ", max_size=12
)


class Html:
    """What says itself how it is written in HTML."""

    def __html__(self) -> str:
        return "<i>斜</i>"


class Name(str):
    """A text that is no plain ``str``."""

    __slots__ = ()


@given(TEXTS)
def test_texts_are_escaped(text: str) -> None:
    wanted = str(escape(text))
    assert str(escaped(text)) == wanted
    assert str(escaped(Name(text))) == wanted
    template = environment().from_string("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ t }}{{ m(t) }}")
    assert template.render(t=text) == f"{wanted}[{wanted}]"


@pytest.mark.parametrize("value", [3, None, True, 1.5, ("<", "&"), Html(), Markup("<b>&amp;</b>")])
def test_other_values_are_printed_as_always(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("{{ d['items'] }}{{ d.get('a', 5) }}", "15"),
        (
            "{% macro m(a, b='<') %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(b='>', a=2) }}",
            "1&lt;2&gt;",
        ),
        ("{% macro m() %}{{ caller(3) }}{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}", "3"),
    ],
)
def test_keys_attributes_and_macros(template: str, wanted: str) -> None:
    assert environment().from_string(template).render(d={"items": 1}) == wanted


@pytest.mark.parametrize(
    "template",
    [
        "{{ x }}",
        "{{ x.y }}",
        "{{ d.y }}",
        "{{ d['y'] }}",
        "{% if d.y %}{% endif %}",
        "{{ d.get(x) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=1) }}",
    ],
)
def test_what_nobody_gave_is_an_error(template: str) -> None:
    with pytest.raises((UndefinedError, AttributeError, KeyError, TypeError)):
        environment().from_string(template).render(d={"items": 1})


@given(st.lists(TEXTS, min_size=1, max_size=4), st.booleans())
def test_a_list_of_texts_is_escaped_text_by_text(texts: list[str], doubted: bool) -> None:
    corrections = [Correction(field="name", printed="甲", reason="试")] if doubted else []
    between = Markup("</li><li>")
    each = [str(marked(text, corrections, "name")) for text in texts]
    assert str(marked_all(texts, corrections, "name", between)) == "</li><li>".join(each)
    if not doubted:
        assert each == [str(escape(text)) for text in texts]


def test_templates_are_compiled_once(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("{{ x }}", "utf-8")
    maker = tmp_path / "maker.py"
    maker.write_text("1", "utf-8")

    def rendered() -> tuple[str, list[float]]:
        made = Environment(
            loader=FileSystemLoader(tmp_path),
            bytecode_cache=Compiled(tmp_path, maker),
            autoescape=True,
        )
        text = made.get_template("a.txt").render(x=3)
        return text, [path.stat().st_mtime_ns for path in (tmp_path / "__pycache__").iterdir()]

    first = rendered()
    assert first[0] == "3"
    assert len(first[1]) == 1
    assert rendered() == first
    source.write_text("{{ x }}!", "utf-8")
    assert rendered()[0] == "3!"
    before = rendered()[1]
    maker.write_text("2", "utf-8")
    assert rendered()[1] != before


def test_templates_that_cannot_be_kept_are_used_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("{{ x }}", "utf-8")
    (tmp_path / "__pycache__").write_text("no folder", "utf-8")
    made = Environment(
        loader=FileSystemLoader(tmp_path), bytecode_cache=Compiled(tmp_path), autoescape=True
    )
    assert made.get_template("a.txt").render(x=3) == "3"
