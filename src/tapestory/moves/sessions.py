"""Which session could react first: an exchange and an instant in, a date of that exchange out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import DayKind, SpecialDay
from tapestory.moves.calendars import (
    KNOWN_CALENDARS,
    CalendarSource,
    SessionTable,
    from_library,
)

_SHARED: Final[Mapping[str, str]] = {
    "XNYS": "XNAS XNGS XNMS XNCM XASE ARCX BATS EDGX IEXG MEMX OTCM OOTC PINX",
    "XTSE": "XTSX XTNX NEOE",
    "XKRX": "XKOS XKON",
    "XSHG": "XSHE",
    "XTAI": "ROCO",
    "XTKS": "XJPX XNGO",
    "XHKG": "XGEM",
    "XBOM": "XNSE",
    "XETR": "XETA XETB",
    "XLON": "AIMX",
    "XMIL": "MTAA",
    "XPAR": "ALXP",
    "XSWX": "XVTX",
    "XSTO": "FNSE",
}

MIC_ALIASES: Final[Mapping[str, str]] = {
    mic: ruling for ruling, mics in _SHARED.items() for mic in mics.split()
}
"""Exchanges that keep the days and hours of another (ISO 10383 codes)."""

KNOWN_MICS: Final = KNOWN_CALENDARS | MIC_ALIASES.keys()
"""Every exchange code that a session can be named for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOverrides:
    """What is known better than by the calendar library."""

    days: tuple[SpecialDay, ...] = ()
    """Of two about one day of one calendar, the later counts."""


def canonical_mic(mic: str) -> str:
    """Return the exchange whose calendar rules this one: XNAS → XNYS.

    Raises:
        NotFoundError: No calendar is known for it.
    """
    canonical = MIC_ALIASES.get(mic, mic)
    if canonical in KNOWN_CALENDARS:
        return canonical
    near = get_close_matches(mic.upper(), sorted(KNOWN_MICS), n=3)
    message = f"no trading calendar is known for exchange {mic!r}"
    raise NotFoundError(
        message,
        hint=f"Did you mean {' or '.join(near)}?"
        if near
        else "Give an ISO 10383 code: XNYS, XKRX.",
    )


class ExchangeSessions:
    """The sessions of every known exchange; each calendar is loaded when it is first asked for.

    Args:
        overrides: Corrections to the calendars; a day of one exchange counts for all that share
            its calendar.
        source: Where tables come from; `calendars.cached_in(folder)` spares most runs the import.
    """

    known_mics: Final = KNOWN_MICS

    def __init__(
        self,
        overrides: SessionOverrides | None = None,
        *,
        source: CalendarSource = from_library,
    ) -> None:
        self._source = source
        self._special: dict[str, dict[date, SpecialDay]] = {}
        for special in (overrides or SessionOverrides()).days:
            self._special.setdefault(canonical_mic(special.mic), {})[special.day] = special
        self._tables: dict[str, SessionTable] = {}
        self._asked: dict[str, date] = {}
        """How far each table was asked to reach; some calendars end before."""

    def day_zero(self, mic: str, news: datetime, *, precise: bool) -> date:
        """Return the first session of an exchange whose close is after the news.

        Args:
            mic: ISO 10383 code.
            news: Aware instant of the news.
            precise: False when only the date is known: noon UTC of it is then assumed, and a
                careful caller measures [0, +1] beside [0, 0].

        Raises:
            NotFoundError: Unknown exchange, or the calendar does not reach that far.
            ValueError: The instant is naive.
        """
        if news.tzinfo is None:
            message = f"news time {news.isoformat()} has no zone"
            raise ValueError(message)
        instant = news.astimezone(UTC)
        if not precise:
            instant = datetime.combine(instant.date(), time(12), UTC)
        # Two weeks hold the longest closure (Golden Week) and the next session's close.
        table = self._reaching(mic, instant.date(), instant.date() + timedelta(days=14))
        found = bisect_right(table.closes, instant)
        if found == len(table.sessions):
            raise _outside(table, instant.date())
        return table.sessions[found]

    def last_closed(self, mic: str, instant: datetime) -> date:
        """Return the last session of an exchange whose close is not after an instant.

        Raises:
            NotFoundError: Unknown exchange, or the calendar does not reach that far.
        """
        day = instant.astimezone(UTC).date()
        table = self._reaching(mic, day, day)
        found = bisect_right(table.closes, instant)
        if found == 0:
            raise _outside(table, day)
        return table.sessions[found - 1]

    def is_session(self, mic: str, day: date) -> bool:
        """Tell whether an exchange trades on a day.

        Raises:
            NotFoundError: Unknown exchange, or the calendar does not reach that far.
        """
        table = self._reaching(mic, day, day)
        found = bisect_left(table.sessions, day)
        return found < len(table.sessions) and table.sessions[found] == day

    def shift(self, mic: str, session: date, offset: int) -> date:
        """Return the session that many sessions after (or, negative, before) another.

        Raises:
            NotFoundError: The day is not a session, or the calendar does not reach that far.
        """
        span = self.span(mic, session, offset, offset)
        if offset not in span:
            raise _outside(self._tables[canonical_mic(mic)], session)
        return span[offset]

    def span(self, mic: str, session: date, first: int, last: int) -> dict[int, date]:
        """Return offset → session for first <= offset <= last around a session.

        Offsets beyond the ends of the calendar are left out.

        Raises:
            NotFoundError: The day is not a session, or lies outside the calendar.
        """
        # Two calendar days for each session, and three weeks for holidays, are always enough.
        horizon = session + timedelta(days=max(0, last) * 2 + 21)
        table = self._reaching(mic, session, horizon)
        here = bisect_left(table.sessions, session)
        if here == len(table.sessions) or table.sessions[here] != session:
            raise _closed(table, session, here)
        return {
            offset: table.sessions[here + offset]
            for offset in range(max(first, -here), min(last, len(table.sessions) - 1 - here) + 1)
        }

    def between(self, mic: str, start: date, end: date) -> list[date]:
        """Return the sessions with start <= session <= end, ascending.

        Raises:
            NotFoundError: Unknown exchange, or the calendar does not cover both days.
        """
        table = self._reaching(mic, start, end)
        if end > table.last:
            raise _outside(table, end)
        return list(
            table.sessions[bisect_left(table.sessions, start) : bisect_right(table.sessions, end)]
        )

    def known_between(self, mic: str, start: date, end: date) -> list[date]:
        """Return the sessions with start <= session <= end as far as the calendar reaches.

        Raises:
            NotFoundError: Unknown exchange.
        """
        table = self._loaded(mic, end)
        return list(
            table.sessions[bisect_left(table.sessions, start) : bisect_right(table.sessions, end)]
        )

    def open_of(self, mic: str, session: date) -> datetime:
        """Return when a session opens, in UTC: in Sydney on the evening before its date.

        Raises:
            NotFoundError: The day is not a session, or lies outside the calendar.
        """
        table, here = self._at(mic, session)
        return table.closes[here] - timedelta(minutes=table.minutes[here])

    def close_of(self, mic: str, session: date) -> datetime:
        """Return when a session closes, early closes included, in UTC.

        Raises:
            NotFoundError: The day is not a session, or lies outside the calendar.
        """
        table, here = self._at(mic, session)
        return table.closes[here]

    def _at(self, mic: str, session: date) -> tuple[SessionTable, int]:
        """Return the table that holds a session, and its place there."""
        table = self._reaching(mic, session, session)
        here = bisect_left(table.sessions, session)
        if here == len(table.sessions) or table.sessions[here] != session:
            raise _closed(table, session, here)
        return table, here

    def _reaching(self, mic: str, day: date, horizon: date) -> SessionTable:
        """Return the table with `day` inside it, reaching to the horizon where that is known."""
        table = self._loaded(mic, horizon)
        if not table.first <= day <= table.last:
            raise _outside(table, day)
        return table

    def _loaded(self, mic: str, horizon: date) -> SessionTable:
        """Return the table of an exchange, reaching to the horizon where that is known."""
        canonical = canonical_mic(mic)
        table = self._tables.get(canonical)
        if table is None or max(table.last, self._asked[canonical]) < horizon:
            # The end of the next year: one load serves a whole run, however it is ordered.
            until = date(horizon.year + 1, 12, 31)
            fresh = self._corrected(self._source(canonical, until))
            if table is None or fresh.last > table.last:
                table = fresh
            self._tables[canonical], self._asked[canonical] = table, until
        return table

    def _corrected(self, table: SessionTable) -> SessionTable:
        closes = dict(zip(table.sessions, table.closes, strict=True))
        minutes = dict(zip(table.sessions, table.minutes, strict=True))
        special = self._special.get(table.mic, {})
        for day, known in special.items():
            if known.kind is DayKind.CLOSED:
                closes.pop(day, None)
            elif not table.first <= day <= table.last:
                continue
            else:
                usual, lasting = closes.get(day), minutes.get(day)
                if usual is None or lasting is None:
                    usual, lasting = _usual_hours(table, day)
                closes[day], minutes[day] = usual, lasting
                if known.close is not None:
                    closes[day] = datetime.combine(day, known.close).astimezone(UTC)
                    later = int((closes[day] - usual).total_seconds()) // 60
                    minutes[day] = max(0, lasting + later)
        sessions = sorted(closes)
        return SessionTable(
            mic=table.mic,
            first=table.first,
            last=table.last,
            sessions=tuple(sessions),
            closes=tuple(closes[session] for session in sessions),
            minutes=tuple(minutes[session] for session in sessions),
        )


def _usual_hours(table: SessionTable, day: date) -> tuple[datetime, int]:
    """Return the commonest close and length of the ten sessions around a day, on that day."""
    here = bisect_left(table.sessions, day)
    near = slice(max(0, here - 5), here + 5)
    gaps = Counter(
        (close - datetime.combine(session, time(), UTC), minutes)
        for session, close, minutes in zip(
            table.sessions[near], table.closes[near], table.minutes[near], strict=True
        )
    )
    after_midnight, lasting = gaps.most_common(1)[0][0] if gaps else (timedelta(days=1), 24 * 60)
    return datetime.combine(day, time(), UTC) + after_midnight, lasting


def _outside(table: SessionTable, day: date) -> NotFoundError:
    return NotFoundError(
        f"the calendar of {table.mic} reaches from {table.first} to {table.last}, not to {day}",
        hint="A newer exchange-calendars knows later years: pip install -U exchange-calendars",
    )


def _closed(table: SessionTable, day: date, following: int) -> NotFoundError:
    after = table.sessions[following] if following < len(table.sessions) else None
    hint = f"The next session is {after}." if after else None
    return NotFoundError(f"{table.mic} is closed on {day}", hint=hint)
