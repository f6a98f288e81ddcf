"""An event view → the facts of it that a later mail compares with; and what was told, added up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from tapestory.digest.ranking import own_moves
from tapestory.model import (
    ArticleKind,
    EventView,
    Facts,
    Figure,
    Move,
    Role,
    ToldFigure,
    ToldMove,
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
        origins=independent_origins(view),
        figures=tuple(dict.fromkeys(told_figure(figure) for figure in telling_figures(view))),
        moves=tuple(
            ToldMove(symbol=move.symbol, window=move.window, value=value)
            for move in telling_moves(view)
            if (value := value_of(move)) is not None
        ),
        narrative=leading_narrative(view),
    )


def added(before: Facts | None, now: Facts) -> Facts:
    """Return what a reader knows who was told the one and then the other.

    What an article said stays told when the article goes; state, measured moves and who leads are
    as told last.
    """
    if before is None:
        return now
    moves = {(move.symbol, move.window): move for move in (*before.moves, *now.moves)}
    return Facts(
        state=now.state,
        origins=_joined(before.origins, now.origins),
        figures=_joined(before.figures, now.figures),
        moves=tuple(moves.values()),
        narrative=now.narrative or before.narrative,
    )


def independent_origins(view: EventView) -> tuple[str, ...]:
    """Return whose reports the event rests on, the first one first.

    Who comments on what others report, or repeats it, is no origin.
    """
    present = {member.article.id for member in view.articles}
    found = (
        member.origin or member.article.outlet or member.article.id
        for member in view.articles
        if member.article.copy_of not in present
        and (member.origin or member.kind in {ArticleKind.NEWS, ArticleKind.RELEASE})
    )
    return tuple({name.casefold(): name for name in reversed([*found])}.values())[::-1]


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


def _joined(first: Iterable[_T], second: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *second)))
