"""All embeds of a site as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.embeds import Embed, counts, files, lists, matters, search
from generator.model import Township
from generator.pages import Published
from generator.pages.township import category_counts
from generator.summary import Summary
from generator.vocabulary import Vocabulary


def township_files(
    township: Township, vocabulary: Vocabulary, published: Published
) -> dict[str, bytes]:
    """The embeds of one township: path below the site -> bytes."""
    return _files(
        [
            *lists.embeds(township, vocabulary),
            counts.embed(township, category_counts(township, vocabulary)),
        ],
        published,
    )


def shared_files(
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    townships: Mapping[str, Township],
    published: Published,
) -> dict[str, bytes]:
    """The embeds that exist once: path below the site -> bytes."""
    return _files([search.embed(), *matters.embeds(summaries, vocabulary, townships)], published)


def _files(embeds: Iterable[Embed], published: Published) -> dict[str, bytes]:
    return {path: data for embed in embeds for path, data in files(embed, published).items()}
