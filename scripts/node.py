"""The YAML language server, which one test asks: installed by npm where Node.js is there.

Without Node.js, or without a registry, the test is skipped and says so; nothing else needs it.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Tuple

from console import ROOT, ask, explain, run_quietly, say
from tools import VENV

MINIMUM = 18
FOLDER = ROOT / "tests" / "language_server"


def digest() -> str:
    """A hash of the lock file."""
    return hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()


def find() -> Tuple[str, str]:
    """The path of npm, or '' and the reason why there is none to use."""
    version = ask(["node", "--version"]).strip().lstrip("v")
    npm = shutil.which("npm") or ""
    if not version or not npm:
        return "", "Node.js is not installed"
    if int(version.split(".")[0]) < MINIMUM:
        return "", f"Node.js {version} is older than {MINIMUM}"
    return npm, ""


def language_server() -> str:
    """Install the language server; return the reason if that cannot be done, else ''."""
    npm, reason = find()
    if not npm:
        return reason
    done = FOLDER / "node_modules" / "installed"
    if done.exists() and done.read_text(encoding="utf-8") == digest():
        return ""
    say("==> Installing the YAML language server from tests/language_server/package-lock.json")
    command = [npm, "ci", "--prefix", str(FOLDER), "--ignore-scripts", "--no-audit", "--no-fund"]
    command += ["--fetch-timeout=60000", "--fetch-retries=1"]
    code, output = run_quietly(command, Path(VENV) / "npm.log")
    if code:
        return explain(output, "npm")
    done.write_text(digest(), encoding="utf-8")
    return ""
