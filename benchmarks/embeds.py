"""Twenty embeds on one page of a portal: how long until every frame is as high as its content.

``python -m benchmarks.embeds`` serves the built ``site/`` and a portal page at two origins, opens
the page in Chromium, its frames sandboxed and fitted by ``embed.js``, and prints milliseconds from
the start of the navigation to the last change of a height: cold (nothing cached) and again, each
the best of five.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TOWNS = ("chongqing/yunyang/longjiao", "chongqing/jiangjin/luohuang")
ADDRESSES = (
    *(f"{town}/counts/" for town in TOWNS),
    *(f"{town}/{kind}/#{kind[0]}{number:03d}" for town in TOWNS for kind in ("basic", "cooperative")
      for number in (1, 22, 60)),
    "matters/xiaowai-peixun/",
    "matters/zulin-zhufang-zhian/",
    "search/",
    f"{TOWNS[0]}/basic/#jingji-fazhan",
    f"{TOWNS[0]}/withdrawn/#w033",
    f"{TOWNS[1]}/withdrawn/#w010",
)  # fmt: skip
"""Twenty, of all kinds."""

WATCH = """
addEventListener('DOMContentLoaded', () => {
  window.last = 0;
  new MutationObserver(() => { window.last = performance.now(); })
    .observe(document.body, { attributes: true, subtree: true, attributeFilter: ['style'] });
});
"""


class _Silent(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Print figures only."""


def serve(folder: Path) -> str:
    handler = functools.partial(_Silent, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def settled(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds: cold, and of a second visit in the same browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    times = []
    for _ in range(2):
        page.goto(address)
        page.wait_for_function(
            "[...document.querySelectorAll('iframe')].every(frame => frame.style.height)",
            polling=50,
        )
        page.wait_for_timeout(1500)
        times.append(float(page.evaluate("last")))
    context.close()
    return times[0], times[1]


def main() -> None:
    portal = Path(tempfile.mkdtemp(prefix="qingdan-portal-"))
    site = serve(ROOT / "site")
    frames = "".join(
        f'<iframe title="{n}" data-qingdan width="600" sandbox="allow-scripts"'
        f' src="{site}/embed/v1/{address}"></iframe>'
        for n, address in enumerate(ADDRESSES)
    )
    script = f'<script src="{site}/embed/v1/embed.js" defer></script>'
    (portal / "index.html").write_text(
        f"<!doctype html><html><head><meta charset=utf-8>{script}</head><body>{frames}</body>",
        encoding="utf-8",
    )
    path = os.environ.get("QINGDAN_CHROMIUM") or shutil.which("chromium") or None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        runs = [settled(browser, serve(portal)) for _ in range(5)]
        browser.close()
    shutil.rmtree(portal)
    print(f"{len(ADDRESSES)} embeds settle in {min(run[0] for run in runs):.0f} ms (cold),")
    print(f"{min(run[1] for run in runs):.0f} ms (second visit); best of {len(runs)}")


if __name__ == "__main__":
    main()
