"""A window's events in outline → which are told, in what order, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tapestory.digest.changes import Update
from tapestory.digest.ranking import appeared, came, concerns_somebody, newsworthy, ranked
from tapestory.digest.wording import count, listing
from tapestory.model import Coverage, EventId, EventOutline, Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which events an edition shows."""

    shown: tuple[EventId, ...]
    """The leading one first."""
    more: int
    """Events that it would show if there were room."""
    owed: tuple[EventId, ...]
    """Those of them of which something has changed that the reader is not told for want of room."""
    left_out: str
    """What it says of those that it does not tell; empty where there are none."""


def choose(  # noqa: PLR0913 - what is known of a reader and of a window are nouns of their own
    views: Sequence[EventOutline],
    coverage: Coverage,
    *,
    told: Memory,
    update_of: Mapping[EventId, Update],
    most: int,
    late: AbstractSet[EventId] = frozenset(),
) -> Choice:
    """Return which events of a window to show.

    Args:
        views: In any order; the outline of an event is enough.
        coverage: Of which only the window counts.
        told: What the reader knows.
        update_of: What has changed of that.
        most: How many to show, but one at least.
        late: Events that appeared before the window; of those that are no news, nothing is said.
    """
    # What was parted from an event that was told is an update of that, if it is news at all.
    worthy = newsworthy(views, since=coverage.since, late=late)
    news_ids = {view.event.id for view in worthy}
    views = [view for view in views if view.event.id in news_ids or view.event.id not in late]
    known = told.keys() | update_of.keys()
    fresh = [view for view in views if view.event.id not in known]
    news = [view for view in worthy if view.event.id not in known]
    changed = [
        view
        for view in views
        if view.event.id in update_of and (view.event.id in told or view.event.id in news_ids)
    ]
    same = [view for view in views if view.event.id in told and view.event.id not in update_of]
    ours = [view for view in fresh if concerns_somebody(view)]
    undated = sum(not appeared(view, coverage.since) for view in ours if view.event.id not in late)
    left_out = _left_out(
        foreign=len(fresh) - len(ours),
        undated=undated,
        single=len(ours) - undated - len(news),
        unchanged=sum(came(view, coverage.since) for view in same),
    )
    novelty = {event_id: update.novelty for event_id, update in update_of.items()}
    telling = ranked([*news, *changed], until=coverage.until, novelty=novelty)
    shown = telling[: max(most, 1)]
    return Choice(
        shown=tuple(view.event.id for view in shown),
        more=len(telling) - len(shown),
        owed=tuple(view.event.id for view in telling[len(shown) :] if view.event.id in update_of),
        left_out=left_out,
    )


def _left_out(*, foreign: int, undated: int, single: int, unchanged: int) -> str:
    """Return how many events of the window are not told, and why not."""
    concern = "concerns" if foreign == 1 else "concern"
    reasons = (
        (foreign, f"that {concern} nothing you follow"),
        (undated, "without a date that came with a feed's first answer"),
        (single, "that a single outlet tells and no price bears out"),
        (unchanged, "told before, with nothing new"),
    )
    parts = [f"{number:,} {words}" for number, words in reasons if number]
    total = foreign + undated + single + unchanged
    if not parts:
        return ""
    if len(parts) == 1:
        return f"Not told here: {count(total, 'event')} {parts[0].partition(' ')[2]}."
    return f"Not told here: {count(total, 'event')}, of which {listing(parts)}."
