"""An event view → when something material about it last came to be known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tapestory.digest.ranking import own_moves
from tapestory.errors import NotFoundError
from tapestory.model import ArticleId, EventView
from tapestory.moves import ExchangeSessions
from tapestory.moves.sessions import canonical_mic


def last_change(view: EventView, sessions: ExchangeSessions) -> datetime:
    """Return the latest of: first seen, a new state, a new origin, a new figure, a move matured.

    Another article that says the same changes nothing; nor does a move of who is only mentioned.

    Args:
        view: The event.
        sessions: Tell when a session closed.
    """
    times = [view.event.first_seen, *_told(view), *_closes(view, sessions)]
    return min(max(times), view.as_of)


def _told(view: EventView) -> Iterator[datetime]:
    """Yield when each state, origin and figure came to be known."""
    yield from (change.at for change in view.verification.history)
    seen = {member.article.id: member.article.first_seen for member in view.articles}
    for origin in view.origins:
        times = [seen[article] for article in origin.articles if article in seen]
        if times:
            yield min(times)
    first: dict[tuple[str, str, str, str, float, float], ArticleId] = {}
    for figure in view.figures:
        what = (figure.subject, figure.kind, figure.period, figure.unit, figure.low, figure.high)
        known = first.get(what)
        if figure.article_id in seen and (known is None or seen[figure.article_id] < seen[known]):
            first[what] = figure.article_id
    yield from (seen[article] for article in first.values())


def _closes(view: EventView, sessions: ExchangeSessions) -> Iterator[datetime]:
    """Yield when the sessions closed whose moves are told of it."""
    for move in own_moves(view):
        if move.session is None or move.mic not in sessions.known_mics:
            continue
        mic = canonical_mic(move.mic)
        try:
            last = sessions.shift(mic, move.session, move.window[1])
            yield sessions.close_of(mic, last)
        except NotFoundError:  # outside the calendar
            continue
