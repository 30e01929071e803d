"""Twenty embeds on one page of a portal: how long until every frame is as high as its content.

``python -m benchmarks.embeds`` serves the built ``site/`` with nginx and the documented
configuration, and a portal page with the lines that the builder gives from another origin. Chromium
opens it without a debugger (which slows down every frame), and the page itself reports the
milliseconds from the start of the navigation to the last change of a height. Three pages:

- *as given*: ``loading="lazy"`` and the height that was worked out at build time, as the builder
  says; only the frames near the window load, the others when a reader comes near;
- *all at once*: the same without ``loading="lazy"``;
- *floor*: twenty sandboxed frames of one line each that only say a height: what the browser needs
  on this machine, whatever stands in the frames.
"""

from __future__ import annotations

import http.server
import json
import os
import queue
import shutil
import statistics
import subprocess
import tempfile
import threading
from pathlib import Path

from tests.embeds.origins import Origins, started

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

WIDTH = 640
RUNS = 5
QUIET = 2500
"""Milliseconds without a change after which a page has settled."""

REPORT = """
let last = 0;
addEventListener('DOMContentLoaded', () => {
  new MutationObserver(() => { last = performance.now(); })
    .observe(document.body, { attributes: true, subtree: true, attributeFilter: ['style'] });
  const timer = setInterval(() => {
    if (!last || performance.now() - last < QUIET) { return; }
    clearInterval(timer);
    const fitted = document.querySelectorAll('iframe[style]').length;
    fetch('REPORTS', { method: 'POST', mode: 'no-cors', body: JSON.stringify([last, fitted]) })
      .then(() => { if (!location.search) { location.href = '?again'; } });
  }, 100);
});
"""
FLOOR = """<!doctype html><html lang="zh"><meta charset="utf-8"><script>
const tell = () => parent.postMessage({ qingdan: 1, height: 300 }, '*');
addEventListener('message', tell);
tell();
</script><body>清单"""


class Reports:
    """Hears what a page says: ``heard`` gives (milliseconds, fitted frames) as they come."""

    def __init__(self) -> None:
        self.heard: queue.Queue[tuple[float, int]] = queue.Queue()
        reports = self

        class Hear(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["content-length"])))
                reports.heard.put((float(said[0]), int(said[1])))
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Print figures only."""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hear)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.server_address[1]}/"


def height(address: str) -> int:
    """Pixels, as they were worked out when the site was built."""
    path, _, anchor = address.partition("#")
    about = json.loads((ROOT / "site/embed/v1" / path / "oembed.json").read_text("utf-8"))[
        "qingdan"
    ]
    parts = [*about.get("items", ()), *about.get("categories", ())]
    heights = next((each["heights"] for each in parts if each["id"] == anchor), about["heights"])
    found: int = heights[about["widths"].index(WIDTH)]
    return found


def frame(source: str, pixels: int, more: str) -> str:
    return (
        f'<iframe src="{source}" title="清单" width="{WIDTH}" height="{pixels}" frameborder="0"'
        f' sandbox="allow-scripts allow-top-navigation-by-user-activation" data-qingdan{more}>'
        "</iframe>"
    )


def pages(origins: Origins, reports: Reports) -> dict[str, str]:
    """Addresses of the three pages by name. They stand where the portal has no policy of its own:
    the reporting script is the benchmark's."""
    script = REPORT.replace("QUIET", str(QUIET)).replace("REPORTS", reports.address)
    head = (
        f"<script>{script}</script>"
        f'<script src="{origins.site}/embed/v1/embed.js" crossorigin="anonymous" defer></script>'
    )
    sources = [(f"{origins.site}/embed/v1/{each}", height(each)) for each in ADDRESSES]
    (origins.foreign_pages / "floor.html").write_text(FLOOR, encoding="utf-8")
    bodies = {
        "as given": [frame(source, pixels, ' loading="lazy"') for source, pixels in sources],
        "all at once": [frame(source, pixels, "") for source, pixels in sources],
        "floor": [
            frame(f"{origins.foreign}/floor.html?{number}", 300, "")
            for number in range(len(ADDRESSES))
        ],
    }
    return {
        name: origins.write(f"open/{place}/index.html", "".join(body), head=head)
        for place, (name, body) in enumerate(bodies.items())
    }


def visits(address: str, origins: Origins, reports: Reports) -> list[tuple[float, int]]:
    """The first visit with nothing cached, and a second one, in a browser of their own."""
    start = origins.write(
        "open/start.html",
        f"<script>setTimeout(() => {{ location.href = {json.dumps(address)}; }}, 2000)</script>",
    )
    path = os.environ.get("QINGDAN_CHROMIUM") or shutil.which("chromium") or "chromium"
    profile = tempfile.mkdtemp(prefix="qingdan-profile-")
    options = ("--headless=new", "--no-sandbox", "--no-first-run", "--window-size=1280,900")
    browser = subprocess.Popen(
        [path, *options, "--remote-debugging-port=0", f"--user-data-dir={profile}", start],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return [reports.heard.get(timeout=60) for _ in range(2)]
    finally:
        browser.kill()
        browser.wait()
        shutil.rmtree(profile, ignore_errors=True)


def main() -> None:
    """Print a table, milliseconds: the middle of the runs."""
    reports = Reports()
    with (
        tempfile.TemporaryDirectory(prefix="qingdan-portal-") as folder,
        started(ROOT / "site", Path(folder)) as origins,
    ):
        print("| page | frames fitted | first visit ms | second visit ms |")
        print("| --- | --- | --- | --- |")
        for name, address in pages(origins, reports).items():
            runs = [visits(address, origins, reports) for _ in range(RUNS)]
            first, second = (statistics.median(run[n][0] for run in runs) for n in (0, 1))
            print(f"| {name} | {runs[0][0][1]} | {first:.0f} | {second:.0f} |", flush=True)


if __name__ == "__main__":
    main()
