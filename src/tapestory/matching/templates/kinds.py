"""The kinds of templated headline, and what one of them is about: its typed key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Template(StrEnum):
    """A form that headlines are printed in again and again, day after day."""

    MARKET_DAY = "market_day"
    """What one market did on one day: a happening, told as "Seoul falls 8 % as ..."."""
    MARKET_WRAP = "market_wrap"
    """A look at a market's day that lists what moved in it."""
    PRICE_TICK = "price_tick"
    """What one commodity, currency or share did on one day."""
    EARNINGS_PREVIEW = "earnings_preview"
    EARNINGS_RESULTS = "earnings_results"
    ANALYST_RATING = "analyst_rating"
    """A broker's view of one share: a target price, an upgrade."""
    LIVE_BLOG = "live_blog"
    ROUND_UP = "round_up"
    CALENDAR = "calendar"
    """What is to come: the week ahead, stocks to watch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Templated:
    """A headline of a known form, with what it is about."""

    template: Template
    day: date
    """The session or day that it tells; for results and ratings the day of publication."""
    subjects: frozenset[str] = frozenset()
    """Instruments, or one market or asset ("US", "ASIA", "gold"); empty when none is known."""
    named: tuple[str, ...] = ()
    """Words that name the company where no instrument is known; may be beside the point."""
    period: str = ""
    """"q1" to "q4", "h1", "h2" or "fy"; empty when the headline does not say."""
    year: int | None = None
    """The year of the period, fiscal or not, as printed."""

    up: bool | None = None
    """Whether the market or price rose; None when the headline does not say, or says neither."""
    percent: float | None = None
    """By how much, without a sign."""
    lists: bool = False
    """It tells of many things: such an article shapes no event and joins none."""
