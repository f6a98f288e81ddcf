"""Many symbols and days 0 asked about → the move of each, or why it cannot be measured.

Every price series is read once, however many days of it are asked about, and all days of an
exchange are measured together; the numbers are those of `measure_symbol`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from tapestory.errors import NotFoundError
from tapestory.model import DailyBar, Move
from tapestory.moves import HISTORY_NEEDED
from tapestory.moves.batch import Batch, measure_many
from tapestory.moves.history import DEFAULT_SETTINGS, Benchmark, EstimationSettings
from tapestory.moves.panel import PanelRequest, Series, panel_of
from tapestory.moves.sessions import canonical_mic
from tapestory.pipeline.comparison import Asked, Comparison, bars_ahead, bars_behind, compared
from tapestory.pipeline.components import Components
from tapestory.pipeline.day_ranks import DayRanks
from tapestory.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a move cannot be measured, and what to do about it."""

    reason: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A move that is asked about, and how it is to be answered."""

    place: int
    asked: Asked
    comparison: Comparison

    @property
    def row(self) -> tuple[str, Comparison]:
        """The series of a panel that answers it."""
        return self.asked.symbol, self.comparison


def measure_asked(
    components: Components,
    asked: Sequence[Asked],
    *,
    settings: EstimationSettings = DEFAULT_SETTINGS,
    as_of: datetime | None = None,
) -> list[Move | Refused]:
    """Measure every move that can be; return an answer to each question, in the same order.

    Args:
        components: What to work with.
        asked: Any symbols with prices; their exchange comes from the universe, else from its
            spelling, else it is New York.
        settings: Which sessions the market models learn from: none of a window's own, see
            `EstimationSettings.clear_of`.
        as_of: Use only what was known then; now if absent.
    """
    answers: list[Move | Refused | None] = [None] * len(asked)
    panels: dict[str, list[_Question]] = {}
    for place, one in enumerate(asked):
        try:
            comparison = compared(components, one.symbol, one.benchmark, one.session)
        except NotFoundError as error:
            answers[place] = Refused(reason=str(error), hint=error.hint or "")
            continue
        question = _Question(place=place, asked=one, comparison=comparison)
        panels.setdefault(canonical_mic(comparison.mic), []).append(question)
    with components.store.reading() as session:
        shelf = _Shelf(session, asked, as_of=as_of)
        ranks = DayRanks(components, as_of=as_of)
        for mic, questions in panels.items():
            for question, answer in _answered(components, shelf, mic, questions, settings):
                ranked = isinstance(answer, Move) and ranks.ranked(session, [answer])
                answers[question.place] = ranked[0] if ranked else answer
    return [answer for answer in answers if answer is not None]


def _answered(
    components: Components,
    shelf: _Shelf,
    mic: str,
    questions: Sequence[_Question],
    settings: EstimationSettings,
) -> Iterator[tuple[_Question, Move | Refused]]:
    """Yield each question about the instruments of one exchange with its answer."""
    rows = list(dict.fromkeys(sorted((item.row for item in questions), key=lambda row: row[0])))
    panel = panel_of(
        PanelRequest(
            mic=mic,
            days=[question.asked.session for question in questions],
            ahead=max(question.asked.window[1] for question in questions),
            settings=settings.clear_of(min(question.asked.window[0] for question in questions)),
        ),
        (shelf.series(*row) for row in rows),
        sessions=components.sessions,
        as_of=shelf.as_of or components.clock.now(),
    )
    place_of = {row: place for place, row in enumerate(rows)}
    news = shelf.event_days(mic, {question.asked.symbol for question in questions})
    by_window: dict[tuple[int, int], list[_Question]] = {}
    for question in questions:
        lacking = shelf.lacking(question)
        if lacking:
            yield question, Refused(reason=lacking, hint="tapestory prices import FILE adds them.")
        else:
            by_window.setdefault(question.asked.window, []).append(question)
    for window, held in by_window.items():
        batch = Batch(
            panel=panel,
            rows=np.array([place_of[question.row] for question in held], dtype=np.intp),
            days=np.array([panel.columns[item.asked.session] for item in held], dtype=np.intp),
            windows=(window,),
            settings=settings.clear_of(window[0]),
            event_days=[news.get(question.asked.symbol, frozenset()) for question in held],
        )
        yield from _over(batch, held)


def _over(batch: Batch, questions: Sequence[_Question]) -> Iterator[tuple[_Question, Move]]:
    """Yield each question about one window with its move."""
    found = measure_many(batch)
    for place, question in enumerate(questions):
        yield question, replace(found.move(place), mic=question.comparison.mic)


class _Shelf:
    """The bars that the questions need, each series read once."""

    def __init__(self, session: Session, asked: Sequence[Asked], *, as_of: datetime | None) -> None:
        self.as_of = as_of
        days = [one.session for one in asked] or [date.max]
        furthest = max((one.window[1] for one in asked), default=0)
        earliest = min((one.window[0] for one in asked), default=0)
        self._session = session
        self._ahead = bars_ahead(furthest)
        self._start = min(days) - bars_behind(earliest)
        self._end = max(days) + self._ahead if asked else date.max
        self._benchmarks: dict[str, list[DailyBar]] = {}
        self._latest: tuple[str, list[DailyBar]] = ("", [])
        self._days: dict[str, list[date]] = {}

    def event_days(self, mic: str, symbols: Collection[str]) -> dict[str, frozenset[date]]:
        """Return symbol → the days 0 on an exchange of the events that concern it."""
        wanted = {mic: symbols}
        return self._session.moves.event_days(wanted, self._start, self._end, known_by=self.as_of)

    def series(self, symbol: str, comparison: Comparison) -> Series:
        """Return one row of a panel; those of one symbol are to be asked for together."""
        against = comparison.benchmark
        if against is not None and against not in self._benchmarks:
            self._benchmarks[against] = self._read(against)
        if self._latest[0] != symbol:
            self._latest = symbol, self._benchmarks.get(symbol) or self._read(symbol)
        return Series(
            symbol=symbol,
            bars=self._latest[1],
            benchmark=None
            if against is None
            else Benchmark(
                symbol=against,
                mic=comparison.benchmark_mic,
                bars=self._benchmarks[against],
            ),
        )

    def lacking(self, question: _Question) -> str:
        """Return which series there is nothing of around a day, once they were read; or "".

        Without prices of an exchange's own benchmark there is still the raw return.
        """
        asked = question.asked
        if not self._any(asked.symbol, asked.session):
            return f"no prices of {asked.symbol} around {asked.session}"
        if asked.benchmark is not None and not self._any(asked.benchmark, asked.session):
            return f"no prices of the benchmark {asked.benchmark} around {asked.session}"
        return ""

    def _any(self, symbol: str, day: date) -> bool:
        held = self._days[symbol]
        at = bisect_left(held, day - HISTORY_NEEDED)
        return at < len(held) and held[at] <= day + self._ahead

    def _read(self, symbol: str) -> list[DailyBar]:
        bars = self._session.prices.bars(symbol, start=self._start, end=self._end, as_of=self.as_of)
        self._days[symbol] = [bar.session for bar in bars]
        return bars
