"""Corrections by hand: merge, split, rename, confirm, deny, take back; each as it was asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from tapestory.errors import NotFoundError, UsageError
from tapestory.model import (
    ArticleId,
    Edit,
    EditId,
    EditKind,
    Event,
    EventId,
    Match,
    Retitling,
    VerificationState,
)
from tapestory.store.edit_log import (
    Detail,
    EditLog,
    LoggedEdit,
    MovedArticle,
    Redirected,
    Word,
    append,
)
from tapestory.store.events import EventRows
from tapestory.store.redirects import readable, resolve
from tapestory.store.tables import edits, event_redirects, matches, placements
from tapestory.store.words import HandWords, hand_words

Pointers = dict[EventId, EventId]
"""Old id → the event that it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Former:
    """Where an article is, by which match."""

    event_id: EventId
    number: int


class EditRows:
    """The corrections. What one concerns stays as it left it until a person changes it again.

    Every article of the events concerned is *pinned*: whatever matches and repairs leaves it
    where it is. New articles join as ever.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._events = EventRows(connection)

    def all(self) -> list[Edit]:
        """Return every edit, the latest first."""
        log = EditLog.read(self._connection)
        return [log.value(entry) for entry in reversed(log.entries)]

    def count(self) -> int:
        """Return how many edits there are, those taken back and the taking back included."""
        return self._connection.execute(select(func.count()).select_from(edits)).scalar_one()

    def took_back(self, known: int) -> bool:
        """Tell whether any edit after the first so many takes another one back."""
        is_so = edits.c.kind.in_([EditKind.UNDO.value, EditKind.REDO.value])
        return any(self._connection.scalars(select(is_so).order_by(edits.c.number).offset(known)))

    def by_prefix(self, prefix: str) -> list[Edit]:
        """Return the edits whose id begins so, the latest first."""
        return [edit for edit in self.all() if edit.id.startswith(readable(prefix))]

    def pins(self) -> Mapping[ArticleId, EventId]:
        """Return the articles that automatic matching and repair must leave, with their events.

        An event that a later edit merged into another is that other one: what an undo brings back
        to it comes there.
        """
        pins = EditLog.read(self._connection).pins()
        leads = self._pointers(sorted(set(pins.values())))
        return {article: leads.get(held, held) for article, held in pins.items()}

    def pins_by(self, time: datetime) -> Mapping[ArticleId, EventId]:
        """Return what was pinned by a time, of what is in force now, in the events of then."""
        log = EditLog.read(self._connection)
        return log.pins(entry for entry in log.in_force() if entry.at <= time)

    def apart(self) -> frozenset[tuple[EventId, EventId]]:
        """Return the pairs of events that a person split: never to be merged automatically.

        Each pair once, the smaller id first. That pins are respected implies it.
        """
        pairs = EditLog.read(self._connection).apart()
        leads = self._pointers(sorted({event_id for pair in pairs for event_id in pair}))
        now = {(leads.get(one, one), leads.get(other, other)) for one, other in pairs}
        return frozenset((min(pair), max(pair)) for pair in now if pair[0] != pair[1])

    def merge(self, keep: EventId, others: Iterable[EventId], *, at: datetime) -> Edit:
        """Take all articles of other events to one; their ids stand for it from now on.

        Args:
            keep: An event that stands.
            others: Others that stand.
            at: Now.
        """
        gone = list(dict.fromkeys(others))
        before = self._pointers([keep, *gone])
        moved: list[MovedArticle] = []
        for other in gone:
            reason = f"moved by hand: merged {other} into {keep}"
            moved += self._take(self._held(other), keep, reason, at=at)
        detail = Detail(
            event_id=keep,
            moved=tuple(moved),
            redirected=self._redirected(before, [keep, *gone]),
            pins=self._members([keep]),
        )
        return self._log(detail, EditKind.MERGE, at=at)

    def split(
        self, source: EventId, leaving: Collection[ArticleId], to: Event, *, at: datetime
    ) -> Edit:
        """Take articles out of an event.

        Args:
            source: An event that stands.
            leaving: Some of its articles, not all.
            to: Where they go: an event that stands, or one as the first of them founds it.
            at: Now.
        """
        founds = not self._members([to.id])
        before = self._pointers([source, to.id])
        reason = f"moved by hand: split from {source}"
        held = {name: place for name, place in self._held(source).items() if name in leaving}
        moved = self._take(held, to.id, reason, at=at, founding=to if founds else None)
        detail = Detail(
            event_id=source,
            moved=tuple(moved),
            redirected=self._redirected(before, [source, to.id]),
            pins=self._members([source, to.id]),
            founded=to.id if founds else None,
        )
        return self._log(detail, EditKind.SPLIT, at=at)

    def rename(self, event_id: EventId, title: str, *, at: datetime) -> Edit:
        """Give an event a title that stays; an empty one makes it follow from the articles again.

        Args:
            event_id: An event that stands.
            title: On one line.
            at: Now.
        """
        former = self._events.hand_title(event_id)
        retitled = Retitling(event_id=event_id, before=former, after=title)
        self._events.give_title(event_id, title)
        return self._log(Detail(event_id=event_id, retitled=retitled), EditKind.RENAME, at=at)

    def confirm(self, event_id: EventId, note: str, *, at: datetime) -> Edit:
        """Note that a person knows an event to be true.

        Args:
            event_id: An event that stands.
            note: Why, on one line, not empty.
            at: Now.
        """
        return self._say(event_id, VerificationState.CONFIRMED, note, at=at)

    def deny(self, event_id: EventId, note: str, *, at: datetime) -> Edit:
        """Note that a person knows an event to be untrue; as `confirm`."""
        return self._say(event_id, VerificationState.DENIED, note, at=at)

    def _say(self, event_id: EventId, state: VerificationState, note: str, *, at: datetime) -> Edit:
        kind = EditKind.CONFIRM if state is VerificationState.CONFIRMED else EditKind.DENY
        word = Word(event_id=event_id, state=state, note=note)
        self._events.touch(event_id)
        return self._log(Detail(event_id=event_id, word=word), kind, at=at)

    def words(
        self, of: Collection[EventId], *, as_of: datetime | None = None
    ) -> Mapping[EventId, HandWords]:
        """Return what people said about how sure some events are, those merged into them included.

        With `as_of` what was in force then, by the events that stood for them then.
        """
        return hand_words(self._connection, of, as_of=as_of)

    def undo(self, edit_id: EditId | None = None, *, at: datetime) -> Edit:
        """Take an edit back, so that everything is as before it; an undo taken back is a redo.

        Args:
            edit_id: Which; the last that is in force when None.
            at: Now.

        Raises:
            NotFoundError: There is none.
            UsageError: It was taken back already, or a later one builds on it.
        """
        log = EditLog.read(self._connection)
        entry = self._meant(log, edit_id)
        self._require_free(log, entry)
        kind = EditKind.REDO if entry.kind is EditKind.UNDO else EditKind.UNDO
        return self._log(self._reversed(log, entry, kind, at=at), kind, at=at, undoes=entry)

    def _meant(self, log: EditLog, edit_id: EditId | None) -> LoggedEdit:
        if edit_id is None:
            in_force = log.in_force()
            if not in_force:
                message = "there is no edit to take back"
                raise NotFoundError(message, hint="tapestory events undo --list shows them all.")
            return in_force[-1]
        found = next((entry for entry in log.entries if entry.id == edit_id), None)
        if found is None:
            message = f"there is no edit {edit_id}"
            raise NotFoundError(message, hint="tapestory events undo --list shows them all.")
        last = log.last_of(found)
        if (last.kind is EditKind.UNDO) != (found.kind is EditKind.UNDO):
            message = f"edit {found.id} was taken back by {last.id} already"
            raise UsageError(message, hint=f"tapestory events undo {last.id} takes that back.")
        return last

    @staticmethod
    def _require_free(log: EditLog, entry: LoggedEdit) -> None:
        mine = {moved.article_id for moved in entry.detail.moved}
        title = entry.detail.retitled
        for later in log.in_force():
            if later.number <= entry.number:
                continue
            also = later.detail.retitled
            if mine & later.detail.pins.keys() or (
                title is not None and also is not None and also.event_id == title.event_id
            ):
                verb = "redone" if entry.kind is EditKind.UNDO else "taken back"
                message = f"edit {entry.id} cannot be {verb}: {later.id} came after it"
                hint = f"First take that back: tapestory events undo {later.id}"
                raise UsageError(message, hint=hint)

    def _reversed(self, log: EditLog, entry: LoggedEdit, kind: EditKind, *, at: datetime) -> Detail:
        """Do the opposite of an edit, and return what that changed."""
        former, begun = entry.detail, log.origin_of(entry).detail
        events = _concerned(former)
        before = self._pointers(events)
        for item in former.redirected:
            if item.before is None:
                self._events.revive(item.old_id, at=at)
        moved = [move for item in reversed(former.moved) for move in self._put_back(item, at=at)]
        if kind is EditKind.UNDO and begun.founded is not None:
            moved += self._followers(log, entry, begun, at=at)
        for item in former.redirected:
            if item.before is not None and before.get(item.old_id) == item.after:
                self._point(item.old_id, item.before, at=at)
        retitled = None
        if former.retitled is not None:
            title = former.retitled
            now = self._events.hand_title(title.event_id)
            retitled = Retitling(event_id=title.event_id, before=now, after=title.before)
            self._events.give_title(title.event_id, title.before)
        if former.word is not None:
            self._events.touch(former.word.event_id)
        standing = {self._standing(event_id) for event_id in events}
        return Detail(
            event_id=former.event_id,
            moved=tuple(moved),
            redirected=self._redirected(before, events),
            retitled=retitled,
            pins=self._members(standing) if kind is EditKind.REDO and moved else {},
            founded=begun.founded,
            word=former.word,
        )

    def _put_back(self, item: MovedArticle, *, at: datetime) -> list[MovedArticle]:
        """Take an article to where it was, by the match that put it there."""
        place = self._placement(item.article_id)
        query = select(matches).where(matches.c.number == item.former)
        row = self._connection.execute(query).one()
        match = Match(
            article_id=item.article_id,
            event_id=item.source,
            score=row.score,
            reason=row.reason,
            decided_at=at,
            by_hand=row.by_hand,
        )
        return self._moved({item.article_id: place}, match)

    def _followers(
        self, log: EditLog, entry: LoggedEdit, begun: Detail, *, at: datetime
    ) -> list[MovedArticle]:
        """Take along what has joined, meanwhile, an event that there would not be but for a split.

        What a person placed there stays, and the event with it.
        """
        founded = begun.founded
        if founded is None or self._standing(founded) != founded:
            return []
        others = [other for other in log.in_force() if other.number != entry.number]
        held = self._held(founded)
        if held.keys() & log.pins(others).keys():
            return []
        reason = f"moved by hand: {founded} was not to be split from {begun.event_id}"
        return self._take(held, begun.event_id, reason, at=at)

    def _take(
        self,
        held: Mapping[ArticleId, _Former],
        target: EventId,
        reason: str,
        *,
        at: datetime,
        founding: Event | None = None,
    ) -> list[MovedArticle]:
        moved: list[MovedArticle] = []
        for article_id, place in held.items():
            match = Match(
                article_id=article_id,
                event_id=target,
                score=1.0,
                reason=reason,
                decided_at=at,
                by_hand=True,
            )
            moved += self._moved({article_id: place}, match, founding=founding)
        return moved

    def _moved(
        self, held: Mapping[ArticleId, _Former], match: Match, *, founding: Event | None = None
    ) -> list[MovedArticle]:
        place = held[match.article_id]
        target = self._events.move(match, founding)
        if target == place.event_id:
            return []
        return [
            MovedArticle(
                article_id=match.article_id,
                source=place.event_id,
                target=target,
                former=place.number,
            )
        ]

    def _log(
        self, detail: Detail, kind: EditKind, *, at: datetime, undoes: LoggedEdit | None = None
    ) -> Edit:
        edit_id = append(self._connection, detail, kind=kind, at=at, undoes=undoes)
        return next(edit for edit in self.all() if edit.id == edit_id)

    def _point(self, old: EventId, new: EventId, *, at: datetime) -> None:
        target = self._standing(new)
        if target not in {old, self._standing(old)} and not self._members([old]):
            self._events.point([old], target, at=at)

    def _standing(self, event_id: EventId) -> EventId:
        return resolve(self._connection, event_id)

    def _placement(self, article_id: ArticleId) -> _Former:
        query = select(placements).where(placements.c.article_id == article_id)
        row = self._connection.execute(query).one()
        return _Former(event_id=EventId(row.event_id), number=row.match_number)

    def _held(self, event_id: EventId) -> dict[ArticleId, _Former]:
        query = (
            select(placements)
            .where(placements.c.event_id == event_id)
            .order_by(placements.c.article_id)
        )
        return {
            ArticleId(row.article_id): _Former(event_id=event_id, number=row.match_number)
            for row in self._connection.execute(query)
        }

    def _members(self, event_ids: Iterable[EventId]) -> dict[ArticleId, EventId]:
        return {article: event_id for event_id in event_ids for article in self._held(event_id)}

    def _pointers(self, event_ids: Sequence[EventId]) -> Pointers:
        """Return what the ids stand for, and those that stand for them."""
        query = select(event_redirects).where(
            or_(
                event_redirects.c.old_id.in_(event_ids),
                event_redirects.c.new_id.in_(event_ids),
            )
        )
        return {EventId(row.old_id): EventId(row.new_id) for row in self._connection.execute(query)}

    def _redirected(self, before: Pointers, event_ids: Sequence[EventId]) -> tuple[Redirected, ...]:
        after = self._pointers(event_ids)
        return tuple(
            Redirected(old_id=old, before=before.get(old), after=after.get(old))
            for old in sorted(before.keys() | after.keys())
            if before.get(old) != after.get(old)
        )


def _concerned(detail: Detail) -> list[EventId]:
    """Return the events that an edit took articles from or to, and itself."""
    ends = (end for item in detail.moved for end in (item.source, item.target))
    return list(dict.fromkeys([detail.event_id, *ends]))
