"""A date as printed, the outlet's country and the present → an instant, how exact it is, and why.

Unknown is better than wrong: what is impossible, in the future or cannot be read stays without
an instant, with the printed string kept.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tapestory.ingest.dating.plain_dates import MAX_RAW, Known, read_plain, whole_day
from tapestory.model import Precision, Published

_FAST_CLOCK = timedelta(hours=2)
"""How far ahead of ours a publisher's clock may be. What lies further ahead but not in another
day than somewhere on earth has begun is a local time under a wrong zone: the day stands."""
_MOST_AHEAD = timedelta(days=1)
_FAR_EAST_OF_UTC = timedelta(hours=14)
# Clocks of stations that were never set say 1970; the web has no older news than this.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def resolve_date(raw: str, *, country: str, now: datetime) -> Published:
    """Return what a printed date means.

    RFC 822 (and 850, asctime), ISO 8601 of any precision, written-out dates of two dozen
    languages, Chinese, Korean and Japanese forms, Unix times, and forms relative to `now`.
    The time it takes is bounded, whatever is printed.

    Args:
        raw: As printed.
        country: ISO 3166 alpha-2 of the outlet, or "": decides ambiguous zones, a missing zone,
            and whether 7/2 is in July.
        now: When it was read, aware.
    """
    known = read_plain(raw)
    try:
        if known is None:
            known = _written(raw, country.upper(), now)
        if known is not None:
            known = _not_ahead(known, now)
    except (ValueError, OverflowError, OSError):
        known = None
    if known is None or known.instant < _EARLIEST:
        return Published(
            raw=raw[:MAX_RAW], instant=None, precision=Precision.NONE, zone_source="none"
        )
    return Published(
        raw=raw[:MAX_RAW],
        instant=known.instant,
        precision=known.precision,
        zone_source=known.zone_source,
    )


def _written(raw: str, country: str, now: datetime) -> Known | None:
    from tapestory.ingest.dating.written_dates import read_written  # noqa: PLC0415  # 20 ms of tables that most rounds need not wait for

    return read_written(raw, country, now)


def _not_ahead(known: Known, now: datetime) -> Known | None:
    if known.precision is Precision.INSTANT or known.precision is Precision.MINUTE:
        if known.instant <= now + _FAST_CLOCK:
            return known
        if known.instant > now + _MOST_AHEAD:
            return None
        known = whole_day(known.day, Precision.DAY)
    # Days begin in the east: no day is older than this anywhere on earth.
    return known if known.day <= (now.astimezone(UTC) + _FAR_EAST_OF_UTC).date() else None
