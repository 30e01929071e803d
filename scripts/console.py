"""Talking to the person at the terminal, and running commands for them."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Callable, Dict, List, Optional, Tuple

ROOT = Path(__file__).resolve().parent.parent


class Stop(Exception):
    """The task cannot go on; the text says why and what to do, in plain words."""


def say(text: str) -> None:
    """Print a line at once, also where the terminal cannot show every character."""
    encoding = sys.stdout.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


class Progress:
    """A line that counts steps: rewritten on a terminal, else printed every ten steps."""

    def __init__(self, total: Optional[int] = None) -> None:
        self.total = total
        self.done = 0
        self.terminal = sys.stdout.isatty()

    def step(self, name: str) -> None:
        """Count one step and show its name."""
        self.done += 1
        of = f"/{self.total}" if self.total else ""
        text = f"    [{self.done}{of}] {name}"
        if self.terminal:
            print("\r\033[K" + text, end="", flush=True)
        elif self.done % 10 == 1 or self.done == self.total:
            say(text)

    def end(self) -> None:
        """Clear the line, so that the next one starts at the left."""
        if self.terminal:
            print("\r\033[K", end="", flush=True)


def run(command: List[str], **env: str) -> int:
    """Run a command in the project's folder, its output shown as it is; return its exit code."""
    return subprocess.call(command, cwd=str(ROOT), env=dict(os.environ, **env))


def run_quietly(
    command: List[str],
    log: Path,
    each: Callable[[str], None] = lambda _: None,
    env: Optional[Dict[str, str]] = None,
) -> Tuple[int, str]:
    """Run a command without showing its output; call ``each`` with every line of it.

    Returns the exit code and the output, which is also appended to ``log``.
    """
    lines = []
    with log.open("a", encoding="utf-8") as file, subprocess.Popen(
        command,
        cwd=str(ROOT),
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            file.write(line)
            each(line.rstrip())
        code = process.wait()
    return code, "".join(lines)


def ask(command: List[str]) -> str:
    """What a command prints, or an empty text if it fails, hangs or cannot be started."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


CAUSES = (
    (
        r"No space left on device|Errno 28|not enough free disk space|enough free space",
        "The disk is full: free some space and run the same command again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded package differs from the one that the lock file names, so nothing was"
        " installed; a broken download or mirror does that: try again, or another mirror.",
    ),
    (
        r"connection (broken|error|refused|reset)|NewConnectionError|Max retries|timed? ?out"
        r"|name resolution|getaddrinfo|resolv|ProxyError|SSLError|CERTIFICATE_VERIFY"
        r"|Could not connect|Failed to fetch",
        "A package registry cannot be reached: check the network (or name a mirror for pip in"
        " PIP_INDEX_URL) and run the same command again.",
    ),
    (
        r"No matching distribution",
        "The package registry does not have a package that the lock file names: name a complete"
        " mirror in PIP_INDEX_URL.",
    ),
)


def explain(output: str, what: str) -> str:
    """One plain sentence on why ``what`` failed, from the output of pip, apt or the system."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"error|retrying|^E:|HASHES", line, re.I)]
    text = "\n".join(errors or lines)
    for pattern, sentence in CAUSES:
        if re.search(pattern, text, re.I):
            return sentence
    last = text.splitlines()[-1] if text else "it gave no reason"
    return f"{what} failed: {last}"
