"""The store → what articles claim across events, each claim with how it differs from the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tapestory import reading
from tapestory.model import (
    Difference,
    Event,
    Figure,
    FigureGroup,
    ReportedMove,
)
from tapestory.store import EventClaims, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One reported move or figure. Exactly one of the two is set."""

    event: Event
    outlet: str
    move: ReportedMove | None = None
    figure: Figure | None = None
    """With its flag, as set against all figures of the event."""
    difference: Difference | None = None
    """The gravest within the group of figures that it stands in; None when it stands alone."""


def find_claims(
    store: Store, events: Sequence[Event], *, as_of: datetime | None = None, about: str = ""
) -> Iterator[Claim]:
    """Yield the claims of events, each event's moves before its figures, oldest article first.

    Args:
        store: Where they are.
        events: Whose.
        as_of: What was known then; now if absent.
        about: A symbol, or "SECTOR:" and a sector, whatever its case: only claims about it.
    """
    with store.reading() as session:
        found = session.claims.of(events, as_of=as_of, naming=about)
    for claims in found:
        yield from _of_event(claims, about)


def _of_event(claims: EventClaims, about: str) -> Iterator[Claim]:
    wanted = about.casefold()
    outlets = {told.article_id: told.outlet for told in claims.articles}
    for told in claims.articles:
        for move in told.moves:
            if not wanted or move.symbol.casefold() == wanted:
                yield Claim(event=claims.event, outlet=told.outlet, move=move)
    figures = reading.compare([figure for told in claims.articles for figure in told.figures])
    chosen = [figure for figure in figures if not wanted or wanted in _parties(figure)]
    groups = reading.side_by_side(figures) if chosen else ()
    differences = _differences(groups)
    for figure in chosen:
        yield Claim(
            event=claims.event,
            outlet=outlets[figure.article_id],
            figure=figure,
            difference=differences.get(_place(figure)),
        )


def _parties(figure: Figure) -> set[str]:
    return {name.casefold() for name in (*figure.subject.split("+"), figure.counterparty)}


def _differences(groups: Sequence[FigureGroup]) -> dict[tuple[object, ...], Difference]:
    return {_place(figure): group.difference for group in groups for figure in group.figures}


def _place(figure: Figure) -> tuple[object, ...]:
    return (figure.article_id, figure.start, figure.kind, figure.low, figure.high)
