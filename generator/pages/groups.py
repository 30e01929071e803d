"""Groups of townships that are laid side by side: all if they are few, else those of a county."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.summary import Summary, groups


class Group(NamedTuple):
    """Townships that are compared on one page. ``path`` is '' or the county's path with a slash,
    ``name`` the county's name or ''."""

    path: str
    name: str
    members: list[Summary]


def grouped(summaries: Sequence[Summary]) -> list[Group]:
    """The groups that comparison pages are made for."""
    return [
        Group(f"{path}/" if path else "", scope_name(members) if path else "", members)
        for path, members in groups(summaries).items()
    ]


def scope_name(members: Sequence[Summary]) -> str:
    """The name of the county (or district) that these townships belong to."""
    first = members[0]
    return first.full_name if first.is_district else "".join(first.division[-2:])


def trail(name: str, path: str, group: Group) -> list[tuple[str, str]]:
    """Breadcrumbs of a page at ``path`` that exists once, or once a county below it."""
    own = [(group.name, f"{path}{group.path}")] if group.path else []
    return [(name, path), *own]
