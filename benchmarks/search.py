"""How well whole questions are answered: ``python -m benchmarks.search [QUESTIONS] [-v]``.

QUESTIONS is a JSON file of ``{"q": ..., "items": ["<township>#<item>", ...]}``; ``items`` are those
that answer the question, none where no matter exists. A matter is right if it holds one of them.
Default: ``tests/search/questions.json``, whose answers may be looked at when everyday words are
chosen, then ``tests/search/heldout.json``, whose may not: it tells how unseen questions fare.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from generator import check, search
from generator.scopes import entries, jobs, work

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "tests/search/questions.json"
HELD_OUT = ROOT / "tests/search/heldout.json"


def known() -> tuple[list[search.Entry], dict[str, Any]]:
    """The entries of the real lists, and the index of their matters."""
    where = check.layout(ROOT)
    vocabulary = check.load_vocabulary(ROOT, where)[0]
    found: list[search.Entry] = []
    for job in jobs(ROOT, where, render=False):
        found += entries(work(job, vocabulary, keep=True).townships, vocabulary)
    return found, search.document(vocabulary)


def place(found: search.Answered, expected: set[str]) -> int:
    """The place of the first right matter, from 1; 0 if there is none."""
    for number, answer in enumerate(found.matters, start=1):
        if expected & {entry.reference for entry in answer.entries}:
            return number
    return 0


def measure(
    questions: list[dict[str, Any]], corpus: list[search.Entry], matters: search.Matters
) -> tuple[dict[str, int], list[str]]:
    """Counts, and a line for each question that was not answered first."""
    counts = dict.fromkeys(("answerable", "first", "among three", "unanswerable", "said so"), 0)
    misses = []
    for question in questions:
        found = search.ask(question["q"], corpus, matters)
        names = "、".join(each.hit.name for each in found.matters[:3]) or "—"
        if question["items"]:
            right = place(found, set(question["items"]))
            counts["answerable"] += 1
            counts["first"] += right == 1
            counts["among three"] += 1 <= right <= 3
            if right != 1:
                misses.append(f"{right or '-'}  {question['q']}  →  {names}")
        else:
            counts["unanswerable"] += 1
            counts["said so"] += not found.matters
            if found.matters:
                misses.append(f"!  {question['q']}  →  {names}")
    return counts, misses


def main(arguments: list[str]) -> None:
    """The command line."""
    files = [Path(each) for each in arguments if each != "-v"] or [QUESTIONS, HELD_OUT]
    corpus, document = known()
    matters = search.Matters(document)
    for file in files:
        questions = json.loads(file.read_text("utf-8"))
        started = time.perf_counter()
        counts, misses = measure(questions, corpus, matters)
        taken = time.perf_counter() - started
        print(f"{file.name}: {len(questions)} questions")
        for each in ("first", "among three"):
            print(f"  right matter {each}: {counts[each]} of {counts['answerable']}")
        print(f"  no matter, and says so: {counts['said so']} of {counts['unanswerable']}")
        print(f"  {1000 * taken / max(1, len(questions)):.0f} ms a question in Python")
        if "-v" in arguments:
            print("\n".join(misses))


if __name__ == "__main__":
    main(sys.argv[1:])
