"""A correction by hand → stored in one transaction, and what follows from it derived at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from tapestory.errors import NotFoundError, UsageError
from tapestory.matching.items import event_id_for
from tapestory.model import Article, ArticleId, Edit, EditId, Event, EventId
from tapestory.pipeline.components import Components
from tapestory.pipeline.link_step import link_events
from tapestory.pipeline.measure_step import measure_events
from tapestory.pipeline.story_step import chain_events
from tapestory.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction and what followed from it."""

    edit: Edit
    events: tuple[EventId, ...]
    """Those that changed and stand, with titles, links, verification and moves as of now."""
    moves_measured: int


def merge_events(components: Components, keep: EventId, others: Sequence[EventId]) -> Corrected:
    """Take all articles of other events to one, whose id they lead to from now on.

    Args:
        components: What to work with.
        keep: The event that stays, or one that was merged into it.
        others: Those that go.

    Raises:
        NotFoundError: One of the events is not there.
        UsageError: They are one event already.
    """
    with components.store.writing() as session:
        stays = _event(session, keep).id
        gone = dict.fromkeys(_event(session, other).id for other in others)
        gone.pop(stays, None)
        if not gone:
            message = f"these are one event already: {stays}"
            raise UsageError(message, hint=f"tapestory events show {stays} shows it.")
        edit = session.edits.merge(stays, gone, at=components.clock.now())
    return _followed(components, edit)


def split_event(
    components: Components,
    source: EventId,
    leaving: Collection[ArticleId],
    *,
    to: EventId | None = None,
) -> Corrected:
    """Take articles, and their copies with them, out of an event.

    Args:
        components: What to work with.
        source: The event.
        leaving: Some of its articles.
        to: Where they go; None for a new event.

    Raises:
        NotFoundError: One of the events is not there, or an article is not in it.
        UsageError: Nothing would be left, or they would not leave.
    """
    with components.store.writing() as session:
        split = _event(session, source)
        told = [article for article, _ in session.events.members(split.id)]
        missing = sorted(set(leaving) - {article.id for article in told})
        if missing:
            message = f"article {missing[0]} is not in event {split.id}"
            raise NotFoundError(message, hint=f"tapestory events split {split.id} lists them.")
        going = _with_copies(told, leaving)
        target = None if to is None else _event(session, to)
        if target is not None and target.id == split.id:
            message = f"{to} is the event that they are in"
            raise UsageError(message, hint="Name another event, or leave --to out for a new one.")
        if len(going) == len(told):
            message = f"these are all articles of {split.id}: nothing would be left of it"
            hint = f"tapestory events rename {split.id} TITLE gives it another title."
            if target is not None:
                hint = f"tapestory events merge {target.id} {split.id} merges the two."
            raise UsageError(message, hint=hint)
        edit = session.edits.split(
            split.id,
            {article.id for article in going},
            target or _founded(session, going, split.id),
            at=components.clock.now(),
        )
    return _followed(components, edit)


def rename_event(components: Components, event_id: EventId, title: str) -> Corrected:
    """Give an event a title that stays; an empty one makes it follow from the articles again.

    Raises:
        NotFoundError: There is no such event.
        UsageError: It is called so already.
    """
    with components.store.writing() as session:
        event = _event(session, event_id)
        if title == (event.title if event.title_by_hand else ""):
            message = (
                f"{event.id} has that title already"
                if title
                else f"the title of {event.id} follows from its articles already"
            )
            raise UsageError(message, hint=f"tapestory events show {event.id} shows it.")
        edit = session.edits.rename(event.id, title, at=components.clock.now())
    return _followed(components, edit)


def confirm_event(components: Components, event_id: EventId, note: str) -> Corrected:
    """Note that a person knows an event to be true, with why.

    Raises:
        NotFoundError: There is no such event.
    """
    with components.store.writing() as session:
        event = _event(session, event_id)
        edit = session.edits.confirm(event.id, note, at=components.clock.now())
    return _followed(components, edit)


def deny_event(components: Components, event_id: EventId, note: str) -> Corrected:
    """Note that a person knows an event to be untrue, with why.

    Raises:
        NotFoundError: There is no such event.
    """
    with components.store.writing() as session:
        event = _event(session, event_id)
        edit = session.edits.deny(event.id, note, at=components.clock.now())
    return _followed(components, edit)


def undo_edit(components: Components, edit_id: EditId | None = None) -> Corrected:
    """Take back an edit; the last one in force when None. An undo taken back is a redo.

    Raises:
        NotFoundError: There is none.
        UsageError: It was taken back already, or a later one builds on it.
    """
    with components.store.writing() as session:
        edit = session.edits.undo(edit_id, at=components.clock.now())
    return _followed(components, edit)


def concerned(edit: Edit) -> tuple[EventId, ...]:
    """Return the events that an edit took articles from or to, and that it is about."""
    ends = (end for moved in edit.moved for end in (moved.source, moved.target))
    return tuple(dict.fromkeys([edit.event_id, *ends]))


def _followed(components: Components, edit: Edit) -> Corrected:
    """Derive what follows. Were this not reached, the next run would: the events are marked."""
    with components.store.reading() as session:
        found = (session.events.get(event_id) for event_id in concerned(edit))
        standing = tuple(dict.fromkeys(event.id for event in found if event is not None))
    link_events(components, among=standing)
    chain_events(components)
    return Corrected(
        edit=edit, events=standing, moves_measured=measure_events(components, among=standing)
    )


def _event(session: Session, event_id: EventId) -> Event:
    event = session.events.get(event_id)
    if event is None:
        message = f"no event {event_id}"
        raise NotFoundError(message, hint="tapestory events list --limit 0 shows all ids.")
    return event


def _with_copies(told: Sequence[Article], leaving: Collection[ArticleId]) -> list[Article]:
    """Return the articles that leave, oldest first: a copy goes where what it repeats goes."""
    going = set(leaving)
    while True:
        copies = {article.id for article in told if article.copy_of in going} - going
        if not copies:
            return [article for article in told if article.id in going]
        going |= copies


def _founded(session: Session, leaving: Sequence[Article], source: EventId) -> Event:
    """Return the event that articles found together.

    Its id is that of the event that one of them would found alone, the earliest whose id is
    free: never used, or merged into the event that they leave.
    """
    free = next(name for name in _ids(leaving) if _is_free(session, name, source))
    first = leaving[0]
    return Event(
        id=free,
        title=first.title,
        first_seen=min(article.first_seen for article in leaving),
        last_seen=max(article.first_seen for article in leaving),
        happened=first.time,
        happened_precise=first.published.is_precise,
    )


def _ids(leaving: Sequence[Article]) -> Iterator[EventId]:
    for article in leaving:
        yield event_id_for(article.id)
    for number in count(1):
        yield event_id_for(ArticleId(f"{leaving[0].id}:{number}"))


def _is_free(session: Session, event_id: EventId, source: EventId) -> bool:
    known = session.events.get(event_id)
    return known is None or (known.id == source and event_id != source)
