"""Evidence and moves → who argues what, and the tape test."""

from tapestory.narratives.cues import CueIndex
from tapestory.narratives.evidence import find_evidence
from tapestory.narratives.shares import shares
from tapestory.narratives.tape import tape_test

__all__ = ["CueIndex", "find_evidence", "shares", "tape_test"]
