"""What a person typed → the one thing that is meant, or an error that names the nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

from tapestory.cli.terminal import fitted, plain
from tapestory.errors import NotFoundError, UsageError
from tapestory.model import (
    Article,
    Edit,
    Event,
    Feed,
    FeedState,
    Instrument,
    Sector,
    StorylineId,
    Universe,
)

if TYPE_CHECKING:
    from tapestory.store import Session

_SHOWN_TITLE = 40
_CANDIDATES = 2000
"""Among so many latest events the nearest id is looked for."""

Value = TypeVar("Value")


def event_of(session: Session, typed: str, *, as_of: datetime | None = None) -> Event:
    """Return the event whose id begins so; with `as_of` the one that the id stood for then.

    Raises:
        NotFoundError: There is none; names the nearest.
        UsageError: There are several.
    """
    wanted = typed.strip().lower()
    found = session.events.by_prefix(wanted, limit=10, as_of=as_of) if wanted else []
    exact = [event for event in found if event.id == wanted]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        titles = [(event.id, event.title) for event in found]
        raise _ambiguous(titles, typed, "events")
    nearest = _nearest_event(session, wanted)
    closest = "" if nearest is None else f". Closest: {nearest.id} ({_short(nearest.title)})"
    message = f"no event starts with {plain(typed) or 'nothing'}{closest}"
    raise NotFoundError(message, hint="tapestory events list --limit 0 shows all ids.")


def storyline_of(session: Session, typed: str, *, as_of: datetime | None = None) -> StorylineId:
    """Return the storyline whose id begins so.

    The id of a storyline that went into another one leads to that one, since it names the event
    that founded it; so does the id of any event of it.

    Raises:
        NotFoundError: There is none.
        UsageError: There are several.
    """
    wanted = typed.strip().lower()
    found = session.storylines.by_prefix(wanted, as_of=as_of) if wanted else []
    if wanted in found or len(found) == 1:
        return found[0] if wanted not in found else found[found.index(StorylineId(wanted))]
    if found:
        raise _ambiguous([(one, "") for one in found], typed, "storylines")
    event = event_of(session, wanted.removeprefix("s-"), as_of=as_of)
    storyline = session.storylines.of(event.id, as_of=as_of)
    if storyline is None:
        message = f"event {event.id} belongs to no storyline yet"
        raise NotFoundError(message, hint="tapestory run decides to which it belongs.")
    return storyline


def article_of(session: Session, typed: str) -> Article:
    """Return the article whose id begins so.

    Raises:
        NotFoundError: There is none.
        UsageError: There are several.
    """
    wanted = typed.strip()
    found = session.articles.by_prefix(wanted, limit=10) if wanted else []
    exact = [article for article in found if article.id in {wanted, wanted.lower()}]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        titles = [(item.id, item.title) for item in found]
        raise _ambiguous(titles, typed, "articles")
    nearest = _nearest_article(session, wanted.lower())
    closest = "" if nearest is None else f". Closest: {nearest.id} ({_short(nearest.title)})"
    message = f"no article starts with {plain(typed) or 'nothing'}{closest}"
    raise NotFoundError(message, hint="tapestory articles list --limit 0 shows all ids.")


def member_of(session: Session, event: Event, typed: str) -> Article:
    """Return the article of an event whose id begins so.

    Raises:
        NotFoundError: There is none in it; names the event that it is in, or the nearest.
        UsageError: There are several.
    """
    wanted = typed.strip()
    members = {article.id: article for article, _ in session.events.members(event.id)}
    known = session.articles.by_prefix(wanted, limit=0) if wanted else []
    found = [article for article in known if article.id in members]
    exact = [article for article in found if article.id in {wanted, wanted.lower()}]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        raise _ambiguous([(item.id, item.title) for item in found], typed, "articles")
    hint = f"tapestory events split {event.id} lists its articles."
    if len(known) == 1:
        match = session.events.matches_of([known[0].id]).get(known[0].id)
        where = "in no event yet" if match is None else f"in {match[0].event_id}"
        message = f"article {known[0].id} is not in event {event.id} but {where}"
        raise NotFoundError(message, hint=hint)
    nearest = max(members, key=lambda name: _likeness(name, wanted.lower()), default=None)
    closest = ""
    if nearest is not None:
        closest = f". Closest: {nearest} ({_short(members[nearest].title)})"
    message = f"no article of event {event.id} starts with {plain(typed) or 'nothing'}{closest}"
    raise NotFoundError(message, hint=hint)


def edit_of(session: Session, typed: str) -> Edit:
    """Return the correction whose id begins so.

    Raises:
        NotFoundError: There is none; names the nearest.
        UsageError: There are several.
    """
    wanted = typed.strip().lower()
    found = session.edits.by_prefix(wanted) if wanted else []
    exact = [edit for edit in found if edit.id == wanted]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        raise _ambiguous([(edit.id, edit.kind.value) for edit in found], typed, "edits")
    ids = [edit.id for edit in session.edits.all()]
    nearest = max(ids, key=lambda name: _likeness(name, wanted), default=None)
    closest = "" if nearest is None else f". Closest: {nearest}"
    message = f"no edit starts with {plain(typed) or 'nothing'}{closest}"
    raise NotFoundError(message, hint="tapestory events undo --list shows them all.")


def feed_of(session: Session, typed: str) -> tuple[Feed, FeedState]:
    """Return the feed with that URL, or the only one whose URLs or title hold the text.

    Raises:
        NotFoundError: There is none; names the nearest.
        UsageError: There are several.
    """
    known = session.feeds.get(typed)
    if known is not None:
        return known
    feeds = session.feeds.all()
    wanted = typed.strip().casefold()
    found = [
        (feed, state)
        for feed, state in feeds
        if wanted
        and any(wanted in name.casefold() for name in (feed.url, feed.title, state.moved_to))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        titles = [(feed.url, feed.title) for feed, _ in found]
        raise _ambiguous(titles, typed, "feeds")
    by_name = {name.casefold(): feed.url for feed, _ in feeds for name in (feed.url, feed.title)}
    nearest = get_close_matches(wanted, by_name, n=1, cutoff=0.0)
    closest = f". Closest: {plain(by_name[nearest[0]])}" if nearest else ""
    message = f"no feed {plain(typed)}{closest}"
    raise NotFoundError(message, hint="tapestory feeds list shows them all.")


def named(known: Mapping[str, Value], typed: str, noun: str) -> Value:
    """Return the value of a name, whatever its case.

    Raises:
        NotFoundError: There is none; names the nearest.
    """
    if typed in known:
        return known[typed]
    by_fold = {name.casefold(): name for name in known}
    if typed.casefold() in by_fold:
        return known[by_fold[typed.casefold()]]
    by_word = {
        word: name
        for name, value in reversed([*known.items()])  # of a word that several have, the first
        for word in str(getattr(value, "name", "")).casefold().replace(":", " ").split()
    }
    nearest = (
        get_close_matches(typed.casefold(), by_fold, n=1, cutoff=0.6)
        or get_close_matches(typed.casefold(), by_word, n=1, cutoff=0.6)
        or get_close_matches(typed.casefold(), by_fold, n=1, cutoff=0.4)
    )
    closest = f". Closest: {(by_fold | by_word)[nearest[0]]}" if nearest else ""
    message = f"no {noun} {plain(typed)!r}{closest}"
    raise NotFoundError(message, hint=f"tapestory {noun}s list shows them all.")


def sector_named(universe: Universe, typed: str) -> Sector:
    """Return the sector of that id, name or alias, however it is spelt.

    Raises:
        NotFoundError: There is none; names the nearest.
    """
    known = universe.sectors
    if typed not in known and typed.casefold() not in known:
        wanted = _letters(typed)
        for sector in known.values():
            if wanted and wanted in map(_letters, (sector.id, sector.name, *sector.aliases)):
                return sector
    return named(known, typed, "sector")


def instrument_named(universe: Universe, typed: str) -> Instrument:
    """Return the instrument of that symbol, or the only one of that name.

    Raises:
        NotFoundError: There is none; names the nearest.
        UsageError: Several have that name.
    """
    known = universe.instruments
    if typed in known or typed.upper() in known:
        return known.get(typed) or known[typed.upper()]
    wanted = _letters(typed)
    found = [
        (item.symbol, item.name)
        for item in known.values()
        if wanted
        and wanted in map(_letters, (item.name, *item.aliases, *item.weak_aliases))
        and item.symbol.casefold() != typed.casefold()
    ]
    if len(found) > 1:
        raise _ambiguous(found, typed, "tickers")
    return known[found[0][0]] if found else named(known, typed, "ticker")


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _ambiguous(found: Sequence[tuple[str, str]], typed: str, nouns: str) -> UsageError:
    lines = "\n".join(f"{name}  {_short(title)}".rstrip() for name, title in found[:5])
    more = "" if len(found) <= 5 else "\n…"
    message = f"{plain(typed)} fits {len(found)} {nouns}; give more of it"
    return UsageError(message, hint=lines + more)


def _nearest_event(session: Session, wanted: str) -> Event | None:
    from tapestory.store import EventQuery

    by_words = session.events.search(wanted, limit=1)
    if by_words:
        return by_words[0].event
    events = {
        summary.event.id: summary.event
        for summary in session.events.find(EventQuery(limit=_CANDIDATES))
    }
    return max(events.values(), key=lambda event: _likeness(event.id, wanted), default=None)


def _nearest_article(session: Session, wanted: str) -> Article | None:
    by_words = session.articles.search(wanted, limit=1)
    if by_words:
        return by_words[0].article
    # There may be very many: those that begin as it does for longest.
    for length in range(len(wanted) - 1, -1, -1):
        found = session.articles.by_prefix(wanted[:length], limit=1)
        if found:
            return found[0]
    return None


def _likeness(name: str, wanted: str) -> tuple[int, float]:
    """Ids are typed from the left: a common beginning counts before letters anywhere."""
    common = takewhile(lambda pair: pair[0] == pair[1], zip(name, wanted, strict=False))
    return sum(1 for _ in common), SequenceMatcher(None, name, wanted).ratio()


def _short(title: str) -> str:
    return fitted(plain(title), _SHOWN_TITLE).rstrip()
