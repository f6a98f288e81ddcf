"""The tables of narratives.toml that are about chains, indicators and what they decide."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from tapestory.config.section import Section

Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Strict(strict=False)]
Direction = Literal["up", "down", "flat"]
FigureKind = Literal[
    "capex_guidance",
    "capex_guidance_prior",
    "capex",
    "investment",
    "contract",
    "contract_added",
    "commitments",
    "price",
    "capacity",
    "capacity_added",
    "market_value",
    "market_value_change",
    "revenue",
    "profit",
    "free_cash_flow",
    "funding",
    "stake",
    "cost",
    "price_target",
    "share_price",
    "earnings_per_share",
    "dividend",
    "growth",
    "share",
    "duration",
    "amount",
]
"""The names of `reading.FIGURE_KINDS`, which a test compares."""


class FiguresTable(Section):
    """Which figures of articles may be values of an indicator."""

    kinds: Annotated[tuple[FigureKind, ...], Strict(strict=False)]
    unit: Text
    period: str = ""
    subjects: Texts = ()
    about: str = ""


class IndicatorTable(Section):
    """A figure to watch."""

    what: Text
    source: Text
    under: Annotated[dict[str, Direction], Field(min_length=1)]
    expires_after: Annotated[int, Field(ge=1, le=3660)]
    unit: str = ""
    flat_within: Annotated[float, Field(ge=0, lt=1), Strict(strict=False)] = 0.02
    figures: FiguresTable | None = None


class FalsifierTestTable(Section):
    """When an indicator decides a falsifier. Exactly one of the four tests is given."""

    falsifier: Annotated[int, Field(ge=1)]
    """Its number in the list of falsifiers, from 1."""
    indicator: Text
    above: float | None = None
    below: float | None = None
    rises_by: Annotated[float, Field(gt=0)] | None = None
    falls_by: Annotated[float, Field(gt=0, le=1)] | None = None
    within: Annotated[int, Field(ge=1, le=3660)] | None = None


class ChainLinkTable(Section):
    """One step from sector to sector."""

    cause: Text
    effect: Text
    sign: Literal["same", "opposite"]
    mechanism: Text


class ChainTable(Section):
    """A story's way from sector to sector."""

    name: Text
    links: Annotated[tuple[ChainLinkTable, ...], Strict(strict=False)]
    words: dict[str, Texts] = Field(default_factory=dict)
    """Sector → concepts whose words stand for it."""
