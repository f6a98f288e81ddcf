"""What a language needs to tell a denial, a report and a question from an assertion."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How one language denies, contrasts, attributes and asks."""

    before: re.Pattern[str] | None
    """Negates a cue that follows within `reach`."""
    after: re.Pattern[str]
    """Negates a cue that it follows within `reach`."""
    mistaken: re.Pattern[str]
    """Anywhere before a cue: somebody takes something for what it is not."""
    equation: re.Pattern[str]
    """Between the parts of a cue: the one is said not to be, or not to mean, the other."""
    verdict: re.Pattern[str]
    """In a cue: it speaks of mistakes itself, so that one is no denial of it."""
    clause: re.Pattern[str]
    """Ends the reach of a negation."""
    contrast: re.Pattern[str]
    """Ends the reach of who believes or supposes something."""
    relayed: re.Pattern[str]
    """Anywhere: passed on from a report of somebody else."""
    divided: re.Pattern[str]
    """Anywhere before a cue: what some hold, and others by implication do not."""
    crowd: re.Pattern[str]
    """Anywhere before a cue: a view of nobody in particular."""
    feeling: re.Pattern[str]
    """Beside a cue, within `reach`: it is feared, believed or planned, not asserted."""
    counterfactual: re.Pattern[str]
    """In the sentence: a condition that is contrary to fact."""
    condition: re.Pattern[str]
    """Before a cue, in its clause: an open condition."""
    question: re.Pattern[str]
    """The sentence asks."""
    reach: int
    """Characters."""
    reach_after: int = 0
    """Characters over which a feeling after a cue still concerns it; 0 is half of `reach`. Where
    verbs come last, what somebody fears stands before the fear."""
    felt_between: bool = False
    """Whether a feeling between the parts of a cue concerns them: where what is feared stands
    before the fear, and who fears behind it."""
    rebutted: re.Pattern[str] | None = None
    """From the end of a cue on, in its sentence or the next: what was said does not hold."""
    undone: re.Pattern[str] | None = None
    """Before a cue: a denial of its denial ("nobody doubts") or of its end ("no end to"), which
    asserts it. What matches denies nothing."""
    lasting: re.Pattern[str] | None = None
    """From the end of a cue on: it is not over, or not alone, which is no denial."""
    aside: re.Pattern[str] | None = None
    """From the end of a cue on: a clause about it, behind which the sentence goes on."""
    turned: re.Pattern[str] | None = None
    """From the end of a cue on: it has become what the group `into` holds."""
    inquired: re.Pattern[str] | None = None
    """In the sentence: somebody asks, debates or looks into whether or why it is so."""
    whether: re.Pattern[str] | None = None
    """In the clause before a part of a cue: an open question."""
    whether_after: re.Pattern[str] | None = None
    """From the end of a cue on: an open question, where the word for it comes last."""
    put_off: re.Pattern[str] | None = None
    """From the end of a disputing cue on: what would speak against it is not to come yet."""
    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()
    """Words of states of which one ends the other."""
