"""The records of a township: its names and codes, its versions, and what changed in its data."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.lists import DutyList
from generator.model.specs import item_id, written

TOWNSHIP_KINDS = ("镇", "乡", "民族乡", "街道", "苏木", "民族苏木", "区", "县", "市", "旗")


@dataclass(frozen=True, kw_only=True)
class Ignored:
    """Lines of the original that belong to no item."""

    lines: str = written(
        "text",
        "原文件的行号，如 5-13",
        required=True,
        pattern=r"\d+(-\d+)?",
        pattern_doc="行号或起止行号，如 7 或 5-13",
    )
    reason: str = written("text", "理由，如“目录”", required=True)


@dataclass(frozen=True, kw_only=True)
class Version:
    """A published edition of a township's lists."""

    id: str = written(
        "text",
        "版本编号，一般是公布年份",
        required=True,
        pattern=r"\d{4}(-\d{2}){0,2}",
        pattern_doc="年份或日期，如 '2024' 或 '2024-11'",
    )
    title: str = written("text", "文件标题，照原文", required=True)
    original: str = written(
        "text",
        "原文件（文字版），放在本文件夹的 originals/ 里",
        required=True,
        pattern=r"originals/[\w-]+\.txt",
        pattern_doc="originals/ 下的 .txt 文件，如 originals/2024.txt",
    )
    sha256: str = written(
        "text",
        "原文件的 SHA-256 校验值",
        required=True,
        pattern=r"[0-9a-f]{64}",
        pattern_doc="64 位小写十六进制数",
    )
    note: str = written("text", "给读者的说明，如“文件未印年份，按2024年登记”")
    ignored: tuple[Ignored, ...] = written(
        "records", "原文件中不属于任何事项的行，各写理由", of=Ignored, flow=True
    )


@dataclass(frozen=True, kw_only=True)
class ChangeEntry:
    """One sentence of what changed in the data of a township."""

    item: str = item_id("所说的事项的编号")
    text: str = written("text", "改了什么，一句话", required=True)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changed in the data of a township at a date; the published lists need not have."""

    date: str = written(
        "text",
        "记下改动的日期",
        required=True,
        pattern=r"\d{4}-\d{2}-\d{2}",
        pattern_doc="年-月-日，如 '2026-11-27'",
    )
    entries: tuple[ChangeEntry, ...] = written(
        "records", "逐条写改了什么", of=ChangeEntry, required=True
    )


@dataclass(frozen=True, kw_only=True)
class Changes:
    """``changes.yml`` of a township's folder, written by ``qingdan record``."""

    changes: tuple[Change, ...] = written("records", "改动，从旧到新", of=Change, required=True)


@dataclass(frozen=True, kw_only=True)
class Township:
    """A township or subdistrict (or, with a territorial list, a whole district)."""

    name: str = written("text", "名称，如“龙角镇”", required=True)
    kind: str = written("text", "类型", required=True, choices=TOWNSHIP_KINDS)
    division: tuple[str, ...] = written("texts", "所属省、市、县，从大到小", required=True)
    code: str = written(
        "text",
        "行政区划代码：县级 6 位，乡级 9 位",
        required=True,
        pattern=r"\d{6}(\d{3})?",
        pattern_doc="6 位（区县）或 9 位（乡镇街道）数字，要加引号",
    )
    code_year: int | None = written("integer", "代码所依据的年份")
    versions: tuple[Version, ...] = written(
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
