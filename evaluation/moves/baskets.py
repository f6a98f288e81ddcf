"""Every sector on every day as if something had happened → the p of its basket, window by window.

A day is an instant just before New York's close: each exchange then has its own day 0, as after
news. Sectors are those of the shared universe; funds and indices are no sector.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from evaluation.moves.prices import AS_OF, Prices
from evaluation.moves.rates import WINDOWS, Test, Window
from evaluation.moves.singles import SHIFT
from tapestory.model import EventId, SectorMove
from tapestory.moves.baskets import Alignment, Basket, BasketMember
from tapestory.moves.batch import Batch, histories
from tapestory.moves.families import correct_sectors
from tapestory.moves.history import History
from tapestory.moves.panel import Panel, PanelRequest, Series, panel_of

PLACEBO: Final = EventId("placebo")
MICS: Final = ("XNYS", "XKRX", "XTKS")
_AT_ONCE: Final = 20
"""Days whose histories are held together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baskets:
    """What the sectors gave."""

    first: list[Test] = field(default_factory=list)
    """By the basket's own past."""
    second: list[Test] = field(default_factory=list)
    """By the second opinion."""
    shifted: list[Test] = field(default_factory=list)
    """Day 0 again, every member having moved by SHIFT errors of the basket more."""
    shifted_second: list[Test] = field(default_factory=list)
    any_q: dict[date, bool] = field(default_factory=dict)
    """Whether any sector of a day has q at most 0.05."""


def basket_tests(prices: Prices) -> Baskets:
    """Measure every basket of the shared universe on every New York session."""
    found, alignment = Baskets(), Alignment(prices.sessions)
    for day, known in placebo_histories(prices):
        moves: list[SectorMove] = []
        for sector, members in sector_members(prices, known).items():
            basket = Basket(members, alignment)
            for window in WINDOWS:
                move = basket.move(PLACEBO, sector, window)
                _note(found.first, day, sector, window, move.p)
                _note(found.second, day, sector, window, move.second_p)
                if window == (0, 0):
                    moves.append(move)
                    raised = _raised(move, members, alignment)
                    _note(found.shifted, day, sector, window, raised.p)
                    _note(found.shifted_second, day, sector, window, raised.second_p)
        corrected = [move.q for move in correct_sectors(moves) if move.q is not None]
        if corrected:
            found.any_q[day] = any(q <= 0.05 for q in corrected)
    return found


def _note(tests: list[Test], day: date, sector: str, window: Window, p: float | None) -> None:
    if p is not None:
        tests.append(Test(day, sector, window, p))


def _raised(move: SectorMove, members: Sequence[BasketMember], alignment: Alignment) -> SectorMove:
    """Return the move again after each member moved by SHIFT errors of the basket more."""
    if move.abnormal is None or not move.t:
        return move
    more = SHIFT * abs(move.abnormal / move.t)
    raised = [
        replace(
            member,
            history=replace(
                member.history,
                residuals={
                    **member.history.residuals,
                    0: member.history.residuals[0] + more,
                },
            ),
        )
        if 0 in member.history.residuals
        else member
        for member in members
    ]
    return Basket(raised, alignment).move(PLACEBO, move.sector, (0, 0))


def sector_members(prices: Prices, known: Mapping[str, History]) -> dict[str, list[BasketMember]]:
    """Return sector → the names in it; funds and indices are in none."""
    sectors: dict[str, list[BasketMember]] = {}
    for symbol, history in sorted(known.items()):
        instrument = prices.instruments[symbol]
        if not instrument.sector.startswith("index"):
            member = BasketMember(symbol=symbol, entity=instrument.entity, history=history)
            sectors.setdefault(instrument.sector, []).append(member)
    return sectors


def placebo_histories(prices: Prices) -> Iterator[tuple[date, dict[str, History]]]:
    """Yield each New York session with the fitted history of every name around its own day 0."""
    days = prices.days_on("XNYS")
    panels = {mic: _panel(prices, mic, days) for mic in MICS}
    for start in range(0, len(days), _AT_ONCE):
        held: dict[date, dict[str, History]] = {day: {} for day in days[start : start + _AT_ONCE]}
        for mic, panel in panels.items():
            own = {day: _day_zero(prices, mic, day) for day in held}
            asked = [(day, row) for day in held for row in range(len(panel.symbols))]
            batch = Batch(
                panel=panel,
                rows=np.array([row for _, row in asked], dtype=np.intp),
                days=np.array([panel.columns[own[day]] for day, _ in asked], dtype=np.intp),
            )
            last = max(end for _, end in WINDOWS)
            fitted = histories(batch, last_offset=last)
            for (day, row), history in zip(asked, fitted, strict=True):
                if history.model is not None:
                    held[day][panel.symbols[row]] = history
        yield from held.items()


def _panel(prices: Prices, mic: str, days: Sequence[date]) -> Panel:
    own = [_day_zero(prices, mic, day) for day in (days[0], days[-1])]
    return panel_of(
        PanelRequest(mic=mic, days=own, ahead=max(last for _, last in WINDOWS)),
        [
            Series(symbol=name, bars=prices.bars[name], benchmark=prices.benchmark)
            for name in prices.names_on(mic)
        ],
        sessions=prices.sessions,
        as_of=AS_OF,
    )


def _day_zero(prices: Prices, mic: str, day: date) -> date:
    news = prices.sessions.close_of("XNYS", day) - timedelta(minutes=1)
    return prices.sessions.day_zero(mic, news, precise=True)
