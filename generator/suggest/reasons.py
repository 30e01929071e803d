"""Why a matter is suggested, in words that a person can check."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from generator.diagnostics import printable, shorten
from generator.suggest.texts import Candidate, Sample

MANY = 3


def reasons(sample: Sample, candidate: Candidate, offices: Mapping[str, str]) -> list[str]:
    """Shared words, everyday words, offices in common, and the nearest item elsewhere.

    :param offices: id of a kind of office -> its name.
    """
    found: list[str] = []
    topic, like = candidate.topic, candidate.like
    shared = _shared(sample.name, topic.stripped) or (
        _shared(sample.name, like.name) if like else []
    )
    if shared:
        found.append(f"都说到{_quoted(shared)}")
    text = sample.printed + sample.duties
    words = [word for word in topic.keywords if len(word) > 1 and word in text]
    if words:
        found.append(f"有平常词{_quoted(words[:MANY])}")
    if like:
        common = sorted(offices[office] for office in sample.offices & like.offices)
        if common:
            found.append(f"同为{'、'.join(common[:MANY])}")
        name = printable(shorten(like.printed))
        found.append(f"像{like.place}“{name}”（{like.reference}）")
    return found


def _quoted(words: list[str]) -> str:
    return "".join(f"“{printable(word)}”" for word in words)


def _shared(left: str, right: str) -> list[str]:
    """Runs of two or more characters that both hold, longest first."""
    blocks = difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    runs = {left[block.a : block.a + block.size] for block in blocks if block.size > 1}
    return sorted(runs, key=lambda run: (-len(run), run))[:MANY]
