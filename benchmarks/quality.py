"""What pages weigh and how fast search answers in a browser: ``python -m benchmarks.quality``.

Reads ``site/`` (``make site``), makes a county of :data:`TOWNS` synthetic townships for what search
loads there, and prints the table of ``docs/about/quality/``. The browser is the one that tests use
(``QINGDAN_CHROMIUM``, else the ``chromium`` on the PATH). Sizes are gzipped, KB are 1024 bytes.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import re
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmarks import synthetic
from generator import check
from generator.scopes import entries, jobs, work
from generator.search import scope_files

SITE = Path(__file__).resolve().parent.parent / "site"
TOWNS = 20
RUNS = 3
QUESTIONS = (
    *("群租房", "楼下烧烤摊油烟呛人找谁", "skt", "井盖坏了", "拖欠工资找哪个部门"),
    *("宅基地", "校外培训", "qunzufang", "违建", "噪音扰民"),
)

KEYS = """
(questions) => {
  const input = document.querySelector('#qd-question');
  const times = [];
  for (const question of questions) {
    for (let length = 1; length <= question.length; length += 1) {
      input.value = question.slice(0, length);
      const start = performance.now();
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      document.querySelector('[role=listbox]')?.getBoundingClientRect();
      times.push(performance.now() - start);
    }
  }
  return times;
}
"""
"""The milliseconds from each key of each question until its rows are laid out."""


def weight(path: Path) -> float:
    """The gzipped size of a file in KB."""
    return len(gzip.compress(path.read_bytes(), 9)) / 1024


def list_pages() -> list[tuple[float, str]]:
    """(KB, path) of all pages of lists, the heaviest first."""
    kinds = ("basic", "cooperative", "withdrawn", "territorial")
    pages = [path for kind in kinds for path in SITE.glob(f"*/**/{kind}/index.html")]
    known = [path for path in pages if path.relative_to(SITE).parts[0] not in ("api", "embed")]
    return sorted(((weight(path), str(path.relative_to(SITE))) for path in known), reverse=True)


def own_files(page: Path) -> list[Path]:
    """The scripts and style sheets of ours that a page asks for, and the script that it asks for
    when somebody takes a file away."""
    named = re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', page.read_text("utf-8"))
    found = [(page.parent / name).resolve() for name in named]
    own = [path for path in found if "stylesheets" not in path.parts]
    return [*own, SITE / "assets/tables.js"]


@contextmanager
def served() -> Iterator[str]:
    """The site's address while it is served."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep the table readable."""

    handler = functools.partial(Handler, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def first_answer(browser: Browser, base: str) -> list[str]:
    """The data that a browser asks for until it shows the first answer to a question."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.lstrip("/")))
    page.goto(base)
    page.locator("#qd-question").press_sequentially("群")
    page.locator(".qd-hit").first.wait_for()
    page.close()
    return [path for path in asked if path.startswith("search/") and not path.endswith("texts.js")]


def keys(browser: Browser, base: str) -> list[float]:
    """For every key the best time of :data:`RUNS`, ascending, with all data there."""
    page = browser.new_page()
    page.goto(base)
    page.locator("#qd-question").press_sequentially("群租房")
    page.locator(".qd-hit").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(3000)  # what is loaded is made ready in idle moments
    runs = [page.evaluate(KEYS, list(QUESTIONS)) for _ in range(RUNS)]
    page.close()
    return sorted(map(min, zip(*runs, strict=True)))


def names_of_a_large_county() -> float:
    """KB of what search loads of a county of :data:`TOWNS` townships before it answers."""
    with tempfile.TemporaryDirectory(prefix="qingdan-quality-") as folder:
        root = Path(folder)
        synthetic.COUNTY = TOWNS
        synthetic.make(TOWNS, root)
        where = check.layout(root)
        vocabulary = check.load_vocabulary(root, where)[0]
        (job,) = jobs(root, where, render=False)
        found = entries(work(job, vocabulary, keep=True).townships, vocabulary)
        files = scope_files(job.scope, found)
        return sum(
            len(gzip.compress(data, 9)) / 1024
            for path, data in files.items()
            if path.endswith("names.js")
        )


def main() -> None:
    """Measure, and print the table."""
    heaviest, path = list_pages()[0]
    own = sum(map(weight, own_files(SITE / path)))
    browser_path = os.environ.get("QINGDAN_CHROMIUM") or shutil.which("chromium")
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        data = first_answer(browser, base)
        times = keys(browser, base)
        browser.close()
    matters = weight(SITE / "search/matters.js")
    present = sum(weight(SITE / each) for each in data)
    large = matters + names_of_a_large_county()
    rows = [
        (f"最重的清单页（`/{path.removesuffix('index.html')}`）的 HTML", heaviest, "KB", 120),
        ("清单页上本站自己的样式和脚本，合计", own, "KB", 40),
        ("查找：一次按键到结果排好，中位", statistics.median(times), "毫秒", 50),
        (f"查找：一次按键到结果排好，{len(times)} 次里最慢", times[-1], "毫秒", 50),
        ("第一个答案之前装入的数据，现有全部乡镇", present, "KB", 300),
        (f"第一个答案之前装入的数据，{TOWNS} 个乡镇的县", large, "KB", 300),
    ]
    print("| 量什么 | 量得 | 不超过 |\n| --- | --- | --- |")
    for name, value, unit, most in rows:
        print(f"| {name} | {value:.0f} {unit} | {most} {unit} |")


if __name__ == "__main__":
    main()
