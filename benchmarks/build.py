"""Build synthetic sites with this project and in the usual way, and compare.

``python -m benchmarks --n 5 50 200 --runs 3``; the results stand in ``benchmarks/results.md``.
Each build is a whole process that begins without anything built before; the ways take turns,
so that whatever else the machine does meets all. The middle of the runs is what counts.

The same content is what both ways make of the same lists: pages and their search. So "ours" is
``qingdan build --pages-only``, which checks the lists as well; the usual way does not, nor does it
make downloads, open data and embeds, with which "ours, all" is a whole build of ours.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.runner import Run, run

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks/results.md"
PARTS = {
    "load_check": "load, check",
    "render_write": "render, write",
    "mkdocs": "MkDocs",
    "merge": "merge",
}
OURS = ("load_check", "render_write", "merge")
GOALS = {50: 5.0, 200: 8.0}
"""Townships -> how many times faster than the usual way we want to be."""

MEMORY_GOAL = 300
"""MB of the largest process at 200 townships."""

MB = 1_000_000


@dataclass
class Site:
    """One way to build one number of townships: its runs and what it made."""

    runs: list[Run] = field(default_factory=list)
    pages: int = 0
    size: int = 0

    @property
    def wall(self) -> float:
        """Seconds of the middle run."""
        return statistics.median(each.wall for each in self.runs)

    @property
    def processor(self) -> float:
        """Seconds of the processors, of the middle run."""
        return statistics.median(each.processor for each in self.runs)

    @property
    def largest(self) -> float:
        """MB of the largest process, of the worst run."""
        return max(each.largest for each in self.runs) / MB

    @property
    def together(self) -> float:
        """MB of all processes at once, of the worst run."""
        return max(each.together for each in self.runs) / MB


@dataclass
class Size:
    """Everything measured at one number of townships."""

    n: int
    root: Path
    ours: Site = field(default_factory=Site)
    everything: Site = field(default_factory=Site)
    usual: Site = field(default_factory=Site)
    parts: list[dict[str, float]] = field(default_factory=list)

    def part(self, name: str) -> float:
        """Seconds of a part of ours in the middle run."""
        return statistics.median(each[name] for each in self.parts)

    @property
    def ways(self) -> list[tuple[str, Site]]:
        """The ways that were taken, by name."""
        named = [("ours", self.ours), ("ours, all", self.everything), ("usual", self.usual)]
        return [(name, site) for name, site in named if site.runs]

    @property
    def own_share(self) -> float:
        """How much of a build of ours is not MkDocs, from 0 to 1."""
        own = sum(self.part(name) for name in OURS)
        return own / (own + self.part("mkdocs"))


def measure(sizes: Sequence[Size], code: Path, runs: int, usual_runs: int) -> Iterator[int]:
    """Build everything with the programs in ``code``, the ways in turns.

    :returns: the number of every run through all sizes as soon as it is done.
    """
    python(code, ["-c", "import jieba; jieba.initialize()"])  # writes its cache, once a machine
    for number in range(runs):
        for size in sizes:
            say(f"run {number + 1} of {runs}, {size.n} townships")
            for site, only in ((size.everything, []), (size.ours, ["--pages-only"])):
                clear(size.root)
                command = ["-m", "generator.cli", "build", "--root", str(size.root), *only]
                add(site, size.root / "site", python(code, command))
            clear(size.root)
            timed = python(code, ["-m", "benchmarks.parts", str(size.root)])
            size.parts.append(json.loads(timed.output))
            if number < usual_runs:
                shutil.rmtree(size.root / "usual", ignore_errors=True)
                command = ["-m", "benchmarks.usual", str(size.root)]
                add(size.usual, size.root / "usual/site", python(code, command))
        yield number + 1


def clear(root: Path) -> None:
    """Remove what was built."""
    for name in ("build", "site"):
        shutil.rmtree(root / name, ignore_errors=True)


def add(site: Site, folder: Path, done: Run) -> None:
    """Count a run, and what it made in ``folder``."""
    site.runs.append(done)
    files = [path for path in folder.rglob("*") if path.is_file()]
    site.pages = sum(path.suffix == ".html" for path in files)
    site.size = sum(path.stat().st_size for path in files)
    name = folder.parent.name
    say(f"  {name}: {done.wall:.1f} s, processors {done.processor:.1f} s")


def python(folder: Path, arguments: Sequence[str]) -> Run:
    """Run this Python in a folder."""
    return run([sys.executable, *arguments], folder)


def frozen(into: Path) -> Path:
    """A copy of the programs, so that edits while they are measured change nothing."""
    for name in ("generator", "benchmarks"):
        shutil.copytree(ROOT / name, into / name, ignore=shutil.ignore_patterns("__pycache__"))
    return into


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def report(sizes: Sequence[Size]) -> str:
    """The results as Markdown."""
    return "\n".join(
        [
            "# Build time and memory",
            "",
            "Written by `make bench`; see [build.py](build.py) for what is measured and how.",
            "Times are the middle of the runs, memory the worst of them. Wall time depends on what",
            "else the machine does; the seconds of the processors hardly do.",
            "",
            *(f"- {line}" for line in machine()),
            "- runs: "
            + ", ".join(
                f"n = {size.n}: ours {len(size.ours.runs)}, usual {len(size.usual.runs)}"
                for size in sizes
            ),
            "",
            "## Side by side",
            "",
            'Ours and the usual way build the same content, pages and search; "ours, all" has the',
            "downloads, the open data and the embeds too, which the usual way has not.",
            "",
            comparison(sizes),
            "## Parts of our build",
            "",
            'Wall seconds of "ours"; our own part is everything but MkDocs.',
            "",
            parts_table(sizes),
            "## By township",
            "",
            "Were time and memory linear in n, these would stay the same or fall.",
            "",
            linearity(sizes),
            "## Goals",
            "",
            goals(sizes),
        ]
    )


def machine() -> list[str]:
    """The machine and the versions."""
    names = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pyyaml", "jieba")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return [
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        f"Python {platform.python_version()}, {versions}",
    ]


def comparison(sizes: Sequence[Size]) -> str:
    """The ways side by side."""
    head = ["n", "way", "wall s", "processors s", "largest process MB", "together MB", "pages"]
    lines = []
    for size in sizes:
        for name, site in size.ways:
            lines.append(
                [
                    str(size.n),
                    name,
                    f"{site.wall:.1f}",
                    f"{site.processor:.1f}",
                    f"{site.largest:.0f}",
                    f"{site.together:.0f}" if site.together else "–",
                    str(site.pages),
                    f"{site.size / MB:.1f}",
                ]
            )
        if size.usual.runs:
            lines.append(ratios(size))
    return table([*head, "site MB"], lines)


def ratios(size: Size) -> list[str]:
    """The line of a table: the usual way divided by ours."""
    ours, usual = size.ours, size.usual
    values = [
        (usual.wall, ours.wall),
        (usual.processor, ours.processor),
        (usual.largest, ours.largest),
        (usual.together, ours.together),
        (usual.pages, ours.pages),
        (usual.size, ours.size),
    ]
    return [
        str(size.n),
        "**usual / ours**",
        *(f"**{above / below:.1f}**" if below else "–" for above, below in values),
    ]


def parts_table(sizes: Sequence[Size]) -> str:
    """The parts of ours."""
    head = ["n", *PARTS.values(), "our own share"]
    lines = [
        [str(size.n), *(f"{size.part(name):.2f}" for name in PARTS), f"{size.own_share:.0%}"]
        for size in sizes
    ]
    return table(head, lines)


def linearity(sizes: Sequence[Size]) -> str:
    """Time and memory by township."""
    head = ["n", "way", "wall ms", "processors ms", "largest process MB", "site KB"]
    lines = []
    for size in sizes:
        for name, site in size.ways:
            values = (1000 * site.wall, 1000 * site.processor, site.largest, site.size / 1000)
            shown = [f"{value / size.n:.1f}" for value in values]
            lines.append([str(size.n), name, *shown])
    return table(head, lines)


def goals(sizes: Sequence[Size]) -> str:
    """Each goal, what was measured, and whether it holds."""
    lines = []
    for size in sizes:
        wanted = GOALS.get(size.n)
        if wanted and size.usual.runs:
            reached = size.usual.wall / size.ours.wall
            text = f"{wanted:.0f} times faster at {size.n}"
            lines.append([text, f"{reached:.1f}", yes(reached >= wanted)])
        if size.n == max(GOALS):
            text = f"largest process under {MEMORY_GOAL} MB at {size.n}"
            measured = f"{size.ours.largest:.0f} MB"
            lines.append([text, measured, yes(size.ours.largest < MEMORY_GOAL)])
        text = f"our own part at most half at {size.n}"
        lines.append([text, f"{size.own_share:.0%}", yes(size.own_share <= 0.5)])
    lines += linear_goal(sizes)
    return table(["goal", "measured", "holds"], lines)


def linear_goal(sizes: Sequence[Size]) -> list[list[str]]:
    """Between the two largest sites, time and memory grow no faster than townships (a tenth
    more is noise)."""
    if len(sizes) < 2:
        return []
    small, large = sorted(sizes, key=lambda size: size.n)[-2:]
    times = large.n / small.n
    found = []
    for name, before, after in (
        ("processor time", small.ours.processor, large.ours.processor),
        ("memory", small.ours.largest, large.ours.largest),
    ):
        text = f"{name} linear: at most {times:.1f} times from {small.n} to {large.n}"
        found.append([text, f"{after / before:.1f}", yes(after / before <= 1.1 * times)])
    return found


def yes(holds: bool) -> str:
    """A word for a table."""
    return "yes" if holds else "**no**"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Compare our build with the usual way.")
    parser.add_argument("--n", type=int, nargs="+", default=[5, 50, 200], help="townships")
    parser.add_argument("--runs", type=int, default=3, help="builds of ours for each n")
    parser.add_argument("--usual-runs", type=int, help="builds in the usual way, if fewer")
    parser.add_argument("--skip-usual", action="store_true", help="ours only")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the tables go")
    arguments = parser.parse_args()
    usual_runs = arguments.runs if arguments.usual_runs is None else arguments.usual_runs
    with tempfile.TemporaryDirectory(prefix="qingdan-bench-") as work:
        sizes = [Size(n, Path(work, str(n))) for n in sorted(set(arguments.n))]
        for size in sizes:
            python(ROOT, ["-m", "benchmarks.synthetic", str(size.n), str(size.root)])
        code = frozen(Path(work, "code"))
        for _ in measure(sizes, code, arguments.runs, 0 if arguments.skip_usual else usual_runs):
            text = report(sizes)
            arguments.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
