"""The articles of an event → when the news came out, and the first session that could react."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from tapestory.model import Article, Event, Link, Precision, Reading, Universe
from tapestory.moves import ExchangeSessions

_PRECISE = {Precision.INSTANT, Precision.MINUTE}


def news_time(articles: Sequence[Article]) -> tuple[datetime, bool]:
    """Return the best estimate of when the news came out, and whether the hour is known.

    The earliest published time counts. A bare date gives way to an hour on the same day, since
    noon is only our stand-in for it. Without any date it is when we first saw an article.
    """
    dated = [article for article in articles if article.published.instant is not None]
    precise = [article.time for article in dated if article.published.precision in _PRECISE]
    rough = [article.time for article in dated if article.published.precision is Precision.DAY]
    if precise and (not rough or min(precise).date() <= min(rough).date()):
        return min(precise), True
    if rough:
        return min(rough), False
    return min(article.first_seen for article in articles), False


def day_zeros(
    event: Event,
    links: Sequence[Link],
    readings: Sequence[Reading],
    *,
    universe: Universe,
    sessions: ExchangeSessions,
) -> dict[str, date]:
    """Return MIC → day 0 for every exchange on which the event has an instrument.

    It is the first session that closed after the news. But an article that tells how a session
    went is written after its close about news from before it: where the articles agree that
    they tell of the session just before, that one is day 0.

    Args:
        event: When it happened, and whether the hour is known.
        links: Of the event.
        readings: Of its articles, copies left out.
        universe: For the exchange of each instrument.
        sessions: Trading calendars.
    """
    mics = {
        universe.instruments[link.symbol].mic
        for link in links
        if link.symbol is not None and link.symbol in universe.instruments
    }
    told = _told_sessions(readings, universe)
    found: dict[str, date] = {}
    for mic in sorted(mics & sessions.known_mics):
        first = sessions.day_zero(mic, event.happened, precise=event.happened_precise)
        stated = told.get(mic)
        if stated is not None and stated == sessions.shift(mic, first, -1):
            first = stated
        found[mic] = first
    return found


def _told_sessions(readings: Sequence[Reading], universe: Universe) -> dict[str, date]:
    """Return, for each exchange, the session that most reported moves tell of."""
    counts: dict[str, Counter[date]] = {}
    for reading in readings:
        for move in reading.reported_moves:
            instrument = universe.instruments.get(move.symbol)
            if instrument is not None and move.session is not None:
                counts.setdefault(instrument.mic, Counter())[move.session] += 1
    return {
        mic: max(sessions, key=lambda session: (sessions[session], session))
        for mic, sessions in counts.items()
    }
