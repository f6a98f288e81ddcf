"""Measured moves → the same with their place among all names of their exchange on day 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from tapestory.errors import NotFoundError
from tapestory.model import Move
from tapestory.moves.day_rank import DayReturns, day_returns, names_on
from tapestory.moves.sessions import canonical_mic
from tapestory.pipeline.components import Components
from tapestory.store import Session


class DayRanks:
    """Ranks moves; the returns of a session are read once, however many moves ask for them.

    Args:
        components: What to work with.
        as_of: Prices as they stood then; as they are when None.
    """

    def __init__(self, components: Components, *, as_of: datetime | None = None) -> None:
        self._universe = components.universe
        self._sessions = components.sessions
        self._as_of = as_of
        self._held: dict[tuple[str, date], DayReturns | None] = {}

    def ranked(self, session: Session, moves: Iterable[Move]) -> tuple[Move, ...]:
        """Return the moves in the same order; those over day 0 alone have their rank.

        Args:
            session: Where the prices are.
            moves: Of any instruments, exchanges and windows.
        """
        return tuple(
            replace(move, rank=day.rank(move.symbol))
            if move.window == (0, 0)
            and move.raw is not None
            and move.session is not None
            and (day := self._day(session, move.mic, move.session)) is not None
            else move
            for move in moves
        )

    def _day(self, session: Session, mic: str, day: date) -> DayReturns | None:
        try:
            key = (canonical_mic(mic), day)
            if key not in self._held:
                self._held[key] = self._read(session, *key)
        except NotFoundError:  # no calendar, or not so far back: there is no session before
            return None
        return self._held[key]

    def _read(self, session: Session, mic: str, day: date) -> DayReturns:
        before = self._sessions.shift(mic, day, -1)
        companies = names_on(mic, self._universe)
        held = session.prices.around(dict.fromkeys(companies, (before, day)), as_of=self._as_of)
        bars = {symbol: found for symbol, (found, _) in held.items()}
        return day_returns(bars, companies, (before, day))
