"""The kinds of quantities, what each means, and which of them measure one thing."""

from __future__ import annotations

from collections.abc import Mapping

FIGURE_KINDS: Mapping[str, str] = {
    "capex_guidance": "capital spending that is planned, guided to or expected",
    "capex_guidance_prior": "the guidance that a newer one took the place of",
    "capex": "capital spending that was made, or is made as a rule",
    "investment": "money to be put into something, by one or several",
    "contract": "the worth of a contract, order or agreement, in all",
    "contract_added": "what was added to a contract",
    "commitments": "obligations, backlog and purchase commitments in all",
    "price": "what is paid per month, hour, piece or unit of power",
    "capacity": "power or hardware that is run, owned, planned or needed",
    "capacity_added": "power or hardware that is added",
    "market_value": "market capitalisation or valuation",
    "market_value_change": "market capitalisation won or lost",
    "revenue": "sales",
    "profit": "net or operating income",
    "free_cash_flow": "cash flow; below zero when it is negative",
    "funding": "money raised or borrowed",
    "stake": "what a purchase or takeover costs",
    "cost": "what something costs, in all",
    "price_target": "what analysts say a share should cost",
    "share_price": "what a share costs",
    "earnings_per_share": "profit for each share",
    "dividend": "what is paid out for each share",
    "growth": "how much a quantity grows: per cent, or times as much",
    "share": "what part of a quantity it is, in per cent",
    "duration": "how long something lasts, in months",
    "amount": "money of which nothing is said that this list knows",
}
"""Kind → what it measures (stable names; new ones may come)."""

_FAMILIES = {
    "capex_guidance": "capex",
    "capex_guidance_prior": "capex",
    "contract_added": "contract",
    "capacity_added": "capacity",
}
_ONE_VALUE = frozenset(
    {
        "capex_guidance",
        "capex_guidance_prior",
        "capex",
        "commitments",
        "price",
        "earnings_per_share",
        "market_value",
        "revenue",
        "profit",
        "free_cash_flow",
    }
)
"""Kinds of which a subject has one at a time, so that two different ones disagree."""


def family(kind: str) -> str:
    """Return the name that kinds share which are set side by side."""
    return _FAMILIES.get(kind, kind)


def holds_one_value(kind: str, *, pair: bool = False) -> bool:
    """Tell whether a subject has one such quantity at a time.

    Args:
        kind: One of `FIGURE_KINDS`.
        pair: Both parties are named: two parties have one contract until somebody speaks of
            another, but one company has many.
    """
    return kind in _ONE_VALUE or (pair and family(kind) == "contract")
