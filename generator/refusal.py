"""What cannot be done as it was asked, said to the person who asked."""

from __future__ import annotations


class Refusal(Exception):
    """Something was not done, and nothing was written; the text is a plain Chinese sentence that
    says why and what to do."""

    lead = ""
    """What is said before it."""
