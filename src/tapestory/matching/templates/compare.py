"""Two templated headlines → the same key, another key, or nothing to say."""

from __future__ import annotations

from datetime import date, timedelta

from tapestory.matching.templates.kinds import Template, Templated
from tapestory.matching.templates.markets import apart

_SESSIONS = frozenset({Template.MARKET_DAY, Template.MARKET_WRAP})
_REPORTS = frozenset({Template.EARNINGS_RESULTS, Template.EARNINGS_PREVIEW})
_SAME_RESULTS = timedelta(days=10)
_OTHER_RESULTS = timedelta(days=45)
_SAME_RATING = timedelta(days=3)
_OTHER_RATING = timedelta(days=10)
_A_DAY = timedelta(days=1)
_LEAST_INITIALS = 2
_SATURDAY = 5
_FAR = 1.0
"""Per cent."""


def compatible(one: Templated | None, other: Templated | None) -> bool | None:
    """Tell whether two articles have one key.

    True: the same thing of the same day or quarter. False: of another instrument, market, day or
    quarter, so they must not be one event. None: nothing to say, as for two different templates
    or where either does not tell.
    """
    if one is None or other is None:
        return None
    if {one.template, other.template} <= _SESSIONS:
        return _same_session(one, other)
    if {one.template, other.template} <= _REPORTS:
        return _same_results(one, other)
    return _SAME[one.template](one, other) if one.template is other.template else None


def _same_session(one: Templated, other: Templated) -> bool | None:
    mine, theirs = next(iter(one.subjects), ""), next(iter(other.subjects), "")
    if apart(mine, theirs):
        return False
    same = True if mine and mine == theirs else None
    told = _same_day(one, other, same=same)
    return None if told and one.template is not other.template else told


def _same_day(one: Templated, other: Templated, *, same: bool | None) -> bool | None:
    """Return what `same` says of one day; the next trading day may be a difference of clocks."""
    first, last = sorted((one.day, other.day))
    off = _sessions_between(first, last)
    if same is False or off > 1:
        return False
    if one.up is not None and other.up is not None and one.up is not other.up:
        # A market turns within a day, but hardly by so much both ways.
        return False if min(one.percent or 0.0, other.percent or 0.0) >= _FAR else None
    return same if not off else None


def _sessions_between(first: date, last: date) -> int:
    """Return how many weekdays lie behind the first date up to the last."""
    weeks, days = divmod((last - first).days, 7)
    return weeks * 5 + sum(
        (first + timedelta(days=ahead)).weekday() < _SATURDAY for ahead in range(1, days + 1)
    )


def _same_results(one: Templated, other: Templated) -> bool | None:
    off = abs(one.day - other.day)
    same = _same_subject(one, other)
    quarters = one.period[:1] == other.period[:1] == "q"
    if (
        same is False
        or off > _OTHER_RESULTS
        or (quarters and one.period != other.period)
        or (one.year and other.year and abs(one.year - other.year) > 1)
    ):
        return False
    if one.template is not other.template:
        return None
    return True if same and off <= _SAME_RESULTS else None


def _same_rating(one: Templated, other: Templated) -> bool | None:
    off = abs(one.day - other.day)
    same = _same_subject(one, other)
    if same is False or off > _OTHER_RATING:
        return False
    return same if off <= _SAME_RATING else None


def _same_tick(one: Templated, other: Templated) -> bool | None:
    return _same_day(one, other, same=_same_subject(one, other))


def _same_list(one: Templated, other: Templated) -> bool | None:
    return False if abs(one.day - other.day) > _A_DAY else None


def _silent(_one: Templated, _other: Templated) -> bool | None:
    """Say nothing: running pages of one topic tell of one happening as often as of two."""
    return None


def _same_subject(one: Templated, other: Templated) -> bool | None:
    if one.subjects and other.subjects:
        if one.subjects.isdisjoint(other.subjects):
            return False
        # Of two companies in one headline, one may only be beside the point.
        return True if len(one.subjects) == len(other.subjects) == 1 else None
    if one.subjects or other.subjects or not (one.named and other.named):
        return None
    if _alike("".join(one.named), "".join(other.named)):
        return True
    if any(_alike(mine, theirs) for mine in one.named for theirs in other.named):
        return None if len(one.named) != len(other.named) else True
    return _initials(one.named) == "".join(other.named) or "".join(one.named) == _initials(
        other.named
    )


def _alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _initials(named: tuple[str, ...]) -> str:
    return "".join(word[0] for word in named) if len(named) >= _LEAST_INITIALS else ""


_SAME = {
    Template.PRICE_TICK: _same_tick,
    Template.ANALYST_RATING: _same_rating,
    Template.CALENDAR: _same_list,
    Template.ROUND_UP: _same_list,
    Template.LIVE_BLOG: _silent,
}
