"""How much of a document the import reads right without a human hand: ``python -m
benchmarks.importing`` prints a Markdown table, cell by cell against the reviewed YAML.

The documents are the reviewed lists, printed in each format, and the originals they came from.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from generator.documents import import_document
from generator.importing import ImportProblem
from generator.model import DutyList, Item, Township, rows
from tests.tools.print_lists import load_township, print_all
from tests.tools.sheets import sheets

ROOT = Path(__file__).parents[1]
FIELDS = (
    *("category", "name", "departments", "superior", "township", "takeover"),
    *("basis", "marks", "merged"),
)
FORMATS = ("docx", "auto.docx", "xlsx", "html", "pdf", "upright.pdf", "txt")


def cells(duty_list: DutyList) -> dict[tuple[int, str], Any]:
    """Number and field -> value, for every cell that holds something."""
    found: dict[tuple[int, str], Any] = {}
    for number, category, item in rows(duty_list):
        found[number, "category"] = (category.name, category.declared)
        for field in FIELDS[1:]:
            value = _value(item, field)
            if value:
                found[number, field] = value
    return found


def _value(item: Item, field: str) -> Any:
    value = getattr(item, field)
    if field == "departments" and item.departments_cell:
        return (value, item.departments_cell)
    if field == "takeover" and item.discontinued:
        return (value, "discontinued")
    return value


def compare(
    truth: tuple[DutyList, ...], read: tuple[DutyList, ...]
) -> tuple[Counter[str], Counter[str], list[str]]:
    """Cells right and cells in all, by field; and a line for each that differs."""
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    wrong: list[str] = []
    known = {one.kind: cells(one) for one in read}
    for one in truth:
        expected, got = cells(one), known.get(one.kind, {})
        for key in sorted({*expected, *got}):
            whole[key[1]] += 1
            if expected.get(key) == got.get(key):
                right[key[1]] += 1
            else:
                wrong.append(f"{one.kind} {key}\n  - {expected.get(key)}\n  + {got.get(key)}")
    return right, whole, wrong


def townships() -> list[Township]:
    folders = sorted({path.parent for path in (ROOT / "lists").rglob("township.yml")})
    return [load_township(folder, ROOT) for folder in folders]


def main() -> None:
    details = "-v" in sys.argv
    only = [word for word in sys.argv[1:] if word in FORMATS]
    print("| 乡镇 | 格式 | " + " | ".join(FIELDS) + " | 全部 | 待人看 |")
    print("|---" * (len(FIELDS) + 4) + "|")
    for township in townships():
        original = ROOT / "lists" / township.id / township.version.original
        printed = print_all(township) if sheets(township) else {}
        documents = printed | {"txt": original.read_bytes()}
        for form in only or FORMATS:
            if form not in documents:
                continue
            print(_row(township, form, documents[form], details=details), flush=True)


def _row(township: Township, form: str, data: bytes, *, details: bool) -> str:
    start = f"| {township.full_name} | {form} |"
    try:
        done = import_document(data, f"x.{form}", allow_incomplete=True)
    except ImportProblem as problem:
        return f"{start} {problem} |"
    right, whole, wrong = compare(township.lists, done.imported.lists)
    if details:
        print("\n".join(wrong), file=sys.stderr)
    shares = [f"{right[f] / whole[f]:.1%}" if whole[f] else "–" for f in FIELDS]
    total = f"{right.total() / max(1, whole.total()):.2%}"
    return f"{start} {' | '.join(shares)} | **{total}** | {len(done.doubts)} |"


if __name__ == "__main__":
    main()
