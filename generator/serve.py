"""Preview: a local web server over ``site/`` that follows the sources and reloads what is open.

While there are errors every page says what they are; once they are mended the page is back.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import diagnostics
from generator.check import MissingLists
from generator.pages import environment
from generator.preview import Preview, Update
from generator.scopes import Progress

QUIET = 0.1
"""Seconds without a further change before a rebuild starts."""

PATIENCE = 20.0
"""Seconds after which an open page is told that nothing has changed, and asks again."""

WATCHED = ("lists", "docs", "overrides")
OWN = "/_preview/"
"""Addresses of the preview itself; nothing of a site begins so."""


class _Changes(FileSystemEventHandler):
    """Collects the paths, relative to the root, that change below a watched folder."""

    def __init__(self, folder: Path) -> None:
        self.base = folder.parent
        self.paths: set[str] = set()
        self.changed = threading.Event()
        self.lock = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("created", "modified", "moved", "deleted"):
            return
        for name in filter(None, (event.src_path, event.dest_path)):
            path = Path(str(name))
            if not path.name.startswith(".") and not path.name.endswith("~"):
                with self.lock:
                    self.paths.add(path.relative_to(self.base).as_posix())
                    self.changed.set()

    def take(self) -> set[str]:
        """What has changed since the last time."""
        with self.lock:
            taken, self.paths = self.paths, set()
            self.changed.clear()
        return taken


class Board:
    """What open pages are told: the number of the last news, and the errors if there are any."""

    def __init__(self) -> None:
        self.news: list[frozenset[str] | None] = []
        self.update = Update()
        self.condition = threading.Condition()

    def post(self, update: Update) -> None:
        """Tell all open pages."""
        with self.condition:
            healed = self.update.failed and not update.failed
            self.update = update
            self.news.append(None if healed else update.paths)
            self.condition.notify_all()

    def since(self, number: int) -> tuple[int, list[str] | None]:
        """The number of the last news, and the files that are new since an earlier one (None: any
        may be); waits until there is news, or for a while."""
        with self.condition:
            if number > len(self.news):  # the page knows an earlier run of the program
                return len(self.news), None
            self.condition.wait_for(lambda: len(self.news) > number, PATIENCE)
            found: set[str] = set()
            for paths in self.news[number:]:
                if paths is None:
                    return len(self.news), None
                found |= paths
            return len(self.news), sorted(found)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *rest: object, board: Board, directory: str) -> None:
        self.board = board
        super().__init__(*rest, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A file of the site, an error in its place, or what the reloading script asks for."""
        with contextlib.suppress(ConnectionError):
            if self.path.startswith(OWN):
                self._own()
            elif self.path == "/sw.js":  # nothing is to be kept by the browser
                self.send_error(HTTPStatus.NOT_FOUND)
            elif page := self._page():
                self._send(page, "text/html; charset=utf-8")
            else:
                super().do_GET()

    def _own(self) -> None:
        if self.path == f"{OWN}reload.js":
            script = environment().get_template("preview.js").render()
            self._send(script.encode("utf-8"), "text/javascript; charset=utf-8")
            return
        number = self.path.rpartition("?")[2]
        if not number.isdecimal():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        last, paths = self.board.since(int(number))
        self._send(json.dumps({"last": last, "paths": paths}).encode(), "application/json")

    def _page(self) -> bytes:
        """The page that is asked for, with the script that reloads it; nothing if it is none."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        is_page = path.suffix == ".html"
        number = len(self.board.news)
        if is_page and self.board.update.failed:
            return _problem(self.board.update, number)
        if not is_page or not path.exists():
            return b""
        script = f'<script src="{OWN}reload.js" data-last="{number}" defer></script>'
        return path.read_bytes().replace(b"</body>", f"{script}</body>".encode(), 1)

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        """The base's, and that nothing is to be kept."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent: the terminal belongs to build messages."""


def serve(root: Path, port: int, say: Progress, *, watched: Callable[[Path], str]) -> None:
    """Build, serve ``site/`` on the loopback address and follow every change, until Ctrl-C.

    :param watched: a digest of the input, to tell real changes from touched files.
    """
    changes = _Changes(root / "lists")
    observer = Observer()
    for folder in WATCHED:
        if (root / folder).is_dir():
            observer.schedule(changes, str(root / folder), recursive=True)
    # watching starts before the first build reads anything: what changes meanwhile is seen after
    observer.start()
    last = watched(root)
    board, preview = Board(), Preview(root, say)
    _tell(board, preview.start(), say)
    handler = functools.partial(_Handler, board=board, directory=str(root / "site"))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        observer.stop()
        raise
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"打开 http://127.0.0.1:{port}/ ，按 Ctrl-C 结束。")
    try:
        if not board.update.failed:
            preview.prepare()
        while True:
            changes.changed.wait()
            paths = changes.take()
            while changes.changed.wait(QUIET):
                paths |= changes.take()
            now = watched(root)
            if now != last:
                last = now
                for update in _followed(preview, paths):
                    _tell(board, update, say)
    except KeyboardInterrupt:
        say("")
    finally:
        observer.stop()
        server.shutdown()


def _followed(preview: Preview, paths: set[str]) -> Iterator[Update]:
    """The updates of a change; a disk that refuses is one too."""
    try:
        yield from preview.update(paths)
    except (OSError, MissingLists) as failure:
        yield Update(failure=str(failure), paths=None)


def _tell(board: Board, update: Update, say: Progress) -> None:
    board.post(update)
    if update.failure:
        say(f"没有生成成功：\n{update.failure}")
    elif update.errors:
        say(diagnostics.as_text(update.errors))
    else:
        changed = sum(path.endswith(".html") for path in update.paths or ())
        say(f"更新了 {changed} 页。" if update.paths is not None else "网站已是最新。")


def _problem(update: Update, number: int) -> bytes:
    """The page that stands in the place of all others while there are errors; it knows the news up
    to ``number``."""
    template = environment().get_template("preview.html")
    text = template.render(update=update, number=number, own=OWN)
    return text.encode("utf-8")
