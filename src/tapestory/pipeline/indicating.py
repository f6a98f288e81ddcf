"""The store → how indicators and falsifiers stand, as it was known at a time; notes → the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from tapestory import narratives
from tapestory.errors import InputError, NotFoundError
from tapestory.model import (
    FalsifierFinding,
    FalsifierStatus,
    Indicator,
    IndicatorStatus,
    IndicatorValue,
    Narrative,
    NoteId,
    SuggestedValue,
)
from tapestory.pipeline.components import Components
from tapestory.store import ArticleQuery

Noted = TypeVar("Noted")
LIVES = 2
"""Articles suggest values for so many times as long as one speaks: the one before can be taken
as well, without which nothing went anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An indicator with all that is known of it."""

    status: IndicatorStatus
    values: tuple[IndicatorValue, ...]
    """In the order of noting; what was taken back is marked."""
    suggested: tuple[SuggestedValue, ...]
    """What nobody has taken, the latest first."""


def today_of(components: Components, as_of: datetime | None = None) -> date:
    """Return the day that it is for the reader, or was."""
    now = as_of or components.clock.now()
    return now.astimezone(ZoneInfo(components.zone)).date()


def watch(
    components: Components, wanted: Sequence[Indicator], *, as_of: datetime | None = None
) -> list[Watched]:
    """Return how indicators stand.

    Args:
        components: What to work with.
        wanted: Which, in the order of the answer.
        as_of: Use only what had been noted, and what was published, by then; now if absent.
    """
    today = today_of(components, as_of)
    with components.store.reading() as session:
        every = session.indicators.values(as_of=as_of)
    suggestions = narratives.open_suggestions(_suggestions(components, wanted, as_of), every)
    found = []
    for indicator in wanted:
        values = tuple(value for value in every if value.indicator == indicator.id)
        found.append(
            Watched(
                status=narratives.status_of(indicator, values, today=today),
                values=values,
                suggested=tuple(item for item in suggestions if item.indicator == indicator.id),
            )
        )
    return found


def _suggestions(
    components: Components, wanted: Sequence[Indicator], as_of: datetime | None
) -> list[SuggestedValue]:
    """Return the figures of original articles that may be values; a copy says nothing new."""
    readable = [indicator for indicator in wanted if indicator.figures is not None]
    if not readable:
        return []
    longest = max(indicator.expires_after for indicator in readable)
    since = (as_of or components.clock.now()) - LIVES * timedelta(days=longest)
    with components.store.reading() as session:
        stored = session.articles.find(ArticleQuery(since=since, as_of=as_of))
        articles = [item.article for item in stored if item.article.copy_of is None]
        readings = session.readings.get_many((item.id for item in articles), as_of=as_of)
    return [
        item
        for article in articles
        if article.id in readings
        for item in narratives.suggested(readable, article, readings[article.id])
    ]


def note_value(components: Components, value: IndicatorValue) -> IndicatorValue:
    """Keep a value, and return it as it is kept.

    Raises:
        InputError: Its day has not come.
    """
    _require_past(components, value.day)
    with components.store.writing() as session:
        return replace(value, id=session.indicators.add(value))


def note_finding(components: Components, finding: FalsifierFinding) -> FalsifierFinding:
    """Keep a finding, and return it as it is kept.

    Raises:
        InputError: Its day has not come.
    """
    _require_past(components, finding.day)
    with components.store.writing() as session:
        return replace(finding, id=session.falsifiers.add(finding))


def _require_past(components: Components, day: date) -> None:
    today = today_of(components)
    if day > today:
        message = f"{day} has not come: today is {today}"
        raise InputError(message, hint="--date takes the day that the value speaks of.")


def undo_value(components: Components, typed: str, *, redo: bool) -> IndicatorValue:
    """Take a value back, or put it in force again.

    Args:
        components: What to work with.
        typed: The beginning of its id.
        redo: Put it in force again.

    Raises:
        NotFoundError: No value, or several, have such an id.
        InputError: It is so already.
    """
    at = components.clock.now()
    with components.store.writing() as session:
        value = _one(
            {item.id: item for item in session.indicators.values()},
            typed,
            "value",
            printed_by="indicators show ID",
        )
        turn = session.indicators.redo if redo else session.indicators.undo
        if not turn(value.id, at=at):
            raise _already(value.id, redo=redo)
    return replace(value, undone=not redo)


def undo_finding(components: Components, typed: str, *, redo: bool) -> FalsifierFinding:
    """Take a finding back, or put it in force again; as `undo_value`."""
    at = components.clock.now()
    with components.store.writing() as session:
        known = {item.id: item for item in session.falsifiers.findings()}
        found = _one(known, typed, "finding", printed_by="narratives show ID --json")
        turn = session.falsifiers.redo if redo else session.falsifiers.undo
        if not turn(found.id, at=at):
            raise _already(found.id, redo=redo)
    return replace(found, undone=not redo)


def suggestion_named(
    components: Components, wanted: Sequence[Indicator], typed: str
) -> SuggestedValue:
    """Return the suggestion whose id begins so.

    Raises:
        NotFoundError: There is none, or several are.
    """
    found = {item.id: item for watched in watch(components, wanted) for item in watched.suggested}
    return _one(found, typed, "suggested value", printed_by="indicators suggest")


def falsifiers(
    components: Components, narrative: Narrative, *, as_of: datetime | None = None
) -> tuple[FalsifierStatus, ...]:
    """Return how each falsifier of a narrative stands, with what that rests on."""
    with components.store.reading() as session:
        findings = session.falsifiers.findings(narrative.id, as_of=as_of)
        noted = session.indicators.values(as_of=as_of)
    values: dict[str, list[IndicatorValue]] = {}
    for value in noted:
        values.setdefault(value.indicator, []).append(value)
    return narratives.falsifiers_of(
        narrative, findings=findings, values=values, today=today_of(components, as_of)
    )


def _one(known: Mapping[NoteId, Noted], typed: str, noun: str, *, printed_by: str) -> Noted:
    wanted = typed.strip().lower()
    found = [name for name in known if wanted and name.startswith(wanted)]
    if len(found) == 1:
        return known[found[0]]
    if wanted in known:
        return known[NoteId(wanted)]
    several = f"{len(found)} {noun}s begin" if found else f"no {noun} begins"
    message = f"{several} with {typed.strip() or 'nothing'!r}"
    raise NotFoundError(message, hint=f"tapestory {printed_by} prints the ids.")


def _already(name: NoteId, *, redo: bool) -> InputError:
    return InputError(f"{name} {'is in force' if redo else 'was taken back'} already")
