"""Findings and values of indicators → whether what would disprove a narrative has come true.

It fails closed: where nothing is known, or what was known no longer speaks, a falsifier is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tapestory.model import (
    FalsifierFinding,
    FalsifierState,
    FalsifierStatus,
    FalsifierTest,
    Indicator,
    IndicatorValue,
    Narrative,
)
from tapestory.narratives.indicators import in_force, is_stale, plainly

_NOTHING = "nothing is known of it"


def falsifiers_of(
    narrative: Narrative,
    *,
    findings: Sequence[FalsifierFinding],
    values: Mapping[str, Sequence[IndicatorValue]],
    today: date,
) -> tuple[FalsifierStatus, ...]:
    """Return how each falsifier of a narrative stands, in its order.

    A person's last word decides while it stands; else the indicator does that the definition
    names. Where the two differ, the reason says so.

    Args:
        narrative: Which one.
        findings: What people found, in the order of noting.
        values: By indicator, what was noted, in the order of noting.
        today: What is dated later is left out, and values grow stale against it.
    """
    tests = {test.falsifier: test for test in narrative.tests}
    watched = {item.id: item for item in narrative.indicators}
    return tuple(
        _status(text, narrative.id, findings, _measured(tests.get(text), watched, values, today))
        for text in narrative.falsifiers
    )


def _status(
    text: str,
    narrative: str,
    findings: Sequence[FalsifierFinding],
    measured: FalsifierStatus | None,
) -> FalsifierStatus:
    said = [
        finding
        for finding in findings
        if (finding.narrative, finding.falsifier) == (narrative, text) and not finding.undone
    ]
    if not said or said[-1].state is FalsifierState.OPEN:
        return measured or FalsifierStatus(text=text, state=FalsifierState.OPEN, why=_NOTHING)
    finding = said[-1]
    why = f"by hand, {finding.source}"
    settled = measured is not None and measured.state is not FalsifierState.OPEN
    if measured is not None and settled and measured.state is not finding.state:
        why += f"; but {measured.why}"
    return FalsifierStatus(
        text=text,
        state=finding.state,
        why=why,
        day=finding.day,
        source=finding.source,
        finding=finding,
        values=measured.values if measured is not None else (),
    )


def _measured(
    test: FalsifierTest | None,
    watched: Mapping[str, Indicator],
    values: Mapping[str, Sequence[IndicatorValue]],
    today: date,
) -> FalsifierStatus | None:
    """Return what an indicator says; None where none is asked."""
    if test is None:
        return None
    indicator = watched.get(test.indicator)
    if indicator is None:
        return None
    counting = [value for value in in_force(values.get(test.indicator, ())) if value.day <= today]
    if not counting:
        why = f"{test.indicator} has no value"
        return FalsifierStatus(text=test.falsifier, state=FalsifierState.OPEN, why=why)
    last, *earlier = counting
    state, why, used = _judged(test, indicator, last, earlier)
    if is_stale(indicator, last, today):
        until = last.day + timedelta(days=indicator.expires_after)
        why = f"{why}, but that spoke until {until:%Y-%m-%d}"
        state = FalsifierState.OPEN
    return FalsifierStatus(
        text=test.falsifier,
        state=state,
        why=why,
        day=last.day,
        source=last.source,
        values=used,
    )


def _judged(
    test: FalsifierTest,
    indicator: Indicator,
    last: IndicatorValue,
    earlier: Sequence[IndicatorValue],
) -> tuple[FalsifierState, str, tuple[IndicatorValue, ...]]:
    unit = f" {indicator.unit}" if indicator.unit else ""
    if test.test in {"above", "below"}:
        crossed = (
            last.value > test.threshold if test.test == "above" else last.value < test.threshold
        )
        which = "is" if crossed else "is not"
        against = f"{which} {test.test} {plainly(test.threshold)}{unit}"
        why = f"{indicator.id} {plainly(last.value)}{unit} {against}"
        return _state(crossed=crossed), why, (last,)
    since = last.day - timedelta(days=test.within)
    inside = [value for value in earlier if value.day >= since]
    if not inside:
        why = f"{indicator.id} has no earlier value within {test.within} days"
        return FalsifierState.OPEN, why, (last,)
    up = test.test == "rises_by"
    base = min(inside, key=lambda value: value.value if up else -value.value)
    if base.value <= 0:
        why = f"{indicator.id} began at {plainly(base.value)}{unit}, of which nothing is a fraction"
        return FalsifierState.OPEN, why, (last, base)
    moved = (last.value - base.value) / base.value * (1 if up else -1)
    crossed = moved >= test.threshold
    told = f"{last.value / base.value - 1:+.1%}".replace("-", "\N{MINUS SIGN}")
    asked = f"{'rise' if up else 'fall'} of {test.threshold:.0%} in {test.within} days"
    why = f"{indicator.id} {told} since {base.day:%Y-%m-%d}, against a {asked}"
    return _state(crossed=crossed), why, (last, base)


def _state(*, crossed: bool) -> FalsifierState:
    return FalsifierState.MET if crossed else FalsifierState.NOT_MET
