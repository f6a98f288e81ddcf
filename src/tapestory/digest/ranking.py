"""Outlines of events → which of them a reader should see, and in what order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Never, TypeVar

from tapestory.digest.day_moves import answering_moves, day_moves
from tapestory.model import (
    Confounder,
    ConfounderKind,
    EventId,
    EventOutline,
    MemberArticle,
    Move,
    MoveStatus,
    Precision,
    Role,
    SectorMove,
)

Told = TypeVar("Told", bound=EventOutline)
"""Outlines alone, or events with all that is known of them."""

NOTABLE_MOVE = 0.03
"""Fraction beyond the market above which a move is news by itself; a daily move that large is about
two standard deviations of a large company."""
SIGNIFICANT = 0.05
"""Corrected p up to which a move is called unusual."""
SELDOM = 0.1
"""p of a single instrument's move up to which it speaks for an item: one session in ten. A move
that a volatile share makes every week speaks for nothing, however large."""
NEWS = 1.0
"""Points of an event that was never told."""
TAKEN_UP = 2
"""Outlets that take a side on a narrative before an event is about it."""
MOST_ECHO = 3.0
"""Points: seven outlets. Three origins that each tell it themselves outweigh one with any echo."""
OLDEST = 4.0
"""Days from which on age costs no more."""
LATE = timedelta(days=3)
"""How long before a window something may have appeared that is read only in it and is news still:
a weekend and a morning without a network."""
NOTHING_TOLD: Mapping[EventId, Never] = MappingProxyType({})
"""Where nothing was told before."""


def is_significant(move: Move | SectorMove) -> bool:
    """Whether chance alone would rarely do this, corrected for how many were tested together."""
    return move.q is not None and move.q <= SIGNIFICANT


def size_of(move: Move) -> float:
    """Return how far an instrument moved beyond the market, or at all when that is unknown."""
    value = move.abnormal if move.abnormal is not None else move.raw
    return abs(value) if value is not None and move.status is MoveStatus.MEASURED else 0.0


def rivals(move: Move) -> tuple[Confounder, ...]:
    """Return what else is told of the instrument itself in the sessions of a move.

    A release that moves whole markets is left out: it touches every event of the day alike, and
    what it did to all is not in the move beyond the market.
    """
    return tuple(item for item in move.confounders if item.kind is not ConfounderKind.RELEASE)


def independent_outlets(view: EventOutline) -> tuple[str, ...]:
    """Return the outlets that carry the event in words of their own, earliest first."""
    ids = {member.article.id for member in view.articles}
    own = (m.article for m in view.articles if m.article.copy_of not in ids)
    return tuple(dict.fromkeys(article.outlet or article.id for article in own))


def concerns_somebody(view: EventOutline) -> bool:
    """Whether the event is about what the user follows: an instrument, a sector or a narrative.

    Who is only mentioned is not what it is about. A narrative is, where two outlets take a side on
    it: one sentence of one article may be a turn of phrase.
    """
    about = any(link.role is not Role.MENTIONED for link in view.links)
    return about or any(share.supports + share.disputes >= TAKEN_UP for share in view.shares)


def is_new(member: MemberArticle, since: datetime) -> bool:
    """Whether an article is known to be news of a window that begins at `since`.

    It was published after that, or its feed brought it only then, up to `LATE` after it appeared:
    feeds are asked now and then, and what came out just before a window is told by none other.
    """
    article = member.article
    if member.backlog:
        return article.time > since and not member.is_of_any_age
    return article.first_seen > since and article.latest > since - LATE


def appeared(view: EventOutline, since: datetime) -> bool:
    """Whether an article of the event is known to be news of a window that begins at `since`."""
    return any(is_new(member, since) for member in view.articles)


def came(view: EventOutline, since: datetime) -> bool:
    """Whether it appeared in a window that begins at `since`, or for all that is known did."""
    return any(
        is_new(member, since) or (member.is_of_any_age and member.article.first_seen > since)
        for member in view.articles
    )


def newsworthy(
    views: Sequence[Told], *, since: datetime, late: AbstractSet[EventId] = frozenset()
) -> list[Told]:
    """Return the events of a window that a reader expects to be told.

    What concerns nothing that the user follows is left out, however widely it is told, and so is
    what nobody knows to be new: it says no date and came with the first answer of its feed. The
    rest is told when several outlets tell it, or a single one and the tape: a move that it reports
    and that was measured, or one that chance rarely makes and no event told more widely shares.

    Args:
        views: The events, in any order, which is kept.
        since: When the window begins.
        late: Events that appeared earlier, and may be borne out only now.
    """
    ours = [
        view
        for view in views
        if concerns_somebody(view) and (view.event.id in late or appeared(view, since))
    ]
    told = {view.event.id for view in ours if len(independent_outlets(view)) > 1}
    return [view for view in ours if view.event.id in told or _is_borne_out(view, told)]


def _is_borne_out(view: EventOutline, told: AbstractSet[EventId]) -> bool:
    """Whether the tape is a second source, or a price did what chance alone would rarely do.

    Asked of the sessions that answer for the event, and of no others: over several weeks most
    companies have moved far for reasons of their own.
    """
    concerned = {move.symbol for move in own_moves(view)}
    reported = {move.symbol for move in view.reported_moves} & concerned
    chosen = day_moves(view)
    if any(size_of(chosen[symbol]) >= NOTABLE_MOVE for symbol in reported):
        return True
    return any(
        _is_unusual(move) and told.isdisjoint(EventId(item.id) for item in rivals(move))
        for symbol, move in answering_moves(view).items()
        if symbol in concerned
    )


def _is_unusual(move: Move) -> bool:
    rare = move.p is None or move.p <= SELDOM
    return _stands_out(move) or (rare and size_of(move) >= NOTABLE_MOVE)


def own_moves(view: EventOutline) -> tuple[Move, ...]:
    """Return the measured moves of whom the event concerns, not of who is merely mentioned."""
    concerned = {link.symbol for link in view.links if link.role is not Role.MENTIONED}
    return tuple(
        move
        for move in view.moves
        if move.status is MoveStatus.MEASURED and move.symbol in concerned
    )


def ranked(
    views: Sequence[Told],
    *,
    until: datetime,
    novelty: Mapping[EventId, float] = NOTHING_TOLD,
) -> list[Told]:
    """Return the views, the most telling first; ties in a fixed order.

    Args:
        views: In any order.
        until: When they are told.
        novelty: Points of those that were told before, for what has changed since; the others have
            `NEWS`.
    """

    def points(view: Told) -> float:
        return weight(view, until=until) + novelty.get(view.event.id, NEWS)

    return sorted(views, key=lambda view: (-points(view), view.event.id))


def weight(view: EventOutline, *, until: datetime) -> float:
    """Return how much an event matters: who tells it of their own, then moves, then echo and age.

    Each doubling of what the articles go back to, be it their own outlet, counts two points.
    Outlets that tell it in words of their own count one for each doubling, up to `MOST_ECHO`: what
    many repeat is one report still. Copies count nothing. A fifth of a company's value, beyond the
    market, counts four, a significant move one more. A move that other events share is divided
    among them; a release that touches everyone takes nothing away. Each day of age costs half a
    point, up to two; what carries no date at all may be of any age, and costs as much as the
    oldest. The weights state a preference and were not fitted to anything.
    """
    origins = {
        member.origin or member.article.outlet or member.article.id
        for member in view.articles
        if member.article.copy_of is None
    }
    moves = own_moves(view)
    largest = max((size_of(move) / (1 + len(rivals(move))) for move in moves), default=0.0)
    return (
        2.0 * math.log2(1 + len(origins))
        + min(math.log2(1 + len(independent_outlets(view))), MOST_ECHO)
        + 20.0 * min(largest, 0.2)
        + (1.0 if any(_stands_out(move) for move in moves) else 0.0)
        - 0.5 * _age(view, until)
    )


def is_dated(view: EventOutline) -> bool:
    """Whether any article of an event says when it was published."""
    return any(member.article.published.precision is not Precision.NONE for member in view.articles)


def _age(view: EventOutline, until: datetime) -> float:
    """Return the days since an event was last told of, at most `OLDEST`."""
    if not is_dated(view):
        return OLDEST
    return min(max(0.0, (until - view.event.last_seen).total_seconds() / 86_400), OLDEST)


def _stands_out(move: Move) -> bool:
    return move.status is MoveStatus.MEASURED and is_significant(move)
