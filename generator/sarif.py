"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from generator import __version__, rules
from generator.diagnostics import Diagnostic, Edit
from generator.rule_page import RIGHT, WRONG, RulePage, page_of

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(found: Iterable[Diagnostic]) -> str:
    """A SARIF log of one run, with every rule and its page; places count characters from 1."""
    pages = [page_of(module) for module in rules.modules()]
    places = {page.id: place for place, page in enumerate(pages)}
    run = {
        "tool": {
            "driver": {
                "name": "qingdan",
                "semanticVersion": __version__,
                "language": "zh-CN",
                "rules": [_rule(page) for page in pages],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "放有 lists/ 的文件夹"}}},
        "results": [_result(each, places) for each in sorted(found)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(page: RulePage) -> dict[str, Any]:
    help_text = f"{page.why}。\n{WRONG}\n{page.example(WRONG)}\n{RIGHT}\n{page.example(RIGHT)}"
    return {
        "id": page.id,
        "shortDescription": {"text": f"{page.title}。"},
        "fullDescription": {"text": f"{page.why}。"},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }


def _result(found: Diagnostic, places: dict[str, int]) -> dict[str, Any]:
    artifact = {"uri": quote(found.path), "uriBaseId": "ROOT"}
    location: dict[str, Any] = {"artifactLocation": artifact}
    if found.line:
        location["region"] = {"startLine": found.line, "startColumn": found.column}
    why = f"{found.why}。" if found.why else ""
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": places[found.code],
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.what}。{why}怎么改：{found.mend}。"},
        "locations": [{"physicalLocation": location}],
    }
    if found.fix is not None and found.fix.edits:
        change = {
            "artifactLocation": artifact,
            "replacements": [_replacement(edit) for edit in found.fix.edits],
        }
        result["fixes"] = [
            {"description": {"text": found.fix.what}, "artifactChanges": [change]},
        ]
    return result


def _replacement(edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": {
            "startLine": edit.line,
            "startColumn": edit.column,
            "endLine": edit.end_line,
            "endColumn": edit.end_column,
        },
        "insertedContent": {"text": edit.text},
    }
