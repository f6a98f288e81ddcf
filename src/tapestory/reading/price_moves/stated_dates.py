"""Words such as "July 1", "overnight" or 今日 → the date of the exchange that they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tapestory.late_regex import late_regex
from tapestory.model import Basis
from tapestory.model.symbols import sector_of
from tapestory.reading.price_moves.calendar_words import (
    Relative,
    WrittenDate,
    names_a_day,
    relative_day,
    weekday,
    written_dates,
)

_OFFSETS = {
    "KS": 9, "KQ": 9, "T": 9, "HK": 8, "SS": 8, "SZ": 8, "TW": 8, "TWO": 8, "SI": 8, "KL": 8,
    "L": 0, "IR": 0, "LS": 0, "AS": 1, "PA": 1, "DE": 1, "F": 1, "MI": 1, "MC": 1, "ST": 1, "CO": 1,
    "OL": 1, "SW": 1, "VI": 1, "BR": 1, "WA": 1, "HE": 2, "AT": 2, "IS": 3, "AX": 10, "NZ": 12,
    "NS": 5, "BO": 5, "JK": 7, "BK": 7, "TO": -4, "V": -4, "SA": -3, "MX": -6,
}  # fmt: skip
_INDEX_OFFSETS = {
    "^KS11": 9, "^KQ11": 9, "^N225": 9, "^HSI": 8, "^TWII": 8, "^STOXX": 1, "^STOXX50E": 1,
    "^GDAXI": 1, "^FCHI": 1, "^FTSE": 0, "^AXJO": 10, "^BVSP": -3, "^NSEI": 5, "^BSESN": 5,
}  # fmt: skip
_NEW_YORK = -4
_OPEN_HOUR = 9
_CLOSE_HOUR = 16
"""The hours only tell night from day: summer time does not matter."""
_FRIDAY = 4
_GOING_ON = {
    Basis.PREMARKET: (3, _OPEN_HOUR + 1),
    Basis.INTRADAY: (_OPEN_HOUR, _CLOSE_HOUR + 1),
    Basis.AFTER_HOURS: (_CLOSE_HOUR, 24),
}
"""From which hour to which each part of a session goes on, and is written about."""
_YEAR_BACK = timedelta(days=360)
_AHEAD = timedelta(days=3)
_DAY = timedelta(days=1)
_WRITERS = {"zh": 8, "ko": 9, "ja": 9}
"""Where those write who date a session in New York by their own morning after."""
_EXCHANGE_TIME = late_regex(
    r"美东|美東|当地时间|當地時間|美国时间|美國時間|纽约时间|현지\s?시[간각]|"
    r"미\s?동부|현지|現地時間|米東部|米国時間"
)
BACKGROUND = timedelta(days=14)
"""A move that is dated longer before the article than this is not what the article is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The words around a number, from near to far."""

    clause: str
    sentence: str
    place: int
    """Where the number stands in the sentence."""
    premarket: bool = False
    """The move is one of before the open: its session need not have opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When and in which language an article was written."""

    published: datetime | None
    lang: str

    @property
    def to_the_day(self) -> bool:
        """Tell whether only the day is known: midnight is no hour to publish at."""
        return self.published is not None and self.published.time() == time()

    def local(self, offset: int) -> datetime | None:
        """Return the time on a clock so many hours ahead of UTC; of a day, its evening."""
        if self.published is None:
            return None
        if self.to_the_day:
            return self.published + timedelta(hours=_CLOSE_HOUR + 2)
        return self.published + timedelta(hours=offset)


def stated_session(around: Around, moment: Moment, *, symbol: str) -> date | None:
    """Return the session that the words around a number state.

    The clause's own words win over the rest of the sentence. A writer in East Asia who dates a
    move in New York by the day on which the article appears means the session that ended that
    morning, unless local time is said.

    Args:
        around: The words.
        moment: Relative words and dates without a year mean nothing without it.
        symbol: The instrument: its exchange's date counts (suffix as data vendors write it).

    Returns:
        A date that is no Saturday or Sunday (holidays are the calendar's business, not ours), or
        None when nothing is stated.
    """
    if not names_a_day(around.sentence):
        return None
    when = _When(around, moment, symbol)
    return when.said_in(around.clause, len(around.clause)) or when.said_in(
        around.sentence, around.place
    )


def day_of_the_news(
    told_before: Sequence[str], moment: Moment, *, symbol: str, premarket: bool
) -> date | None:
    """Return the session of an undated move where the sentences before it date the news.

    "X said on Thursday …. The stock fell 3%": that Thursday, but only if it is the last session
    that had opened when the article appeared. An older day is that of an older story.

    Args:
        told_before: The sentences before the one of the move, the nearest last.
        moment: When the article appeared.
        symbol: The instrument that moved.
        premarket: Whether the move is one of before the open.
    """
    dated = [told for told in told_before if names_a_day(told)]
    if not dated:
        return None
    around = Around(clause=dated[-1], sentence=dated[-1], place=0, premarket=premarket)
    stated = stated_session(around, moment, symbol=symbol)
    newest = _When(around, moment, symbol).newest(premarket=premarket)
    return stated if stated == newest else None


def session_at_hand(moment: Moment, *, symbol: str, basis: Basis) -> date | None:
    """Return the session of an undated move in a part of a session that was then going on.

    "X is up 2% in premarket trading", published at eight in the morning where X is traded, tells
    of that morning. What nobody dates and what is told at another hour stays open.
    """
    local = moment.local(_offset(symbol))
    hours = _GOING_ON.get(basis)
    if local is None or hours is None or moment.to_the_day or local.weekday() > _FRIDAY:
        return None
    return local.date() if hours[0] <= local.hour < hours[1] else None


class _When:
    def __init__(self, around: Around, moment: Moment, symbol: str) -> None:
        self._sentence = around.sentence
        self._premarket = around.premarket
        self._local = moment.local(_offset(symbol))
        writer = _WRITERS.get(moment.lang)
        abroad = writer is not None and _offset(symbol) <= 0 and sector_of(symbol) is None
        exchange_time = _EXCHANGE_TIME.search(around.sentence) is not None
        self._writer = moment.local(writer) if writer is not None and abroad else None
        self._own_date = abroad and not exchange_time

    def newest(self, *, premarket: bool) -> date | None:
        """Return the last session that had opened, or is about to, when the article appeared."""
        if self._local is None:
            return None
        if self._writer is not None:
            return _latest(self._writer.date() - _DAY)
        unopened = self._local.hour < _OPEN_HOUR and not premarket
        return _latest(self._local.date() - _DAY if unopened else self._local.date())

    def said_in(self, text: str, place: int) -> date | None:
        """Return the session that a text states, its dates nearest before a place first."""
        named = relative_day(text)
        explicit = self._explicit(text, place)
        if named in {Relative.NEXT_DAY, Relative.DAY_BEFORE}:
            return self._beside(named, explicit)
        if explicit is not None or self._local is None:
            return explicit
        if named is not None:
            return self._from_now(named, self._local)
        number = weekday(text)
        if number is None:
            return None
        today = self._local.date()
        return today - timedelta(days=(today.weekday() - number) % 7)

    def _beside(self, named: Relative, explicit: date | None) -> date | None:
        anchor = explicit or self._explicit(self._sentence, 0)
        if named is Relative.NEXT_DAY:
            return _later(anchor) if anchor is not None else None
        if anchor is not None:
            return _latest(anchor - _DAY)
        return _latest(self._local.date() - _DAY) if self._local is not None else None

    def _from_now(self, named: Relative, local: datetime) -> date:
        if self._writer is not None:
            return _latest(self._writer.date() - _DAY)  # today, yesterday or overnight: one session
        if named is Relative.TODAY:
            unopened = local.hour < _OPEN_HOUR and not self._premarket
            return _latest(local.date() - _DAY if unopened else local.date())
        if named is Relative.YESTERDAY:
            return _latest(local.date() - _DAY)
        after_close = local.hour >= _CLOSE_HOUR
        return _latest(local.date() if after_close else local.date() - _DAY)

    def _explicit(self, text: str, place: int) -> date | None:
        """Return the calendar date nearest before a place, else the first behind it."""
        days = [(found, day) for found in written_dates(text) if (day := self._day(found))]
        if not days:
            return None
        before = [day for found, day in days if found.end <= place]
        chosen = before[-1] if before else days[0][1]
        if self._own_date and self._writer is not None and chosen == self._writer.date():
            chosen -= _DAY
        return _latest(chosen)

    def _day(self, found: WrittenDate) -> date | None:
        local = self._writer or self._local
        if found.month is None:
            return _day_of_month(found.day, local)
        try:
            if found.year is not None or local is None:
                return date(found.year or 0, found.month, found.day)
            guess = date(local.year, found.month, found.day)
            if guess > local.date() + _AHEAD:
                guess = date(local.year - 1, found.month, found.day)
        except ValueError:
            return None
        return guess if local.date() - guess < _YEAR_BACK else None


def _day_of_month(day: int, local: datetime | None) -> date | None:
    """Return the last date with that day ("2일"), at most a month back."""
    if local is None:
        return None
    for back in range(31):
        guess = local.date() - timedelta(days=back)
        if guess.day == day:
            return guess
    return None


def _latest(day: date) -> date:
    """Return the day, or the Friday before a week-end."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _later(day: date) -> date:
    following = day + _DAY
    return (
        following + timedelta(days=7 - following.weekday())
        if following.weekday() > 4
        else following
    )


def _offset(symbol: str) -> int:
    if symbol in _INDEX_OFFSETS:
        return _INDEX_OFFSETS[symbol]
    return _OFFSETS.get(symbol.rpartition(".")[2], _NEW_YORK) if "." in symbol else _NEW_YORK
