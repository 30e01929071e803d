"""Data for the browser as scripts that each set one key of the one global, ``qingdan``.

Scripts, unlike JSON, load from ``file://``, and need no exception from a strict policy.
"""

from __future__ import annotations

import json
import re
from typing import Any


def script(key: str, value: dict[str, Any]) -> tuple[str, bytes]:
    """(path below the site, content) of the file that sets ``key``."""
    text = f"(window.qingdan=window.qingdan||{{}})[{compact(key)}]={compact(value)};\n"
    return f"{key}.js", text.encode("utf-8")


def compact(value: Any) -> str:
    """Compact JSON that is also safe inside a script element and in old JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)
