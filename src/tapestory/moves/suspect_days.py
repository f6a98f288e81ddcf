"""The days of which bars are held → those on which the calendar of an exchange may be wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from tapestory.model import DayKind
from tapestory.moves.sessions import ExchangeSessions, canonical_mic

MOST: Final = 2 / 3
"""More than this share of the symbols must say that a day was not what the calendar says."""
FEWEST_SYMBOLS: Final = 3
"""One or two may have been suspended, or come from a provider that lost a day."""
LONGEST_CLOSURE: Final = 10
"""Sessions; a symbol without bars for longer was suspended, or is not followed any more."""
_MARGIN: Final = timedelta(days=21)
"""Longer than any closure, so that a first or last bar has sessions around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectDay:
    """A day on which the bars of an exchange contradict its calendar."""

    mic: str
    """The exchange whose calendar it is."""
    day: date
    kind: DayKind
    """What the bars say that it was: CLOSED or OPEN."""
    saying_so: int
    """Symbols without a bar on a session, or with one on a closed day."""
    symbols: int
    """Symbols that were followed around that day."""

    @property
    def share(self) -> float:
        """Return how many of the symbols say so, as a fraction."""
        return self.saying_so / self.symbols

    @property
    def is_likely(self) -> bool:
        """Tell whether most symbols of an exchange with enough of them say so."""
        return self.symbols >= FEWEST_SYMBOLS and self.share > MOST


def suspect_days(
    held: Mapping[str, Collection[date]],
    exchange: Callable[[str], str | None],
    sessions: ExchangeSessions,
    *,
    refused: Mapping[str, Collection[date]] | None = None,
) -> list[SuspectDay]:
    """Return the days on which bars contradict calendars, latest first.

    A session is a suspect holiday where most symbols of its exchange that have bars before and
    after it have none on it. A closed day is a suspect session where most have a bar on it that is
    stored or was refused; `is_likely` is False where only a few do and one of these is stored.

    Args:
        held: Symbol → the days of which a bar is stored.
        exchange: Symbol → its exchange, None where there is no calendar of it.
        sessions: The calendars, with what is known better already.
        refused: Symbol → the days of which a bar was offered and not stored. They say nothing of
            sessions: a nought that a provider gives for a holiday is refused as well.
    """
    offered = refused or {}
    grouped: dict[str, list[_Series]] = {}
    for symbol, days in held.items():
        mic = exchange(symbol)
        if mic is not None and days:
            series = _Series(held=sorted(days), refused=set(offered.get(symbol, ())) - set(days))
            grouped.setdefault(canonical_mic(mic), []).append(series)
    found = [
        suspect
        for mic, series in grouped.items()
        for suspect in _of_exchange(mic, series, sessions)
    ]
    return sorted(found, key=lambda suspect: (-suspect.day.toordinal(), suspect.mic))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """The days of which one symbol has bars."""

    held: Sequence[date]
    """Ascending, at least one."""
    refused: AbstractSet[date]


def _of_exchange(
    mic: str, series: Sequence[_Series], sessions: ExchangeSessions
) -> Iterable[SuspectDay]:
    first, last = min(each.held[0] for each in series), max(each.held[-1] for each in series)
    calendar = sessions.known_between(mic, first - _MARGIN, last + _MARGIN)
    if calendar:
        yield from _holidays(mic, series, calendar)
        yield from _extra_sessions(mic, series, calendar)


def _holidays(
    mic: str, series: Sequence[_Series], calendar: Sequence[date]
) -> Iterable[SuspectDay]:
    place = {session: at for at, session in enumerate(calendar)}
    present = Counter(day for each in series for day in each.held)
    absent: Counter[date] = Counter()
    for each in series:
        for earlier, later in pairwise(place[day] for day in each.held if day in place):
            if later - earlier - 1 <= LONGEST_CLOSURE:
                absent.update(calendar[earlier + 1 : later])
    for session, without in absent.items():
        suspect = SuspectDay(
            mic=mic,
            day=session,
            kind=DayKind.CLOSED,
            saying_so=without,
            symbols=without + present[session],
        )
        if suspect.is_likely:
            yield suspect


def _extra_sessions(
    mic: str, series: Sequence[_Series], calendar: Sequence[date]
) -> Iterable[SuspectDay]:
    known = frozenset(calendar)
    stored = Counter(day for each in series for day in each.held if day not in known)
    offered = Counter(day for each in series for day in each.refused if day not in known)
    for day, number in (stored + offered).items():
        followed = sum(
            each.held[0] <= day <= each.held[-1] or day in each.refused for each in series
        )
        suspect = SuspectDay(
            mic=mic, day=day, kind=DayKind.OPEN, saying_so=number, symbols=followed
        )
        is_inside = calendar[0] < day < calendar[-1]
        if is_inside and (suspect.is_likely or stored[day]):
            yield suspect
