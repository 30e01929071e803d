"""Set up what a task needs, then run the task: ``python3 scripts/bootstrap.py TASK``.

``make TASK`` calls this file; where there is no make, call it directly. The files of this folder
use the standard library only, and the syntax of Python 3.6, so that an old Python gets as far as
saying that it is too old.

Environment:

``PYTHON``            the Python to use, 3.11 or newer; otherwise the first that fits is taken.
``QINGDAN_CHROMIUM``  the browser (Chromium, Chrome, Edge) that the tests drive. If it is not set,
                      one is looked for, or installed. What was found is remembered in
                      ``.venv/chromium-path``, and the tests get it in this same variable.
``QINGDAN_NGINX``     the nginx that the tests of embeds start. If it is not set, one is looked for,
                      or taken out of Debian's package, without installing it.
``ARGS``              more arguments for the task's last command: ``make test ARGS="-k search"``.
``PIP_INDEX_URL``     a mirror of the package registry; pip's other settings hold as well.
"""

import os
import shlex
import shutil
import sys
from typing import Callable, Dict, List

from browser import find_browser, require_fonts
from console import ROOT, Stop, explain, run, say
from node import language_server
from tools import VENV, install, make_venv, prepare, python_of, qingdan_of
from webserver import find_webserver


def arguments() -> List[str]:
    """The extra arguments of the task, from ``ARGS``."""
    return shlex.split(os.environ.get("ARGS", ""))


def qingdan(*words: str) -> int:
    """Run the project's command; return its exit code."""
    say("==> qingdan " + " ".join(words))
    return run([str(qingdan_of(VENV)), *words])


def module(*words: str, **env: str) -> int:
    """Run a Python module from ``.venv``; return its exit code."""
    say("==> " + " ".join(words))
    return run([python_of(VENV), "-m", *words], **env)


def site() -> int:
    """Check the lists and build the site into site/"""
    prepare("site")
    if qingdan("check", "--quiet"):
        raise Stop("The lists have problems (above), so the site was not built.")
    if qingdan("reconcile", "--quiet"):
        raise Stop("A list differs from its original (above), so the site was not built.")
    if qingdan("build", *arguments()):
        raise Stop("The site could not be built (above).")
    say("==> Done. Open site/index.html, or run `make serve` to edit with a live preview.")
    return 0


def serve() -> int:
    """Show the site on this machine, rebuilt on every change"""
    prepare("site")
    return qingdan("serve", *arguments())


def check() -> int:
    """Check the lists and print every problem"""
    prepare("site")
    return qingdan("check", *arguments())


def reconcile() -> int:
    """Compare the lists with their originals, character by character"""
    prepare("site")
    return qingdan("reconcile", *arguments())


def fmt() -> int:
    """Put the lists into their canonical form"""
    prepare("site")
    return qingdan("fmt", *arguments())


def import_tools() -> int:
    """Install what `qingdan import` reads Word, Excel and PDF with"""
    prepare("import")
    say("==> Ready: .venv/bin/qingdan import --help")
    return 0


def suggest_tools() -> int:
    """Install what `qingdan suggest` learns with"""
    prepare("suggest")
    say("==> Ready: .venv/bin/qingdan suggest --help")
    return 0


def linters() -> Dict[str, int]:
    """Run the linters; return the exit code of each."""
    return {"ruff": module("ruff", "check", "."), "mypy": module("mypy", "--strict")}


def report(results: Dict[str, int]) -> int:
    """Say what failed, or that nothing did; return the exit code."""
    failed = [name for name, code in results.items() if code]
    if failed:
        raise Stop(f"Failed: {', '.join(failed)} (see above).")
    say(f"==> All passed: {', '.join(results)}.")
    return 0


def lint() -> int:
    """Check the program with ruff and mypy"""
    prepare("test")
    return report(linters())


def test() -> int:
    """Run the linters and all tests, with a real browser"""
    prepare("test")
    require_fonts()
    browser = find_browser()
    without = language_server()
    results = linters()
    known = {
        "QINGDAN_CHROMIUM": browser,
        "QINGDAN_NGINX": find_webserver(),
        "QINGDAN_NO_LANGUAGE_SERVER": without,
    }
    results["pytest"] = module("pytest", *arguments(), **known)
    return report(results)


def zensical_check() -> int:
    """Test our contract with the engine against Zensical"""
    prepare("test")
    return module("pytest", "tests/test_engine_contract.py", "-m", "zensical", *arguments())


def bench() -> int:
    """Run the benchmarks"""
    prepare("bench")
    return module("benchmarks", *arguments())


def sources_of(*extras: str) -> List[str]:
    """What pip-compile reads for a lock file."""
    return ["pyproject.toml", *(f"--extra={extra}" for extra in extras)]


def lock() -> int:
    """Write requirements/*.txt from pyproject.toml (newest versions: ARGS=--upgrade)"""
    venv = ROOT / ".venv-lock"
    make_venv(venv)
    install(venv, "lock")
    # No other source than the index: a folder or a second index would leave its own hashes.
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX"):
        os.environ.pop(name, None)
    os.environ.update(PIP_CONFIG_FILE=os.devnull, CUSTOM_COMPILE_COMMAND="make lock")
    # The largest comes first, and the smaller ones take their versions from it.
    limit = "--constraint=requirements/bench.txt"
    for name, sources in {
        "bench": [*sources_of("import", "suggest", "test", "bench")],
        "test": [*sources_of("import", "suggest", "test"), limit],
        "suggest": [*sources_of("import", "suggest"), limit],
        "import": [*sources_of("import"), limit],
        "site": [*sources_of(), limit],
        "lock": ["requirements/lock.in"],
    }.items():
        file = f"requirements/{name}.txt"
        say(f"==> Writing {file}")
        command = [python_of(venv), "-m", "piptools", "compile", "--quiet", *sources]
        command += ["--output-file", file, *arguments()]
        if run(command):
            raise Stop(f"{file} could not be written (above).")
    say("==> Looking whether all of it runs on Python 3.11.0")
    pip = [python_of(venv), "-m", "pip", "install", "--dry-run", "--quiet", "--require-hashes"]
    oldest = ["--python-version=3.11.0", "--only-binary=:all:", f"--target={venv / 'nothing'}"]
    if run([*pip, *oldest, "-r", "requirements/test.txt"]):
        raise Stop("Something needs a newer Python (above): limit it in requirements/limits.in.")
    shutil.rmtree(str(venv))
    return 0


def clean() -> int:
    """Remove what was built (the tools in .venv stay)"""
    for name in ("build", "site", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"):
        if (ROOT / name).is_dir():
            say(f"    removing {name}")
            shutil.rmtree(str(ROOT / name))
    return 0


def show_help() -> int:
    """Show this list"""
    say("make TASK, where TASK is one of:\n")
    for name, task in TASKS.items():
        say(f"  {name:<15} {task.__doc__}")
    say("\nThe first run installs what it needs into .venv; later runs start at once.")
    return 0


TASKS: Dict[str, Callable[[], int]] = {
    "site": site,
    "serve": serve,
    "check": check,
    "fmt": fmt,
    "reconcile": reconcile,
    "import-tools": import_tools,
    "suggest-tools": suggest_tools,
    "test": test,
    "lint": lint,
    "zensical-check": zensical_check,
    "bench": bench,
    "lock": lock,
    "clean": clean,
    "help": show_help,
}


def main() -> int:
    """Run the task that the command line names; return the exit code."""
    name = sys.argv[1] if len(sys.argv) == 2 else "help"
    try:
        return TASKS.get(name, show_help)()
    except Stop as stop:
        say(f"==> {stop}")
    except BrokenPipeError:  # `make help | head`: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError as error:
        say(f"==> {explain(str(error), 'This')}")
    except KeyboardInterrupt:
        say("\n==> Stopped; run the same command again to go on.")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
