"""The days of which bars are held → those on which the calendar of an exchange may be wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from tapestory.model import DayKind
from tapestory.moves.sessions import ExchangeSessions, canonical_mic

MOST: Final = 0.5
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
) -> list[SuspectDay]:
    """Return the days on which bars contradict calendars, latest first.

    A session is a suspect holiday where most symbols of its exchange that have bars before and
    after it have none on it. A closed day is a suspect session as soon as one symbol has a bar on
    it; `is_likely` tells whether most do, or the bars are strays.

    Args:
        held: Symbol → the days of which a bar is stored.
        exchange: Symbol → its exchange, None where there is no calendar of it.
        sessions: The calendars, with what is known better already.
    """
    grouped: dict[str, list[list[date]]] = {}
    for symbol, days in held.items():
        mic = exchange(symbol)
        if mic is not None and days:
            grouped.setdefault(canonical_mic(mic), []).append(sorted(days))
    found = [
        suspect
        for mic, series in grouped.items()
        for suspect in _of_exchange(mic, series, sessions)
    ]
    return sorted(found, key=lambda suspect: (-suspect.day.toordinal(), suspect.mic))


def _of_exchange(
    mic: str, series: Sequence[Sequence[date]], sessions: ExchangeSessions
) -> Iterable[SuspectDay]:
    first, last = min(days[0] for days in series), max(days[-1] for days in series)
    calendar = sessions.known_between(mic, first - _MARGIN, last + _MARGIN)
    if not calendar:
        return
    place = {session: at for at, session in enumerate(calendar)}
    present: Counter[date] = Counter(day for days in series for day in days)
    absent: Counter[date] = Counter()
    for days in series:
        for earlier, later in pairwise(place[day] for day in days if day in place):
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
    for day, with_bar in present.items():
        if day not in place and calendar[0] < day < calendar[-1]:
            yield SuspectDay(
                mic=mic,
                day=day,
                kind=DayKind.OPEN,
                saying_so=with_bar,
                symbols=_following(series, day),
            )


def _following(series: Sequence[Sequence[date]], day: date) -> int:
    """Count the symbols whose bars begin by a day and reach to it."""
    return sum(days[0] <= day <= days[-1] for days in series)
