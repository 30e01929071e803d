"""Python and the tools in ``.venv``, installed from the hashed lock files.

Each lock file in ``requirements/`` holds all that the one before it holds, at the same versions:
``site.txt`` (build the site), ``import.txt`` (and read Word, Excel and PDF), ``suggest.txt``
(and suggest matters), ``test.txt`` (and test), ``bench.txt`` (and measure).
``.venv/ready.json`` is written last and names the content of the locks that are completely in
place: while it agrees, nothing is installed. If a lock has changed or pip was interrupted,
``.venv`` is made anew.

The project itself is not installed: a ``.pth`` file puts this folder on Python's path, and
``.venv/bin/qingdan`` starts it. That needs no build and no network, and sees every edit at once.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Dict, Iterator, Tuple

import debian
from console import ROOT, Progress, Stop, ask, explain, run_quietly, say

MINIMUM = (3, 11)
CANDIDATES = ("python3.11", "python3.12", "python3.13", "python3.14", "python3", sys.executable)
LEVELS = ("site", "import", "suggest", "test", "bench")
NEEDED_MB = {"site": 250, "import": 350, "suggest": 700, "test": 1050, "bench": 1050, "lock": 100}

VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"

LAUNCHER = """\
#!/bin/sh
'''exec' "$(dirname "$0")/python" "$0" "$@"
'''
import sys

from generator.cli import main

sys.exit(main())
"""
LAUNCHER_WINDOWS = """\
@"%~dp0python.exe" -c "import sys; sys.argv[0] = 'qingdan'; \
from generator.cli import main; sys.exit(main())" %*
"""


def python_of(venv: Path) -> str:
    """The Python of a virtual environment."""
    return str(venv / ("Scripts/python.exe" if WINDOWS else "bin/python"))


def qingdan_of(venv: Path) -> Path:
    """The project's command in a virtual environment."""
    return venv / ("Scripts/qingdan.cmd" if WINDOWS else "bin/qingdan")


# ---- Python -----------------------------------------------------------------------------------


def version_of(python: str) -> str:
    """The version of a Python, such as 3.11.7, or '' if it does not start."""
    return ask([python, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"])


def find_python() -> Tuple[str, str]:
    """The Python to use and its version: ``PYTHON`` if set, else the first that fits."""
    asked = os.environ.get("PYTHON", "")
    fit, seen = [], []
    for name in [asked] if asked else CANDIDATES:
        version = version_of(name)
        if version and tuple(int(part) for part in version.split(".")) >= MINIMUM:
            if ask([name, "-c", "import ensurepip, venv; print('yes')"]):
                return name, version
            fit.append((name, version))
        elif version:
            seen.append(f"{name} is {version}")
    if not fit:
        found = seen[0] if seen else f"{asked} does not start"
        raise Stop(
            f"Python {MINIMUM[0]}.{MINIMUM[1]} or newer is needed, but {found}:"
            " install a newer one, or name it: PYTHON=/path/to/python"
        )
    name, version = fit[0]
    short = ".".join(version.split(".")[:2])
    problem = debian.install(f"python{short}-venv", "Python's venv module")
    if problem:
        raise Stop(problem)
    return name, version


def make_venv(venv: Path) -> None:
    """Make an empty virtual environment in place of the one that was there."""
    python, version = find_python()
    log = venv / "install.log"
    if venv.exists():
        if not log.exists():
            raise Stop(f"{venv.name} was made by something else: move it away, then try again.")
        shutil.rmtree(str(venv))
    say(f"==> Making {venv.name} with Python {version}")
    venv.mkdir()
    code, output = run_quietly([python, "-m", "venv", str(venv)], log)
    if code:
        raise Stop(explain(output, f"Making {venv.name}"))


# ---- Lock files -------------------------------------------------------------------------------


def lock_file(level: str) -> Path:
    """The lock file of a level."""
    return ROOT / "requirements" / f"{level}.txt"


def fingerprint(level: str) -> str:
    """A hash of what a lock file holds, the same for every kind of line end."""
    return hashlib.sha256(lock_file(level).read_text(encoding="utf-8").encode()).hexdigest()


def read_ready() -> Dict[str, str]:
    """The levels that are completely in ``.venv``, with the fingerprints of their locks."""
    try:
        return dict(json.loads((VENV / "ready.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_ready(levels: Dict[str, str]) -> None:
    """Declare levels complete, in one step: readers see the old state or the new one."""
    part = VENV / "ready.json.part"
    part.write_text(json.dumps(levels, indent=1) + "\n", encoding="utf-8")
    part.replace(VENV / "ready.json")


def install(venv: Path, level: str) -> None:
    """Install a lock file into a virtual environment, every file checked against its hash."""
    lock = lock_file(level)
    free = shutil.disk_usage(str(venv)).free // 1_000_000
    if free < NEEDED_MB[level]:
        raise Stop(f"The disk is full: {NEEDED_MB[level]} MB are needed, {free} MB are free.")
    total = len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), re.M))
    say(f"==> Installing {total} packages from requirements/{lock.name}")
    progress = Progress(total)
    unpacking = venv / "unpacking"  # while it is there, packages may be half installed

    def show(line: str) -> None:
        package = re.match(r"(?:Collecting|Requirement already satisfied:) (\S+)", line)
        if package:
            progress.step(package.group(1))
        elif line.startswith("WARNING: Retrying"):
            progress.end()
            say("    the package registry does not answer; trying again")
        elif line.startswith("Installing collected"):
            unpacking.touch()
            progress.end()
            say("    unpacking")

    command = [python_of(venv), "-m", "pip", "install", "--require-hashes", "-r", str(lock)]
    command += ["--no-input", "--disable-pip-version-check", "--retries", "3"]
    command += ["--progress-bar", "off"]
    if level == "bench":  # its source-only package builds with the hashed tools of test.txt
        command.append("--no-build-isolation")
    env = dict(os.environ, PIP_USER="0", PYTHONUTF8="1")
    for name in ("PYTHONHOME", "PYTHONPATH"):
        env.pop(name, None)
    code, output = run_quietly(command, venv / "install.log", show, env)
    progress.end()
    if code:
        raise Stop(explain(output, "pip") + f" (pip's words: {venv.name}/install.log)")
    if unpacking.exists():
        unpacking.unlink()


def link_project() -> None:
    """Make the package importable and ``qingdan`` a command in ``.venv``, by two small files."""
    packages = next(VENV.glob("Lib/site-packages" if WINDOWS else "lib/python*/site-packages"))
    # Relative to site-packages, so it is ASCII whatever the folders above are called.
    write_if_changed(packages / "qingdan.pth", os.path.relpath(str(ROOT), str(packages)) + "\n")
    command = qingdan_of(VENV)
    write_if_changed(command, LAUNCHER_WINDOWS if WINDOWS else LAUNCHER)
    command.chmod(0o755)


def write_if_changed(path: Path, text: str) -> None:
    """Write a file unless it holds just that already."""
    if not path.exists() or path.read_bytes() != text.encode():
        path.write_bytes(text.encode())


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other run of this script installs into ``.venv`` (not on Windows)."""
    if WINDOWS:
        yield
        return
    import fcntl

    with lock_file("site").open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("==> Waiting until another make has finished its installation")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare(level: str) -> None:
    """Bring ``.venv`` to a level; quick when it is there already."""
    # A Python that was asked for must fit, even if .venv is there.
    asked = find_python()[1] if os.environ.get("PYTHON") else ""
    with one_at_a_time():
        ready = read_ready()
        current = all(fingerprint(name) == value for name, value in ready.items())
        python = ready and version_of(python_of(VENV))
        wanted = LEVELS[: LEVELS.index(level) + 1]
        if ready and not (current and python and asked in ("", python)):
            say("==> The lock files or Python have changed: .venv is made anew")
            wanted = max(wanted, tuple(name for name in LEVELS if name in ready), key=len)
            ready = {}
        if not ready or ((VENV / "unpacking").exists() and set(wanted) - set(ready)):
            make_venv(VENV)
            ready = {}
        # The last lock holds all the others; only bench.txt needs the build tools of test.txt.
        for name in wanted:
            if name not in ready and name in ("test", wanted[-1]):
                install(VENV, name)
        link_project()
        if set(wanted) - set(ready):
            write_ready({name: fingerprint(name) for name in wanted})
