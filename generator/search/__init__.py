"""Search: a scan that gives the same hits in Python and in the browser.

:mod:`ranking` finds and orders (its twin is ``assets/search.js``), :mod:`data` makes entries from
lists and the scripts that carry them.
"""

from generator.search.data import catalog_files, entries, scope_files
from generator.search.ranking import Entry, Hit, excerpt, marked, normalise, pairs, rank, terms

__all__ = [
    "Entry",
    "Hit",
    "catalog_files",
    "entries",
    "excerpt",
    "marked",
    "normalise",
    "pairs",
    "rank",
    "scope_files",
    "terms",
]
