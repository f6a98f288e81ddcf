"""Publication time and headline → the trading day or date that is told, and the fiscal period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from tapestory.late_regex import late_regex
from tapestory.matching.templates.markets import OPENS_AT
from tapestory.matching.templates.scan import Hit

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero janeiro января",
            "february feb februar février febrero fevereiro февраля",
            "march mar märz mars marzo março марта",
            "april apr avril abril апреля",
            "may mai mayo maio мая",
            "june jun juni juin junio junho июня",
            "july jul juli juillet julio julho июля",
            "august aug août agosto августа",
            "september sep sept septembre septiembre setembro сентября",
            "october oct oktober octobre octubre outubro октября",
            "november nov novembre noviembre novembro ноября",
            "december dec dezember décembre diciembre dezembro декабря",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = late_regex(
    r"\b(?P<iso>20\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)\b"
    r"|(?:(?P<year>20\d\d)[年년]\s?)?(?P<month>1?\d)[月월]\s?(?P<day>[1-3]?\d)[日일]"
    rf"|\b(?P<first>{_NAMES})\.? (?P<after>[1-3]?\d)(?:st|nd|rd|th)?\b(?:,? (?P<late>20\d\d))?"
    rf"|\b(?P<before>[1-3]?\d)\.?(?: de)? (?P<second>{_NAMES})\b(?:,? (?:de )?(?P<later>20\d\d))?"
)
_DIGIT = late_regex(r"\d")
_YEAR = late_regex(
    r"(?:fiscal(?: year)?|fy|q[1-4]|quarter(?: of)?(?: fiscal)?|quartal|trimestre(?: de)?"
    r"|квартал[ае]?)"
    r",? ?(20[0-4]\d)(?!\d)"
    r"|(?<!\d)(20[0-4]\d)(?:年|년)? ?(?:财年|q[1-4]|第?[一二三四1-4]季|年报|全年|上半年|[1-4]분기"
    r"|first|second|third|fourth|fiscal|第[1-4]四半期)"
)
_PRINTED = late_regex(
    r"(?<![a-z\d])(?:([1-4])[qt]|q([1-4])[ -]?)(?:fy)?['’]?(\d{4}|\d\d)(?![\d.,%])"
    r"|(?<![a-z\d])fy['’]?(\d{4}|\d\d)(?!\d)"
)
_GUIDES = late_regex(
    r"\b(?:gives?|issues?|sees?|forecasts?|guides?|expects?|predicts?|projects?|warns? on"
    r"|outlook for|guidance for|stronger|weaker)\b[^;:]{0,12}$"
)
_GUIDANCE = late_regex(
    r"[^;:,]{0,12}?\b(?:guidance|outlook|forecasts?|guide|view)\b"
    r"|[^,，、;:]{0,6}?(?:指引|展望|预期|预计|전망|가이던스|見通し|予想)"
)
_AHEAD_BY = timedelta(hours=14)
"""So early before a session futures are told for it."""
_NEAREST = timedelta(days=183)
_SATURDAY = 5


def told_date(folded: str, published: datetime) -> date | None:
    """Return the date that a headline names, the nearest such one where it names no year."""
    found = _DATE.search(folded) if _DIGIT.search(folded) else None
    if found is None:
        return None
    part = found.groupdict()
    month = part["iso_month"] or part["month"] or part["first"] or part["second"]
    day = part["iso_day"] or part["day"] or part["after"] or part["before"]
    year = part["iso"] or part["year"] or part["late"] or part["later"]
    number = _MONTHS.get(month) or int(month)
    try:
        if year:
            return date(int(year), number, int(day))
        told = date(published.year, number, int(day))
        off = told - published.date()
        if abs(off) > _NEAREST:
            told = told.replace(year=told.year + (1 if off < timedelta(0) else -1))
    except ValueError:
        return None
    return told


def session_day(market: str, published: datetime, *, ahead: bool) -> date:
    """Return the session of a market that an article of that time tells.

    Before the session it is the last one, unless the article looks ahead. A time of midnight or
    noon sharp stands for a date whose time is not known.

    Args:
        market: Code of a market; the day of publication, UTC, counts for "".
        published: Aware.
        ahead: Futures, premarket: the session that is about to begin.
    """
    moment = published.astimezone(UTC)
    if moment.time() in {time(0), time(12)} or market not in OPENS_AT:
        return _weekday(moment.date(), ahead=ahead)
    opens = timedelta(hours=OPENS_AT[market])
    # A day begins with its session: what is earlier tells the session before.
    day = (moment - opens + (_AHEAD_BY if ahead else timedelta(0))).date()
    return _weekday(day, ahead=ahead)


def _weekday(day: date, *, ahead: bool) -> date:
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1 if ahead else -1)
    return day


def fiscal_period(folded: str, hits: Sequence[Hit]) -> tuple[str, int | None]:
    """Return ("q2", 2026): the quarter, half or year that results are of; "" and None if unsaid."""
    year: int | None = None
    period = next((hit.period for hit in hits if hit.period and not _to_come(folded, hit)), "")
    printed = _PRINTED.search(folded)
    if printed is not None:
        quarter = printed[1] or printed[2]
        period = f"q{quarter}" if quarter else period
        year = int(printed[3] or printed[4])
        year += 2000 if year < 100 else 0
    if year is None and (plain := _YEAR.search(folded)):
        year = int(plain[1] or plain[2])
    return period, year


def _to_come(folded: str, hit: Hit) -> bool:
    """Tell whether a quarter is one that a company looks ahead to, beside the one it reports."""
    before = folded[max(0, hit.start - 24) : hit.start]
    return bool(_GUIDES.search(before) or _GUIDANCE.match(folded, hit.end))


def prints_period(folded: str) -> bool:
    """Tell whether a headline has a quarter with its year in one word: 2Q26, 1T25."""
    return _PRINTED.search(folded) is not None


def looks_ahead(folded: str) -> bool:
    """Tell whether a market's session is still to come: futures, premarket, "to open"."""
    return any(word in folded for word in _AHEAD)


_AHEAD = ("futures", "premarket", "pre-market", "to open", "盘前", "盤前", "개장 전", "寄り前")
