"""The date that an article gives a move, and when it appeared → the sessions that it can mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.moves.sessions import ExchangeSessions

_BACK: Final = timedelta(days=21)
"""Holds the longest closure, as `ExchangeSessions` has it."""
_AMERICAN_CLOSE: Final = 17
"""Exchanges that close at this hour (UTC) or later: their session is over when the next day has
begun in East Asia, whose writers give it that day's date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeared:
    """When an article appeared."""

    at: datetime | None
    """UTC; of a day, its noon. None when unknown."""
    precise: bool = True
    """False when only the day is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A session that a move can be of."""

    session: date
    why: str = ""
    """Where it is not the date that the article gives: how it differs."""
    open_then: bool = False
    """The article appeared before it closed."""
    doubtful: bool = False
    """Only a figure that is its very close shows that it is meant."""


def sessions_meant(
    stated: date | None,
    mic: str,
    appeared: Appeared,
    *,
    day0: date | None,
    sessions: ExchangeSessions,
) -> tuple[Meant, ...]:
    """Return the sessions that a reported move can be of, the likeliest first.

    What is dated means the session of that date: on a day on which the exchange was closed, the
    last one before; in the Americas perhaps the one before, which ended on that date in East
    Asia; and, where somebody dates what he retells by his own day, perhaps day 0. What is not
    dated means day 0 or the session that was on, or had just closed, when the article appeared.
    No session is meant that opened only after it.

    Args:
        stated: The date that the article gives, if any.
        mic: Exchange of the instrument.
        appeared: When the article did.
        day0: Of the event, on that exchange.
        sessions: Trading calendars.

    Raises:
        NotFoundError: Unknown exchange, or its calendar does not reach that far.
    """
    if stated is not None:
        found = _of_date(stated, mic, sessions)
        if day0 is not None and day0 < stated and all(meant.session != day0 for meant in found):
            found.append(Meant(session=day0, why=f"the article dates it {stated}", doubtful=True))
    else:
        found = [Meant(session=day) for day in _undated(mic, appeared, day0, sessions)]
    known = [meant for meant in found if had_opened(meant.session, mic, appeared, sessions)]
    return tuple(
        replace(meant, open_then=_was_open(meant.session, mic, appeared, sessions))
        for meant in known
    )


def _of_date(stated: date, mic: str, sessions: ExchangeSessions) -> list[Meant]:
    before = sessions.known_between(mic, stated - _BACK, stated)
    if not before:
        message = f"the calendar of {mic} does not reach to {stated}"
        raise NotFoundError(message)
    last = before[-1]
    if last != stated:
        return [Meant(session=last, why=f"{mic} was closed on {stated}")]
    found = [Meant(session=last)]
    if sessions.close_of(mic, last).hour >= _AMERICAN_CLOSE and len(before) > 1:
        found.append(Meant(session=before[-2], why=f"the article dates it {stated}"))
    return found


def _undated(
    mic: str, appeared: Appeared, day0: date | None, sessions: ExchangeSessions
) -> list[date]:
    found = [day0] if day0 is not None else []
    if appeared.at is not None:
        if appeared.precise:
            last = sessions.last_closed(mic, appeared.at)
            found += [sessions.shift(mic, last, 1), last]
        else:
            day = appeared.at.date()
            found += sessions.known_between(mic, day - _BACK, day)[:-3:-1]
    return list(dict.fromkeys(found))


def had_opened(session: date, mic: str, appeared: Appeared, sessions: ExchangeSessions) -> bool:
    """Tell whether a session had opened when an article appeared, as far as that is known.

    Args:
        session: One of the exchange.
        mic: The exchange.
        appeared: When the article did; of a day, the sessions of that date count as opened.
        sessions: Trading calendars.

    Raises:
        NotFoundError: Unknown exchange, or the day is no session of it.
    """
    if appeared.at is None:
        return True
    if not appeared.precise:
        return session <= appeared.at.date()
    return appeared.at >= sessions.open_of(mic, session)


def _was_open(session: date, mic: str, appeared: Appeared, sessions: ExchangeSessions) -> bool:
    if appeared.at is None or not appeared.precise:
        return False
    return appeared.at < sessions.close_of(mic, session)
