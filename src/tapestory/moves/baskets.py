"""Members of a sector with their fitted histories in, the move of their equal-weight basket out.

The basket is judged by how *it* moved in the past, never by how much its members differ on the day:
members of a sector move together, so a cross-section of them holds far less evidence than its size
suggests, and tests that forget this call ordinary days remarkable. Source: Kolari and Pynnönen
(2010), "Event Study Testing with Cross-sectional Correlation of Abnormal Returns", Review of
Financial Studies 23(11), 3996-4025.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from math import fsum, sqrt
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import EventId, SectorMove
from tapestory.moves.history import MIN_ESTIMATION_SESSIONS, History
from tapestory.moves.second_opinion import mean_correlation, second_opinion
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


class Basket:
    """The companies of one sector around one event, measured window by window.

    Args:
        members: Every listing; of each company one counts.
        alignment: Shared by the baskets of an event.
    """

    def __init__(self, members: Sequence[BasketMember], alignment: Alignment) -> None:
        self._members = companies(members)
        self._alignment = alignment
        self._panels: dict[tuple[str, ...], LinedUp] = {}

    def move(self, event_id: EventId, sector: str, window: tuple[int, int]) -> SectorMove:
        """Measure an equal-weight basket over one window.

        Its abnormal return is the mean of its members' (each over its own exchange's window); its
        error and its p come from the series of such means over the estimation window. Members that
        cannot be measured over the window, or not yet, are left out and not counted: a sector over
        two exchanges is first measured on the one that closes first, and `members` says so. With
        fewer than MIN_TESTED_MEMBERS there is a mean but no test; with none there is nothing.
        """
        offsets = range(window[0], window[1] + 1)
        measured = [member for member in self._members if measurable(member.history, offsets)]
        values = [fsum(member.history.abnormals(offsets)) for member in measured]
        mean = fsum(values) / len(values) if values else None
        plain = SectorMove(
            event_id=event_id,
            sector=sector,
            window=window,
            abnormal=mean,
            t=None,
            p=None,
            q=None,
            members=len(measured),
            breadth=None if not mean else sum(value * mean > 0 for value in values) / len(values),
        )
        if mean is None or len(measured) < MIN_TESTED_MEMBERS:
            return plain
        panel = self._panel(measured)
        t, p = panel.test(mean, offsets)
        second = second_opinion(_standardised(measured, values, offsets), panel.correlation)
        return replace(
            plain,
            t=t,
            p=p,
            second_t=second.t if second else None,
            second_p=second.p if second else None,
            correlation=panel.correlation,
        )

    def _panel(self, measured: Sequence[BasketMember]) -> LinedUp:
        key = tuple(member.symbol for member in measured)
        if key not in self._panels:
            self._panels[key] = LinedUp([member.history for member in measured], self._alignment)
        return self._panels[key]


class LinedUp:
    """The abnormal returns of several instruments, lined up by session.

    Offsets are those of the exchange that closes first on day 0.
    """

    def __init__(self, histories: Sequence[History], alignment: Alignment) -> None:
        self._histories = histories
        lead = leader(histories, alignment)
        self._first = min(lead.grid)
        self._columns = [lined_up(lead, known, alignment) for known in histories]
        # A mean of two says little about a mean of ten: early sessions of a young sector do not
        # count.
        self._enough = max(MIN_TESTED_MEMBERS, (len(histories) + 1) // 2)
        self._last = max(known.estimation[-1] for known in histories)

    @cached_property
    def correlation(self) -> float | None:
        """Mean correlation of two members' abnormal returns over the estimation window."""
        return mean_correlation(
            [
                {at: value for at, value in column.items() if at <= self._last}
                for column in self._columns
            ]
        )

    def test(self, mean: float, offsets: range) -> tuple[float | None, float | None]:
        """Return t and p of a mean over these offsets."""
        past = self._past
        if len(past) < MIN_ESTIMATION_SESSIONS:
            return None, None
        recent = self._means(range(self._last + 1, offsets[0]))
        length = len(offsets)
        widening = fsum(_widening(known, offsets) for known in self._histories)
        widening /= len(self._histories)
        sigma = sqrt(fsum(value * value for value in past) / (len(past) - 2))
        error = sigma * sqrt(length) * widening
        t = mean / error if error > 0.0 else None
        return t, filtered_p(past, recent, mean / widening, length=length)

    @cached_property
    def _past(self) -> list[float]:
        return self._means(range(self._first, self._last + 1))

    def _means(self, span: range) -> list[float]:
        kept = []
        for offset in span:
            present = [column[offset] for column in self._columns if offset in column]
            if len(present) >= self._enough:
                kept.append(fsum(present) / len(present))
        return kept


def companies(members: Sequence[BasketMember]) -> list[BasketMember]:
    """Return one listing a company: the one with the longest history, then by symbol."""
    chosen: dict[str, BasketMember] = {}
    for member in sorted(members, key=lambda m: (-len(m.history.estimation), m.symbol)):
        chosen.setdefault(member.entity or member.symbol, member)
    return sorted(chosen.values(), key=lambda member: member.symbol)


def measurable(history: History, offsets: range) -> bool:
    """Tell whether every session of a window has an abnormal return."""
    return all(offset in history.residuals for offset in offsets)


def leader(histories: Sequence[History], alignment: Alignment) -> History:
    """Return the history of the exchange that closes first on day 0."""
    return min(
        histories,
        key=lambda known: (alignment.sessions.close_of(known.mic, known.grid[0]), known.mic),
    )


def lined_up(lead: History, known: History, alignment: Alignment) -> Mapping[int, float]:
    """Return the leader's offset → the abnormal return of the session that answers it."""
    if canonical_mic(lead.mic) == canonical_mic(known.mic):
        return known.residuals
    places = alignment.offsets(lead, known)
    return {
        offset: known.residuals[place]
        for offset, place in places.items()
        if place in known.residuals
    }


def _standardised(
    measured: Sequence[BasketMember], values: Sequence[float], offsets: range
) -> list[float]:
    """Return each member's move over its standard error; whoever has none is left out."""
    found = []
    for member, value in zip(measured, values, strict=True):
        known = member.history
        error = 0.0
        if known.model is not None:
            error = known.model.standard_error([known.market[offset] for offset in offsets])
        if error > 0.0:
            found.append(value / error)
    return found


def _widening(known: History, offsets: range) -> float:
    """Return by how much the uncertain model widens the error of a summed abnormal return."""
    if known.model is None:
        return 1.0
    market = [known.market[offset] for offset in offsets]
    return sqrt(known.model.spread_factor(market) / len(market))
