"""How far instruments and sectors moved around an event, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tapestory.model.events import EventId
from tapestory.model.reading import AftermathClaim, ReportedMove


class MoveStatus(StrEnum):
    """Whether a move could be measured (stable)."""

    MEASURED = "measured"
    PENDING = "pending"
    NO_PRICES = "no_prices"
    TOO_SHORT = "too_short"


class Family(StrEnum):
    """Which moves are tested together; fixed by what the articles say, before prices are read."""

    PARTIES = "parties"
    """Who does it or is said to be touched by it: corrected by Holm."""
    SECTORS = "sectors"
    """The sectors that the event names or touches: corrected by Benjamini-Hochberg."""
    REST = "rest"
    """Who is only mentioned, and the other companies of those sectors ("also moved"):
    corrected by Benjamini-Hochberg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTested:
    """Everything that was tested together for an event."""

    family: Family
    members: tuple[str, ...]
    """Symbols, or ids of sectors, whether prices were there or not."""


class ConfounderKind(StrEnum):
    """What else could have moved an instrument (stable)."""

    EVENT = "event"
    """Another event of the store that concerns it."""
    EARNINGS = "earnings"
    """Its own results, told by an event or listed."""
    RELEASE = "release"
    """A listed release: payrolls, a rate decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confounder:
    """Something else that the same session answered."""

    kind: ConfounderKind
    id: str
    """Of the event; of a listed release or result, "release:" and what it is."""
    name: str
    session: date
    """On the instrument's exchange."""


class Linked(StrEnum):
    """Why an instrument is looked at (stable)."""

    NAMED = "named"
    SECTOR = "sector"
    """It belongs to a sector that the event names."""
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRank:
    """Where a session's return stands among all names of the same exchange."""

    as_far: int
    """Names that ended as far from the day's median return or farther, itself included."""
    names: int
    """All with a return for the session."""

    @property
    def percentile(self) -> float:
        """Return the share of names, in per cent, that ended nearer to the median."""
        return 100.0 * (self.names - self.as_far) / self.names


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How far an instrument moved around an event, beyond what its benchmark explains.

    Three answers stand side by side and are never made into one: whether it *moved* (`p`, `q`),
    whether it is *linked*, and whether the sessions are *clean* (no `confounders`).
    """

    event_id: EventId | None
    """None when measured on request, without an event."""
    symbol: str
    mic: str
    window: tuple[int, int]
    """Sessions relative to day 0, both included."""
    session: date | None
    """Day 0 on the instrument's exchange."""
    raw: float | None
    expected: float | None
    abnormal: float | None
    t: float | None
    p: float | None
    q: float | None
    """p corrected for the instruments tested together; None when not tested in a family."""
    benchmark: str | None
    model: str
    """"market" (OLS), "market_thin" on under 120 sessions, "none" when only the raw move could
    be had."""
    status: MoveStatus
    confounders: tuple[Confounder, ...] = ()
    """What else the sessions of the window answered; filled in when an event is looked at."""
    market: float | None = None
    """What the benchmark did over the same sessions."""
    abnormal_alpha0: float | None = None
    """As `abnormal`, with the model's alpha taken as 0: over many sessions a lucky year's alpha
    would be held against the instrument."""
    peers: float | None = None
    """The part of `abnormal` that goes with the other companies of its sector."""
    own: float | None = None
    """The rest of `abnormal`; None, as `peers`, with too few peers."""
    peer_count: int = 0
    family: Family | None = None
    linked: Linked = Linked.NO
    rank: DayRank | None = None
    """Of day 0; None for longer windows, and where too few names have prices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorMove:
    """How far an equal-weight basket of a sector moved beyond the market."""

    event_id: EventId
    sector: str
    window: tuple[int, int]
    abnormal: float | None
    t: float | None
    p: float | None
    q: float | None
    members: int
    breadth: float | None
    """Share of members that moved in the basket's direction."""
    second_t: float | None = None
    """The second opinion: standardised members' moves, corrected for how they move together."""
    second_p: float | None = None
    correlation: float | None = None
    """Mean correlation of two members' abnormal returns over the estimation window."""


class Aftermath(StrEnum):
    """What came after day 0 (stable)."""

    REBOUND = "rebound"
    """It came back, by more than chance and by a quarter of the move or more."""
    DRIFT = "drift"
    """It went on in the same direction, by more than chance."""
    NEITHER = "neither"
    PENDING = "pending"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowThrough:
    """What an instrument did in the sessions after day 0."""

    event_id: EventId
    symbol: str
    mic: str
    after: int
    """Sessions after day 0, the first of them included: 1, 5, 20."""
    session: date | None
    """Day 0."""
    raw: float | None
    abnormal: float | None
    t: float | None
    p: float | None
    retraced: float | None
    """Share of day 0's raw move that was taken back: 1 is all of it, negative went on."""
    verdict: Aftermath
    q: float | None = None
    """p corrected for the horizons and for the instruments that are looked at together."""


class Agreement(StrEnum):
    """How a reported move stands to the tape (stable)."""

    AGREES = "agrees"
    """The close, rounded as the article rounds, is the figure."""
    AGREES_AS_BOUND = "agrees_as_bound"
    """The close lies on the side that "over", "up to" or a one-sided range claims."""
    TRUNCATED = "truncated"
    """The close with its decimals cut off is the figure: 8 for 8.81."""
    INTRADAY = "intraday"
    """The close is elsewhere, but the session's high or low reached the figure."""
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"
    """Nothing to hold it against; the note says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCheck:
    """One reported move beside what its session did."""

    reported: ReportedMove
    kind: Agreement
    note: str
    """Why, in a few words."""
    session: date | None
    """The session that it was held against; None when there is none."""
    close: float | None = None
    """The session's measured return, a fraction."""
    high: float | None = None
    """Of the session against the close before; None without a bar that has it."""
    low: float | None = None


class BorneOut(StrEnum):
    """What the tape says of a claim about what followed (stable)."""

    BORNE_OUT = "borne_out"
    NOT_BORNE_OUT = "not_borne_out"
    MIXED = "mixed"
    CANNOT_BE_TOLD = "cannot_be_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketAftermath:
    """What those on one exchange did that a claim speaks of."""

    mic: str
    session: date | None
    """That the claim speaks of, on this exchange."""
    moved: tuple[str, ...]
    """Who had gone the way that the claim starts from, up to the session before, by symbol."""
    as_claimed: tuple[str, ...]
    """Those of them that then went as it claims."""
    verdict: BorneOut
    note: str = ""
    """Why it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AftermathCheck:
    """A claim about what followed, beside what followed."""

    claim: AftermathClaim
    verdict: BorneOut
    """Mixed too where one market bears it out and another does not."""
    markets: tuple[MarketAftermath, ...]
    """By exchange."""
