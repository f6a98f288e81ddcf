"""An event view → the facts of it that a later mail compares with; and what was told, added up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from tapestory.digest.baskets import MIN_MEMBERS
from tapestory.digest.inert import one_line
from tapestory.digest.ranking import own_moves
from tapestory.model import (
    ArticleId,
    EventOutline,
    EventView,
    Facts,
    Figure,
    Move,
    Origin,
    OriginKind,
    Role,
    SectorMove,
    ToldFigure,
    ToldMove,
    ToldVerdict,
    independent,
)

PRINTED_WINDOWS = ((0, 0), (0, 1), (0, 5), (0, 20))
"""Sessions after day 0. One that begins before it holds no more than [0,+1] does of the event."""
MIN_LEADERS = 2
"""Outlets that must support an explanation for it to lead."""
_PASSING_KINDS = {"amount", "price", "share_price", "price_target", "market_value_change"}
"""What is printed of everything every day, or measures nothing that is named."""

_T = TypeVar("_T")


def facts_of(view: EventView) -> Facts:
    """Return what is known of an event that may change."""
    return Facts(
        state=view.verification.state,
        origins=tuple(origin.name for origin in independent_origins(view)),
        figures=tuple(dict.fromkeys(told_figure(figure) for figure in telling_figures(view))),
        moves=tuple(
            ToldMove(symbol=move.symbol, window=move.window, value=value)
            for move in telling_moves(view)
            if (value := value_of(move)) is not None
        ),
        narrative=leading_narrative(view),
        sectors=tuple(
            ToldMove(
                symbol=basket.sector,
                window=basket.window,
                value=basket.abnormal,
                members=basket.members,
            )
            for basket in telling_baskets(view)
            if basket.abnormal is not None
        ),
        tape=verdicts_of(view),
        title=one_line(view.event.title, 160),
        articles=telling_articles(view),
    )


def added(before: Facts | None, now: Facts) -> Facts:
    """Return what a reader knows who was told the one and then the other.

    What an article said stays told when the article goes; state, measured moves and who leads are
    as told last.
    """
    if before is None:
        return now
    return Facts(
        state=now.state,
        origins=_joined(before.origins, now.origins),
        figures=_joined(before.figures, now.figures),
        moves=_latest_moves(before.moves, now.moves),
        narrative=now.narrative or before.narrative,
        sectors=_latest(before.sectors, now.sectors, _latest_moves),
        tape=_latest(before.tape, now.tape, _latest_verdicts),
        title=now.title or before.title,
        articles=_joined(before.articles, now.articles),
        parts=_joined(before.parts, now.parts),
    )


def independent_origins(
    view: EventView, *, without: Collection[ArticleId] = ()
) -> tuple[Origin, ...]:
    """Return what the event is shown to go back to, who told it first in front.

    Articles that name no origin may retell another's report, so their outlets are none.

    Args:
        view: The event.
        without: Articles that do not speak for it.
    """
    order = {member.article.id: place for place, member in enumerate(view.articles)}
    first = {
        origin: min(order[article] for article in told)
        for origin in independent(view.origins)
        if origin.kind is not OriginKind.UNSOURCED
        and (told := [a for a in origin.articles if a in order and a not in without])
    }
    return tuple(sorted(first, key=first.__getitem__))


def telling_figures(view: EventView) -> tuple[Figure, ...]:
    """Return the figures about whom the event is about that a reader would want to hear of."""
    subjects = {link.symbol for link in view.links if link.role is not Role.MENTIONED}
    return tuple(
        figure
        for figure in view.figures
        if figure.kind not in _PASSING_KINDS
        and figure.flag != "unit_error"
        and subjects.intersection(figure.subject.split("+"))
    )


def told_figure(figure: Figure) -> ToldFigure:
    """Return a figure without who claims it."""
    return ToldFigure(
        subject=figure.subject,
        kind=figure.kind,
        period=figure.period,
        unit=figure.unit,
        low=figure.low,
        high=figure.high,
    )


def telling_moves(view: EventView) -> tuple[Move, ...]:
    """Return the measured moves of whom the event concerns, the shortest windows first."""
    benchmarks = {move.benchmark for move in view.moves}
    found = [
        move
        for move in own_moves(view)
        if move.window in PRINTED_WINDOWS and move.symbol not in benchmarks
    ]
    return tuple(sorted(found, key=lambda move: (move.window, move.symbol)))


def telling_baskets(view: EventView) -> tuple[SectorMove, ...]:
    """Return the measured baskets of more than one company, the shortest windows first."""
    found = [
        basket
        for basket in view.sector_moves
        if basket.abnormal is not None
        and basket.window in PRINTED_WINDOWS
        and basket.members >= MIN_MEMBERS
    ]
    return tuple(sorted(found, key=lambda basket: (basket.window, basket.sector)))


def verdicts_of(view: EventView) -> tuple[ToldVerdict, ...]:
    """Return what the tape says of each narrative that anybody supports."""
    return tuple(
        ToldVerdict(narrative=share.narrative, verdict=view.tape[share.narrative].verdict)
        for share in view.shares
        if share.supports > 0 and share.narrative in view.tape
    )


def telling_articles(view: EventOutline) -> tuple[str, ...]:
    """Return the ids of the articles that an event rests on, copies left out."""
    present = {member.article.id for member in view.articles}
    return tuple(
        member.article.id for member in view.articles if member.article.copy_of not in present
    )


def value_of(move: Move) -> float | None:
    """Return how far it moved beyond the market, or at all where that is unknown."""
    return move.abnormal if move.abnormal is not None else move.raw


def leading_narrative(view: EventView) -> str:
    """Return the explanation that more outlets support than any other; empty where none leads."""
    shares = sorted(view.shares, key=lambda share: -share.supports)
    if not shares or shares[0].supports < MIN_LEADERS:
        return ""
    if len(shares) > 1 and shares[1].supports == shares[0].supports:
        return ""
    return shares[0].narrative


def _latest(before: _T | None, now: _T | None, of_both: Callable[[_T, _T], _T]) -> _T | None:
    """Return what is known of both; of one alone where the other was not kept."""
    if before is None or now is None:
        return before if now is None else now
    return of_both(before, now)


def _latest_moves(before: tuple[ToldMove, ...], now: tuple[ToldMove, ...]) -> tuple[ToldMove, ...]:
    return tuple({(move.symbol, move.window): move for move in (*before, *now)}.values())


def _latest_verdicts(
    before: tuple[ToldVerdict, ...], now: tuple[ToldVerdict, ...]
) -> tuple[ToldVerdict, ...]:
    return tuple({item.narrative: item for item in (*before, *now)}.values())


def _joined(first: Iterable[_T], second: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *second)))
