"""Events and a ticker or sector → what it did on each of them, with bars on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tapestory.digest.course import state_chip
from tapestory.digest.day_moves import day_moves
from tapestory.digest.edition import Chip
from tapestory.digest.lead import event_title
from tapestory.digest.ranking import is_significant, rivals
from tapestory.digest.wording import count, percent, points, weekday_day
from tapestory.model import EventView, Move, MoveStatus, Role, SectorMove
from tapestory.report.addresses import Pages
from tapestory.report.heatmap import SectorDay, sector_days
from tapestory.report.move_bars import Bar, move_bar, range_words, scale_of
from tapestory.report.scale import ValueScale


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one event says of an instrument."""

    view: EventView
    move: Move | None
    """The one to print; None where none was looked for."""
    role: Role | None
    """None where the event does not name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionRow:
    """What a ticker or a sector's basket did on an event."""

    session: str
    title: str
    path: str
    state: Chip
    bar: Bar
    value: str
    sign: int
    versus: str
    within: str
    significant: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """An event that names it, without a measured move."""

    title: str
    path: str
    state: Chip
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactions:
    """Everything about one ticker or sector."""

    rows: tuple[ReactionRow, ...]
    """The newest session first."""
    named: tuple[NamedRow, ...]


_WAITING = {
    MoveStatus.PENDING: "its session had not closed",
    MoveStatus.NO_PRICES: "no prices",
    MoveStatus.TOO_SHORT: "too short a price history",
}


def shown_symbols(views: Iterable[EventView]) -> dict[str, list[Shown]]:
    """Return every symbol that an event names or measures → what each such event says of it."""
    found: dict[str, list[Shown]] = {}
    for view in views:
        moves = day_moves(view)
        roles = {link.symbol: link.role for link in view.links if link.symbol is not None}
        for symbol in sorted(roles.keys() | moves.keys()):
            shown = Shown(view=view, move=moves.get(symbol), role=roles.get(symbol))
            found.setdefault(symbol, []).append(shown)
    return found


def shown_sectors(views: Iterable[EventView]) -> dict[str, int]:
    """Return every sector that an event names or measures → on how many events."""
    found: dict[str, int] = {}
    for view in views:
        named = {link.sector for link in view.links if link.sector is not None}
        for sector in named | {move.sector for move in view.sector_moves}:
            found[sector] = found.get(sector, 0) + 1
    return found


def ticker_reactions(shown: Iterable[Shown], pages: Pages, *, year: int) -> Reactions:
    """Return what an instrument did on the events that name it or on which it was measured."""
    measured: list[_TickerDay] = []
    named: list[NamedRow] = []
    for one in shown:
        view, move = one.view, one.move
        is_measured = move is not None and move.status is MoveStatus.MEASURED
        if move is not None and is_measured and move.raw is not None and move.session is not None:
            measured.append(_TickerDay(session=move.session, shown=one, move=move))
        else:
            why = "not measured" if move is None else _WAITING.get(move.status, "not measured")
            named.append(_named(view, pages, f"{_role(one.role)}; {why}"))
    measured.sort(
        key=lambda day: (day.session, day.shown.view.event.last_seen, day.shown.view.event.id)
    )
    scale = scale_of(day.move for day in measured)
    rows = [_ticker_row(day, scale, pages, year=year) for day in reversed(measured)]
    return Reactions(rows=tuple(rows), named=tuple(named))


def sector_reactions(
    views: Sequence[EventView], sector: str, pages: Pages, *, year: int
) -> Reactions:
    """Return what a sector's basket did on the events that name or move it."""
    days = sorted(
        (day for day in sector_days(views) if day.move.sector == sector),
        key=lambda day: (day.session, day.view.event.last_seen, day.view.event.id),
    )
    scale = scale_of(day.move for day in days)
    seen = {day.view.event.id for day in days}
    return Reactions(
        rows=tuple(_sector_row(day, scale, pages, year=year) for day in reversed(days)),
        named=tuple(
            _named(view, pages, f"{_role(link.role)}; no basket measured")
            for view in views
            if view.event.id not in seen
            for link in [one for one in view.links if one.sector == sector][:1]
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _TickerDay:
    """A measured move of an instrument."""

    session: date
    shown: Shown
    move: Move


def _ticker_row(day: _TickerDay, scale: ValueScale, pages: Pages, *, year: int) -> ReactionRow:
    move = day.move
    others = len(rivals(move))
    notes = [_role(day.shown.role)]
    if move.window != (0, 0):
        notes.append(f"over {count(move.window[1] - move.window[0] + 1, 'session')}")
    if others:
        notes.append(f"{count(others, 'other story', 'other stories')} in the same session")
    versus = "n/a" if move.abnormal is None else points(move.abnormal)
    close = percent(move.raw or 0.0)
    return _row(
        session=weekday_day(day.session, year=year),
        view=day.shown.view,
        pages=pages,
        bar=move_bar(move, scale, _title(close, versus, range_words(move))),
        value=close,
        sign=_sign(move.raw),
        versus=versus,
        move=move,
        note="; ".join(notes),
    )


def _sector_row(day: SectorDay, scale: ValueScale, pages: Pages, *, year: int) -> ReactionRow:
    move = day.move
    note = count(move.members, "company", "companies")
    if move.breadth is not None and move.abnormal:
        way = "up" if move.abnormal > 0 else "down"
        note = f"{note}, {round(move.breadth * move.members)} {way}"
    versus = points(move.abnormal or 0.0)
    return _row(
        session=weekday_day(day.session, year=year),
        view=day.view,
        pages=pages,
        bar=move_bar(move, scale, _title("", versus, range_words(move))),
        value="",
        sign=_sign(move.abnormal),
        versus=versus,
        move=move,
        note=note,
    )


def _row(  # noqa: PLR0913 - what both kinds of rows share
    *,
    session: str,
    view: EventView,
    pages: Pages,
    bar: Bar,
    value: str,
    sign: int,
    versus: str,
    move: Move | SectorMove,
    note: str,
) -> ReactionRow:
    return ReactionRow(
        session=session,
        title=event_title(view),
        path=pages.event(view.event.id),
        state=state_chip(view.verification),
        bar=bar,
        value=value,
        sign=sign,
        versus=versus,
        within=range_words(move),
        significant=is_significant(move),
        note=note,
    )


def _title(close: str, versus: str, within: str) -> str:
    said = f"close {close}, " if close else ""
    return f"{said}beyond the market {versus}" + (f", range {within}" if within else "")


def _named(view: EventView, pages: Pages, note: str) -> NamedRow:
    return NamedRow(
        title=event_title(view),
        path=pages.event(view.event.id),
        state=state_chip(view.verification),
        note=note,
    )


def _role(role: Role | None) -> str:
    return "also moved" if role is None else role.value


def _sign(value: float | None) -> int:
    return 0 if not value else (1 if value > 0 else -1)
