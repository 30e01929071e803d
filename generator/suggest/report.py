"""Suggestions for people (text) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from generator.diagnostics import printable, shorten
from generator.suggest.reasons import reasons
from generator.suggest.texts import Suggestion


def as_text(suggestions: Sequence[Suggestion], offices: Mapping[str, str]) -> str:
    """A paragraph an item: its name, then a line a candidate with how sure and why."""
    lines: list[str] = []
    for each in suggestions:
        lines.append(f"{each.sample.reference}  {printable(shorten(each.sample.printed))}")
        for candidate in each.candidates:
            why = "；".join(reasons(each.sample, candidate, offices))
            sure = f"{candidate.probability:5.0%} {candidate.confidence}"
            lines.append(f"    {sure}  {printable(candidate.topic.name)}  {why}")
    return "\n".join(lines)


def as_json(suggestions: Sequence[Suggestion], offices: Mapping[str, str]) -> str:
    """``{"suggestions": [{"item", "name", "matters", "candidates": [{"matter", "probability",
    "confidence", "like", "why"}]}]}``; ``matters`` is null for an undecided item."""
    document = {
        "suggestions": [
            {
                "item": each.sample.reference,
                "name": each.sample.printed,
                "matters": None if each.sample.matters is None else [*each.sample.matters],
                "candidates": [
                    {
                        "matter": candidate.topic.name,
                        "probability": candidate.probability,
                        "confidence": candidate.confidence,
                        "like": candidate.like.reference if candidate.like else None,
                        "why": reasons(each.sample, candidate, offices),
                    }
                    for candidate in each.candidates
                ],
            }
            for each in suggestions
        ]
    }
    return json.dumps(document, ensure_ascii=False, indent=1)
