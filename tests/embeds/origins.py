"""nginx with the documented configuration: the site at one origin, a portal at another."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import REPOSITORY

UNPACKED = REPOSITORY / ".venv/nginx/usr/sbin/nginx"
DOCUMENTED = REPOSITORY / "docs/embed/nginx"

MAIN = """\
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  types {{ text/html html; text/css css; application/javascript js; }}
  include {folder}/site.conf;
  proxy_cache_path {folder}/cache keys_zone=qingdan:1m;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/portal;
    include {folder}/portal.conf;
    add_header Content-Security-Policy "{policy}";
    location /open/ {{ add_header X-Careless yes; }}
  }}
  server {{ listen 127.0.0.1:{foreign}; root {folder}/foreign; }}
}}
"""


POLICY = (
    "default-src 'none'; style-src 'self' {site}; script-src {site}; frame-src {site};"
    " img-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What a strict portal allows."""


@dataclass(frozen=True)
class Origins:
    """Addresses: the site's, the portal's, and that of somebody else; with the folders of the last
    two, and a portal's style sheet that stands in ``portal.css``."""

    site: str
    portal: str
    foreign: str
    pages: Path
    foreign_pages: Path

    def write(self, name: str, body: str, *, head: str = "", foreign: bool = False) -> str:
        """Put a page at the portal (or at somebody else's); return its address."""
        folder, base = (self.foreign_pages, self.foreign) if foreign else (self.pages, self.portal)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        style = '<link rel="stylesheet" href="/portal.css">'
        path.write_text(
            f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>门户</title>'
            f"{style}{head}</head><body>{body}</body></html>",
            encoding="utf-8",
        )
        return f"{base}/{name}"


STYLE = """\
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; }
iframe { display: block; border: 3px solid silver; width: 100%; }
.w280 { width: 286px; } .w360 { width: 366px; } .w480 { width: 486px; }
.w640 { width: 646px; } .w960 { width: 966px; } .half { width: 50%; }
"""
"""What portals do: everything by border-box, and a border around frames."""


def program() -> str:
    """nginx, as ``make test`` found it."""
    asked = os.environ.get("QINGDAN_NGINX")
    if asked is not None:
        return asked
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or (
        str(UNPACKED) if UNPACKED.exists() else ""
    )


def free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def edited(name: str, changes: dict[str, str]) -> str:
    """A documented configuration, changed where it says that it must be."""
    text = (DOCUMENTED / name).read_text("utf-8")
    for before, after in changes.items():
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


@contextlib.contextmanager
def started(site: Path, folder: Path) -> Iterator[Origins]:
    """nginx over a built site, until the end of the block; its files stand in ``folder``.

    :raises RuntimeError: if it does not start, with what it said.
    """
    for name in ("portal", "foreign"):
        (folder / name).mkdir()
        (folder / name / "portal.css").write_text(STYLE, encoding="utf-8")
    own, port, foreign = free_ports(3)
    addresses = [f"http://127.0.0.1:{each}" for each in (own, port, foreign)]
    (folder / "site.conf").write_text(
        edited(
            "qingdan.conf",
            {
                "https://www.example.gov.cn": addresses[1],
                "listen 80;": f"listen 127.0.0.1:{own};",
                "root /srv/qingdan/site;": f"root {site};",
            },
        ),
        encoding="utf-8",
    )
    (folder / "portal.conf").write_text(
        edited("portal.conf", {"https://qingdan.example.org/": f"{addresses[0]}/"}),
        encoding="utf-8",
    )
    (folder / "nginx.conf").write_text(
        MAIN.format(
            folder=folder,
            port=port,
            foreign=foreign,
            policy=POLICY.format(site=addresses[0]),
        ),
        encoding="utf-8",
    )
    command = [program(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        for _ in range(600):
            if process.poll() is not None:
                said = process.stderr.read() if process.stderr else b""
                raise RuntimeError(said.decode("utf-8", "replace"))
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        site_at, portal, foreign_at = addresses
        yield Origins(site_at, portal, foreign_at, folder / "portal", folder / "foreign")
    finally:
        process.terminate()
        process.wait()
