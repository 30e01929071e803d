"""Reconciliation: prove that the YAML and the published original agree to the last character.

Public: :func:`reconcile` and the records it returns; :func:`as_text` and :func:`as_dict` for
terminals and pages. Nothing here reads or writes files.
"""

from generator.reconcile.records import (
    FURNITURE_NAMES,
    Account,
    Diff,
    Furniture,
    IgnoredLines,
)
from generator.reconcile.report import as_dict, as_text, from_dict
from generator.reconcile.steps import UnreadableOriginal, reconcile

__all__ = [
    "FURNITURE_NAMES",
    "Account",
    "Diff",
    "Furniture",
    "IgnoredLines",
    "UnreadableOriginal",
    "as_dict",
    "as_text",
    "from_dict",
    "reconcile",
]
