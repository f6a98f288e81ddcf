"""A headline with its lead → the template it is printed in and what it is about, or None."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from tapestory.late_regex import late_regex
from tapestory.matching.templates.cues import Cue
from tapestory.matching.templates.days import looks_ahead, session_day, told_date
from tapestory.matching.templates.headline import Headline
from tapestory.matching.templates.kinds import Template, Templated
from tapestory.matching.templates.results import rating, results
from tapestory.matching.templates.scan import Hit, scan
from tapestory.matching.words import fold

_TELLING = (
    Cue.MARKET | Cue.ASSET | Cue.WRAP | Cue.PRICE | Cue.RESULTS | Cue.PROFIT | Cue.SALES
    | Cue.RATING | Cue.LIVE | Cue.ROUND_UP | Cue.CALENDAR
)  # fmt: skip
"""Without any of these a headline follows no template, unless it opens like one."""
_OPENINGS = ("why ", "here", "five ", "six ", "seven ", "eight ", "ten ", *"123456789")
_NUMBERED = late_regex(
    r"^(?:\d{1,2}|five|six|seven|eight|ten) (?:things|stories|charts|numbers) "
    r"(?:to know (?:today|this|before|for)|you need to know (?:today|this|before|for|in)"
    r"|to watch (?:this|in)|you (?:may|might) have missed)"
)
_WHY_TODAY = late_regex(
    r"^why (?:is |are |did )?.{2,40}\b(?:stock|shares)\b.{0,40}\b(?:today|right now)\b"
)
_PERCENT = late_regex(
    r" (?:(?:by|nearly|about|almost|over|more than) )?\d[\d.,]* ?(?:%|percent|per cent)"
)
_THEMES = frozenset({"roundup", "round-up", "wrap:"})
"""Labels of a theme ("review roundup") as often as of a list."""
_LETTERS = frozenset({"newsletter:", "daily docket", "news briefs", "in brief:"})
"""Labels of one story as often as of a list."""
_NEAR = 30
_CLOSE_BY = 12
_LEAD = 200
"""Characters of text that may name the market of a wrap whose headline does not."""


def templated(
    headline: str, text: str = "", *, published: datetime, symbols: Collection[str] = ()
) -> Templated | None:
    """Return the template that a headline follows and its key, or None: most follow none.

    Args:
        headline: As printed, with or without the outlet's name, or folded.
        text: The lead; it may name the quarter where the headline does not.
        published: Aware.
        symbols: Instruments that the headline names, with or without "s:" before them.
    """
    seen = Headline.read(headline, text, published, symbols)
    if not seen.cues & _TELLING and not seen.folded.startswith(_OPENINGS):
        return None
    for rule in (_live_blog, _calendar, _round_up, rating, _market, results, _tick):
        found = rule(seen)
        if found is not None:
            return found
    return None


def _live_blog(seen: Headline) -> Templated | None:
    label = _label(seen, Cue.LIVE)
    if label is None:
        return None
    # A label in front or behind marks how one happening is told; behind a topic, a running page.
    runs = label.start > 0 and seen.listed(label)
    return _about_market(seen, Template.LIVE_BLOG, lists=runs)


def _calendar(seen: Headline) -> Templated | None:
    label = _label(seen, Cue.CALENDAR)
    return None if label is None else _about_market(seen, Template.CALENDAR)


def _round_up(seen: Headline) -> Templated | None:
    if _NUMBERED.match(seen.folded):
        return Templated(template=Template.ROUND_UP, day=seen.day, lists=True)
    label = _label(seen, Cue.ROUND_UP)
    if label is None:
        return None
    loose = seen.folded[label.start : label.end]
    if loose in _THEMES and (label.start > 0 or not seen.listed(label)):
        return None
    if loose in _LETTERS and not seen.listed(label):
        return None
    return _about_market(seen, Template.ROUND_UP)


def _label(seen: Headline, cue: int) -> Hit | None:
    if not seen.cues & cue:
        return None
    return next((hit for hit in seen.hits if hit.cues & cue and seen.labels(hit)), None)


def _about_market(seen: Headline, template: Template, *, lists: bool = True) -> Templated:
    subjects = frozenset({seen.market} if seen.market else ())
    return Templated(template=template, day=seen.day, subjects=subjects, lists=lists)


def _market(seen: Headline) -> Templated | None:
    if not seen.cues & (Cue.MARKET | Cue.WRAP):
        return None
    market = seen.first(Cue.MARKET)
    label = _label(seen, Cue.WRAP)
    if label is not None and (market is not None or seen.leads(label)):
        told = market is not None and market.start >= label.end and not seen.listed(label)
        one = told and market is not None and seen.after(market, Cue.MOVE, _NEAR) is not None
        return _session(seen, Template.MARKET_DAY if one else Template.MARKET_WRAP, market)
    if market is None or not seen.leads(market) or _joined(seen, market):
        return None
    if (not market.market or market.cues & Cue.BARE) and not _at_once(seen, market):
        return None
    moves = seen.after(market, Cue.MOVE, _NEAR)
    if moves is None and not _closing(seen, market):
        return None
    return _session(seen, Template.MARKET_DAY, market)


def _session(seen: Headline, template: Template, market: Hit | None) -> Templated:
    code = market.market if market and market.cues & Cue.BARE else seen.market
    if market is None:
        code = next((hit.market for hit in scan(fold(seen.text[:_LEAD])) if hit.market), "")
    ahead = looks_ahead(seen.folded)
    day = told_date(seen.folded, seen.published)
    up, percent = seen.way(market) if market else (None, None)
    return Templated(
        template=template,
        day=day or session_day(code, seen.published, ahead=ahead),
        subjects=frozenset({code} if code else ()),
        up=up,
        percent=percent,
        lists=template is Template.MARKET_WRAP,
    )


def _joined(seen: Headline, market: Hit) -> bool:
    """Tell whether a market's name is but part of a word: "DAX-Konzern", "Nasdaq's owner"."""
    following = seen.folded[market.end : market.end + 2]
    return len(following) == 2 and following[0] in "-'’" and following[1].isalpha() and (
        seen.folded[market.end - 1] != "-"
    )  # fmt: skip


def _at_once(seen: Headline, hit: Hit) -> bool:
    """Tell whether a headline opens so: "Stocks slip", "Seoul falls 8 %", not "Shares of Acme"."""
    move = seen.after(hit, Cue.MOVE, 1)
    if hit.start > 0 or move is None:
        return False
    return (
        not hit.cues & Cue.MARKET or not hit.market or bool(_PERCENT.match(seen.folded, move.end))
    )


def _closing(seen: Headline, market: Hit) -> bool:
    return seen.after(market, Cue.CLOSE, 4) is not None


def _tick(seen: Headline) -> Templated | None:
    asset = seen.first(Cue.ASSET)
    if asset is not None and seen.leads(asset) and not seen.cues & Cue.BAR:
        near = (
            _at_once(seen, asset)
            if asset.cues & Cue.BARE
            else seen.after(asset, Cue.MOVE | Cue.TODAY, _NEAR) is not None
        )
        if near:
            up, percent = seen.way(asset)
            return Templated(
                template=Template.PRICE_TICK,
                day=seen.day,
                subjects=frozenset({asset.asset}),
                up=up,
                percent=percent,
            )
    if len(seen.symbols) == 1 and (
        _WHY_TODAY.match(seen.folded)
        or (
            (price := seen.first(Cue.PRICE)) is not None
            and seen.after(price, Cue.MOVE | Cue.TODAY, _CLOSE_BY) is not None
        )
    ):
        return Templated(template=Template.PRICE_TICK, day=seen.day, subjects=seen.symbols)
    return None
