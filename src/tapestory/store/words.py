"""What people said about how sure events are: which words are in force, and for which events."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, union_all

from tapestory.model import (
    BY_HAND,
    ArticleId,
    EditKind,
    EventId,
    Evidence,
    VerificationChange,
    VerificationState,
)
from tapestory.store import redirects
from tapestory.store.edit_log import DETAIL, Word
from tapestory.store.moved_events import among
from tapestory.store.state_changes import KnownChange
from tapestory.store.tables import edits, event_redirects, redirect_changes
from tapestory.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class HandWords:
    """What people said about one event."""

    said: tuple[KnownChange, ...] = ()
    """What is in force, oldest first; what was said of an event that was merged into it later is
    known of it since then."""
    heard_at: datetime | None = None
    """When something was last said or taken back; None when nothing ever was."""
    taken_back_at: datetime | None = None
    """When something was last taken back."""


NOTHING_SAID = HandWords()


_SPOKEN = (EditKind.CONFIRM, EditKind.DENY, EditKind.UNDO, EditKind.REDO)


def hand_words(
    connection: Connection, of: Collection[EventId], *, as_of: datetime | None
) -> Mapping[EventId, HandWords]:
    """Return what is in force of some events, now or at a time.

    Args:
        connection: Where to ask.
        of: Events that stand then. Of any other that words lead to, some may be left out.
        as_of: The time; now if absent.
    """
    query = (
        select(edits)
        .where(
            edits.c.kind.in_([kind.value for kind in _SPOKEN]),
            edits.c.spoken_of.in_(among(_ever_led_to(connection, of))),
        )
        .order_by(edits.c.number)
    )
    if as_of is not None:
        query = query.where(edits.c.at <= as_of)
    rows = connection.execute(query).all()
    if not rows:
        return {}
    words = {row.number: DETAIL.load(row.detail).word for row in rows}
    found: dict[EventId, HandWords] = {}
    for row in rows:
        word = words[row.number]
        if word is None:
            continue
        event_id = redirects.meant(connection, word.event_id, as_of=as_of)
        before = found.get(event_id, NOTHING_SAID)
        said = before.said
        if _in_force(row, words):
            known_at = _led_since(connection, word.event_id, event_id, as_of) or row.at
            said = (*said, _change(word, at=row.at, known_at=max(known_at, row.at)))
        found[event_id] = HandWords(
            said=said,
            heard_at=max(before.heard_at or row.at, row.at),
            taken_back_at=_later(before.taken_back_at, row),
        )
    return found


def _ever_led_to(connection: Connection, of: Collection[EventId]) -> set[EventId]:
    """Return some events and all that were ever merged into them, by whatever way."""
    found: set[EventId] = set()
    newly = set(of)
    while newly:
        found |= newly
        into = among(newly)
        ways = union_all(
            select(event_redirects.c.old_id).where(event_redirects.c.new_id.in_(into)),
            select(redirect_changes.c.old_id).where(redirect_changes.c.new_id.in_(into)),
        )
        newly = {EventId(row) for row in connection.execute(ways).scalars()} - found
    return found


def _later(before: datetime | None, row: AnyRow) -> datetime | None:
    if EditKind(row.kind) is not EditKind.UNDO:
        return before
    at: datetime = row.at
    return at if before is None else max(before, at)


def _in_force(row: AnyRow, known: Mapping[int, Word | None]) -> bool:
    """An undo that is not known yet has taken nothing back."""
    return EditKind(row.kind) is not EditKind.UNDO and row.undone_by not in known


def _change(word: Word, *, at: datetime, known_at: datetime) -> KnownChange:
    evidence = Evidence(
        article_id=ArticleId(""),
        state="confirmed" if word.state is VerificationState.CONFIRMED else "denied",
        sentence=word.note,
        cue=BY_HAND,
    )
    change = VerificationChange(at=at, state=word.state, evidence=evidence)
    return KnownChange(change=change, known_at=known_at)


def _led_since(
    connection: Connection, spoken_of: EventId, event_id: EventId, as_of: datetime | None
) -> datetime | None:
    """Return since when an id leads to an event; None when it is its own."""
    if spoken_of == event_id:
        return None
    query = select(func.max(redirect_changes.c.at)).where(redirect_changes.c.old_id == spoken_of)
    if as_of is not None:
        query = query.where(redirect_changes.c.at <= as_of)
    since: datetime | None = connection.execute(query).scalar()
    return since
