"""What a reconciliation says: accounts and differences, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Diff:
    """One place where the original and the YAML disagree, with the place on both sides.

    Lines count from 1; 0 means that this side has no place (the excerpt is then empty).
    ``yaml_path`` is ``<file>:<keys and places>``, places from 0; ``message`` is Chinese.
    """

    original_line: int
    original_excerpt: str
    yaml_path: str
    yaml_line: int
    yaml_excerpt: str
    message: str

    @property
    def yaml_file(self) -> str:
        """File name of the YAML side, ``''`` if there is none."""
        return self.yaml_path.partition(":")[0]


@dataclass(frozen=True)
class Furniture:
    """Recognised page furniture of one kind: how many characters, on which lines."""

    characters: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class IgnoredLines:
    """Lines that ``township.yml`` declares to be no item, and what stands in them."""

    lines: str
    reason: str
    characters: int


@dataclass(frozen=True)
class Account:
    """The account of one original: every character that is not white space is counted once.

    ``by_field`` maps a field's name (``name``, ``superior.duties``, ``labels.before_duties`` …) to
    characters; ``furniture`` maps a kind (see :data:`FURNITURE_NAMES`) to what was recognised;
    ``lines`` maps an item's id to its first and last line in the original.
    ``exceptions`` are deviations that the data explain (a reprint that differs in the word of a
    recorded correction); they do not count against the account.
    ``yaml_characters`` is what the YAML's printed text holds, ``yaml_found`` how much of it stands
    in the original.
    """

    township_id: str
    version: str
    original: str
    characters: int
    by_field: Mapping[str, int]
    furniture: Mapping[str, Furniture]
    ignored: tuple[IgnoredLines, ...]
    yaml_characters: int
    yaml_found: int
    problems: tuple[Diff, ...]
    exceptions: tuple[Diff, ...] = ()
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def accounted(self) -> int:
        """Characters of the original that belong to exactly one place."""
        return (
            sum(self.by_field.values())
            + sum(kind.characters for kind in self.furniture.values())
            + sum(part.characters for part in self.ignored)
        )

    @property
    def complete(self) -> bool:
        """True if both sides agree to the last character."""
        return not self.problems and self.accounted == self.characters


FURNITURE_NAMES = {
    "title": "清单标题",
    "heading": "类别标题及项数",
    "header": "表头",
    "list_number": "职责前的序号",
    "repeated": "换页重复的单元格",
    "markup": "转换留下的标记",
}
"""The kinds of furniture, with the words for pages."""
