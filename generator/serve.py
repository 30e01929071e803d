"""Preview: a local web server over ``site/`` that rebuilds when a source changes."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import diagnostics
from generator.build import build
from generator.engine import EngineFailed
from generator.scopes import Progress

QUIET = 0.2
"""Seconds without a further change before a rebuild starts."""


class _Changes(FileSystemEventHandler):
    def __init__(self, changed: threading.Event) -> None:
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("created", "modified", "moved", "deleted"):
            self.changed.set()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent: the terminal belongs to build messages."""


def serve(root: Path, port: int, say: Progress, *, watched: Callable[[Path], str]) -> None:
    """Build, serve ``site/`` on the loopback address and rebuild on every change, until Ctrl-C.

    :param watched: a digest of the input, to tell real changes from touched files.
    """
    changed = threading.Event()
    observer = Observer()
    for folder in ("lists", "docs", "overrides"):
        if (root / folder).is_dir():
            observer.schedule(_Changes(changed), str(root / folder), recursive=True)
    # watching starts before the first build reads anything: what changes meanwhile is seen after
    observer.start()
    last = watched(root)
    _rebuild(root, say)
    handler = functools.partial(_Handler, directory=str(root / "site"))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        observer.stop()
        raise
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"打开 http://127.0.0.1:{port}/ ，按 Ctrl-C 结束。")
    try:
        while True:
            changed.wait()
            while changed.is_set():
                changed.clear()
                changed.wait(QUIET)
            now = watched(root)
            if now != last:
                last = now
                _rebuild(root, say)
    except KeyboardInterrupt:
        say("")
    finally:
        observer.stop()
        server.shutdown()


def _rebuild(root: Path, say: Progress) -> None:
    try:
        result = build(root, say)
    except EngineFailed as failure:
        say(f"MkDocs 没有生成成功：\n{failure}")
        return
    if result.failed:
        errors = [each for each in result.diagnostics if each.severity == "error"]
        say(diagnostics.as_text(errors))
    else:
        say("网站已是最新，刷新页面可见。")
