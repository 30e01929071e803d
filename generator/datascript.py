"""Data for the browser as scripts that each set one key of the one global, ``qingdan``.

Scripts, unlike JSON, load from ``file://``, and need no exception from a strict policy.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any


def script(key: str, value: dict[str, Any]) -> tuple[str, bytes]:
    """(path below the site, content) of the file that sets ``key``."""
    return _script(key, compact(value))


def twins(
    first: tuple[str, dict[str, Any]], second: tuple[str, dict[str, Any]], of: Sequence[str]
) -> list[tuple[str, bytes]]:
    """Two files that belong together, as (key, value) each. The ``edition`` that both begin with
    is a digest of the fields ``of`` either: a browser that holds an old one of the files must not
    mix them up."""
    encoded = [
        {name: compact(each) for name, each in value.items()} for _, value in (first, second)
    ]
    fields = encoded[0] | encoded[1]
    content = b"[%b]" % b",".join([fields[name] for name in of])
    edition = compact(hashlib.sha256(content).hexdigest()[:12])
    return [
        _script(key, _object({"edition": edition, **each}))
        for (key, _), each in zip((first, second), encoded, strict=True)
    ]


def _object(fields: dict[str, bytes]) -> bytes:
    """A JSON object of fields that are JSON already."""
    return b"{%b}" % b",".join([b"%b:%b" % (compact(name), each) for name, each in fields.items()])


def _script(key: str, value: bytes) -> tuple[str, bytes]:
    return f"{key}.js", b"(window.qingdan=window.qingdan||{})[%b]=%b;\n" % (compact(key), value)


def compact(value: Any) -> bytes:
    """Compact JSON that is also safe inside a script element and in old JavaScript; half of a
    surrogate pair, which is no UTF-8, is an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    made = text.encode("utf-8", "backslashreplace")
    for sign in "<\u2028\u2029":
        made = made.replace(sign.encode("utf-8"), b"\\u%04x" % ord(sign))
    return made
