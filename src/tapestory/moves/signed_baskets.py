"""Baskets with the way that each should go in, how far they went that way together out.

The score of several baskets is one number: the mean of their abnormal returns, each with its sign
and divided by its own past error, so that no wild sector drowns the calm ones. How often ordinary
sessions score as much is counted on the past of the very same baskets, session by session: what
they have in common stays in. Nothing from after the estimation window reaches that past, and what
lies between it and day 0 updates the volatility only.

Sources: Kolari and Pynnönen (2010), Review of Financial Studies 23(11), 3996-4025, on sectors that
move together; Gabaix, Gopikrishnan, Plerou and Stanley (2003), Nature 423, 267-270, on how rare
moves are that no past session reached.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum, sqrt
from typing import Final

from tapestory.moves.baskets import (
    MIN_TESTED_MEMBERS,
    Alignment,
    BasketMember,
    companies,
    leader,
    lined_up,
    measurable,
)
from tapestory.moves.history import MIN_ESTIMATION_SESSIONS, History
from tapestory.moves.simulation import past_sizes

TAIL_POWER: Final = 3.0
"""Beyond the greatest past move, one twice as large is taken to be 2 ** 3 times as rare: the cubic
law of returns. Without it no p could be below one in the number of past sessions, and a correction
for a dozen tests would leave nothing to find."""

Window = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is looked at as one: the companies of a sector, or a single party."""

    id: str
    members: Sequence[BasketMember]
    """Every listing; of each company one counts."""
    least: int = MIN_TESTED_MEMBERS
    """With fewer there is a mean but no test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMove:
    """How far one group went over a window."""

    id: str
    members: tuple[str, ...]
    """Those that could be measured."""
    abnormal: float | None = None
    """Mean of the members' abnormal returns; None with none of them."""
    t: float | None = None
    p: float | None = None
    """None, as `t`, with too few members or too short a past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMove:
    """How far several groups went the way that they should."""

    score: float
    """In errors of the same score over past sessions; positive is the expected way."""
    p: float
    """Share of past runs that scored as far from nought, either way."""
    past: int
    """Sessions that it was compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """A group's mean abnormal return by the leader's offset, and over the window."""

    means: Mapping[int, float]
    mean: float
    widening: float
    error: float | None
    """Of one past session; None with too short a past."""


class SignedBaskets:
    """The groups around one event, measured window by window, together or each by itself.

    Args:
        groups: All that will be asked about: the exchange among them that closes first on day 0
            tells which sessions belong together.
        alignment: May be shared by events.
    """

    def __init__(self, groups: Sequence[Group], alignment: Alignment) -> None:
        self._groups = {group.id: group for group in groups}
        self._members = {group.id: companies(group.members) for group in groups}
        self._alignment = alignment
        self._held: dict[tuple[str, Window], _Series | None] = {}
        self._moves: dict[tuple[str, Window], GroupMove] = {}
        self._columns: dict[str, Mapping[int, float]] = {}
        self._means: dict[tuple[str, tuple[str, ...]], Mapping[int, float]] = {}

    def group(self, group_id: str, window: Window) -> GroupMove:
        """Return the move of one group by itself."""
        key = (group_id, window)
        if key not in self._moves:
            self._moves[key] = self._move(group_id, window)
        return self._moves[key]

    def _move(self, group_id: str, window: Window) -> GroupMove:
        measured = self._measured(group_id, window)
        members = tuple(member.symbol for member in measured)
        series = self._series(group_id, window)
        if series is None:
            return GroupMove(id=group_id, members=members)
        plain = GroupMove(id=group_id, members=members, abnormal=series.mean)
        if series.error is None or len(members) < self._groups[group_id].least:
            return plain
        length = window[1] - window[0] + 1
        past = _over(series.means, self._past)
        p = tail_p(
            past,
            _over(series.means, self._recent(window)),
            series.mean / series.widening,
            length=length,
        )
        t = series.mean / (series.error * sqrt(length) * series.widening)
        return GroupMove(id=group_id, members=members, abnormal=series.mean, t=t, p=p)

    def together(self, signs: Mapping[str, int], window: Window) -> SignedMove | None:
        """Return how far several groups went the way of their signs.

        Args:
            signs: Group → 1 for up, -1 for down; groups that cannot be tested must be left out.
            window: First and last session relative to day 0, both included.

        Returns:
            None where a group cannot be tested, or where they share too short a past.
        """
        found = {group_id: self._series(group_id, window) for group_id in signs}
        parts = [
            (sign / series.error, series)
            for group_id, sign in signs.items()
            if (series := found[group_id]) is not None and series.error
        ]
        if not parts or len(parts) < len(signs):
            return None
        past = _weighted(parts, self._past)
        if len(past) < MIN_ESTIMATION_SESSIONS:
            return None
        recent = _weighted(parts, self._recent(window))
        shock = fsum(weight * series.mean / series.widening for weight, series in parts)
        length = window[1] - window[0] + 1
        p = tail_p(past, recent, shock, length=length)
        error = _error(past)
        if p is None or error is None:
            return None
        return SignedMove(score=shock / (error * sqrt(length)), p=p, past=len(past))

    def _measured(self, group_id: str, window: Window) -> list[BasketMember]:
        offsets = range(window[0], window[1] + 1)
        return [m for m in self._members[group_id] if measurable(m.history, offsets)]

    def _series(self, group_id: str, window: Window) -> _Series | None:
        key = (group_id, window)
        if key not in self._held:
            self._held[key] = self._build(group_id, window)
        return self._held[key]

    def _build(self, group_id: str, window: Window) -> _Series | None:
        members = self._measured(group_id, window)
        if not members:
            return None
        offsets = range(window[0], window[1] + 1)
        values = [fsum(member.history.abnormals(offsets)) for member in members]
        means = self._mean_of(group_id, members)
        past = _over(means, self._past)
        return _Series(
            means=means,
            mean=fsum(values) / len(values),
            widening=fsum(_widening(m.history, offsets) for m in members) / len(members),
            error=_error(past) if len(past) >= MIN_ESTIMATION_SESSIONS else None,
        )

    def _mean_of(self, group_id: str, members: Sequence[BasketMember]) -> Mapping[int, float]:
        key = (group_id, tuple(member.symbol for member in members))
        if key not in self._means:
            # A mean of two says little about a mean of ten: early sessions of a young sector do
            # not count.
            enough = max(self._groups[group_id].least, (len(members) + 1) // 2)
            columns = [self._column(member) for member in members]
            means = {}
            for offset in range(self._first, 0):
                present = [column[offset] for column in columns if offset in column]
                if len(present) >= enough:
                    means[offset] = fsum(present) / len(present)
            self._means[key] = means
        return self._means[key]

    def _column(self, member: BasketMember) -> Mapping[int, float]:
        if member.symbol not in self._columns:
            self._columns[member.symbol] = lined_up(self._lead, member.history, self._alignment)
        return self._columns[member.symbol]

    @cached_property
    def _histories(self) -> list[History]:
        return [member.history for members in self._members.values() for member in members]

    @cached_property
    def _lead(self) -> History:
        return leader(self._histories, self._alignment)

    @property
    def _first(self) -> int:
        return min(self._lead.grid)

    @cached_property
    def _last(self) -> int:
        """Last session of the estimation window."""
        return max(known.estimation[-1] for known in self._histories if known.estimation)

    @cached_property
    def _past(self) -> range:
        return range(self._first, self._last + 1)

    def _recent(self, window: Window) -> range:
        return range(self._last + 1, min(0, window[0]))


def tail_p(
    past: Sequence[float], recent: Sequence[float], shock: float, *, length: int
) -> float | None:
    """Return the two-sided p of a sum of abnormal returns, fine enough to be corrected.

    As `filtered_p`; but a move beyond every past run is the rarer the farther it is beyond the
    greatest, by TAIL_POWER. None when there is nothing to compare with.
    """
    sizes = past_sizes(past, recent, length=length)
    if not sizes:
        return None
    beaten = sum(size >= abs(shock) for size in sizes)
    if beaten:
        return (beaten + 1) / (len(sizes) + 1)
    rarer: float = (max(sizes) / abs(shock)) ** TAIL_POWER
    return rarer / (len(sizes) + 1)


def _over(means: Mapping[int, float], span: range) -> list[float]:
    return [means[offset] for offset in span if offset in means]


def _weighted(parts: Sequence[tuple[float, _Series]], span: range) -> list[float]:
    """Return the weighted sum of those sessions that every group has."""
    return [
        fsum(weight * series.means[offset] for weight, series in parts)
        for offset in span
        if all(offset in series.means for _, series in parts)
    ]


def _error(past: Sequence[float]) -> float | None:
    sigma = sqrt(fsum(value * value for value in past) / (len(past) - 2))
    return sigma or None


def _widening(known: History, offsets: range) -> float:
    """Return by how much the uncertain model widens the error of a summed abnormal return."""
    if known.model is None:
        return 1.0
    market = [known.market[offset] for offset in offsets]
    return sqrt(known.model.spread_factor(market) / len(market))
