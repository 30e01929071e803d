"""The data model: frozen records, and one table of fields that everything else reads.

Every dataclass here mirrors a mapping in ``lists/``. A field that stands in the YAML carries a
:class:`Spec` in its metadata; the loader's checks, the formatter's order, the JSON Schema and the
data dictionary are all derived from these specs, so a field is described exactly once. Fields
without a spec are computed and never written to YAML.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import Any, NamedTuple

KINDS = ("basic", "cooperative", "withdrawn", "territorial")
"""The kinds of list, in the order in which documents print them."""

ID_LETTERS = {"basic": "b", "cooperative": "c", "withdrawn": "w", "territorial": "t"}
"""First letter of an item's id, by kind of list."""

LIST_TITLES = {
    "basic": "基本履职事项清单",
    "cooperative": "配合履职事项清单",
    "withdrawn": "上级部门收回事项清单",
    "territorial": "属地管理事项责任清单",
}
"""The usual name of each kind of list, for headings of our own."""


@dataclass(frozen=True)
class Spec:
    """How one field is written in YAML.

    ``shape`` is one of ``text``, ``integer``, ``boolean``, ``texts`` (one line, ``[a, b]``),
    ``lines`` (one entry a line), ``record``, ``records``. ``of`` is the record class of the last
    two. ``doc`` is the Chinese description for the dictionary and for editors' tools.
    """

    shape: str
    doc: str
    required: bool = False
    of: type[Any] | None = None
    choices: tuple[str, ...] = ()
    pattern: str = ""
    pattern_doc: str = ""
    may_be_empty: bool = False
    flow: bool = False

    @property
    def record(self) -> type[Any]:
        """The record class of a ``record`` or ``records`` field."""
        if self.of is None:
            raise TypeError(f"a field of shape {self.shape} holds no record")
        return self.of

    @functools.cached_property
    def unset(self) -> Any:
        """The value of a field that the YAML does not write."""
        if self.shape in ("texts", "lines", "records") and not self.may_be_empty:
            return ()
        if self.shape == "text" and not self.may_be_empty:
            return ""
        return False if self.shape == "boolean" else None


def _field(shape: str, doc: str, **rest: Any) -> Any:
    spec = Spec(shape, doc, **rest)
    default = spec.unset
    return dataclasses.field(default=default, metadata={"spec": spec})


def specs(record: type[Any]) -> dict[str, Spec]:
    """YAML key -> spec of a record class, in canonical order."""
    if record not in _SPECS:
        _SPECS[record] = {
            field.name: field.metadata["spec"]
            for field in dataclasses.fields(record)
            if "spec" in field.metadata
        }
    return _SPECS[record]


_SPECS: dict[type[Any], dict[str, Spec]] = {}


@dataclass(frozen=True, kw_only=True)
class Block:
    """A run of duties within one printed cell; see DESIGN: part, heading, lead, role, duties."""

    part: str = _field("text", "分部分标题，如“一、领导班子考核”，照原文")
    departments: tuple[str, ...] = _field("texts", "这段职责所属的部门，照原文名称")
    heading: str | None = _field(
        "text",
        "原文印的小标题；只在它不等于部门名称时写，''表示原文没有印",
        may_be_empty=True,
    )
    lead: str = _field("text", "职责之前的一句话，照原文")
    role: str = _field("text", "原文的责任字样，如“主体责任：”")
    duties: tuple[str, ...] = _field("lines", "职责，一条一行，不写序号")
    safeguards: tuple[str, ...] = _field("lines", "履职保障，一条一行，不写序号")


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A doubt or mistake in the published text, recorded beside it."""

    field: str = _field("text", "有误文字所在的字段名", required=True)
    printed: str = _field("text", "原文文字，在该字段中恰好出现一次", required=True)
    suggested: str | None = _field(
        "text", "建议文字；不写表示只存疑，''表示应删去", may_be_empty=True
    )
    reason: str = _field("text", "理由", required=True)


@dataclass(frozen=True, kw_only=True)
class Marks:
    """√ marks of a territorial list: who has the main, who the supporting responsibility."""

    main: tuple[str, ...] = _field("texts", "主体责任栏打√的一方")
    supporting: tuple[str, ...] = _field("texts", "配合责任栏打√的一方")


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Cells that the document prints once for several items: field -> id of the holding item."""

    superior: str = _field("text", "部门职责栏与哪一项合用（编号）")
    township: str = _field("text", "镇街职责栏与哪一项合用（编号）")
    takeover: str = _field("text", "承接栏与哪一项合用（编号）")
    basis: str = _field("text", "依据栏与哪一项合用（编号）")


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """A hint that a person has looked at and found to be no mistake."""

    check: str = _field(
        "text",
        "检查编号",
        required=True,
        pattern=r"QD\d{3}",
        pattern_doc="检查编号，如 QD416",
    )
    reason: str = _field("text", "为什么没有问题", required=True)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One row of a list (事项)."""

    id: str = _field(
        "text",
        "永久编号，由 fmt 生成，发布后不改不重用",
        pattern=r"[bcwt]\d{3,4}",
        pattern_doc="清单字母加三位数字，如 c012",
    )
    number: int | None = _field("integer", "原文序号；只在与所处位置不同时写")
    name: str = _field("text", "事项名称，照原文", required=True)
    matters: tuple[str, ...] | None = _field(
        "texts",
        "所属事项主题（词表里的名称）；[]表示看过、没有对应，不写表示未定",
        may_be_empty=True,
    )
    departments: tuple[str, ...] = _field("texts", "对应上级部门，照原文，一个部门一个名称")
    departments_cell: str = _field(
        "text", "“对应上级部门”栏的原文；只在它不等于部门名称依次排列时写"
    )
    superior: tuple[Block, ...] = _field("records", "上级部门职责", of=Block)
    township: tuple[Block, ...] = _field("records", "镇街（配合）职责", of=Block)
    takeover: tuple[Block, ...] = _field("records", "承接部门及工作方式", of=Block)
    discontinued: bool = _field("boolean", "原文写明不再开展的，写 true")
    basis: tuple[str, ...] = _field("lines", "法律法规及文件依据，一条一行")
    marks: Marks | None = _field("record", "属地管理清单的√", of=Marks)
    merged: Merged | None = _field("record", "与别的事项合用的栏", of=Merged)
    corrections: tuple[Correction, ...] = _field(
        "records", "勘误：原文不动，在此另记", of=Correction
    )
    reviewed: tuple[Reviewed, ...] = _field(
        "records",
        "归类提示里，人看过、认为没有问题的，写上检查编号和理由，check 不再提",
        of=Reviewed,
    )
    line: int = dataclasses.field(default=0, compare=False)  # of its file, from 1; 0 if unknown


@dataclass(frozen=True, kw_only=True)
class Category:
    """A heading of a list with the items under it (类别)."""

    name: str = _field("text", "类别标题，照原文，不含项数", required=True)
    declared: int | None = _field("integer", "原文标明的项数")
    items: tuple[Item, ...] = _field("records", "事项", of=Item, required=True)


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words that the document prints around every field of a list, said once."""

    between_departments: str = _field(
        "text", "“对应上级部门”栏里部门之间的符号，如、；不写表示空格"
    )
    before_departments: str = _field("text", "职责栏里部门名称之前的字样，如“承接部门：”")
    after_departments: str = _field("text", "职责栏里部门名称之后的符号，如：")
    before_duties: str = _field("text", "职责之前的字样，如“工作方式：”")
    before_safeguards: str = _field("text", "履职保障之前的字样")


@dataclass(frozen=True, kw_only=True)
class DutyList:
    """One list file of a township (清单)."""

    kind: str = _field("text", "清单种类", required=True, choices=KINDS)
    title: str = _field("text", "清单标题，照原文", required=True)
    declared: int | None = _field("integer", "原文标明的总项数")
    labels: Labels | None = _field("record", "每栏固定印的字样，只写一次", of=Labels)
    categories: tuple[Category, ...] = _field("records", "类别", of=Category, required=True)

    @functools.cached_property
    def rows(self) -> tuple[Row, ...]:
        """All items in printed order, numbered through the list."""
        items = ((category, item) for category in self.categories for item in category.items)
        return tuple(
            Row(place if item.number is None else item.number, category, item)
            for place, (category, item) in enumerate(items, start=1)
        )


@dataclass(frozen=True, kw_only=True)
class Ignored:
    """Lines of the original that belong to no item."""

    lines: str = _field(
        "text",
        "原文件的行号，如 5-13",
        required=True,
        pattern=r"\d+(-\d+)?",
        pattern_doc="行号或起止行号，如 7 或 5-13",
    )
    reason: str = _field("text", "理由，如“目录”", required=True)


@dataclass(frozen=True, kw_only=True)
class Version:
    """A published edition of a township's lists."""

    id: str = _field(
        "text",
        "版本编号，一般是公布年份",
        required=True,
        pattern=r"\d{4}(-\d{2}){0,2}",
        pattern_doc="年份或日期，如 '2024' 或 '2024-11'",
    )
    title: str = _field("text", "文件标题，照原文", required=True)
    original: str = _field(
        "text",
        "原文件（文字版），放在本文件夹的 originals/ 里",
        required=True,
        pattern=r"originals/[\w-]+\.txt",
        pattern_doc="originals/ 下的 .txt 文件，如 originals/2024.txt",
    )
    sha256: str = _field(
        "text",
        "原文件的 SHA-256 校验值",
        required=True,
        pattern=r"[0-9a-f]{64}",
        pattern_doc="64 位小写十六进制数",
    )
    note: str = _field("text", "给读者的说明，如“文件未印年份，按2024年登记”")
    ignored: tuple[Ignored, ...] = _field(
        "records", "原文件中不属于任何事项的行，各写理由", of=Ignored, flow=True
    )


@dataclass(frozen=True, kw_only=True)
class ChangeEntry:
    """One sentence of what changed in the data of a township."""

    item: str = _field(
        "text",
        "所说的事项的编号",
        pattern=r"[bcwt]\d{3,4}",
        pattern_doc="清单字母加三位数字，如 c012",
    )
    text: str = _field("text", "改了什么，一句话", required=True)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changed in the data of a township at a date; the published lists need not have."""

    date: str = _field(
        "text",
        "记下改动的日期",
        required=True,
        pattern=r"\d{4}-\d{2}-\d{2}",
        pattern_doc="年-月-日，如 '2026-11-27'",
    )
    entries: tuple[ChangeEntry, ...] = _field(
        "records", "逐条写改了什么", of=ChangeEntry, required=True
    )


@dataclass(frozen=True, kw_only=True)
class Changes:
    """``changes.yml`` of a township's folder, written by ``qingdan record``."""

    changes: tuple[Change, ...] = _field("records", "改动，从旧到新", of=Change, required=True)


TOWNSHIP_KINDS = ("镇", "乡", "民族乡", "街道", "苏木", "民族苏木", "区", "县", "市", "旗")


@dataclass(frozen=True, kw_only=True)
class Township:
    """A township or subdistrict (or, with a territorial list, a whole district)."""

    name: str = _field("text", "名称，如“龙角镇”", required=True)
    kind: str = _field("text", "类型", required=True, choices=TOWNSHIP_KINDS)
    division: tuple[str, ...] = _field("texts", "所属省、市、县，从大到小", required=True)
    code: str = _field(
        "text",
        "行政区划代码：县级 6 位，乡级 9 位",
        required=True,
        pattern=r"\d{6}(\d{3})?",
        pattern_doc="6 位（区县）或 9 位（乡镇街道）数字，要加引号",
    )
    code_year: int | None = _field("integer", "代码所依据的年份")
    versions: tuple[Version, ...] = _field(
        "records", "公布过的版本，从旧到新；清单文件是最后一版", of=Version, required=True
    )
    id: str = ""
    lists: tuple[DutyList, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def is_district(self) -> bool:
        """True for a district-wide (territorial) folder, which is never counted as a town."""
        return any(duty_list.kind == "territorial" for duty_list in self.lists)

    @property
    def full_name(self) -> str:
        """The name behind its county, 云阳县龙角镇; a district's own name behind its city."""
        return "".join((*self.division[-1:], self.name))

    @property
    def version(self) -> Version:
        """The edition that the list files hold."""
        return self.versions[-1]


@dataclass(frozen=True, kw_only=True)
class Office:
    """A kind of office (部门种类) with the names it is printed under."""

    id: str = _field(
        "text",
        "永久编号，拼音",
        required=True,
        pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
        pattern_doc="小写拼音，用 - 连接",
    )
    name: str = _field("text", "通用名称，如“住房和城乡建设部门”", required=True)
    aliases: tuple[str, ...] = _field("texts", "各地印的名称，去掉省市县区字")
    collective: bool = _field("boolean", "统称（如“行业主管部门”）写 true")


@dataclass(frozen=True, kw_only=True)
class Departments:
    """``lists/vocabulary/departments.yml``."""

    departments: tuple[Office, ...] = _field("records", "部门种类", of=Office, required=True)


@dataclass(frozen=True, kw_only=True)
class CategoryName:
    """A canonical category with the headings it is printed under."""

    id: str = _field(
        "text",
        "永久编号，拼音",
        required=True,
        pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
        pattern_doc="小写拼音，用 - 连接",
    )
    name: str = _field("text", "通用名称", required=True)
    aliases: tuple[str, ...] = _field("texts", "各地印的类别名称，不含序号和项数")


@dataclass(frozen=True, kw_only=True)
class Categories:
    """``lists/vocabulary/categories.yml``."""

    categories: tuple[CategoryName, ...] = _field("records", "类别", of=CategoryName, required=True)


@dataclass(frozen=True, kw_only=True)
class Apart:
    """Two matters that look alike and were set apart by decision."""

    matter: str = _field("text", "另一个主题的名称", required=True)
    reason: str = _field("text", "分开的理由", required=True)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What items of different townships are about (事项主题); DOMAIN, the ten rules."""

    id: str = _field(
        "text",
        "永久编号，核心词的拼音",
        required=True,
        pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
        pattern_doc="小写拼音，用 - 连接",
    )
    name: str = _field("text", "名称，事项按它归入主题", required=True)
    scope: str = _field("text", "一句话：什么归这里，什么不归、归哪里", required=True)
    keywords: tuple[str, ...] = _field("texts", "平常人会输入的词")
    related: tuple[str, ...] = _field("texts", "相近但不同的主题（名称）")
    penalty_under: str = _field("text", "处罚所服务的一般主题（名称）")
    apart: tuple[Apart, ...] = _field("records", "看着相像、经决定分开的主题", of=Apart)
    note: str = _field("text", "给后来编辑的说明")
    former_names: tuple[str, ...] = _field("texts", "用过的名称")
    retired: bool = _field("boolean", "不再使用的写 true，不删除")
    replaced_by: str = _field("text", "代替它的主题（名称）")


@dataclass(frozen=True, kw_only=True)
class Matters:
    """A file of ``lists/vocabulary/matters/``: the matters of a category, or of penalties."""

    matters: tuple[Matter, ...] = _field("records", "事项主题", of=Matter, required=True)


class Row(NamedTuple):
    """An item in its place: its printed number and the category it stands under."""

    number: int
    category: Category
    item: Item


def rows(duty_list: DutyList) -> tuple[Row, ...]:
    """All items of a list in printed order, numbered through the list."""
    return duty_list.rows


BLOCK_FIELDS = ("superior", "township", "takeover")
"""The fields of an item that are lists of blocks."""


def record_of(path: str) -> type[Any] | None:
    """The record class that a file of ``lists/`` holds, by its path; None if it holds none."""
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    if suffix != "yml":
        return None
    if folder.endswith("vocabulary/matters"):
        return Matters
    if stem in KINDS:
        return DutyList
    return {
        "township": Township,
        "changes": Changes,
        "departments": Departments,
        "categories": Categories,
    }.get(stem)
