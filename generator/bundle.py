"""The program's own scripts and style sheets, as the site gets them below ``assets/``.

A folder that is named like a script (``assets/search.js/``) holds its parts: joined in the order of
their names they become that one script. Each part stands alone, so that it also works unjoined.
"""

from __future__ import annotations

from pathlib import Path

ASSETS = Path(__file__).resolve().parent / "assets"


def assets(folder: Path = ASSETS) -> dict[str, bytes]:
    """Path below ``assets/`` -> bytes, sorted by path."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            own = path.relative_to(folder)
            joined = next((each for each in own.parents if each.suffix == ".js"), own)
            found[joined.as_posix()] = found.get(joined.as_posix(), b"") + path.read_bytes()
    return found
