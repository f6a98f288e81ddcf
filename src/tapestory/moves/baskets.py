"""Members of a sector with their fitted histories in, the move of their equal-weight basket out.

The basket is judged by how *it* moved in the past, never by how much its members differ on the day:
members of a sector move together, so a cross-section of them holds far less evidence than its size
suggests, and tests that forget this call ordinary days remarkable. Source: Kolari and Pynnönen
(2010), "Event Study Testing with Cross-sectional Correlation of Abnormal Returns", Review of
Financial Studies 23(11), 3996-4025.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import fsum, sqrt
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import EventId, SectorMove
from tapestory.moves.history import MIN_ESTIMATION_SESSIONS, History
from tapestory.moves.sessions import ExchangeSessions, canonical_mic
from tapestory.moves.simulation import filtered_p

MIN_TESTED_MEMBERS: Final = 3
"""A basket of fewer is reported but not tested: it is not a sector, it is those companies."""

_JUST_BEFORE: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketMember:
    """One company of a sector."""

    symbol: str
    entity: str
    """Listings of one company share it; the basket holds each company once."""
    history: History


@dataclass(slots=True)
class Alignment:
    """Which sessions of two exchanges answer the same news.

    The exchange that closes first leads. A session of another answers the leader's session when
    it is the first to close no earlier: what moved Seoul's Thursday moved New York's Thursday, but
    what moved New York's Wednesday moved Seoul's Thursday, and only day 0 tells which it was.
    """

    sessions: ExchangeSessions
    _held: dict[tuple[object, ...], Mapping[int, int]] = field(default_factory=dict)

    def offsets(self, lead: History, other: History) -> Mapping[int, int]:
        """Return the leader's offset → the other's; each of the other's is used at most once."""
        if canonical_mic(lead.mic) == canonical_mic(other.mic):
            return {offset: offset for offset in lead.grid}
        key = (lead.mic, lead.grid[0], min(lead.grid), other.mic, other.grid[0], min(other.grid))
        if key not in self._held:
            self._held[key] = self._align(lead, other)
        return self._held[key]

    def _align(self, lead: History, other: History) -> Mapping[int, int]:
        place = {session: offset for offset, session in other.grid.items()}
        aligned: dict[int, int] = {}
        used: set[int] = set()
        for offset in sorted(lead.grid):
            close = self.sessions.close_of(lead.mic, lead.grid[offset])
            try:
                answer = self.sessions.day_zero(other.mic, close - _JUST_BEFORE, precise=True)
            except NotFoundError:
                continue
            if answer in place and place[answer] not in used:
                aligned[offset] = place[answer]
                used.add(place[answer])
        return aligned


def sector_move(
    event_id: EventId,
    sector: str,
    window: tuple[int, int],
    members: Sequence[BasketMember],
    alignment: Alignment,
) -> SectorMove:
    """Measure an equal-weight basket over one window.

    The basket's abnormal return is the mean of its members' (each over its own exchange's window);
    its error and its p come from the series of such means over the estimation window. Members
    that cannot be measured over the window, or not yet, are left out and not counted: a sector
    over two exchanges is first measured on the one that closes first, and `members` says so. With
    fewer than MIN_TESTED_MEMBERS there is a mean but no test; with none there is nothing.
    """
    offsets = range(window[0], window[1] + 1)
    measured = [member for member in _companies(members) if _measurable(member.history, offsets)]
    values = [fsum(member.history.abnormals(offsets)) for member in measured]
    mean = fsum(values) / len(values) if values else None
    t, p = None, None
    if mean is not None and len(measured) >= MIN_TESTED_MEMBERS:
        t, p = _test(mean, offsets, [member.history for member in measured], alignment)
    return SectorMove(
        event_id=event_id,
        sector=sector,
        window=window,
        abnormal=mean,
        t=t,
        p=p,
        q=None,
        members=len(measured),
        breadth=None if not mean else sum(value * mean > 0 for value in values) / len(values),
    )


def _companies(members: Sequence[BasketMember]) -> list[BasketMember]:
    """Return one listing a company: the one with the longest history, then by symbol."""
    chosen: dict[str, BasketMember] = {}
    for member in sorted(members, key=lambda m: (-len(m.history.estimation), m.symbol)):
        chosen.setdefault(member.entity or member.symbol, member)
    return sorted(chosen.values(), key=lambda member: member.symbol)


def _measurable(history: History, offsets: range) -> bool:
    return all(offset in history.residuals for offset in offsets)


def _test(
    mean: float, offsets: range, histories: Sequence[History], alignment: Alignment
) -> tuple[float | None, float | None]:
    lead = min(
        histories,
        key=lambda known: (alignment.sessions.close_of(known.mic, known.grid[0]), known.mic),
    )
    maps = [alignment.offsets(lead, known) for known in histories]
    # A mean of two says little about a mean of ten: early sessions of a young sector do not count.
    enough = max(MIN_TESTED_MEMBERS, (len(histories) + 1) // 2)

    def means(span: range) -> list[float]:
        kept = []
        for offset in span:
            present = [
                known.residuals[places[offset]]
                for known, places in zip(histories, maps, strict=True)
                if offset in places and places[offset] in known.residuals
            ]
            if len(present) >= enough:
                kept.append(fsum(present) / len(present))
        return kept

    last_estimation = max(known.estimation[-1] for known in histories)
    past = means(range(min(lead.grid), last_estimation + 1))
    if len(past) < MIN_ESTIMATION_SESSIONS:
        return None, None
    recent = means(range(last_estimation + 1, offsets[0]))
    length = len(offsets)
    widening = fsum(_widening(known, offsets) for known in histories) / len(histories)
    sigma = sqrt(fsum(value * value for value in past) / (len(past) - 2))
    error = sigma * sqrt(length) * widening
    t = mean / error if error > 0.0 else None
    return t, filtered_p(past, recent, mean / widening, length=length)


def _widening(known: History, offsets: range) -> float:
    """Return by how much the uncertain model widens the error of a summed abnormal return."""
    if known.model is None:
        return 1.0
    market = [known.market[offset] for offset in offsets]
    return sqrt(known.model.spread_factor(market) / len(market))
