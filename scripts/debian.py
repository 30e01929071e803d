"""Installing Debian's packages, where that is possible without asking for a password."""

import os
import re
import shutil
from pathlib import Path
from typing import List, Optional

from console import Progress, ask, explain, run_quietly, say


def system() -> str:
    """The id of the system (``debian``, ``ubuntu``, …) if it installs with apt, else ''."""
    release = Path("/etc/os-release")
    if not shutil.which("apt-get") or not release.exists():
        return ""
    found = re.search(r'^ID="?([\w.-]+)', release.read_text(encoding="utf-8"), re.M)
    return found.group(1) if found else ""


def root_prefix() -> Optional[List[str]]:
    """What to put before a command that needs root; nothing if that would ask for a password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if ask(["sudo", "-n", "echo", "yes"]):
        return ["sudo", "-n"]
    return None


def install(package: str, what: str) -> str:
    """Install a package; return '' if it is there now, else a sentence on why not."""
    prefix = root_prefix() if system() else None
    if prefix is None:
        return f"{what} is missing; on Debian: sudo apt-get install {package}"
    say(f"==> Installing {what} (Debian's package {package})")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8"]
    apt += ["apt-get", "--yes", "-o", "DPkg::Lock::Timeout=300"]
    progress = Progress()

    def show(line: str) -> None:
        step = re.match(r"Get:\d+ \S+ \S+ \S+ (\S+) \S+ \S+ \[|(Setting up \S+)", line)
        if step:
            progress.step(step.group(1) or step.group(2))

    nowhere = Path(os.devnull)
    run_quietly([*apt, "update"], nowhere, show)
    code, output = run_quietly([*apt, "install", "--no-install-recommends", package], nowhere, show)
    progress.end()
    return explain(output, "apt-get") if code else ""
