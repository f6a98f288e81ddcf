"""What was mailed to a reader → what they know of which events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tapestory.digest.memory import added
from tapestory.model import EventId, MailKind, Memory, Told, ToldPart
from tapestory.pipeline.components import Components
from tapestory.store import Session
from tapestory.store.tellings import Kept, Telling

MEMORY = timedelta(days=120)
"""What was told longer ago is told anew: the last window of a move closes within a month, and
silence makes an event stale after another."""


def memory_of(
    components: Components,
    recipient: str,
    *,
    until: datetime,
    kinds: tuple[MailKind, ...] = (MailKind.DIGEST,),
    ends_now: bool = False,
) -> Memory:
    """Return what a reader knew by a time: of each event all that they were told, added up.

    What is pending, failed or unknown does not count for a digest, because nobody knows that it
    was read.

    Args:
        components: What to work with.
        recipient: The bare address.
        until: What covers this time or a later one is left out.
        kinds: Mails to count.
        ends_now: All that is in the store was known by then; see `Window`.
    """
    as_of = until if not ends_now and until < components.clock.now() else None
    with components.store.reading() as session:
        kept = [
            one
            for kind in kinds
            for one in session.tellings.told_to(
                recipient, before=until, since=until - MEMORY, kind=kind, as_of=as_of
            )
        ]
    return remembered([one.read() for one in kept])


def memory_among(
    session: Session,
    recipient: str,
    *,
    until: datetime,
    kinds: Sequence[MailKind],
    among: Collection[EventId],
) -> Memory:
    """Return what a reader knows of some events; of others it may say less than `memory_of`.

    Args:
        session: As everything is now.
        recipient: The bare address.
        until: As for `memory_of`.
        kinds: Mails to count.
        among: The events.
    """
    kept = [
        one
        for kind in kinds
        for one in session.tellings.told_to(
            recipient, before=until, since=until - MEMORY, kind=kind
        )
    ]
    return remembered([one.read() for one in bearing_on(among, kept)])


def bearing_on(among: Collection[EventId], kept: Sequence[Kept]) -> list[Kept]:
    """Return what of all that was told bears on what is known of some events, and perhaps more.

    That is what was told of them, under whatever id; what names one of them, as a whole does its
    parts; and what was told of any event that one of those names.
    """
    near = {
        place
        for place, one in enumerate(kept)
        if one.event_id in among or any(name in one.facts for name in among)
    }
    named = [kept[place].facts for place in near]
    return [
        one
        for place, one in enumerate(kept)
        if place in near or any(one.event_id in facts or one.told_as in facts for facts in named)
    ]


def events_told(
    session: Session, recipient: str, *, until: datetime, kinds: Sequence[MailKind]
) -> set[EventId]:
    """Return of which events a reader knows anything: the keys of what `memory_of` returns now."""
    return {
        event_id
        for kind in kinds
        for event_id in session.tellings.events_told_to(
            recipient, before=until, since=until - MEMORY, kind=kind
        )
    }


def remembered(tellings: Sequence[Telling]) -> Memory:
    """Return what tellings add up to.

    What was told of an event under its own id has the last word. Of one that was merged into it,
    figures, origins and articles are known as well; but its moves were those of its own day 0, its
    title that of a part.
    """
    known: dict[EventId, Told] = {}
    titles: defaultdict[EventId, dict[EventId, str]] = defaultdict(dict)
    told_itself = {telling.event_id for telling in tellings if _is_own(telling)}
    for telling in sorted(tellings, key=lambda telling: (_is_own(telling), telling.until)):
        before, facts = known.get(telling.event_id), telling.facts
        if telling.event_id in told_itself and not _is_own(telling):
            facts = replace(facts, moves=(), sectors=None, tape=None, narrative="", title="")
        facts = added(before.facts if before else None, facts)
        known[telling.event_id] = Told(day=telling.day, facts=facts)
        titles[telling.event_id][telling.told_as] = telling.facts.title
    known |= _parted(tellings, known)
    return {
        event_id: replace(told, parts=_parts(event_id, told, titles[event_id]))
        for event_id, told in known.items()
    }


def _parted(tellings: Sequence[Telling], known: Mapping[EventId, Told]) -> dict[EventId, Told]:
    """Return what was told as a part of another event and is apart again, and that other one."""
    told_last = {telling.told_as: telling.until for telling in tellings}
    found: dict[EventId, Told] = {}
    for whole in filter(_is_own, tellings):
        parts = [EventId(part) for part in whole.facts.parts if part in known]
        if parts:
            told = found.get(whole.event_id, known[whole.event_id])
            kept = tuple(part for part in told.facts.parts if part not in known)
            found[whole.event_id] = replace(told, facts=replace(told.facts, parts=kept))
        for part in parts:
            if told_last.get(part, whole.until) < whole.until:
                found[part] = _apart_again(found.get(part, known[part]), whole)
    return found


def _apart_again(own: Told, whole: Telling) -> Told:
    """Return what is known of a part: also what was told of the whole, save of it alone.

    That is its state, its moves and its title.
    """
    mine, theirs = own.facts, whole.facts
    return replace(
        own,
        day=whole.day,
        facts=replace(
            mine,
            origins=tuple(dict.fromkeys((*mine.origins, *theirs.origins))),
            figures=tuple(dict.fromkeys((*mine.figures, *theirs.figures))),
            articles=tuple(dict.fromkeys((*mine.articles, *theirs.articles))),
        ),
        parted_from=ToldPart(id=whole.event_id, title=theirs.title),
    )


def _is_own(telling: Telling) -> bool:
    return telling.told_as == telling.event_id


def _parts(event_id: EventId, told: Told, titles: Mapping[EventId, str]) -> tuple[ToldPart, ...]:
    """Return what was told apart from an event and merged since, unless that was told too."""
    return tuple(
        ToldPart(id=told_as, title=title)
        for told_as, title in titles.items()
        if told_as != event_id and title and told_as not in told.facts.parts
    )
