"""The answer line, word for word, for every place that an item can stand in."""

from __future__ import annotations

import pytest

from generator.answers import answer
from generator.model import Block, Category, Item, Marks, Row, Township, Version

VERSION = Version(id="2024", title="x", original="originals/2024.txt", sha256="0" * 64)


def township(kind: str = "镇") -> Township:
    return Township(
        name=f"某{kind}", kind=kind, division=("某省",), code="990001100", versions=(VERSION,)
    )


def line(kind: str, item: Item, of: str = "镇") -> str:
    return answer(kind, Row(12, Category(name="x", items=(item,)), item), township(of)).text


def received(*names: str) -> tuple[Block, ...]:
    return (Block(departments=names, duties=("承接。",)),)


@pytest.mark.parametrize(
    ("kind", "item", "said"),
    [
        ("basic", Item(name="x"), "镇里负责 · 基本履职第 12 项"),
        (
            "cooperative",
            Item(name="x", departments=("县教委",)),
            "县教委牵头，镇配合 · 配合履职第 12 项",
        ),
        (
            "cooperative",
            Item(name="x", departments=("甲局", "乙局", "丙局", "丁局", "戊局")),
            "甲局、乙局等 5 个部门牵头，镇配合 · 配合履职第 12 项",
        ),
        (
            "withdrawn",
            Item(name="x", takeover=received("县农业农村委")),
            "由县农业农村委承接，镇里不再承担 · 上级收回第 12 项",
        ),
        (
            "withdrawn",
            Item(name="x", discontinued=True, takeover=(Block(lead="不再开展。"),)),
            "不再开展（原文：“不再开展。”） · 上级收回第 12 项",
        ),
        (
            "withdrawn",
            Item(
                name="x",
                takeover=(
                    *received("县卫生健康委"),
                    Block(departments=("教委", "公安"), heading="", lead="教委、公安协同。"),
                ),
            ),
            "由县卫生健康委承接，镇里不再承担 · 上级收回第 12 项",
        ),
        (
            "withdrawn",
            Item(name="x", takeover=(Block(lead="收回。"),)),
            "上级收回，镇里不再承担 · 上级收回第 12 项",
        ),
        (
            "territorial",
            Item(name="x", marks=Marks(main=("部门",), supporting=("镇街",))),
            "部门主责，镇街配合 · 属地管理第 12 项",
        ),
        (
            "territorial",
            Item(name="x", marks=Marks(main=("镇街",), supporting=("部门",))),
            "镇街主责，部门配合 · 属地管理第 12 项",
        ),
        (
            "territorial",
            Item(name="x", marks=Marks(main=("部门", "镇街"))),
            "部门和镇街都是主责 · 属地管理第 12 项",
        ),
        (
            "territorial",
            Item(name="x", township=(Block(role="配合责任：", duties=("a",)),)),
            "未标明主责（原文没有打√，镇街职责写作“配合责任”） · 属地管理第 12 项",
        ),
        (
            "territorial",
            Item(
                name="x",
                marks=Marks(main=("部门",), supporting=("镇街",)),
                township=(Block(role="主体责任:", duties=("a",)),),
            ),
            "部门主责，镇街配合（镇街职责却写作“主体责任”） · 属地管理第 12 项",
        ),
    ],
)
def test_answer_lines(kind: str, item: Item, said: str) -> None:
    assert line(kind, item) == said


@pytest.mark.parametrize(
    ("of", "said"),
    [("街道", "街道负责"), ("乡", "乡里负责"), ("民族乡", "乡里负责"), ("苏木", "苏木负责")],
)
def test_words_for_other_kinds_of_township(of: str, said: str) -> None:
    assert line("basic", Item(name="x"), of).startswith(said)
