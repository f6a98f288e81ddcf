"""An instrument and the other companies of its sector in, how much of its move goes with them out.

raw = expected by the market model + peers + own. What the peers explain is their mean abnormal
return, times how strongly the instrument followed them over the estimation window. The instrument
itself is left out of the mean, or it would explain itself: in a sector of four, a quarter of any
move of its own.

Sources: King (1966), Journal of Business 39(1), 139-190, for the split into market, industry and
company; Fama and French (1997), Journal of Financial Economics 43(2), 153-193, for how rough such
loadings are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Final

from tapestory.model import Move
from tapestory.moves.baskets import (
    Alignment,
    BasketMember,
    companies,
    leader,
    lined_up,
    measurable,
)
from tapestory.moves.history import MIN_ESTIMATION_SESSIONS
from tapestory.moves.market_model import fit, within_mads

MIN_PEERS: Final = 3
"""The mean of fewer is not a sector, it is those companies."""

LOADINGS: Final = (0.0, 2.0)
"""Within these a loading counts as found. Below 0 the instrument would go against its own sector,
which over a year is noise; beyond 2 a slip in one price owns it."""

_OUTLIER_MADS: Final = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerPart:
    """The part of an abnormal return that goes with the peers."""

    value: float | None
    """Fraction over the window; None with fewer than MIN_PEERS or too little common history."""
    count: int
    """Peers that could be measured over the window."""
    loading: float | None


class PeerSplit:
    """One instrument among the companies of its sector.

    Args:
        member: Whose move is split.
        listings: Every listing of its sector; those of the member's own company are left out,
            and of each other company one counts.
        alignment: Shared within an event.
    """

    def __init__(
        self, member: BasketMember, listings: Sequence[BasketMember], alignment: Alignment
    ) -> None:
        self._member = member
        self._alignment = alignment
        own = member.entity or member.symbol
        self._others = companies([one for one in listings if (one.entity or one.symbol) != own])
        self._loadings: dict[tuple[str, ...], float | None] = {}

    def part(self, window: tuple[int, int]) -> PeerPart:
        """Return what goes with the peers over a window.

        Each peer counts over the window of its own exchange, as in a basket, where that has closed
        when the instrument's own has: Seoul goes with New York's session before, but what Seoul
        answers the morning after does not explain New York.
        """
        offsets = range(window[0], window[1] + 1)
        present = [
            peer
            for peer in self._others
            if measurable(peer.history, offsets) and self._in_time(peer, window[1])
        ]
        loading = None
        if len(present) >= MIN_PEERS and measurable(self._member.history, offsets):
            loading = self._loading(present)
        if loading is None:
            return PeerPart(value=None, count=len(present), loading=None)
        mean = fsum(fsum(peer.history.abnormals(offsets)) for peer in present) / len(present)
        return PeerPart(value=loading * mean, count=len(present), loading=loading)

    def of(self, move: Move) -> Move:
        """Return the member's measured move with what its peers explain set beside the rest."""
        part = self.part(move.window)
        if move.abnormal is None or part.value is None:
            return replace(move, peer_count=part.count)
        return replace(
            move, peers=part.value, own=move.abnormal - part.value, peer_count=part.count
        )

    def _in_time(self, peer: BasketMember, offset: int) -> bool:
        own, other = self._member.history, peer.history
        if other.mic == own.mic:
            return True
        close_of = self._alignment.sessions.close_of
        return close_of(other.mic, other.grid[offset]) <= close_of(own.mic, own.grid[offset])

    def _loading(self, present: Sequence[BasketMember]) -> float | None:
        key = tuple(peer.symbol for peer in present)
        if key not in self._loadings:
            self._loadings[key] = self._fitted(present)
        return self._loadings[key]

    def _fitted(self, present: Sequence[BasketMember]) -> float | None:
        """Return the slope of the instrument's abnormal returns on the mean of its peers'."""
        known = self._member.history
        lead = leader([known, *(peer.history for peer in present)], self._alignment)
        places = self._alignment.offsets(lead, known)
        columns = [lined_up(lead, peer.history, self._alignment) for peer in present]
        last = max(peer.history.estimation[-1] for peer in present)
        enough = max(MIN_PEERS, (len(present) + 1) // 2)
        taught = set(known.taught)
        pairs = []
        for offset, place in places.items():
            if offset > last or place not in taught:
                continue
            values = [column[offset] for column in columns if offset in column]
            if len(values) >= enough:
                pairs.append((known.residuals[place], fsum(values) / len(values)))
        if len(pairs) < MIN_ESTIMATION_SESSIONS:
            return None
        usual = within_mads([mean for _, mean in pairs], _OUTLIER_MADS)
        pairs = [pair for pair, keep in zip(pairs, usual, strict=True) if keep]
        try:
            slope = fit([own for own, _ in pairs], [mean for _, mean in pairs]).beta
        except ValueError:  # peers that never moved explain nothing
            return None
        return min(max(slope, LOADINGS[0]), LOADINGS[1])
