"""What articles claim, by event: read from the readings alone, without the rest of an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from tapestory.model import ArticleId, Event, EventId, Figure, ReportedMove
from tapestory.store.chunks import chunked
from tapestory.store.codec import FIGURES, REPORTED_MOVES
from tapestory.store.matches import in_force
from tapestory.store.tables import article_revisions, articles, matches, readings

_MOVES, _FIGURES = "$.reported_moves", "$.figures"
_NOTHING = ("[]", "[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleClaims:
    """What one article claims."""

    article_id: ArticleId
    outlet: str
    moves: tuple[ReportedMove, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaims:
    """What the articles of an event claim, copies left out, oldest first."""

    event: Event
    articles: tuple[ArticleClaims, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    event_id: str
    article_id: ArticleId
    outlet: str


def _claims(teller: _Teller, moves: str, figures: str) -> ArticleClaims:
    return ArticleClaims(
        article_id=teller.article_id,
        outlet=teller.outlet,
        moves=REPORTED_MOVES.load(moves),
        figures=FIGURES.load(figures),
    )


class ClaimRows:
    """The claims in the readings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(
        self, events: Sequence[Event], *, as_of: datetime | None = None, naming: str = ""
    ) -> Iterator[EventClaims]:
        """Return the claims of events, in their order; those without any are left out.

        All is read at once; what is returned may outlive the session.

        Args:
            events: Whose.
            as_of: As articles were worded and placed then; now if absent.
            naming: Only of articles that hold this anywhere in what was read out of them,
                whatever its case: a superset of those whose claims are about it.
        """
        tellers = self._tellers([event.id for event in events], as_of)
        bodies = self._bodies([teller.article_id for teller in tellers], as_of, naming)
        told: dict[str, list[_Teller]] = {}
        for teller in tellers:
            if bodies.get(teller.article_id, _NOTHING) != _NOTHING:
                told.setdefault(teller.event_id, []).append(teller)
        return (
            EventClaims(
                event=event,
                articles=tuple(_claims(one, *bodies[one.article_id]) for one in told[event.id]),
            )
            for event in events
            if event.id in told
        )

    def _tellers(self, ids: Sequence[EventId], as_of: datetime | None) -> list[_Teller]:
        found: list[_Teller] = []
        for chunk in chunked(ids):
            ever = select(matches.c.article_id).where(matches.c.event_id.in_(chunk))
            placed = in_force(as_of, among=matches.c.article_id.in_(ever))
            told = (
                select(placed.c.event_id, articles.c.id, articles.c.outlet)
                .join(articles, articles.c.id == placed.c.article_id)
                .where(placed.c.event_id.in_(chunk), articles.c.copy_of.is_(None))
                .order_by(articles.c.time, articles.c.id)
            )
            found += [
                _Teller(event_id=row.event_id, article_id=ArticleId(row.id), outlet=row.outlet)
                for row in self._connection.execute(told)
            ]
        return found

    def _bodies(
        self, ids: Iterable[ArticleId], as_of: datetime | None, naming: str
    ) -> Mapping[ArticleId, tuple[str, str]]:
        """Return the claims of articles, as JSON; of those reworded later, the wording of then."""
        wanted = list(ids)
        found: dict[ArticleId, tuple[str, str]] = {}
        if as_of is not None:
            for chunk in chunked(wanted):
                former = (
                    select(
                        article_revisions.c.article_id,
                        func.json_extract(article_revisions.c.reading, _MOVES),
                        func.json_extract(article_revisions.c.reading, _FIGURES),
                    )
                    .where(
                        article_revisions.c.article_id.in_(chunk),
                        article_revisions.c.superseded_at > as_of,
                        article_revisions.c.reading.is_not(None),
                    )
                    .order_by(article_revisions.c.superseded_at, article_revisions.c.number)
                )
                for article_id, moves, figures in self._connection.execute(former):
                    found.setdefault(ArticleId(article_id), (moves, figures))
        for chunk in chunked(name for name in wanted if name not in found):
            present = select(
                readings.c.article_id,
                func.json_extract(readings.c.body, _MOVES),
                func.json_extract(readings.c.body, _FIGURES),
            ).where(readings.c.article_id.in_(chunk))
            if naming:
                present = present.where(readings.c.body.contains(naming, autoescape=True))
            for article_id, moves, figures in self._connection.execute(present):
                found[ArticleId(article_id)] = (moves, figures)
        return found
