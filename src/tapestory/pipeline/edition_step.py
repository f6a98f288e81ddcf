"""A day, or a reader's window and wishes → the edition of the digest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest import Edition, compose
from tapestory.digest.changes import partings, updates
from tapestory.digest.choice import choose
from tapestory.digest.interests import EVERYTHING, Interests, symbols_wanted, wanted
from tapestory.digest.ranking import LATE, NOTABLE_MOVE, NOTHING_TOLD, came
from tapestory.model import Coverage, EventId, EventOutline, EventView, Memory
from tapestory.pipeline.components import Components
from tapestory.pipeline.outline import Gathered, gathered, gathered_again, outlines
from tapestory.pipeline.view import Desk
from tapestory.store import EventQuery, Session

_AWAITED = timedelta(days=5)
"""How long before a window an article may have come whose day 0 closes in it: a long weekend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What an edition is about."""

    day: date
    """The reader's date, printed on top."""
    since: datetime
    until: datetime
    """since < t <= until; nothing that came to be known later is used."""
    zone: str
    """The reader's, an IANA name."""
    interests: Interests = EVERYTHING
    ends_now: bool = False
    """All that is in the store belongs to it, so that nothing is asked for as of a time. The clock
    alone does not say so: it goes on while an edition is composed."""


def edition(components: Components, *, day: date | None = None, sample: bool = False) -> Edition:
    """Compose the digest of one day in the reader's zone.

    Args:
        components: What to work with.
        day: Covers the window that ends with this day, or now if it is today or absent.
        sample: Label it as a sample.
    """
    now = components.clock.now()
    until = end_of(day, components.zone, now)
    window = Window(
        day=day or until.astimezone(ZoneInfo(components.zone)).date(),
        since=until - components.digest.window,
        until=until,
        zone=components.zone,
        ends_now=until == now,
    )
    return edition_of(components, window, sample=sample)


def end_of(day: date | None, zone: str, now: datetime) -> datetime:
    """Return where the window of a day ends: with the day, or now if that is earlier."""
    place = ZoneInfo(zone)
    if day is None or day >= now.astimezone(place).date():
        return now
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=place)


def edition_of(  # noqa: PLR0913 - what the reader knows, is owed and awaits are nouns of their own
    components: Components,
    window: Window,
    *,
    told: Memory = NOTHING_TOLD,
    owed: Collection[EventId] = (),
    awaits: bool = False,
    sample: bool = False,
) -> Edition:
    """Compose the digest of a window, for a reader's zone and interests.

    Args:
        components: What to work with.
        window: The time that it covers, and for whom.
        told: What the reader knows: only what has changed of that is told again.
        owed: Events that are told, of which an earlier edition left out a change for want of room.
        awaits: The reader also wants what earlier editions did not tell, because a single outlet
            had it, and the tape has borne out since. Only who was told of the days before:
            another one would be told of it on several days, or of days that nobody asked for.
        sample: Label it as a sample.
    """
    with components.store.reading() as session:
        desk = desk_for(components, session, window)
        found = active(desk, since=window.since)
        late = borne_out_late(desk, found, window, told=told) if awaits else []
        found = with_told(desk, [*found, *late], window, told=told, owed=owed)
        found = [one for one in found if wanted(one, window.interests)]
        late_ids = frozenset(one.event.id for one in late)
        return composed(desk, found, window, told=told, late=late_ids, sample=sample)


def desk_for(components: Components, session: Session, window: Window) -> Desk:
    """Return where the events of a window are looked at, as they are at its end."""
    if window.ends_now:
        return Desk(components, session, as_of=None, at=window.until)
    past = window.until < components.clock.now()
    return Desk(components, session, as_of=window.until if past else None)


def active(
    desk: Desk, *, since: datetime, symbols: Iterable[str | None] = (None,)
) -> list[EventOutline]:
    """Return the events with an article that is news since a time, each once.

    Args:
        desk: Where they are looked at.
        since: The time; see `is_new`.
        symbols: Only what concerns one of these instruments; any event for None.
    """
    found = {
        summary.event.id: summary.event
        for symbol in symbols
        for summary in desk.known.session.events.find(
            EventQuery(as_of=desk.known.as_of, since=since, symbol=symbol)
        )
    }
    told = (one for one in gathered(desk.known, found.values()) if _may_be_news(one, since))
    return [one for one in outlines(desk.known, told) if came(one, since)]


def borne_out_late(
    desk: Desk, found: Sequence[EventOutline], window: Window, *, told: Collection[EventId]
) -> list[EventOutline]:
    """Return what was told before the window and a price that was measured in it may bear out.

    What comes after the close has its day 0 in the next session, when many an edition is out. Then
    a single outlet's report waits for the tape, and all for who wants to hear of large moves only.

    Args:
        desk: Where they are looked at.
        found: Of the window itself.
        window: Since when prices were measured.
        told: Of which events the reader knows.
    """
    wish = window.interests.min_move
    ids = desk.known.session.moves.borne_out(
        measured_since=window.since,
        seen_since=window.since - _AWAITED,
        least=min(wish or NOTABLE_MOVE, NOTABLE_MOVE),
        alone=not wish,
    )
    here = {one.event.id for one in found}
    missing = [event_id for event_id in ids if event_id not in here and event_id not in told]
    events = [event for event in desk.standing(missing) if event.id not in here]
    drawn = outlines(desk.known, gathered(desk.known, events))
    # What a new feed brings of days gone by is no news, whatever prices did.
    return [one for one in drawn if not all(member.backlog for member in one.articles)]


def with_told(
    desk: Desk,
    found: Sequence[EventOutline],
    window: Window,
    *,
    told: Collection[EventId],
    owed: Collection[EventId] = (),
) -> list[EventOutline]:
    """Return these events, and those told before of which anything came to be known since.

    Some that the reader has no interest in are left out before they are looked at.

    Args:
        desk: Where they are looked at.
        found: As they are at the end of the window.
        window: Since when, until when, and for whom.
        told: Of which events the reader knows.
        owed: Those of them that are looked at whenever they changed.
    """
    here = {one.event.id for one in found}
    others = [event_id for event_id in told if event_id not in here]
    # Whom an event concerned at an earlier time is not stored.
    symbols = symbols_wanted(window.interests) if desk.known.as_of is None else None
    lately = desk.known.session.tellings.perhaps_changed(others, since=window.since, naming=symbols)
    asked = {*lately, *owed}
    others = [event_id for event_id in others if event_id in asked]
    events = [event for event in desk.standing(others) if event.id not in here]
    return [*found, *outlines(desk.known, gathered(desk.known, events))]


def composed(  # noqa: PLR0913 - what the reader knows and awaits are nouns of their own
    desk: Desk,
    found: Sequence[EventOutline],
    window: Window,
    *,
    told: Memory,
    late: AbstractSet[EventId] = frozenset(),
    sample: bool = False,
) -> Edition:
    """Compose the edition of a window; only what it shows, or may have changed, is looked at whole.

    Args:
        desk: Where events are looked at, as they are at the end of the window.
        found: Of which events it tells, if they are worth it.
        window: The time that it covers, and for whom.
        told: What the reader knows.
        late: Those that appeared before the window.
        sample: Label it as a sample.
    """
    components, session = desk.known.components, desk.known.session
    sectors, narratives = components.universe.sectors, components.narratives_by_id
    since, until = window.since, window.until
    coverage = Coverage(
        since=since,
        until=until,
        articles=session.articles.news_between(since, until, published_after=since - LATE),
        failing_feeds=session.feeds.failing(as_of=desk.known.as_of),
        prices=session.prices.any(),
    )
    views = _whole(desk, [one for one in found if one.event.id in told])
    update_of = partings(found, told) | updates(
        list(views.values()), told, sectors=sectors, narratives=narratives
    )
    choice = choose(
        found,
        coverage,
        told=told,
        update_of=update_of,
        most=components.digest.max_events,
        late=late,
    )
    shown = set(choice.shown)
    views |= _whole(
        desk, [one for one in found if one.event.id in shown and one.event.id not in views]
    )
    return compose(
        [views[event_id] for event_id in choice.shown],
        coverage,
        day=window.day,
        zone=window.zone,
        narratives=narratives,
        sectors=sectors,
        sample=sample,
        told=told,
        choice=choice,
        list_zone=components.zone,
    )


def _whole(desk: Desk, found: Iterable[EventOutline]) -> dict[EventId, EventView]:
    views = desk.views(gathered_again(one) for one in found)
    return {view.event.id: view for view in views}


def _may_be_news(one: Gathered, since: datetime) -> bool:
    """Whether an article came in the window and is not long known to the world."""
    return any(
        article.first_seen > since and article.latest > since - LATE for article, _ in one.members
    )
