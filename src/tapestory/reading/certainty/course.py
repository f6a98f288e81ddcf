"""Readings of an event in time order → how sure anybody is, with every change and its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tapestory.model import (
    ArticleKind,
    Evidence,
    Origin,
    Reading,
    Verification,
    VerificationChange,
    VerificationState,
)
from tapestory.reading.certainty.evidence import OBSERVED, STRONG

SILENCE = timedelta(days=30)
"""After so long without an article, what is neither confirmed nor denied is stale."""

_STATE_OF = {
    "rumour": VerificationState.RUMOUR,
    "reported": VerificationState.REPORTED,
    "confirmed": VerificationState.CONFIRMED,
    "denied": VerificationState.DENIED,
}
_OPEN = frozenset({VerificationState.RUMOUR, VerificationState.REPORTED})
_MOST_EVIDENCE = 5


@dataclass(slots=True)
class _Course:
    """How sure anybody is, as the articles come in."""

    state: VerificationState | None = None
    history: list[VerificationChange] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    unnamed: bool = False
    """Somebody rests on unnamed people, or on another's report."""
    announcers: set[str] = field(default_factory=set)
    """Outlets that plainly write "announced" and cite nobody."""
    last: datetime | None = None
    by_hand: bool = False
    """A person has decided: only what a party puts on record afterwards may overrule it."""

    def change(self, at: datetime, state: VerificationState, why: Evidence | None) -> None:
        self.state = state
        self.history.append(VerificationChange(at=at, state=state, evidence=why))


def assess(
    readings: Sequence[tuple[datetime, str, Reading]],
    *,
    origins: Sequence[Origin],
    now: datetime,
    by_hand: Sequence[VerificationChange] = (),
) -> Verification:
    """Return the state of an event from the evidence in its articles, and nothing else.

    The first article makes it `rumour` (hedged, nobody named behind it) or `reported`. A second
    independent origin lifts a rumour to `reported`. A party's own word on record (statement,
    filing, press release) confirms or denies. Where nobody leans on another's report, what
    anybody can look up (an index's move, results) confirms too, and so do two outlets that each
    write that a party announced it; the bare "announces" of those who follow a report that cites
    unnamed people never does. `SILENCE` makes an open state stale. A later article only ever
    adds to the history.

    What a person decided enters the same history at its time. From then on only another
    decision, or a confirmation or denial that a party puts on record later, changes the state;
    silence does not.

    Args:
        readings: (time, outlet, reading), oldest first, copies left out.
        origins: As traced over the same articles.
        now: The time of knowledge.
        by_hand: Decisions of a person, in any order; those after `now` are not yet known.
    """
    decided: Sequence[VerificationChange] = sorted(
        (c for c in by_hand if c.at <= now), key=lambda change: change.at
    )
    origin_of = {article: origin.name for origin in origins for article in origin.articles}
    course = _Course()
    for at, outlet, reading in readings:
        decided = _decide(course, decided, until=at)
        _fall_silent(course, at)
        origin = origin_of.get(reading.article_id, outlet or str(reading.article_id))
        _take(course, at, outlet, reading, origin)
        course.last = at
    _decide(course, decided, until=None)
    _fall_silent(course, now)
    if course.state is None or not course.history:
        return Verification(state=VerificationState.RUMOUR, since=now, evidence=(), history=())
    return Verification(
        state=course.state,
        since=course.history[-1].at,
        evidence=_speaking_for(course),
        history=tuple(course.history),
    )


def _decide(
    course: _Course, decided: Sequence[VerificationChange], *, until: datetime | None
) -> Sequence[VerificationChange]:
    """Enter the decisions before a time, all of them when None, and return those left."""
    for place, change in enumerate(decided):
        if until is not None and change.at >= until:
            return decided[place:]
        _fall_silent(course, change.at)
        course.by_hand = True
        course.state = change.state
        course.history.append(change)
    return ()


def _fall_silent(course: _Course, until: datetime) -> None:
    if course.last is None or course.state not in _OPEN or course.by_hand:
        return
    if until - course.last > SILENCE:
        course.change(course.last + SILENCE, VerificationState.STALE, None)


def _take(course: _Course, at: datetime, outlet: str, reading: Reading, origin: str) -> None:
    """Move the state by what one article holds."""
    course.evidence += reading.evidence
    course.origins.add(origin)
    leans = bool(reading.citations) or any(
        e.state in {"rumour", "reported"} for e in reading.evidence
    )
    course.unnamed = course.unnamed or leans
    decisive = _decisive(course, reading, outlet, leans=leans)
    if course.by_hand and (decisive is None or not decisive.cue.startswith(STRONG)):
        return
    if decisive is not None:
        state = _STATE_OF[decisive.state]
        if state is not course.state:
            course.by_hand = False
            course.change(at, state, decisive)
        return
    if course.state in {VerificationState.CONFIRMED, VerificationState.DENIED}:
        return
    state, why = _open_state(reading)
    if course.state is VerificationState.RUMOUR and state is VerificationState.RUMOUR:
        state = VerificationState.REPORTED if len(course.origins) > 1 else state
    if course.state is not VerificationState.REPORTED and state is not course.state:
        course.change(at, state, why)


def _decisive(course: _Course, reading: Reading, outlet: str, *, leans: bool) -> Evidence | None:
    """Return the evidence of an article that confirms or denies, or None."""
    said = [e for e in reading.evidence if e.state in {"confirmed", "denied"}]
    strong = [e for e in said if e.cue.startswith(STRONG)]
    denials = [e for e in strong if e.state == "denied"]
    if denials:
        return denials[0]
    confirmations = [e for e in strong if e.state == "confirmed"]
    if confirmations and not (leans and _mostly_open(reading)):
        return confirmations[0]
    weak = [e for e in said if e.state == "confirmed"]
    if not weak or leans or course.unnamed:
        return None
    observed = [e for e in weak if e.cue.startswith(OBSERVED)]
    if observed:
        return observed[0]
    if reading.kind is ArticleKind.RELEASE:
        return weak[0]
    course.announcers.add(outlet or str(reading.article_id))
    return weak[0] if len(course.announcers) > 1 else None


def _mostly_open(reading: Reading) -> bool:
    """Tell whether an article leans on others for its news and confirms only in passing."""
    unsure = sum(e.state in {"rumour", "reported"} for e in reading.evidence)
    sure = sum(e.state == "confirmed" and e.cue.startswith(STRONG) for e in reading.evidence)
    return unsure >= sure


def _open_state(reading: Reading) -> tuple[VerificationState, Evidence | None]:
    """Return what an article that neither confirms nor denies makes of an event."""
    rumours = [e for e in reading.evidence if e.state == "rumour"]
    reports = [e for e in reading.evidence if e.state == "reported"]
    named = bool(reading.citations)
    if rumours and not named:
        return VerificationState.RUMOUR, rumours[0]
    first = reports or rumours
    return VerificationState.REPORTED, first[0] if first else None


def _speaking_for(course: _Course) -> tuple[Evidence, ...]:
    """Return the evidence for the present state, the deciding piece first."""
    deciding = next((c.evidence for c in reversed(course.history) if c.evidence is not None), None)
    wanted = {s for s, state in _STATE_OF.items() if state is course.state}
    others = [e for e in course.evidence if e.state in wanted and e != deciding]
    first = [deciding] if deciding is not None else []
    return tuple([*first, *others][:_MOST_EVIDENCE])
