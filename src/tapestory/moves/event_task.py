"""Whom an event concerns in, everything that will be tested about it out, before prices are read.

Three families, each corrected by itself: the parties (who does it or is touched by it), the sectors
that the event names, and the rest: who is only mentioned, and the other companies of those sectors.
Who is in them follows from the articles and the universe alone, so that no test can be added, or
left out, for what its price did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import EventId, Family, FamilyTested, Instrument, Linked, Universe
from tapestory.moves.history import DEFAULT_SETTINGS, EstimationSettings
from tapestory.moves.listings import mic_of
from tapestory.moves.sessions import canonical_mic

DAY_ZERO: Final = (0, 0)
WINDOWS: Final = (DAY_ZERO, (0, 1), (-1, 1), (0, 5), (0, 20))
"""Event windows, each measured as it matures; [0, +1] also serves news known only by its date."""

HISTORY_NEEDED: Final = timedelta(days=450)
"""Bars from this long before day 0 hold the estimation window on every exchange."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventToMeasure:
    """What to measure about an event. Families are fixed here, before any price is read."""

    event_id: EventId
    day0: Mapping[str, date]
    """MIC → first session that could react; any code that shares its calendar serves."""
    named: tuple[str, ...]
    """Symbols of the parties, every listing that is linked: corrected by Holm."""
    others: tuple[str, ...] = ()
    """Symbols that are only mentioned: corrected by Benjamini-Hochberg, with `also`."""
    also: tuple[str, ...] = ()
    """The other companies of the sectors, see `also_tested`: measured over day 0 only, and
    told of only when they moved."""
    sectors: tuple[str, ...] = ()
    """Sector ids, whose baskets hold every instrument of the universe: Benjamini-Hochberg."""
    event_days: Mapping[str, frozenset[date]] = field(default_factory=dict)
    """Symbol → day 0 of its events, this one's too: earlier ones do not bend the line of its
    model."""
    windows: tuple[tuple[int, int], ...] = WINDOWS
    settings: EstimationSettings = DEFAULT_SETTINGS

    @property
    def parties(self) -> tuple[str, ...]:
        """Each symbol of the first family once."""
        return tuple(dict.fromkeys(self.named))

    @property
    def mentioned(self) -> tuple[str, ...]:
        """Each symbol once that is mentioned and no party."""
        parties = set(self.named)
        return tuple(symbol for symbol in dict.fromkeys(self.others) if symbol not in parties)

    @property
    def also_moved(self) -> tuple[str, ...]:
        """Each symbol once that no article names."""
        named = {*self.named, *self.others}
        return tuple(symbol for symbol in dict.fromkeys(self.also) if symbol not in named)

    @property
    def families(self) -> tuple[FamilyTested, ...]:
        """Everything that is tested together; families without members are left out."""
        members = {
            Family.PARTIES: self.parties,
            Family.SECTORS: tuple(dict.fromkeys(self.sectors)),
            Family.REST: self.mentioned + self.also_moved,
        }
        return tuple(
            FamilyTested(family=family, members=held) for family, held in members.items() if held
        )

    def linked(self, symbol: str) -> Linked:
        """Return why an instrument is looked at."""
        if symbol in self.named or symbol in self.others:
            return Linked.NAMED
        return Linked.SECTOR if symbol in self.also else Linked.NO


def also_tested(
    sectors: Iterable[str], named: Iterable[str], day0: Mapping[str, date], universe: Universe
) -> tuple[str, ...]:
    """Return the companies of these sectors that no article names, one listing of each.

    A company that is named by one of its listings is named; of several listings the first of the
    universe counts that trades where the event has a day 0. Symbols are sorted.

    Args:
        sectors: Those that the event names; groups that are no line of business are passed over.
        named: Symbols that the event names, in whatever role.
        day0: MIC → first session that could react.
        universe: The listings.
    """
    known = [universe.instruments[symbol] for symbol in named if symbol in universe.instruments]
    taken = {company_of(instrument) for instrument in known}
    calendars = {calendar_of(mic) for mic in day0}
    wanted = set(members_of(sectors, universe))
    chosen: dict[str, str] = {}
    for symbol, instrument in universe.instruments.items():
        company = company_of(instrument)
        if symbol in wanted and company not in taken and calendar_of(instrument.mic) in calendars:
            chosen.setdefault(company, symbol)
    return tuple(sorted(chosen.values()))


def needed_symbols(event: EventToMeasure, universe: Universe) -> frozenset[str]:
    """Return every symbol whose bars `measure_event` will ask for: load these, no others.

    Those are the instruments, the members of the sectors, the peers of the instruments, and the
    benchmarks of all of them.
    """
    own = {*event.named, *event.others, *event.also}
    of_peers = {
        universe.instruments[symbol].sector for symbol in own if symbol in universe.instruments
    }
    measured = own.union(members_of({*event.sectors, *of_peers}, universe))
    benchmarks = {
        benchmark.symbol
        for symbol in measured
        if symbol in universe.instruments
        and (benchmark := benchmark_of(universe.instruments[symbol], universe)) is not None
    }
    return frozenset(measured | benchmarks)


def members_of(sectors: Iterable[str], universe: Universe) -> Sequence[str]:
    """Return the symbols of those sectors that are lines of business."""
    wanted = {
        sector
        for sector in sectors
        if sector in universe.sectors and universe.sectors[sector].peers
    }
    if not wanted:
        return []
    return sorted(
        symbol
        for symbol, instrument in universe.instruments.items()
        if instrument.sector in wanted and instrument.mic
    )


def company_of(instrument: Instrument) -> str:
    """Return what the listings of one company share."""
    return instrument.entity or instrument.symbol


def calendar_of(mic: str) -> str:
    """Return the exchange whose calendar rules this one; an unknown code stands for itself."""
    try:
        return canonical_mic(mic)
    except NotFoundError:
        return mic


def benchmark_of(instrument: Instrument, universe: Universe) -> Instrument | None:
    """Return the benchmark of an instrument's exchange, with its own; None for itself."""
    symbol = universe.benchmarks.get(instrument.mic) or universe.benchmarks.get(
        calendar_of(instrument.mic)
    )
    if symbol is None or symbol == instrument.symbol:
        return None
    held = universe.instruments.get(symbol) or replace(instrument, symbol=symbol, mic="")
    return held if held.mic else replace(held, mic=mic_of(symbol, universe.instruments))
