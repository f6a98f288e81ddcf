"""The articles of an event → when the news came out, and the first session that could react."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from tapestory.errors import NotFoundError
from tapestory.model import Article, Basis, Event, Link, Precision, Reading, Universe
from tapestory.moves import ExchangeSessions
from tapestory.moves.sessions import canonical_mic

_OUTSIDE = {Basis.PREMARKET, Basis.AFTER_HOURS}
"""What trades outside a session tells of no close: news after it moves the next one."""


def news_time(articles: Sequence[Article]) -> tuple[datetime, bool]:
    """Return the best estimate of when the news came out, and whether the hour is known.

    The earliest published time counts. A bare date gives way to an hour on the same day, since
    noon is only our stand-in for it. Without any date it is when we first saw an article. Copies
    count where their hour is before all else: what we took for a copy came out first, and its feed
    was only read later.
    """
    first = [article for article in articles if article.copy_of is None] or articles[:1]
    earliest = min(article.time for article in first)
    before = (each for each in articles if each.published.is_precise and each.time < earliest)
    told = [*first, *before]
    dated = [article for article in told if article.published.instant is not None]
    precise = [article.time for article in dated if article.published.is_precise]
    rough = [article.time for article in dated if article.published.precision is Precision.DAY]
    if precise and (not rough or min(precise).date() <= min(rough).date()):
        return min(precise), True
    if rough:
        return min(rough), False
    return min(article.first_seen for article in told), False


def day_zeros(
    event: Event,
    links: Sequence[Link],
    told: Sequence[tuple[Article, Reading]],
    *,
    universe: Universe,
    sessions: ExchangeSessions,
) -> dict[str, date]:
    """Return calendar → day 0 for every exchange on which the event has an instrument.

    Exchanges that share a calendar share an entry: Nasdaq stands under XNYS.

    It is the first session that closed after the news. But an article that tells how a session
    closed is written after that close about news from before it: where most such moves tell of
    the session just before, that one is day 0. Where the move is not dated, that is the last
    session before the article's hour; without an hour it is not known.

    Args:
        event: When it happened, and whether the hour is known.
        links: Of the event; a sector stands for the exchanges of all its instruments.
        told: Its articles, copies left out, with what they say.
        universe: For the exchange of each instrument.
        sessions: Trading calendars.
    """
    closed = _told_sessions(told, universe, sessions)
    found: dict[str, date] = {}
    for mic in sorted(_exchanges(links, universe, sessions)):
        # A calendar does not reach everywhere: news of 1970 simply has no day 0.
        with suppress(NotFoundError):
            first = sessions.day_zero(mic, event.happened, precise=event.happened_precise)
            told_of = closed.get(mic)
            is_before = told_of == sessions.shift(mic, first, -1)
            found[mic] = told_of if told_of is not None and is_before else first
    return found


def _exchanges(links: Sequence[Link], universe: Universe, sessions: ExchangeSessions) -> set[str]:
    symbols = {link.symbol for link in links}
    sectors = {link.sector for link in links if link.sector is not None}
    return {
        canonical_mic(instrument.mic)
        for instrument in universe.instruments.values()
        if instrument.mic in sessions.known_mics
        and (instrument.symbol in symbols or instrument.sector in sectors)
    }


def _told_sessions(
    told: Sequence[tuple[Article, Reading]], universe: Universe, sessions: ExchangeSessions
) -> dict[str, date]:
    """Return, for each exchange, the session whose close most of the reported moves tell of."""
    counts: dict[str, Counter[date]] = {}
    for article, reading in told:
        for move in reading.reported_moves:
            instrument = universe.instruments.get(move.symbol)
            if instrument is None or instrument.mic not in sessions.known_mics:
                continue
            if move.basis in _OUTSIDE:
                continue
            mic = canonical_mic(instrument.mic)
            session = move.session
            if session is None and move.basis is Basis.CLOSE and article.published.is_precise:
                with suppress(NotFoundError):
                    session = sessions.last_closed(mic, article.time)
            if session is not None:
                counts.setdefault(mic, Counter())[session] += 1
    return {
        mic: max(found, key=lambda session: (found[session], session))
        for mic, found in counts.items()
    }
