"""The store → who argues a narrative, in one event and over many, as it was known at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tapestory import narratives
from tapestory.model import (
    ArticleId,
    EventView,
    MemberArticle,
    NarrativeAccount,
    NarrativeVoice,
    SharePoint,
)
from tapestory.pipeline.components import Components
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery

MOST_POINTS = 52
"""Of a share over time: as many as fit a line of 80 columns beside their legend."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeHistory:
    """A narrative over a stretch of time."""

    narrative: str
    since: datetime
    until: datetime
    account: NarrativeAccount | None
    """Over all the events together; None where nobody speaks of it."""
    points: tuple[SharePoint, ...]
    """Of equal length in whole days, oldest first; the last one ends with `until`."""
    events: tuple[tuple[EventView, NarrativeAccount], ...]
    """Those in which anybody speaks of it, the latest first."""


def event_accounts(view: EventView) -> tuple[NarrativeAccount, ...]:
    """Return who argues what in one event, the most supported narrative first."""
    return narratives.accounts(_voices(view.articles), now=view.as_of)


def narrative_history(
    components: Components, narrative: str, *, since: datetime, as_of: datetime | None = None
) -> NarrativeHistory:
    """Return how a narrative fared since a time.

    Args:
        components: What to work with.
        narrative: Its id.
        since: Articles that were published from then on count.
        as_of: Use only what was known then; now if absent.
    """
    until = as_of or components.clock.now()
    views = find_views(components, EventQuery(active_since=since, as_of=as_of))
    return history_in(views, narrative, since=since, until=until)


def history_in(
    views: Iterable[EventView], narrative: str, *, since: datetime, until: datetime
) -> NarrativeHistory:
    """Return how a narrative fared in these events; arguments as for `narrative_history`."""
    voices: dict[tuple[ArticleId, str, int], NarrativeVoice] = {}
    events: list[tuple[EventView, NarrativeAccount]] = []
    for view in views:
        told = [voice for voice in _voices(view.articles) if since <= voice.at <= until]
        for voice in told:
            item = voice.evidence
            voices[item.article_id, item.narrative, item.start] = voice
        events.extend(
            (view, account)
            for account in narratives.accounts(told, now=until)
            if account.narrative == narrative
        )
    found = list(voices.values())
    accounts = {item.narrative: item for item in narratives.accounts(found, now=until)}
    edges = _edges(since, until)
    return NarrativeHistory(
        narrative=narrative,
        since=since,
        until=until,
        account=accounts.get(narrative),
        points=narratives.share_over_time(narrative, found, edges=edges),
        events=tuple(sorted(events, key=lambda pair: pair[0].event.first_seen, reverse=True)),
    )


def _voices(members: Iterable[MemberArticle]) -> Sequence[NarrativeVoice]:
    """Return what original articles say; a copy is nobody's voice."""
    return [
        NarrativeVoice(
            outlet=member.article.outlet or member.article.feed_url,
            at=member.article.time,
            evidence=item,
        )
        for member in members
        if member.article.copy_of is None
        for item in member.reading.narratives
    ]


def _edges(since: datetime, until: datetime) -> list[datetime]:
    """Return the edges of at most `MOST_POINTS` stretches of equal whole days that end now.

    The first stretch may be shorter: it begins when the whole does.
    """
    days = max(1, -(-(until - since) // _DAY))
    length = _DAY * -(-days // MOST_POINTS)
    # A moment more, so that what was published at this very moment is inside.
    moment = timedelta(microseconds=1)
    edges = [until + moment]
    while edges[-1] > since + moment:
        edges.append(edges[-1] - length)
    edges[-1] = since
    return edges[::-1]
