"""A weak name or bare ticker and its surroundings → why it is believed, or nothing."""

from __future__ import annotations

from tapestory.late_regex import late_regex
from tapestory.linking.commonness import Commonness, commonness
from tapestory.linking.surroundings import Surroundings
from tapestory.linking.vocabulary.cues import COMPANY_AFTER, COMPANY_BEFORE
from tapestory.linking.vocabulary.trade import ACRONYMS, INSTITUTIONS
from tapestory.model.reading import PRODUCT_CUE

_TICKERS_BEFORE = late_regex(r"\b[A-Z]{2,5}(?:,|\s+and|\s*/|、)\s*$")
_TICKERS_AFTER = late_regex(r"\s*(?:,|and\b|/|、)\s*(?:and\s+)?[A-Z]{2,5}\b")
_SHORT = 3
"""Up to so many letters a code is as often an abbreviation of something else."""


def weak_cue(around: Surroundings, *, product: bool, matching: bool, support: str) -> str:
    """Return why a name that is listed as weak is believed where it stands, or "".

    Args:
        around: Where it stands.
        product: It is called after a product or person of the company.
        matching: Its ticker stands in brackets behind it.
        support: What else in the text speaks for the company ("company named elsewhere"), or empty.
    """
    form = around.form
    if form.isascii() and form.islower():
        return ""
    what = PRODUCT_CUE if product else "weak alias"
    if not product and (beside := _beside(around, matching=matching)):
        return f"{what} + {beside}"
    if support:
        return f"{what} + {support}"
    return f"{what} + finance cue" if around.finance_near else ""


def _beside(around: Surroundings, *, matching: bool) -> str:
    if matching:
        return "ticker in brackets"
    if COMPANY_AFTER.match(around.after) or COMPANY_BEFORE.search(around.before):
        return "company cue"
    return "Latin name in another script" if around.in_another_script else ""


def ticker_cue(around: Surroundings, *, company: bool, matching: bool) -> str:
    """Return why a bare ticker is believed where it stands, or "".

    Args:
        around: Where it stands.
        company: The company is named, or written as a ticker, elsewhere in the text.
        matching: Its ticker stands in brackets behind it.
    """
    if around.before.endswith("$") or matching:
        return "ticker with $ or exchange"
    if company:
        return "ticker + company named elsewhere"
    if around.shouting or around.form in ACRONYMS or around.form in INSTITUTIONS:
        return ""
    if _TICKERS_BEFORE.search(around.before) or _TICKERS_AFTER.match(around.after):
        return "ticker in a list of tickers"
    return _bare_ticker_cue(around)


def _bare_ticker_cue(around: Surroundings) -> str:
    code = around.form
    if len(code) < _SHORT:
        return ""
    if len(code) > _SHORT and commonness(code.lower()) is Commonness.RARE:
        return "ticker"
    return "ticker + company cue" if COMPANY_AFTER.match(around.after) else ""
