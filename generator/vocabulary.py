"""Printed names to common ones: categories, departments to kinds of office, items to matters."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.model import CategoryName, Matter, Office

LEVELS = "省市县区旗州"
"""Signs of the administrative level that stand before a department's name: 县公安局."""

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)])")
_DOUBLE = re.compile(r"(?P<first>[^()（）]+)[(（](?P<second>[^()（）]+)[)）]")
_CANDIDATES = 40
"""So many names are compared closely when the nearest three are looked for."""

_TAIL = re.compile(r"等[^等]*$")


def fold(name: str) -> str:
    """A printed name without white space and with full-width brackets, for look-up."""
    return "".join(name.split()).replace("(", "（").replace(")", "）")


class Vocabulary:
    """Look-up of categories, departments and matters; built once, then only read."""

    def __init__(
        self,
        categories: Iterable[CategoryName] = (),
        offices: Iterable[Office] = (),
        matters: Iterable[tuple[str, Matter]] = (),
        unread: Iterable[type[Any]] = (),
    ) -> None:
        """
        :param matters: (id of the category it is filed under or ``penalties``, matter).
        :param unread: records of which a file could not be read, so that a name that is missing
            here need not be unknown.
        """
        self.unread = frozenset(unread)
        self.categories = tuple(categories)
        self.offices = tuple(offices)
        self.filed = tuple(matters)
        self._matters = {
            name: matter for _, matter in self.filed for name in (*matter.former_names, matter.name)
        }
        self._categories = {
            fold(alias): category
            for category in self.categories
            for alias in (category.name, *category.aliases)
        }
        self._offices: dict[str, list[Office]] = {}
        for office in self.offices:
            for alias in {office.name, *office.aliases}:
                self._offices.setdefault(fold(alias), []).append(office)
        self._category = functools.lru_cache(maxsize=4096)(self._category_uncached)
        self._resolve = functools.lru_cache(maxsize=65536)(self._resolve_uncached)

    @property
    def matter_names(self) -> list[str]:
        """Every name that an item may use for a matter, former ones too, sorted."""
        return sorted(self._matters)

    @property
    def office_names(self) -> list[str]:
        """Every name that departments are looked up under, folded and sorted."""
        return sorted(self._offices)

    def category(self, printed: str) -> CategoryName | None:
        """The canonical category of a printed heading such as ``二、经济发展``."""
        return self._category(printed)

    def _category_uncached(self, printed: str) -> CategoryName | None:
        return self._categories.get(_ORDINAL.sub("", fold(printed)))

    def resolve(self, printed: str, division: Sequence[str] = ()) -> tuple[Office, ...]:
        """The kinds of office that a printed department name leads to; empty if unknown.

        The exact name is looked up first; a double name ``县委统战部(县民族宗教委)`` leads to both;
        a leading level is stripped only if the rest is known (else 市场监管局 would lose 市); the
        names of the township's own division are dropped (云阳海事处), and a tail 等部门 last.

        :param division: province, city and county of the township that prints the name.
        """
        return self._resolve(printed, tuple(division))

    def _resolve_uncached(self, printed: str, division: tuple[str, ...]) -> tuple[Office, ...]:
        for candidate in _candidates(fold(printed), division):
            found = self._plain(candidate) or self._double(candidate)
            if found:
                return found
        return ()

    def _plain(self, name: str) -> tuple[Office, ...]:
        found = self._offices.get(name)
        if found is None and name[:1] in LEVELS:
            found = self._offices.get(name[1:])
        return tuple(found or ())

    def _double(self, name: str) -> tuple[Office, ...]:
        match = _DOUBLE.fullmatch(name)
        if not match:
            return ()
        first, second = self._plain(match["first"]), self._plain(match["second"])
        return (*first, *(office for office in second if office not in first)) if first else ()

    def matter(self, name: str) -> Matter | None:
        """The matter that an item names, followed to the one that replaced it."""
        found = self._matters.get(name)
        steps = 0
        while found is not None and found.replaced_by and steps < len(self._matters):
            found = self._matters.get(found.replaced_by)
            steps += 1
        return found

    def matters(self, names: Iterable[str] | None) -> tuple[Matter, ...]:
        """The matters that an item names, each once, followed to those that replaced them;
        unknown names are left out."""
        if not names:
            return ()
        found = map(self.matter, names)
        return tuple({matter.id: matter for matter in found if matter is not None}.values())

    def beside(self, matter: Matter) -> list[tuple[Matter, str]]:
        """The matters beside one, each with the reason why it was set apart ('' if none is noted):
        those set apart by decision, the general matter of a penalty, the related ones."""
        reasons = {apart.matter: apart.reason for apart in matter.apart}
        general = (matter.penalty_under,) if matter.penalty_under else ()
        found: dict[str, tuple[Matter, str]] = {}
        for name in (*reasons, *general, *matter.related):
            other = self.matter(name)
            if other is not None and other is not matter:
                found.setdefault(other.id, (other, reasons.get(name, "")))
        return list(found.values())

    def near_matters(self, name: str) -> list[str]:
        """The three matters whose names resemble one."""
        return _nearest(name, self._matters)

    def near_categories(self, printed: str) -> list[str]:
        """The three canonical categories whose names resemble a printed one."""
        return _nearest(_ORDINAL.sub("", fold(printed)), self._categories)

    def near_offices(self, printed: str) -> list[str]:
        """The three known department names that resemble a printed one."""
        return _nearest(fold(printed).lstrip(LEVELS), self._offices)


def linked(one: Matter, other: Matter) -> bool:
    """Whether the vocabulary says of two matters that they are different: near, apart, or penalties
    of one matter, or a penalty and what it serves."""
    return any(
        b.name in (*a.related, a.penalty_under, *(each.matter for each in a.apart))
        or (a.penalty_under and a.penalty_under == b.penalty_under)
        for a, b in ((one, other), (other, one))
    )


def _nearest(name: str, known: Iterable[str]) -> list[str]:
    """The three that resemble a name most; none if no one has a character of it.

    Only those that share most characters are compared closely: that is slow for thousands.
    """
    signs = set(name)
    shared = sorted(
        ((2 * len(signs & set(each)) / (len(signs) + len(set(each)) or 1), each) for each in known),
        reverse=True,
    )
    if not shared or not shared[0][0]:
        return []
    candidates = [each for _, each in shared[:_CANDIDATES]]
    return difflib.get_close_matches(name, candidates, n=3, cutoff=0.0)


def _candidates(name: str, division: Sequence[str]) -> Iterator[str]:
    """What a printed name may stand in the vocabulary as, the surest first."""
    yield name
    yield from _without_places(name, division)
    shorter = _TAIL.sub("", name)
    yield shorter
    yield from _without_places(shorter, division)


def _without_places(name: str, division: Sequence[str]) -> Iterable[str]:
    shorter = name
    for place in division:
        for form in (place, place.rstrip("省市县区旗")):
            if len(form) >= 2:
                shorter = shorter.replace(form, "")
    if shorter and shorter != name:
        yield shorter
