"""Sentence that names nobody → whether it can only be about the one whom the headline names."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.kind_cues import KIND_CUES
from tapestory.reading.text.quick import Quick

_KINDS = frozenset(
    {"capex", "capex_guidance", "capex_guidance_prior", "revenue", "profit", "free_cash_flow",
     "commitments", "earnings_per_share", "share_price", "price_target", "growth"}
)  # fmt: skip
"""Kinds of which a text about one company speaks without its name: "Revenue was …"."""
_MANY = late_regex(
    r"\b(?:combined|together|collectively|both|peers?|rivals?|competitors?|companies|firms|"
    r"hyperscalers?|industry|sector|market[\s-]wide|worldwide|global(?:ly)?|big\s+tech|tech\s+giants|"
    r"customers?|suppliers?|start-?ups?|two|three|four|five|six|seven|group\s+of)\b|全球|行业|行業|"
    r"各家|业界|業界|世界|업계|전\s?세계|글로벌",
    re.IGNORECASE,
)
OF_ALL = Quick(
    late_regex(
        r"\b(?:global(?:ly)?|worldwide|world['’]s|industry(?:[\s-]wide)?|the\s+(?:entire|"
        r"whole)\s+(?:sector|market)|combined\s+\w+\s+of\s+(?:the\s+)?(?:big|four|five)|"
        r"big\s+tech|hyperscalers?['’]?|tech\s+giants)\b|全球|全行业|全行業|世界|業界|전\s?세계|"
        r"글로벌|업계",
        re.IGNORECASE,
    )
)
"""Behind the last name: what follows is of nobody in particular."""
_CAPITAL = late_regex(r"[A-Z][\w&’'-]*")
_PLAIN_TEXT = """
    a about adjusted advertising after ai also an analysts and annual annualized annualised are as
    at backlog because before but by capex capital cash ceo cfo closed closing cloud commitments
    consensus cost costs cumulative data diluted dividend during earlier earnings ebit ebitda eps
    estimates expected expenditure expenditures fiscal flow for four free from full full-year fy
    gaap gross guidance h1 h2 however if in income investors it its last later management margin
    meanwhile net next non-gaap now on operating orders outlook over preview prior profit profits
    q1 q2 q3 q4 quarterly quarter reported results revenue revenues rpo run-rate sales search
    second segment shares since still stock that the their then third this to today total up wall
    street when while with year yet first arr fcf capacity loss losses spending spend usd us
    eur gbp jpy krw twd hkd cny rmb inr chf
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
"""
_PLAIN = frozenset(_PLAIN_TEXT.split())
_PERIOD = late_regex(r"(?:FY|CY|Q|H)\d{1,4}", re.IGNORECASE)
_CJK = late_regex(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HEAD = 3


def is_of_many(text: str) -> bool:
    """Tell whether a sentence speaks of several or of others."""
    return _MANY.search(text) is not None


def is_elliptical(text: str, place: int, kind: str) -> bool:
    """Tell whether a sentence goes straight to a number, with no other name before it.

    Args:
        text: A sentence that names no listed company.
        place: Where the amount begins.
        kind: What it measures.
    """
    if kind not in _KINDS:
        return False
    head = text[:place]
    if _CJK.search(text):
        return any(
            found.start() <= _HEAD for cue in KIND_CUES.values()
            if (found := cue.pattern.search(head))
        )  # fmt: skip
    names = (word.lower().removesuffix("'s") for word in _CAPITAL.findall(head))
    return all(word in _PLAIN or _PERIOD.fullmatch(word) for word in names)
