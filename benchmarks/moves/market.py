"""A seed → the returns of made-up names on made-up sessions, whose truth is known."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from tapestory.moves.panel import Floats, Panel

MARKET = "MARKET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Names that follow the market, with errors of one size each."""

    sessions: tuple[date, ...]
    names: tuple[str, ...]
    market: Floats
    """By session."""
    stock: Floats
    """Names by sessions."""

    def panel(self) -> Panel:
        """Return it as what is measured."""
        return Panel(
            mic="XNYS",
            sessions=self.sessions,
            closed=len(self.sessions),
            symbols=self.names,
            benchmarks=[MARKET] * len(self.names),
            stock=self.stock,
            market=np.broadcast_to(self.market, self.stock.shape),
        )

    def write(self, path: Path) -> None:
        """Write the returns as the peer reads them: a column a name, to the last digit."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["date", *self.names, MARKET])
            for at, session in enumerate(self.sessions):
                values = [*self.stock[:, at], self.market[at]]
                writer.writerow([session.isoformat(), *(repr(float(value)) for value in values)])


def made(*, names: int, sessions: int, seed: int) -> Market:
    """Return a market of normal errors; beta is 1.2 and alpha nothing for every name."""
    dice = np.random.default_rng(seed)
    market = dice.normal(0.0003, 0.01, sessions)
    sizes = dice.uniform(0.01, 0.04, names)
    errors = dice.normal(0.0, 1.0, (names, sessions)) * sizes[:, None]
    days: list[date] = []
    day = date(2018, 1, 1)
    while len(days) < sessions:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return Market(
        sessions=tuple(days),
        names=tuple(f"N{at:03}" for at in range(names)),
        market=market,
        stock=1.2 * market + errors,
    )
