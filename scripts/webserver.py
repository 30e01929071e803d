"""nginx for the tests of embeds: found, or taken from Debian's package.

The package is unpacked into ``.venv``, not installed: installing it would start a web server on
this machine, and needs root.
"""

import os
import re
import shutil
from pathlib import Path

import debian
from console import Stop, ask, explain, run_quietly, say
from tools import VENV

PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx")
UNPACKED = VENV / "nginx"
PACKAGE = "nginx"
"""The program itself; nginx-light of Debian 12 is this and a module that nothing here uses."""


def starts(path: str) -> bool:
    """Whether nginx is there and starts (a missing library shows here); it speaks on stderr."""
    return Path(path).is_file() and bool(ask(["sh", "-c", '"$0" -v 2>&1', path]))


def find_webserver() -> str:
    """The path of nginx; '' if this system has none and is not Debian's: its tests are skipped.

    :raises Stop: if it should be there and is not.
    """
    asked = os.environ.get("QINGDAN_NGINX", "")
    if asked and not starts(asked):
        raise Stop("QINGDAN_NGINX names {}, and that does not start.".format(asked))
    found = shutil.which("nginx") or ""
    paths = [asked, found, *PLACES, str(UNPACKED / "usr/sbin/nginx")]
    path = next((each for each in paths if each and starts(each)), "")
    if not path and debian.system():
        path = unpack()
    if not path:
        say("    note: no nginx, so the tests of embeds with a real web server are skipped")
    return path


def unpack() -> str:
    """Take nginx out of Debian's package; where that does not start, install the package."""
    say("==> Fetching nginx (Debian's package {})".format(PACKAGE))
    folder = VENV / "nginx.deb"
    shutil.rmtree(str(folder), ignore_errors=True)
    folder.mkdir(parents=True)
    log = VENV / "install.log"
    download = ["sh", "-c", 'cd "$0" && apt-get download "$1"', str(folder), PACKAGE]
    code, output = run_quietly(download, log)
    if code:
        prefix = debian.root_prefix()
        if prefix is not None:
            run_quietly([*prefix, "apt-get", "--yes", "update"], log)
            code, output = run_quietly(download, log)
    packages = sorted(folder.glob("*.deb"))
    if not code and packages:
        run_quietly(["dpkg-deb", "-x", str(packages[0]), str(UNPACKED)], log)
    shutil.rmtree(str(folder), ignore_errors=True)
    path = str(UNPACKED / "usr/sbin/nginx")
    if starts(path):
        return path
    problem = debian.install("nginx-light", "nginx, for the tests of embeds")
    found = next((each for each in PLACES if starts(each)), "")
    if not found:
        raise Stop(problem or explain(re.sub(r"^W:.*$", "", output, flags=re.M), "apt-get"))
    return found
