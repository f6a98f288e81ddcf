"""Readings of an event in time order → how sure anybody is, with every change and its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tapestory.model import (
    SILENCE,
    ArticleKind,
    Evidence,
    Origin,
    OriginKind,
    Reading,
    Verification,
    VerificationChange,
    VerificationState,
)
from tapestory.reading.certainty.basis import Basis, basis_of
from tapestory.reading.sources.outlets import same_outlet

_STATE_OF = {
    "rumour": VerificationState.RUMOUR,
    "reported": VerificationState.REPORTED,
    "confirmed": VerificationState.CONFIRMED,
    "denied": VerificationState.DENIED,
}
_OPEN = frozenset({VerificationState.RUMOUR, VerificationState.REPORTED})
_UNSETTLED = _OPEN | {VerificationState.STALE}
_SETTLED = frozenset({VerificationState.CONFIRMED, VerificationState.DENIED})
_ON_RECORD = frozenset({Basis.CONFIRMED, Basis.RECORD})
_LEANING = frozenset({Basis.UNNAMED, Basis.REPORT, Basis.LEAK, Basis.RUMOUR})
"""Grounds on which a story is another's: what followers then write upgrades nothing."""
_ECHO = frozenset({Basis.RUMOUR, Basis.UNCONFIRMED, Basis.RETRACTED})
"""Grounds that lend a rumour no weight unless they come from elsewhere."""
_ONLY_TOLD = frozenset({Basis.DEED, Basis.DONE, Basis.SPOKEN})
"""Grounds on which somebody's plain word alone confirms."""
_MOST_EVIDENCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one article amounts to."""

    at: datetime
    reading: Reading
    origin: str
    independent: bool
    """Its origin is shown to have found the news out: no outlet that only tells it."""
    outlet: str
    says: Evidence | None
    basis: Basis | None

    @property
    def unnamed(self) -> bool:
        """Whether the article as a whole rests on people without a name."""
        return self.basis is not None and self.basis in _LEANING and (
            self.basis is Basis.UNNAMED
            or any(basis_of(e.cue) is Basis.UNNAMED for e in self.reading.evidence)
            or any(citation.unnamed for citation in self.reading.citations)
        )  # fmt: skip


@dataclass(slots=True)
class _Course:
    """How sure anybody is, as the articles come in."""

    state: VerificationState | None = None
    history: list[VerificationChange] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    claimed: bool = False
    """Somebody has told more than what a party does not plan, or did not do."""
    leaning: bool = False
    """Somebody rests on unnamed people, or on another's report."""
    firm: bool = False
    """What is confirmed or denied was put on record, not only told as done."""
    reports: list[_Told] = field(default_factory=list)
    """Articles that rest on a report, for its outlet to take back."""
    subjects: set[str] = field(default_factory=set)
    """Symbols that headlines have named: whose word on record counts."""
    last: datetime | None = None
    by_hand: bool = False
    """A person has decided: only what a party puts on record afterwards may overrule it."""

    def change(self, at: datetime, state: VerificationState, why: Evidence | None) -> None:
        if state is not self.state:
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

    Each article counts as what it amounts to as a whole (the first piece of its evidence).

    - A party's own word on record (statement, filing, call, release) confirms or denies, whenever
      it comes, if the event is about that party. What it only plays down it denies, unless it is
      confirmed on record already; and only a denial in a headline takes back what is on record,
      or what anybody can look up. That it has no such plans, or did no wrong, denies only what is
      open, or what the article itself says that others report.
    - What an article tells as done, or anybody can look up, confirms as long as nobody rests on
      another's report. A report that rests on unnamed people takes such a confirmation back, and
      no follower's "announces" brings it again.
    - What an article tells as done while its origin is a report that it cites is a report too.
    - A report makes it `reported`; talk that nobody stands behind a `rumour`, which a second
      independent origin or a named source lifts to `reported`. Outlets that do not say where
      they have it from are none, however many tell it.
    - A report taken back by its outlet is denied when no other report stands.
    - `SILENCE` makes an open state stale; the next article opens it again.

    A later article only ever adds to the history. What a person decided enters the same history
    at its time. From then on only another decision, or a confirmation or denial that a party puts
    on record later, changes the state; silence does not.

    Args:
        readings: (time, outlet, reading), oldest first, copies left out. Of articles of the same
            instant the order does not matter.
        origins: As traced over the same articles.
        now: The time of knowledge.
        by_hand: Decisions of a person, in any order; those after `now` are not yet known.
    """
    decided: Sequence[VerificationChange] = sorted(
        (c for c in by_hand if c.at <= now), key=lambda change: change.at
    )
    course = _Course()
    for told in _in_order(readings, origins):
        decided = _decide(course, decided, until=told.at)
        _fall_silent(course, told.at)
        _take(course, told)
        course.last = told.at
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


def _in_order(
    readings: Sequence[tuple[datetime, str, Reading]], origins: Sequence[Origin]
) -> list[_Told]:
    """Return what each article amounts to, oldest first; of one instant, the least sure first."""
    origin_of = {article: origin for origin in origins for article in origin.articles}
    told = []
    for at, outlet, reading in readings:
        says = reading.evidence[0] if reading.evidence else None
        origin = origin_of.get(reading.article_id)
        told.append(
            _Told(
                at=at,
                reading=reading,
                origin=origin.name if origin else outlet or str(reading.article_id),
                independent=origin is not None and origin.kind is not OriginKind.UNSOURCED,
                outlet=outlet,
                says=says,
                basis=basis_of(says.cue) if says is not None else None,
            )
        )
    return sorted(told, key=_rank)


def _rank(told: _Told) -> tuple[datetime, int, str]:
    states = ("rumour", "reported", "confirmed", "denied")
    state = states.index(told.says.state) if told.says is not None else 1
    firm = 4 * (told.basis in _ON_RECORD)
    return told.at, state + firm, str(told.reading.article_id)


def _decide(
    course: _Course, decided: Sequence[VerificationChange], *, until: datetime | None
) -> Sequence[VerificationChange]:
    """Enter the decisions before a time, all of them when None, and return those left."""
    for place, change in enumerate(decided):
        if until is not None and change.at >= until:
            return decided[place:]
        _fall_silent(course, change.at)
        course.by_hand = course.firm = True
        course.state = change.state
        course.history.append(change)
    return ()


def _fall_silent(course: _Course, until: datetime) -> None:
    if course.last is None or course.state not in _OPEN or course.by_hand:
        return
    if until - course.last > SILENCE:
        course.change(course.last + SILENCE, VerificationState.STALE, None)


def _take(course: _Course, told: _Told) -> None:
    """Move the state by what one article amounts to."""
    _settle(course, told)
    course.evidence += told.reading.evidence
    course.origins.add(told.origin)
    course.claimed = course.claimed or told.basis is not Basis.DISCLAIMED
    course.subjects |= _subjects(told.reading)
    if told.basis in _LEANING:
        course.leaning = True
        course.reports.append(told)


def _settle(course: _Course, told: _Told) -> None:
    says, basis = told.says, told.basis
    if says is not None and basis is not None and _decides(course, told, basis):
        course.by_hand = False
        course.firm = True
        course.change(told.at, _STATE_OF[says.state], says)
    elif course.by_hand:
        return
    elif basis is Basis.RETRACTED:
        if _taken_back(course, told):
            course.change(told.at, VerificationState.DENIED, says)
    elif course.state is VerificationState.CONFIRMED:
        if not course.firm and told.unnamed:
            course.change(told.at, VerificationState.REPORTED, says)
    elif course.state is not VerificationState.DENIED:
        course.change(told.at, _open(course, told), says)


def _decides(course: _Course, told: _Told, basis: Basis) -> bool:
    """Tell whether a party to the event has spoken on record."""
    if basis is Basis.DENIED:
        return _may_undo(course, told) and _is_party(course, told)
    if basis is Basis.DISCLAIMED:
        open_claim = course.claimed and course.state in _UNSETTLED
        return open_claim and not course.by_hand and _is_party(course, told)
    if basis is Basis.PLAYED_DOWN:
        firm = course.firm and course.state is VerificationState.CONFIRMED
        return not firm and not course.by_hand and _is_party(course, told)
    if basis in _ON_RECORD:
        return _is_party(course, told)
    return told.reading.kind is ArticleKind.RELEASE and basis in {Basis.DEED, Basis.RESULTS}


def _may_undo(course: _Course, told: _Told) -> bool:
    """Tell whether a denial may be of what is confirmed, if something is.

    What was put on record, or anybody can look up, only a headline takes back: what is denied
    further down is mostly another thing. What was only told as done, any denial does.
    """
    if course.state is not VerificationState.CONFIRMED:
        return True
    head = told.reading.sentences[:1]
    if head and told.says is not None and told.says.start < head[0].end:
        return True
    why = course.history[-1].evidence
    return not course.firm and why is not None and basis_of(why.cue) in _ONLY_TOLD


def _is_party(course: _Course, told: _Told) -> bool:
    """Tell whether who speaks is a company that the event is about, or none that is known.

    What an event is about its first article tells.
    """
    subjects = course.subjects or _subjects(told.reading)
    speaker = told.says.speaker if told.says is not None else ""
    symbols = {
        str(m.symbol) for m in told.reading.mentions if m.symbol and m.text and m.text in speaker
    }
    return not symbols or not subjects or bool(symbols & subjects)


def _subjects(reading: Reading) -> set[str]:
    """Return the symbols in the headline and the first sentence behind it."""
    head = reading.sentences[:2]
    end = head[-1].end if head else 0
    return {str(m.symbol) for m in reading.mentions if m.symbol and m.end <= end}


def _taken_back(course: _Course, told: _Told) -> bool:
    """Tell whether an outlet takes back the only report that there is."""
    if course.firm and course.state in _SETTLED:
        return False
    speaker = told.says.speaker if told.says is not None else ""
    names = [c.name for c in (*told.reading.citations, *told.reading.voices)]
    names += [told.outlet, told.origin, speaker]
    return all(
        any(same_outlet(origin, name) for name in names if name)
        for report in course.reports
        for origin in (report.origin,)
    )


def _open(course: _Course, told: _Told) -> VerificationState:
    """Return the state that an article leads to which puts nothing on record."""
    state = _STATE_OF[told.says.state] if told.says is not None else VerificationState.REPORTED
    if _retells(told):
        state = VerificationState.REPORTED
    if state is VerificationState.CONFIRMED and not course.leaning:
        return state
    if state is VerificationState.DENIED:
        return course.state or VerificationState.REPORTED
    if course.state is None:
        return state
    if any(change.state is VerificationState.REPORTED for change in course.history):
        return VerificationState.REPORTED
    elsewhere = told.independent and bool(course.origins - {told.origin})
    if told.basis in _ECHO and not elsewhere:
        return VerificationState.RUMOUR
    return VerificationState.REPORTED


def _retells(told: _Told) -> bool:
    """Tell whether an article that tells of a deed goes back to a report that it cites."""
    reports = [one.name for one in told.reading.citations if one.role == "report"]
    deed = told.basis in {Basis.DEED, Basis.DONE}
    return deed and any(same_outlet(name, told.origin) for name in reports)


def _speaking_for(course: _Course) -> tuple[Evidence, ...]:
    """Return the evidence for the present state, the deciding piece first."""
    deciding = next((c.evidence for c in reversed(course.history) if c.evidence is not None), None)
    wanted = {s for s, state in _STATE_OF.items() if state is course.state}
    others = [e for e in course.evidence if e.state in wanted and e != deciding]
    first = [deciding] if deciding is not None else []
    return tuple([*first, *others][:_MOST_EVIDENCE])
