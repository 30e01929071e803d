"""Printed names to common ones, on the real vocabulary and on every printed name of the lists."""

from __future__ import annotations

import pytest

from generator import check
from generator.model import BLOCK_FIELDS, rows
from generator.rules import Context
from generator.vocabulary import Vocabulary
from tests.conftest import REPOSITORY

YUNYANG = ("重庆市", "云阳县", "龙角镇")
SHAWAN = ("新疆维吾尔自治区", "塔城地区", "沙湾市", "西戈壁镇")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    loaded, found = check.load_vocabulary(REPOSITORY, check.layout(REPOSITORY))
    assert [each for each in found if each.severity != "info"] == []
    return loaded


@pytest.mark.parametrize(
    ("printed", "division", "offices"),
    [
        ("县教委", YUNYANG, ["教育部门"]),
        ("教育部门", (), ["教育部门"]),
        ("市场监管局", (), ["市场监督管理部门"]),
        ("市市场监管局", (), ["市场监督管理部门"]),
        ("县市场监管局", YUNYANG, ["市场监督管理部门"]),
        ("县住建局", YUNYANG, ["住房和城乡建设部门"]),
        ("县城乡建委", YUNYANG, ["住房和城乡建设部门"]),
        ("县住房和城乡建委", YUNYANG, ["住房和城乡建设部门"]),
        ("县住房城乡建委", YUNYANG, ["住房和城乡建设部门"]),
        ("县规 划自然资源局", YUNYANG, ["自然资源部门"]),
        ("县委统战部(县民族宗教委)", YUNYANG, ["党委统战部门", "民族宗教部门"]),
        ("县委统战部（县民族宗教委）", YUNYANG, ["党委统战部门", "民族宗教部门"]),
        ("塔城地区生态环境局沙湾市分局", SHAWAN, ["生态环境部门"]),
        ("云阳海事处等相关部门单位", YUNYANG, ["海事机构"]),
        ("没有这个部门", YUNYANG, []),
        ("场监管局", YUNYANG, []),
        ("", (), []),
    ],
)
def test_departments(
    vocabulary: Vocabulary, printed: str, division: tuple[str, ...], offices: list[str]
) -> None:
    assert [office.name for office in vocabulary.resolve(printed, division)] == offices


def test_education_meets_across_townships(vocabulary: Vocabulary) -> None:
    first = vocabulary.resolve("县教委", YUNYANG)[0].id
    assert first in [office.id for office in vocabulary.resolve("市教育和体育局", SHAWAN)]


@pytest.mark.parametrize(
    ("printed", "name"),
    [("七、文化旅游", "文化和旅游"), ("文化和旅游", "文化和旅游"), ("（三）生态环保", "生态环保")],
)
def test_categories(vocabulary: Vocabulary, printed: str, name: str) -> None:
    category = vocabulary.category(printed)
    assert category is not None
    assert category.name == name


def test_every_printed_name_of_every_list_is_known(vocabulary: Vocabulary) -> None:
    where = check.layout(REPOSITORY)
    for folder, paths in where.townships.items():
        township, _ = check.load_township(REPOSITORY, folder, paths, Context(vocabulary))
        assert township is not None, folder
        places = (*township.division, township.name)
        for duty_list in township.lists:
            assert all(vocabulary.category(each.name) for each in duty_list.categories)
            for row in rows(duty_list):
                blocks = [block for field in BLOCK_FIELDS for block in getattr(row.item, field)]
                names = [*row.item.departments, *(n for b in blocks for n in b.departments)]
                unknown = [name for name in names if not vocabulary.resolve(name, places)]
                assert unknown == [], (township.id, row.item.id)


def test_ids_and_names_are_used_once(vocabulary: Vocabulary) -> None:
    for entries in (vocabulary.offices, vocabulary.categories):
        assert len({entry.id for entry in entries}) == len(entries)
        assert len({entry.name for entry in entries}) == len(entries)
