"""Evidence and moves → who argues what, and the tape test."""

from tapestory.narratives.accounts import accounts, share_over_time
from tapestory.narratives.chains import ChainReader
from tapestory.narratives.cues import CueIndex
from tapestory.narratives.evidence import find_evidence
from tapestory.narratives.falsifiers import falsifiers_of
from tapestory.narratives.indicators import (
    indicators_of,
    is_stale,
    open_suggestions,
    plainly,
    status_of,
    steps,
    suggested,
)
from tapestory.narratives.shares import shares
from tapestory.narratives.suggestions import Suggester, Suggestion
from tapestory.narratives.tape import tape_test

__all__ = [
    "ChainReader",
    "CueIndex",
    "Suggester",
    "Suggestion",
    "accounts",
    "falsifiers_of",
    "find_evidence",
    "indicators_of",
    "is_stale",
    "open_suggestions",
    "plainly",
    "share_over_time",
    "shares",
    "status_of",
    "steps",
    "suggested",
    "tape_test",
]
