"""Matters for items that have none yet: candidates, how sure they are, and why.

``texts`` says what is compared, ``features`` how near items are to matters, ``ranking`` learns
from decided items what that is worth, ``reasons`` says it in words, ``review`` writes the list that
a person edits and reads it back, ``accept`` writes the decisions into the lists. Machines rank;
people decide. Only ``features`` and ``ranking`` need the extra ``suggest``.
"""

from generator.suggest.texts import Candidate, Sample, Suggestion, Topic, samples, topics

__all__ = ["Candidate", "Sample", "Suggestion", "Topic", "samples", "topics"]
