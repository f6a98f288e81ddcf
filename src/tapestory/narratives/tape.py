"""What predicted sectors did, window by window → what the tape says about a narrative."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tapestory.model import (
    KnownReading,
    Narrative,
    Prediction,
    SectorReading,
    SectorStatus,
    SectorVerdict,
    TapeLook,
    TapeReading,
    TapeTest,
    TapeVerdict,
)
from tapestory.narratives.tape_words import decided, failed_closed, former, undecided

MAX_Q: Final = 0.05
"""Up to this share of ordinary days may be called consistent or contradicting, over all the
narratives of an event together."""
SPENT: Final[Mapping[tuple[int, int], float]] = {
    (0, 0): 0.6,
    (0, 1): 0.3,
    (0, 5): 0.3,
    (0, 20): 0.3,
}
"""The share of MAX_Q that each look may spend: four looks at 5 % each call one ordinary day in ten
something, sooner or later. Most is for day 0, in which least else came. The looks share sessions
and so false alarms: the sum was chosen on the even weeks of `evaluation.tape_placebo`, as the
largest of seven with which fewer than 5 % of them are ever called anything.
Source of spending: Lan and DeMets (1983), Biometrika 70(3), 659-663."""
MIN_TOLD: Final = 2
"""Fewer sectors that can be tested decide nothing: it would be the story of one."""
MIN_SHARE: Final = 0.5
"""Less of what is due being testable decides nothing: the rest might have told otherwise."""

Window = tuple[int, int]
WINDOWS: Final[tuple[Window, ...]] = tuple(SPENT)
"""Each is looked at as it matures. A prediction counts from the first that reaches its horizon."""

_SIGNS: Final = {"up": 1, "down": -1, "flat": 0}

Correct = Callable[[Sequence[float]], Sequence[float]]
"""Corrects p values that are tested together."""


def due(narrative: Narrative, window: Window) -> tuple[Prediction, ...]:
    """Return the predictions that should have come true by the end of a window."""
    return tuple(item for item in narrative.predictions if item.horizon <= window[1])


def still_made(narrative: Narrative, reading: TapeReading) -> bool:
    """Tell whether a reading is of what a narrative predicts now, and of all that is due."""
    predicted = [(i.sector, i.direction, i.horizon) for i in due(narrative, reading.window)]
    return predicted == [(i.sector, i.predicted, i.horizon) for i in reading.sectors]


def signs(sectors: Iterable[SectorReading]) -> dict[str, int]:
    """Return sector → 1 or -1, of those that are predicted to move and could be tested."""
    return {
        item.sector: _SIGNS[item.predicted]
        for item in sectors
        if item.status is SectorStatus.MEASURED and item.predicted != "flat"
    }


@dataclass(frozen=True, slots=True)
class Parts:
    """The two ways in which a narrative can be tested; either may be missing."""

    directed: float | None
    """p of its score, over the sectors that it says will move."""
    still: float | None
    """p of the sector that moved most of those that it says will not, corrected for their
    number."""

    @property
    def chance(self) -> float | None:
        """The share of ordinary days on which either speaks as loudly."""
        found = [p for p in (self.directed, self.still) if p is not None]
        return min(1.0, len(found) * min(found)) if found else None


def parts(reading: TapeReading) -> Parts:
    """Return how rare it is what the sectors of a narrative did; nothing where it fails closed."""
    if failing(reading):
        return Parts(None, None)
    flat = [item.p for item in _measured(reading) if item.predicted == "flat"]
    still = [p for p in flat if p is not None]
    return Parts(reading.p, min(1.0, len(still) * min(still)) if still else None)


def failing(reading: TapeReading) -> str:
    """Return why a reading decides nothing, whatever the prices did; empty if it may decide."""
    measured = _measured(reading)
    enough = max(MIN_TOLD, MIN_SHARE * len(reading.sectors))
    if len(measured) >= enough:
        return ""
    return failed_closed(reading)


def tape_tests(
    narratives: Sequence[Narrative],
    readings: Mapping[str, Sequence[KnownReading]],
    *,
    correct: Correct,
    rivals: Sequence[Narrative] = (),
) -> dict[str, TapeTest]:
    """Return what the tape says about the narratives of an event, by id.

    Each look is corrected for all narratives that could be tested over the same window, and for
    the looks that there are. A narrative is told from the last window that could be tested,
    whatever that gave; earlier looks stay in its history. So do looks at what it no longer
    predicts, which decide nothing any more, for it or for others. Nothing here speaks of causes.

    Args:
        narratives: Those that the articles of the event speak of.
        readings: Narrative → what was measured, earliest known first; see `WINDOWS`.
        correct: p values of one family in, corrected ones out, in the same order (Holm).
        rivals: Narratives that nobody speaks of, but that one of these opposes.
    """
    asked = _Asked(narratives, rivals, readings, correct)
    return {narrative.id: asked.test(narrative) for narrative in narratives}


class _Asked:
    """Everything that is asked about one event."""

    def __init__(
        self,
        narratives: Sequence[Narrative],
        rivals: Sequence[Narrative],
        readings: Mapping[str, Sequence[KnownReading]],
        correct: Correct,
    ) -> None:
        self._told = [narrative.id for narrative in narratives]
        self._known = {narrative.id: narrative for narrative in (*narratives, *rivals)}
        self._readings = readings
        self._current = {
            narrative.id: [
                item
                for item in readings.get(narrative.id, ())
                if still_made(narrative, item.reading)
            ]
            for narrative in (*narratives, *rivals)
        }
        self._correct = correct

    def test(self, narrative: Narrative) -> TapeTest:
        """Return what the tape says about one narrative."""
        held = self._readings.get(narrative.id, ())
        last = {item.reading.window: item for item in self._current[narrative.id]}
        looks = [self._look(item, is_last=item is last.get(item.reading.window)) for item in held]
        if not last:
            nothing = "It predicts nothing about any sector."
            reason = "Not measured yet." if narrative.predictions else nothing
            return _silent(narrative, reason, looks)
        told = [w for w in WINDOWS if w in last and not failing(last[w].reading)]
        window = told[-1] if told else max(last, key=lambda known: known[1])
        look = next(look for item, look in zip(held, looks, strict=True) if item is last[window])
        own = last[window].reading
        return TapeTest(
            narrative=narrative.id,
            verdict=look.verdict,
            per_sector=tuple(_sector(item, own) for item in own.sectors),
            reason=look.reason,
            score=look.score,
            p=look.p,
            q=look.q,
            window=window if told else None,
            alike=_alike(own, self._beside(self._current, window, None)),
            history=tuple(looks),
        )

    def _look(self, item: KnownReading, *, is_last: bool) -> TapeLook:
        """Return a look among those beside it: what was replaced, among those of its time."""
        own = item.reading
        if not still_made(self._known[own.narrative], own):
            return self._former(item)
        beside = self._beside(self._current, own.window, None if is_last else item.known_at)
        return self._among(item, beside)

    def _former(self, item: KnownReading) -> TapeLook:
        """Return a look at what is no longer predicted, as it was among those of its time."""
        look = self._among(item, self._beside(self._readings, item.reading.window, item.known_at))
        return replace(
            look, verdict=TapeVerdict.INSUFFICIENT, reason=former(item.reading, look.reason)
        )

    def _among(self, item: KnownReading, beside: Mapping[str, TapeReading]) -> TapeLook:
        own = item.reading
        opposed = [
            self._known[other].name
            for other in _alike(own, beside)
            if opposed_to(self._known[own.narrative], self._known[other])
        ]
        return _look(item, self._corrected(own.window, beside).get(own.narrative), opposed)

    def _beside(
        self,
        readings: Mapping[str, Sequence[KnownReading]],
        window: Window,
        at: datetime | None,
    ) -> dict[str, TapeReading]:
        """Return narrative → the last reading over a window, of those known at a time."""
        return {
            narrative_id: item.reading
            for narrative_id in self._known
            for item in readings.get(narrative_id, ())
            if item.reading.window == window and (at is None or item.known_at <= at)
        }

    def _corrected(self, window: Window, beside: Mapping[str, TapeReading]) -> dict[str, float]:
        chances = {
            narrative_id: chance
            for narrative_id in self._told
            if narrative_id in beside and (chance := parts(beside[narrative_id]).chance) is not None
        }
        q_values = self._correct(list(chances.values()))
        spent = SPENT[window]
        return {key: min(1.0, q / spent) for key, q in zip(chances, q_values, strict=True)}


def _silent(narrative: Narrative, reason: str, looks: Sequence[TapeLook]) -> TapeTest:
    return TapeTest(
        narrative=narrative.id,
        verdict=TapeVerdict.INSUFFICIENT,
        per_sector=tuple(
            SectorVerdict(
                sector=item.sector,
                predicted=item.direction,
                abnormal=None,
                t=None,
                members=0,
                verdict=TapeVerdict.INSUFFICIENT,
                horizon=item.horizon,
                status=SectorStatus.PENDING,
            )
            for item in narrative.predictions
        ),
        reason=reason,
        history=tuple(looks),
    )


def _look(item: KnownReading, q: float | None, opposed: Sequence[str]) -> TapeLook:
    reading = item.reading
    verdict, reason = _verdict(reading, q)
    if opposed:
        names = ", ".join(opposed)
        reason = f"The tape cannot tell these two apart: {names} predicts the same. {reason}"
        if verdict is TapeVerdict.CONSISTENT:
            # What bears out both sides bears out neither against the other.
            verdict = TapeVerdict.INSUFFICIENT
    return TapeLook(
        window=reading.window,
        verdict=verdict,
        score=reading.score,
        p=parts(reading).chance,
        q=q,
        reason=reason,
        known_at=item.known_at,
    )


def _verdict(reading: TapeReading, q: float | None) -> tuple[TapeVerdict, str]:
    closed = failing(reading)
    found = parts(reading)
    if closed or q is None or found.chance is None:
        return TapeVerdict.INSUFFICIENT, closed or failed_closed(reading)
    corrected = q / found.chance if found.chance else 1.0
    times = corrected * sum(p is not None for p in (found.directed, found.still))
    moved = found.directed is not None and found.directed * times <= MAX_Q
    stirred = found.still is not None and found.still * times <= MAX_Q
    agree, against = _ways(reading)
    if not moved and not stirred:
        return TapeVerdict.INSUFFICIENT, undecided(reading, found.chance, q)
    as_predicted = moved and (reading.score or 0.0) > 0.0
    if as_predicted and not stirred and len(agree) > len(against):
        return TapeVerdict.CONSISTENT, decided(reading, q)
    if not as_predicted and (stirred or len(against) > len(agree)):
        return TapeVerdict.CONTRADICTS, decided(reading, q)
    # One sector, or one half of the prediction, carries it against the others.
    return TapeVerdict.INSUFFICIENT, f"Mixed. {decided(reading, q)}"


def _ways(reading: TapeReading) -> tuple[list[SectorReading], list[SectorReading]]:
    """Return the sectors that went as predicted, and those that went the other way."""
    moving = [item for item in _measured(reading) if item.predicted != "flat"]
    agree = [item for item in moving if (item.abnormal or 0.0) * _SIGNS[item.predicted] > 0.0]
    return agree, [item for item in moving if item not in agree]


def _sector(item: SectorReading, reading: TapeReading) -> SectorVerdict:
    return SectorVerdict(
        sector=item.sector,
        predicted=item.predicted,
        abnormal=item.abnormal,
        t=item.t,
        members=len(item.members),
        verdict=_sector_verdict(item, len(_measured(reading))),
        p=item.p,
        horizon=item.horizon,
        status=item.status,
        left_out=item.left_out,
        elsewhere=item.elsewhere,
    )


def _sector_verdict(item: SectorReading, tested: int) -> TapeVerdict:
    """Return the answer of one sector by itself, corrected for those beside it."""
    if item.status is not SectorStatus.MEASURED or item.p is None or item.abnormal is None:
        return TapeVerdict.INSUFFICIENT
    if item.p * tested > MAX_Q:
        # Nothing to be seen is not the opposite, and no proof of stillness: the move may be too
        # small for this yardstick, and on most days nothing moves.
        return TapeVerdict.INSUFFICIENT
    went = "up" if item.abnormal > 0.0 else "down"
    return TapeVerdict.CONSISTENT if went == item.predicted else TapeVerdict.CONTRADICTS


def _measured(reading: TapeReading) -> list[SectorReading]:
    return [item for item in reading.sectors if item.status is SectorStatus.MEASURED]


def _alike(reading: TapeReading, beside: Mapping[str, TapeReading]) -> tuple[str, ...]:
    """Return who predicts the same of everything that could be tested."""
    own = {item.sector: item.predicted for item in _measured(reading)}
    return tuple(
        other
        for other, theirs in beside.items()
        if own
        and other != reading.narrative
        and {item.sector: item.predicted for item in _measured(theirs)} == own
    )


def opposed_to(one: Narrative, other: Narrative) -> bool:
    """Tell whether either of two narratives opposes the other."""
    return other.id in one.opposes or one.id in other.opposes
