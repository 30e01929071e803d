"""All embeds of a site as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.embeds import Embed, counts, files, lists, matters, search
from generator.model import Township
from generator.pages import SiteFacts
from generator.pages.township import category_counts
from generator.summary import Summary
from generator.vocabulary import Vocabulary


def township_files(
    township: Township, vocabulary: Vocabulary, facts: SiteFacts
) -> dict[str, bytes]:
    """The embeds of one township: path below the site -> bytes."""
    return _files(
        [
            *lists.embeds(township, vocabulary),
            counts.embed(township, category_counts(township, vocabulary)),
        ],
        facts,
    )


def shared_files(
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    townships: Mapping[str, Township],
    facts: SiteFacts,
) -> dict[str, bytes]:
    """The embeds that exist once: path below the site -> bytes."""
    return _files([search.embed(), *matters.embeds(summaries, vocabulary, townships)], facts)


def _files(embeds: Iterable[Embed], facts: SiteFacts) -> dict[str, bytes]:
    return {path: data for embed in embeds for path, data in files(embed, facts).items()}
