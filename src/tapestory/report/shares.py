"""A narrative's share over time → the columns of a small chart, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest.inert import one_line
from tapestory.digest.wording import DASH, count, short_day
from tapestory.model import NarrativeAccount, NarrativeShare, SharePoint
from tapestory.report.addresses import Pages
from tapestory.report.scale import WIDTH
from tapestory.report.site import NarrativeFare

HEIGHT = 100
_GAP = 0.18
"""Of a column's width."""
_LEAST = 1.5
"""Height of a column that stands for a share of nothing, so that it can be told from no column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareColumn:
    """One stretch of time."""

    x: float
    width: float
    y: float
    height: float
    known: bool
    """False where nobody supported any narrative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """One stretch of time in words."""

    when: str
    share: str
    outlets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChart:
    """A narrative over the stretch of the site."""

    name: str
    path: str
    thesis: str
    columns: tuple[ShareColumn, ...]
    first: str
    last: str
    """The first and last day in words."""
    summary: str
    """What it shows, for whoever does not see it."""
    share: str
    """Over the whole stretch: "40%"."""
    counts: str
    """Who takes which side."""
    rows: tuple[ShareRow, ...]
    """Stretches in which anybody spoke of any narrative."""
    spoken: bool
    """Whether anybody speaks of it."""


def share_charts(
    fares: Iterable[NarrativeFare], pages: Pages, *, zone: ZoneInfo, year: int
) -> tuple[ShareChart, ...]:
    """Return a chart for each narrative, in their order."""
    return tuple(share_chart(fare, pages, zone=zone, year=year) for fare in fares)


def share_chart(fare: NarrativeFare, pages: Pages, *, zone: ZoneInfo, year: int) -> ShareChart:
    """Return the chart of one narrative; days fall as they do in the reader's zone."""
    account = fare.account
    points = fare.points
    name = one_line(fare.narrative.name, 80)
    counts = "nobody speaks of it"
    share = "no voice"
    if account is not None:
        counts = side_words(account)
        share = f"{account.share:.0%}"
    return ShareChart(
        name=name,
        path=pages.narrative(fare.narrative.id),
        thesis=one_line(fare.narrative.thesis, 240),
        columns=_columns(points),
        first=_day(points[0].since, zone, year) if points else "",
        last=_day(_last_instant(points[-1]), zone, year) if points else "",
        summary=_summary(name, points, zone=zone, year=year),
        share=share,
        counts=counts,
        rows=tuple(
            ShareRow(
                when=_stretch(point, zone, year),
                share="nobody supports any" if point.share is None else f"{point.share:.0%}",
                outlets=str(point.outlets),
            )
            for point in reversed(points)
            if point.share is not None or point.outlets
        ),
        spoken=account is not None,
    )


def side_words(held: NarrativeShare | NarrativeAccount) -> str:
    """Return how many outlets take which side: "3 outlets support it, 1 outlet disputes it"."""
    sides = (
        (held.supports, "supports it", "support it"),
        (held.disputes, "disputes it", "dispute it"),
        (held.reports, "only reports it", "only report it"),
    )
    return ", ".join(
        f"{count(n, 'outlet')} {one if n == 1 else many}" for n, one, many in sides if n
    )


def _columns(points: Sequence[SharePoint]) -> tuple[ShareColumn, ...]:
    if not points:
        return ()
    pitch = WIDTH / len(points)
    found = []
    for at, point in enumerate(points):
        height = max(_LEAST, round(HEIGHT * (point.share or 0.0), 1))
        found.append(
            ShareColumn(
                x=round(pitch * (at + _GAP / 2), 1),
                width=round(pitch * (1 - _GAP), 1),
                y=round(HEIGHT - height, 1),
                height=height,
                known=point.share is not None,
            )
        )
    return tuple(found)


def _summary(name: str, points: Sequence[SharePoint], *, zone: ZoneInfo, year: int) -> str:
    known = [point for point in points if point.share is not None]
    if not known:
        return f"{name}: nobody supports any narrative in this stretch."
    peak = max(known, key=lambda point: (point.share or 0.0, point.since))
    return (
        f"{name}: supported by {known[-1].share:.0%} of the outlets that took a side in"
        f" {_stretch(known[-1], zone, year)}, the latest stretch with any; at most"
        f" {peak.share:.0%}, in {_stretch(peak, zone, year)}."
    )


def _stretch(point: SharePoint, zone: ZoneInfo, year: int) -> str:
    first, last = _day(point.since, zone, year), _day(_last_instant(point), zone, year)
    return first if first == last else f"{first}{DASH}{last}"


def _last_instant(point: SharePoint) -> datetime:
    return point.until - timedelta(microseconds=2)


def _day(instant: datetime, zone: ZoneInfo, year: int) -> str:
    return short_day(instant.astimezone(zone).date(), year=year)
