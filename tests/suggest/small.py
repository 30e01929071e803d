"""Three small townships, two of them decided, with a vocabulary of six matters."""

from __future__ import annotations

import hashlib
from pathlib import Path

ITEMS = {
    "欠薪": ("农民工欠薪处置", "处置拖欠农民工工资的问题。"),
    "消防": ("消防安全检查", "对沿街门店开展消防安全检查。"),
    "秸秆": ("秸秆焚烧整治", "巡查制止露天焚烧秸秆。"),
    "低保": ("最低生活保障", "受理最低生活保障申请，入户核查。"),
    "养犬": ("养犬管理", "登记犬只，劝导文明养犬。"),
    "防汛": ("防汛抗旱", "编制防汛抗旱预案，转移群众。"),
}
"""Keyword -> the matter's name and a duty."""

TOWNSHIPS = {
    "jia": "{0}工作。",
    "yi": "负责本辖区{0}。",
    "bing": "配合做好{0}有关工作。",
}


ORIGINAL = "清单\n".encode()


def matters_yml() -> str:
    lines = ["matters:"]
    for number, (word, (name, _)) in enumerate(sorted(ITEMS.items())):
        lines += [
            f"  - id: matter-{number}",
            f"    name: {name}",
            f"    scope: {name}。",
            f"    keywords: [{word}]",
        ]
    return "\n".join(lines) + "\n"


def township_yml(name: str, code: int) -> str:
    digest = hashlib.sha256(ORIGINAL).hexdigest()
    return (
        f"name: {name}\nkind: 镇\ndivision: [示例省, 示例县]\ncode: '{code}'\nversions:\n"
        f"  - id: '2024'\n    title: {name}清单\n    original: originals/2024.txt\n"
        f"    sha256: {digest}\n"
    )


def cooperative_yml(wording: str, *, decided: bool) -> str:
    lines = [
        "kind: cooperative",
        "title: 配合履职事项清单",
        "categories:",
        "  - name: 一、平安法治",
    ]
    lines.append("    items:")
    for number, (name, duty) in enumerate(ITEMS.values(), start=1):
        lines += ["      # 逐项核对过", f"      - id: c{number:03d}"]
        lines.append(f"        name: {wording.format(name)}")
        lines += [f"        matters: [{name}]"] if decided else []
        lines += ["        township:", "          - duties:", f"              - {duty}"]
    return "\n".join(lines) + "\n"


def make(root: Path, *, decided: tuple[str, ...] = ("jia", "yi")) -> Path:
    """The project in ``root``."""
    lists = root / "lists"
    (lists / "vocabulary/matters").mkdir(parents=True)
    (lists / "vocabulary/matters/pingan.yml").write_text(matters_yml(), "utf-8")
    (lists / "vocabulary/departments.yml").write_text("departments: []\n", "utf-8")
    (lists / "vocabulary/categories.yml").write_text(
        "categories:\n  - id: pingan\n    name: 平安法治\n", "utf-8"
    )
    for code, (township, wording) in enumerate(TOWNSHIPS.items(), start=990001100):
        folder = lists / "sheng/xian" / township
        (folder / "originals").mkdir(parents=True)
        (folder / "originals/2024.txt").write_bytes(ORIGINAL)
        (folder / "township.yml").write_text(township_yml(f"{township}镇", code), "utf-8")
        content = cooperative_yml(wording, decided=township in decided)
        (folder / "cooperative.yml").write_text(content, "utf-8")
    return root
