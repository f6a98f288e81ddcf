"""Narratives of an event, with prices → what the sectors that they speak of did, look by look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from tapestory import narratives
from tapestory.model import (
    ConfounderKind,
    EventId,
    Instrument,
    KnownReading,
    Linked,
    Move,
    MoveStatus,
    Narrative,
    Prediction,
    SectorReading,
    SectorStatus,
    TapeReading,
    TapeTest,
)
from tapestory.moves import EventMeter, needed_symbols
from tapestory.moves.baskets import MIN_TESTED_MEMBERS, BasketMember
from tapestory.moves.event_task import calendar_of, company_of, members_of
from tapestory.moves.families import holm
from tapestory.moves.history import History, HistoryRequest
from tapestory.moves.signed_baskets import Group, GroupMove, SignedBaskets
from tapestory.pipeline.components import Components
from tapestory.pipeline.confounding import confounded
from tapestory.pipeline.price_shelf import PriceShelf
from tapestory.pipeline.tape_task import TapeTask
from tapestory.store import Session

_NEWS: Final = frozenset({ConfounderKind.EVENT, ConfounderKind.EARNINGS})
"""What leaves a company out. A listed release moves the whole market, and what it did to all is not
in a move beyond the market: it is told with the moves, and does not silence the tape."""

Window = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where everything is looked up."""

    components: Components
    session: Session
    shelf: PriceShelf
    """Prices, as of the time of every answer."""

    @property
    def as_of(self) -> datetime | None:
        """Other events as they were known then; now when None."""
        return self.shelf.as_of


def read_tape(known: Known, task: TapeTask) -> list[TapeReading]:
    """Measure what every narrative of a task predicts, over each window that has something due.

    Args:
        known: For the universe, for prices and for what else the sessions answered.
        task: What to look at.
    """
    if not task.told:
        return []
    members = _Members(known, task)
    windows = narratives.TAPE_WINDOWS
    news = _news(known, task, dict.fromkeys(windows, members.symbols))
    looks = {window: _Look(window, members, news, known.shelf.meter) for window in windows}
    found = []
    for narrative in task.every:
        first = True
        for window in windows:
            expected = narratives.due(narrative, window)
            reading = looks[window].reading(narrative, expected)
            if expected and (first or any(_has_begun(item) for item in reading.sectors)):
                found.append(reading)
                first = False
    return found


def tape_then(known: Known, task: TapeTask, *, measured_anew: bool) -> dict[str, TapeTest]:
    """Return what the tape says about the narratives of an event, as was knowable at a time.

    What is stored holds, unless the moves had to be measured anew, a narrative is new to the event
    or predicts something else now, or other news of one of its companies has come to be known.

    Args:
        known: Where readings, prices and other events are, and the time.
        task: What to look at.
        measured_anew: Whether the moves of the event are not those that are stored.
    """
    if not task.told:
        return {}
    as_of = known.as_of
    held = known.session.tape_readings.of_event(task.event_id)
    by_id: dict[str, list[KnownReading]] = {narrative.id: [] for narrative in task.every}
    for item in held:
        of_it = by_id.get(item.reading.narrative)
        if of_it is not None and (as_of is None or item.known_at <= as_of):
            of_it.append(item)
    if measured_anew or not _stand(known, task, by_id):
        at = known.shelf.at
        for reading in read_tape(known, task):
            of_it = by_id[reading.narrative]
            last = {item.reading.window: item.reading for item in of_it}
            if last.get(reading.window) != reading:
                of_it.append(KnownReading(known_at=at, reading=reading))
    return narratives.tape_tests(task.told, by_id, correct=holm, rivals=task.rivals)


def _stand(known: Known, task: TapeTask, held: Mapping[str, Sequence[KnownReading]]) -> bool:
    """Tell whether what is stored is what would be measured."""
    taken: dict[Window, set[str]] = {}
    for narrative in task.every:
        last = {item.reading.window: item.reading for item in held[narrative.id]}
        made = [reading for reading in last.values() if narratives.still_made(narrative, reading)]
        expected = [w for w in narratives.TAPE_WINDOWS if narratives.due(narrative, w)]
        if expected and not made:
            return False
        if any(reading not in made and w in expected for w, reading in last.items()):
            return False
        for reading in made:
            of_window = taken.setdefault(reading.window, set())
            of_window.update(symbol for item in reading.sectors for symbol in item.members)
    return not any(_news(known, task, taken).values())


def _has_begun(item: SectorReading) -> bool:
    waiting = {SectorStatus.PENDING, SectorStatus.NO_PRICES, SectorStatus.ELSEWHERE}
    return item.status not in waiting


class _Members:
    """The companies behind the predictions of an event, each with its fitted history."""

    def __init__(self, known: Known, task: TapeTask) -> None:
        universe, shelf = known.components.universe, known.shelf
        symbols = needed_symbols(task.measuring, universe) if task.day0 else frozenset[str]()
        self._universe = universe
        self._day0 = {calendar_of(mic): day for mic, day in task.day0.items()}
        self._bars = shelf.bars(known.session, symbols, task.day0.values())
        self._meter = shelf.meter
        found = [item for narrative in task.every for item in narrative.predictions]
        listed = {item.sector: self._listed(item) for item in found}
        self._of = {
            sector: [item for item in of_it if item.symbol in self._bars]
            for sector, of_it in listed.items()
        }
        self.here = {sector: self._companies(of_it) for sector, of_it in listed.items()}
        """Sector → its companies that trade where the event has a day 0."""
        self.elsewhere = {
            sector: self._others(of_it, self.here[sector]) for sector, of_it in listed.items()
        }
        """Sector → one listing of each of its other companies."""
        self.symbols = sorted({i.symbol for listed in self._of.values() for i in listed})
        self._near = shelf.event_days(known.session, self.symbols, task.day0.values())
        self.least = {item.sector: 1 if item.party else MIN_TESTED_MEMBERS for item in found}

    def of(self, sector: str) -> list[BasketMember]:
        """Return those that have a history, with enough of a past to be measured or not."""
        return [
            BasketMember(symbol=item.symbol, entity=company_of(item), history=known)
            for item in self._of[sector]
            if (known := self._history(item)) is not None
        ]

    def _listed(self, prediction: Prediction) -> list[Instrument]:
        symbols: Sequence[str] = (prediction.sector,)
        if not prediction.party:
            symbols = members_of(symbols, self._universe)
        known = self._universe.instruments
        return [known[symbol] for symbol in symbols if symbol in known]

    def _companies(self, listed: Iterable[Instrument]) -> frozenset[str]:
        return frozenset(company_of(item) for item in listed if calendar_of(item.mic) in self._day0)

    def _others(self, listed: Iterable[Instrument], here: AbstractSet[str]) -> tuple[str, ...]:
        first: dict[str, str] = {}
        for item in listed:
            if company_of(item) not in here:
                first.setdefault(company_of(item), item.symbol)
        return tuple(first.values())

    def _history(self, instrument: Instrument) -> History | None:
        day0 = self._day0.get(calendar_of(instrument.mic))
        if day0 is None:
            return None
        earlier = self._near.get(instrument.symbol, frozenset())
        request = HistoryRequest(
            mic=instrument.mic,
            day0=day0,
            last_offset=max(last for _, last in narratives.TAPE_WINDOWS),
            event_days=frozenset(day for day in earlier if day < day0),
        )
        return self._meter.history(instrument, request, self._bars)


class _Look:
    """Everything that is predicted, over one window."""

    def __init__(
        self,
        window: Window,
        members: _Members,
        news: Mapping[Window, frozenset[str]],
        meter: EventMeter,
    ) -> None:
        self._window = window
        self._members = members
        self._least = members.least
        self._all = {sector: members.of(sector) for sector in members.least}
        self._news = news[window]
        groups = [
            Group(
                id=sector,
                members=[member for member in held if member.symbol not in self._news],
                least=members.least[sector],
            )
            for sector, held in self._all.items()
        ]
        self._baskets = SignedBaskets(groups, meter.alignment)
        self._held: dict[tuple[str, str, int], SectorReading] = {}

    def reading(self, narrative: Narrative, expected: Sequence[Prediction]) -> TapeReading:
        """Return what the predictions of a narrative that are due came to."""
        sectors = tuple(self._sector(item) for item in expected)
        signs = narratives.signs(sectors)
        together = self._baskets.together(signs, self._window) if signs else None
        return TapeReading(
            narrative=narrative.id,
            window=self._window,
            sectors=sectors,
            score=together.score if together else None,
            p=together.p if together else None,
        )

    def _sector(self, item: Prediction) -> SectorReading:
        key = (item.sector, item.direction, item.horizon)
        if key not in self._held:
            self._held[key] = self._read(item)
        return self._held[key]

    def _read(self, item: Prediction) -> SectorReading:
        held, least = self._all[item.sector], self._least[item.sector]
        left_out = tuple(m.symbol for m in held if m.symbol in self._news)
        here, elsewhere = self._members.here[item.sector], self._members.elsewhere[item.sector]
        abroad = len(here) < least <= len(here) + len(elsewhere)
        plain = SectorReading(
            sector=item.sector,
            predicted=item.direction,
            horizon=item.horizon,
            status=SectorStatus.ELSEWHERE if abroad and not here else SectorStatus.NO_PRICES,
            left_out=left_out,
            elsewhere=elsewhere,
        )
        if not held:
            return plain
        move = self._baskets.group(item.sector, self._window)
        status = self._status(held, left_out, move, least)
        if status is SectorStatus.FEW and abroad:
            status = SectorStatus.ELSEWHERE
        return replace(
            plain, status=status, abnormal=move.abnormal, t=move.t, p=move.p, members=move.members
        )

    def _status(
        self,
        held: Sequence[BasketMember],
        left_out: Sequence[str],
        move: GroupMove,
        least: int,
    ) -> SectorStatus:
        last = self._window[1]
        if any(m.history.model is not None and last not in m.history.closed for m in held):
            # A sector of two exchanges waits for the one that closes last.
            return SectorStatus.PENDING
        companies = _companies(held)
        others = _companies([member for member in held if member.symbol in left_out])
        if others and (len(move.members) < least or 2 * others > companies):
            return SectorStatus.CONFOUNDED
        if companies < least:
            return SectorStatus.FEW
        if len(move.members) < least:
            fitted = _companies([member for member in held if member.history.model is not None])
            return SectorStatus.THIN if fitted < least else SectorStatus.NO_PRICES
        return SectorStatus.THIN if move.p is None else SectorStatus.MEASURED


def _companies(members: Sequence[BasketMember]) -> int:
    return len({member.entity for member in members})


def _news(
    known: Known, task: TapeTask, symbols: Mapping[Window, Iterable[str]]
) -> dict[Window, frozenset[str]]:
    """Return window → those of its symbols that had other news of their own in its sessions."""
    day0 = {calendar_of(mic): day for mic, day in task.day0.items()}
    asked = [
        _asked(task.event_id, instrument, window, day0[calendar_of(instrument.mic)])
        for window, of_window in symbols.items()
        for symbol in sorted(of_window)
        if (instrument := known.components.universe.instruments.get(symbol)) is not None
        and calendar_of(instrument.mic) in day0
    ]
    found: dict[Window, set[str]] = {window: set() for window in symbols}
    for move in confounded(known.components, known.session, asked, as_of=known.as_of):
        if any(item.kind in _NEWS for item in move.confounders):
            found[move.window].add(move.symbol)
    return {window: frozenset(held) for window, held in found.items()}


def _asked(event_id: EventId, instrument: Instrument, window: Window, session: date) -> Move:
    """Return a move of which only the sessions are asked about."""
    return Move(
        event_id=event_id,
        symbol=instrument.symbol,
        mic=instrument.mic,
        window=window,
        session=session,
        raw=None,
        expected=None,
        abnormal=None,
        t=None,
        p=None,
        q=None,
        benchmark=None,
        model="none",
        status=MoveStatus.PENDING,
        linked=Linked.NO,
    )
