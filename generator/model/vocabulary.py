"""The records of ``lists/vocabulary/``: departments, categories, and matters."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.specs import slug, written


@dataclass(frozen=True, kw_only=True)
class Office:
    """A kind of office (部门种类) with the names it is printed under."""

    id: str = slug()
    name: str = written("text", "通用名称，如“住房和城乡建设部门”", required=True)
    aliases: tuple[str, ...] = written("texts", "各地印的名称，去掉省市县区字")
    collective: bool = written("boolean", "统称（如“行业主管部门”）写 true")


@dataclass(frozen=True, kw_only=True)
class Departments:
    """``lists/vocabulary/departments.yml``."""

    departments: tuple[Office, ...] = written("records", "部门种类", of=Office, required=True)


@dataclass(frozen=True, kw_only=True)
class CategoryName:
    """A canonical category with the headings it is printed under."""

    id: str = slug()
    name: str = written("text", "通用名称", required=True)
    aliases: tuple[str, ...] = written("texts", "各地印的类别名称，不含序号和项数")


@dataclass(frozen=True, kw_only=True)
class Categories:
    """``lists/vocabulary/categories.yml``."""

    categories: tuple[CategoryName, ...] = written(
        "records", "类别", of=CategoryName, required=True
    )


@dataclass(frozen=True, kw_only=True)
class Apart:
    """Two matters that look alike and were set apart by decision."""

    matter: str = written("text", "另一个主题的名称", required=True)
    reason: str = written("text", "分开的理由", required=True)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What items of different townships are about (事项主题); DOMAIN, the ten rules."""

    id: str = slug("永久编号，核心词的拼音")
    name: str = written("text", "名称，事项按它归入主题", required=True)
    scope: str = written("text", "一句话：什么归这里，什么不归、归哪里", required=True)
    keywords: tuple[str, ...] = written("texts", "平常人会输入的词")
    related: tuple[str, ...] = written("texts", "相近但不同的主题（名称）")
    penalty_under: str = written("text", "处罚所服务的一般主题（名称）")
    apart: tuple[Apart, ...] = written("records", "看着相像、经决定分开的主题", of=Apart)
    note: str = written("text", "给后来编辑的说明")
    former_names: tuple[str, ...] = written("texts", "用过的名称")
    retired: bool = written("boolean", "不再使用的写 true，不删除")
    replaced_by: str = written("text", "代替它的主题（名称）")


@dataclass(frozen=True, kw_only=True)
class Matters:
    """A file of ``lists/vocabulary/matters/``: the matters of a category, or of penalties."""

    matters: tuple[Matter, ...] = written("records", "事项主题", of=Matter, required=True)
