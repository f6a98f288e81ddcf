"""Evidence and moves → who argues what, and the tape test."""

from tapestory.narratives.accounts import accounts, share_over_time
from tapestory.narratives.cues import CueIndex
from tapestory.narratives.evidence import find_evidence
from tapestory.narratives.shares import shares
from tapestory.narratives.suggestions import Suggester, Suggestion
from tapestory.narratives.tape import tape_test

__all__ = [
    "CueIndex",
    "Suggester",
    "Suggestion",
    "accounts",
    "find_evidence",
    "share_over_time",
    "shares",
    "tape_test",
]
