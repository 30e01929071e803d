"""What is public already: the ids that must keep their meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Baseline:
    """The ids that are public, and so must keep their meaning.

    ``items`` maps a township's folder to (item id, item name) in printed order of every list file
    that has changed since; ``townships`` are all folders; ``vocabulary`` maps the name of a
    vocabulary (``matters``, ``departments``, ``categories``) to its ids.
    """

    items: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    townships: frozenset[str] = frozenset()
    vocabulary: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def part(self, folders: Iterable[str]) -> Baseline:
        """Only what concerns some township folders."""
        return Baseline({each: self.items[each] for each in folders if each in self.items})
