"""One figure and its article's others → whether its unit must be wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.late_regex import late_regex
from tapestory.model import Figure
from tapestory.reading.quantities.kinds import holds_one_value
from tapestory.reading.quantities.periods import parse_period
from tapestory.reading.quantities.scopes import segment_of

_SLIPS = (10.0, 100.0, 1000.0)
_ODD_FORM = late_regex(
    r"(?<![\d.,])[1-9]\d{3}(?:\.\d+)?(?:\s*(?:-|–|—|~|"
    r"to)\s*\$?[1-9]\d{3}(?:\.\d+)?)?[\s-]*(?:billion|bn)\b",
    re.IGNORECASE,
)
"""Four digits before "billion": a writer of English says trillion. A translator who takes 亿 (a
hundred million) for a billion writes so."""
_FAR = 8.0
"""So many times more or less than each other number of its kind, no year to the next explains."""
_NEAR = 2.5
"""And the right one lies within this factor of one of them."""
_CEILING = {
    "capex": 1e12,
    "capex_guidance": 1e12,
    "revenue": 2e12,
    "profit": 5e11,
    "market_value": 3e13,
    "free_cash_flow": 5e11,
}
"""Dollars that no single company has come near: the largest sales of a year are below 7e11, the
largest market value below 1e13 (2026)."""
_PER_DOLLAR = {"USD": 1.0, "EUR": 0.9, "GBP": 0.8, "CNY": 7.0, "HKD": 7.8, "TWD": 32.0,
               "JPY": 150.0, "KRW": 1400.0, "INR": 85.0}  # fmt: skip


def is_odd_form(figure: Figure) -> bool:
    """Tell whether the amount is written as nobody writes it who thinks in its unit."""
    if figure.high < 1e12 or figure.unit != "USD":
        return False
    found = _ODD_FORM.search(figure.sentence)
    return found is not None


def out_of_proportion(figure: Figure, others: Sequence[Figure]) -> str:
    """Return why a lone figure has a wrong unit, "" when nothing says so.

    A figure beside none of its subject and kind is only called wrong when its very form is odd.

    Args:
        figure: The one to judge.
        others: All other figures of its subject, family of kinds and unit.
    """
    if not holds_one_value(figure.kind) or figure.kind == "price" or figure.low <= 0:
        return ""
    told_elsewhere = [o for o in others if o.article_id != figure.article_id and _touch(o, figure)]
    if told_elsewhere:
        return ""
    beside = [o for o in others if o.sentence != figure.sentence and o.low > 0]
    if (beside or is_odd_form(figure)) and _is_beyond_any_company(figure):
        return "no company comes near such a number"
    own = [o for o in others if o.article_id == figure.article_id and _comparable(o, figure)]
    if own and all(_far(figure, other) for other in own) and (slip := _slip(figure, own)):
        return f"{slip:,.0f} times out of proportion to the article's other numbers"
    return ""


def _is_beyond_any_company(figure: Figure) -> bool:
    ceiling = _CEILING.get(figure.kind)
    rate = _PER_DOLLAR.get(figure.unit)
    several = "+" in figure.subject or figure.subject.startswith(("SECTOR:", "^"))
    if ceiling is None or rate is None or several:
        return False
    return figure.low / rate >= ceiling


def _comparable(other: Figure, figure: Figure) -> bool:
    """Tell whether the two are of one business and of times of one length, each told by itself."""
    if other.sentence == figure.sentence or other.low <= 0:
        return False
    if segment_of(other.cue) != segment_of(figure.cue):
        return False
    one, two = parse_period(figure.period), parse_period(other.period)
    return bool(one.part) == bool(two.part) and one.rate == two.rate


def _far(figure: Figure, other: Figure) -> bool:
    return figure.low > other.high * _FAR or figure.high * _FAR < other.low


def _slip(figure: Figure, own: Sequence[Figure]) -> float | None:
    for slip in _SLIPS:
        for factor in (slip, 1 / slip):
            low, high = figure.low / factor, figure.high / factor
            if any(low <= o.high * _NEAR and high * _NEAR >= o.low for o in own):
                return slip
    return None


def _touch(one: Figure, other: Figure) -> bool:
    return one.low <= other.high and other.low <= one.high
