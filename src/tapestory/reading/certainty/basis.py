"""The grounds on which a text may be believed or doubted, and what each speaks for."""

from __future__ import annotations

from enum import Enum
from typing import Literal, NamedTuple

State = Literal["rumour", "reported", "confirmed", "denied"]


class Basis(Enum):
    """What a sentence shows. The value begins the cue of the evidence, and is printed."""

    # An enumeration hashes its members' names, in Python: these are looked up by the hundred.
    __hash__ = object.__hash__

    DENIED = "denied on record"
    DISCLAIMED = "disclaimed on record"
    """No plans, no wrong: that denies what others report, and else is a piece of news itself."""
    PLAYED_DOWN = "played down on record"
    RETRACTED = "retracted"
    CONFIRMED = "on record"
    """A party stands to it."""
    RECORD = "on record in"
    """It stands where parties put things on record: a filing, a statement, a call."""
    RUMOUR = "rumour"
    UNNAMED = "unnamed people"
    REPORT = "another's report"
    LEAK = "said behind doors"
    UNCONFIRMED = "not confirmed"
    SPOKEN = "said in public"
    """Somebody who is named says so, not on record in so many words."""
    RESULTS = "results"
    MARKET = "observed"
    """What anybody can look up: what a market did."""
    MOVED = "price observed"
    """What a company's shares did; the news may be another's report all the same."""
    DEED = "told as done"
    DONE = "told as settled"
    """A deal or contract is spoken of as one that exists."""
    TALKS = "talks"
    PLAN = "plan"
    POSSIBLE = "possible"


_STATE: dict[Basis, State] = {
    Basis.DENIED: "denied",
    Basis.DISCLAIMED: "denied",
    Basis.PLAYED_DOWN: "denied",
    Basis.RETRACTED: "denied",
    Basis.CONFIRMED: "confirmed",
    Basis.RECORD: "confirmed",
    Basis.SPOKEN: "confirmed",
    Basis.RESULTS: "confirmed",
    Basis.MARKET: "confirmed",
    Basis.MOVED: "confirmed",
    Basis.DEED: "confirmed",
    Basis.DONE: "confirmed",
    Basis.RUMOUR: "rumour",
}


def state_of(basis: Basis) -> State:
    """Return the state that a ground speaks for."""
    return _STATE.get(basis, "reported")


class Finding(NamedTuple):
    """A ground in a sentence: the words that show it, as a span of the sentence, and who speaks."""

    basis: Basis
    start: int
    end: int
    speaker: str = ""
    """As named in the sentence; empty when the article itself tells it."""


def basis_of(cue: str) -> Basis | None:
    """Return the ground that a cue of evidence names, or None for one of another kind."""
    name = cue.partition(": ")[0]
    return next((basis for basis in Basis if basis.value == name), None)
