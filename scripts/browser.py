"""The browser and the fonts that the tests need: found, or installed."""

import os
import re
import shutil
import sys
from pathlib import Path

import debian
from console import Stop, ask, run_quietly, say
from tools import VENV, WINDOWS, python_of, write_if_changed

NAMES = (
    "chromium",
    "google-chrome-stable",
    "google-chrome",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
)
PLACES = (
    "/usr/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def starts(path: str) -> bool:
    """Whether a browser is there and starts (a stub or a missing library shows here)."""
    if WINDOWS:  # there, asking for the version would open a window
        return Path(path).is_file()
    return bool(re.search(r"\d+\.\d+", ask([path, "--version"])))


def installed() -> str:
    """The path of a browser on this machine, or ''."""
    paths = [*filter(None, map(shutil.which, NAMES)), *PLACES]
    return next((path for path in paths if Path(path).is_file() and starts(path)), "")


def require_driver() -> None:
    """Make sure that Playwright starts: its driver needs a library that bare Debian lacks."""
    driver = [python_of(VENV), "-m", "playwright", "--version"]
    if ask(driver):
        return
    problem = debian.install("libatomic1", "a library for Playwright") if debian.system() else ""
    if not ask(driver):
        raise Stop(problem or f"Playwright does not start: {' '.join(driver)} says why.")


def downloaded() -> str:
    """The path of the Chromium that Playwright has downloaded before, or ''."""
    code = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    path = ask([python_of(VENV), "-c", code])
    return path if path and starts(path) else ""


def download() -> str:
    """Let Playwright download its Chromium; return the path, or ''."""
    say("==> Downloading Playwright's Chromium (about 170 MB)")

    def show(line: str) -> None:
        percent = re.search(r"\d+% of .*", line)
        if percent:
            say("    " + percent.group())

    command = [python_of(VENV), "-m", "playwright", "install", "--no-shell", "chromium"]
    run_quietly(command, VENV / "install.log", show)
    return downloaded()


def find_browser() -> str:
    """The path of the browser for the tests; installed if need be, and remembered."""
    asked = os.environ.get("QINGDAN_CHROMIUM", "")
    if asked and not starts(asked):
        raise Stop(f"QINGDAN_CHROMIUM names {asked}, and that does not start.")
    note = VENV / "chromium-path"
    remembered = note.read_text(encoding="utf-8").strip() if note.exists() else ""
    if not asked and remembered and Path(remembered).is_file():
        return remembered
    require_driver()
    path = asked or installed() or downloaded()
    if not path and debian.system() == "debian":
        say("    " + (debian.install("chromium", "Chromium") or "Chromium is installed"))
        path = installed()
    path = path or download()
    if not path:
        raise Stop(
            "The tests need Chromium or Chrome, and none was found or could be installed:"
            " install one, or name it in QINGDAN_CHROMIUM."
        )
    say(f"==> The browser for the tests: {path}")
    write_if_changed(note, path + "\n")
    return path


def require_fonts() -> None:
    """Install a Chinese font on Debian if there is none: pages would show empty boxes."""
    if not sys.platform.startswith("linux"):
        return
    if shutil.which("fc-list"):
        found = bool(ask(["fc-list", ":lang=zh", "family"]))
    else:
        files = Path("/usr/share/fonts").rglob("*.tt[cf]")
        found = any(re.search(r"CJK|wqy|Han", file.name) for file in files)
    if not found:
        problem = debian.install("fonts-noto-cjk", "a Chinese font")
        if problem:
            say("    note: " + problem)
