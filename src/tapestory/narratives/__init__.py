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
from tapestory.narratives.tape import WINDOWS as TAPE_WINDOWS
from tapestory.narratives.tape import due, opposed_to, signs, still_made, tape_tests

__all__ = [
    "TAPE_WINDOWS",
    "ChainReader",
    "CueIndex",
    "Suggester",
    "Suggestion",
    "accounts",
    "due",
    "falsifiers_of",
    "find_evidence",
    "indicators_of",
    "is_stale",
    "open_suggestions",
    "opposed_to",
    "plainly",
    "share_over_time",
    "shares",
    "signs",
    "status_of",
    "steps",
    "still_made",
    "suggested",
    "tape_tests",
]
