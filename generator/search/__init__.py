"""Search: an answer that is the same in Python and in the browser.

:mod:`ranking` finds items by their words (its twin is ``assets/search.js``); :mod:`matching`
matters by a question, :mod:`spelling` forgives errors, :mod:`asking` puts both together (their
twin is ``assets/matters.js``); :mod:`index` makes what matters are found by, :mod:`data` entries
from lists and the scripts that carry all this.
"""

from generator.search.asking import Answered, MatterAnswer, ask, places_of
from generator.search.data import catalog_files, entries, matters_file, scope_files
from generator.search.index import document
from generator.search.matching import MatterHit, Matters
from generator.search.ranking import Entry, Hit, excerpt, marked, normalise, pairs, rank, terms

__all__ = [
    "Answered",
    "Entry",
    "Hit",
    "MatterAnswer",
    "MatterHit",
    "Matters",
    "ask",
    "catalog_files",
    "document",
    "entries",
    "excerpt",
    "marked",
    "matters_file",
    "normalise",
    "pairs",
    "places_of",
    "rank",
    "scope_files",
    "terms",
]
