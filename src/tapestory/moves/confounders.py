"""An instrument and a stretch of sessions → what else those sessions answered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import Confounder, ConfounderKind, EventId, Release, ReleaseKind
from tapestory.moves.sessions import ExchangeSessions, canonical_mic

_BEFORE: Final = timedelta(days=30)
"""No exchange is closed for so long: what was told earlier was answered before the stretch."""
_AFTER: Final = timedelta(days=2)
_ORDER: Final = {kind: place for place, kind in enumerate(
    (ConfounderKind.EARNINGS, ConfounderKind.EVENT, ConfounderKind.RELEASE)
)}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherEvent:
    """Another event that concerns an instrument."""

    event_id: EventId
    title: str
    day0: date
    """On the instrument's exchange."""
    tells_results: bool = False
    """Of the instrument's own company."""


class ReleaseCalendar:
    """Knows the session of each exchange that answered a listed release.

    A release counts on the first session that closed after it. Where only its day is known it
    counts on the one after that too: it may have been told when the first had closed.

    Args:
        releases: In any order.
        sessions: Trading calendars.
    """

    def __init__(self, releases: Sequence[Release], sessions: ExchangeSessions) -> None:
        self._releases = sorted(releases, key=lambda release: (release.at, release.id))
        self._sessions = sessions
        self._of_exchange: dict[str, list[Release]] = {}
        self._answers: dict[tuple[str, str], tuple[date, ...]] = {}

    def answered(
        self, symbols: Collection[str], mic: str, first: date, last: date
    ) -> list[Confounder]:
        """Return what is listed for a company or its whole exchange, once for each session.

        Args:
            symbols: All listings of the company: what one is told of moves the others.
            mic: Exchange of the listing that is asked about, a known code.
            first: No earlier session is asked about.
            last: No later session is asked about.
        """
        mic = canonical_mic(mic)
        if mic not in self._of_exchange:
            self._of_exchange[mic] = [release for release in self._releases if _moves(release, mic)]
        releases = self._of_exchange[mic]
        start, end = _midnight(first) - _BEFORE, _midnight(last) + _AFTER
        near = releases[
            bisect_left(releases, start, key=_told) : bisect_right(releases, end, key=_told)
        ]
        return [
            _confounder_of(release, day)
            for release in near
            if not release.symbols or not set(release.symbols).isdisjoint(symbols)
            for day in self._days(mic, release)
            if first <= day <= last
        ]

    def _days(self, mic: str, release: Release) -> tuple[date, ...]:
        """Return the sessions of an exchange that may have answered; none beyond its calendar."""
        key = (mic, release.id)
        if key not in self._answers:
            self._answers[key] = tuple(self._sessions_after(mic, release))
        return self._answers[key]

    def _sessions_after(self, mic: str, release: Release) -> Iterator[date]:
        with suppress(NotFoundError):
            day = self._sessions.day_zero(mic, release.at, precise=release.precise)
            yield day
            if not release.precise:
                yield self._sessions.shift(mic, day, 1)


class Surroundings:
    """What is known of one instrument over a stretch of sessions, in their order.

    Args:
        others: Events that concern it, in any order.
        listed: What `ReleaseCalendar.answered` says for it.
    """

    def __init__(self, others: Iterable[OtherEvent], listed: Iterable[Confounder]) -> None:
        self._known = sorted((*map(_told_by, others), *listed), key=_place)
        self._days = [confounder.session for confounder in self._known]
        self._repeats = len({confounder.id for confounder in self._known}) < len(self._known)

    def during(
        self, first: date, last: date, *, without: EventId | None = None
    ) -> tuple[Confounder, ...]:
        """Return what the sessions from first to last answered, each thing once.

        Args:
            first: A session.
            last: A session, not before the first.
            without: The event whose moves are looked at: it is no confounder of itself.
        """
        inside = self._known[bisect_left(self._days, first) : bisect_right(self._days, last)]
        if self._repeats:
            inside = list({item.id: item for item in reversed(inside)}.values())[::-1]
        return tuple([item for item in inside if item.id != without])


def _moves(release: Release, mic: str) -> bool:
    """Tell whether a release may move instruments of an exchange."""
    return not release.exchanges or mic in (_calendar_of(code) for code in release.exchanges)


def _calendar_of(mic: str) -> str:
    try:
        return canonical_mic(mic)
    except NotFoundError:
        return mic


def _confounder_of(release: Release, session: date) -> Confounder:
    kind = (
        ConfounderKind.EARNINGS if release.kind is ReleaseKind.RESULTS else ConfounderKind.RELEASE
    )
    return Confounder(kind=kind, id=release.id, name=release.name, session=session)


def _told_by(other: OtherEvent) -> Confounder:
    return Confounder(
        kind=ConfounderKind.EARNINGS if other.tells_results else ConfounderKind.EVENT,
        id=other.event_id,
        name=other.title,
        session=other.day0,
    )


def _place(confounder: Confounder) -> tuple[date, int, str]:
    return confounder.session, _ORDER[confounder.kind], confounder.id


def _told(release: Release) -> datetime:
    return release.at


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
