"""Rows of corrections ↔ values, and which of them are in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from tapestory.model import (
    ArticleId,
    Edit,
    EditId,
    EditKind,
    EventId,
    Relocation,
    Retitling,
    VerificationState,
)
from tapestory.store import sqlite
from tapestory.store.codec import JsonCodec
from tapestory.store.tables import edits

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedArticle:
    """An article that an edit took to another event, with the match that put it where it was."""

    article_id: ArticleId
    source: EventId
    target: EventId
    former: int
    """Number of that match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected:
    """An id that stands for another event after an edit than before; None: for itself."""

    old_id: EventId
    before: EventId | None
    after: EventId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a person said about how sure an event is."""

    event_id: EventId
    state: VerificationState
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """All that an edit changed, enough to take it back exactly."""

    event_id: EventId
    moved: tuple[MovedArticle, ...] = ()
    redirected: tuple[Redirected, ...] = ()
    retitled: Retitling | None = None
    pins: dict[ArticleId, EventId] = field(default_factory=dict)
    """Every article of the events concerned, as the edit left them."""
    founded: EventId | None = None
    """The event that a split made."""
    word: Word | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEdit:
    """An edit as it is stored."""

    number: int
    id: EditId
    at: datetime
    kind: EditKind
    detail: Detail
    undoes: int | None
    undone_by: int | None


DETAIL = JsonCodec(lambda: Detail)


class EditLog:
    """The edits in order. An undo, and the undo of one, are edits of their own.

    So the edits form chains: one, what took it back, what took that back … An edit is in force
    while its chain has an odd length; the last of a chain says how it is now.
    """

    def __init__(self, entries: Sequence[LoggedEdit]) -> None:
        self.entries = entries
        self._by_number = {entry.number: entry for entry in entries}

    @classmethod
    def read(cls, connection: Connection) -> EditLog:
        """Return all edits."""
        rows = connection.execute(select(edits).order_by(edits.c.number)).all()
        undoes = {row.undone_by: row.number for row in rows if row.undone_by is not None}
        return cls(
            [
                LoggedEdit(
                    number=row.number,
                    id=EditId(row.id),
                    at=row.at,
                    kind=EditKind(row.kind),
                    detail=DETAIL.load(row.detail),
                    undoes=undoes.get(row.number),
                    undone_by=row.undone_by,
                )
                for row in rows
            ]
        )

    def last_of(self, entry: LoggedEdit) -> LoggedEdit:
        """Return the end of the chain that an edit is in."""
        while entry.undone_by is not None:
            entry = self._by_number[entry.undone_by]
        return entry

    def origin_of(self, entry: LoggedEdit) -> LoggedEdit:
        """Return what a chain began with: a merge, a split, a renaming or a word."""
        while entry.undoes is not None:
            entry = self._by_number[entry.undoes]
        return entry

    def in_force(self) -> list[LoggedEdit]:
        """Return the ends of the chains that are in force, the latest last."""
        return [
            entry
            for entry in self.entries
            if entry.undone_by is None and entry.kind is not EditKind.UNDO
        ]

    def pins(self, among: Iterable[LoggedEdit] | None = None) -> dict[ArticleId, EventId]:
        """Return the articles that people have placed, with where the last of the edits left them.

        Args:
            among: Edits in force, in order; all when None.
        """
        found: dict[ArticleId, EventId] = {}
        for entry in self.in_force() if among is None else among:
            found |= entry.detail.pins
        return found

    def apart(self) -> frozenset[tuple[EventId, EventId]]:
        """Return the pairs of events that people split, the smaller id first."""
        pins = self.pins()
        pairs: set[tuple[EventId, EventId]] = set()
        for entry in self.in_force():
            if self.origin_of(entry).kind is not EditKind.SPLIT:
                continue
            sources = {moved.source for moved in entry.detail.moved}
            left = {pins[name] for name, held in entry.detail.pins.items() if held in sources}
            gone = {pins[moved.article_id] for moved in entry.detail.moved}
            pairs |= {(min(a, b), max(a, b)) for a in left for b in gone if a != b}
        return frozenset(pairs)

    def value(self, entry: LoggedEdit) -> Edit:
        """Return an edit as it is shown."""
        detail = entry.detail
        undoes = None if entry.undoes is None else self._by_number[entry.undoes].id
        undone_by = None if entry.undone_by is None else self._by_number[entry.undone_by].id
        return Edit(
            id=entry.id,
            at=entry.at,
            kind=entry.kind,
            event_id=detail.event_id,
            moved=tuple(
                Relocation(article_id=item.article_id, source=item.source, target=item.target)
                for item in detail.moved
            ),
            retitled=detail.retitled,
            note="" if detail.word is None else detail.word.note,
            undoes=undoes,
            undone_by=undone_by,
        )


def append(
    connection: Connection,
    detail: Detail,
    *,
    kind: EditKind,
    at: datetime,
    undoes: LoggedEdit | None = None,
) -> EditId:
    """Add an edit to the log; return its id."""
    known: Mapping[str, object] = dict.fromkeys(connection.execute(select(edits.c.id)).scalars())
    text = DETAIL.dump(detail)
    edit_id = next(name for name in _ids(f"{len(known)}:{at.isoformat()}:{text}", known))
    values = {"id": edit_id, "at": at, "kind": kind.value, "detail": text}
    number = sqlite.new_number(connection.execute(insert(edits).values(values)))
    if undoes is not None:
        taken_back = update(edits).where(edits.c.number == undoes.number)
        connection.execute(taken_back.values(undone_by=number))
    return EditId(edit_id)


def _ids(seed: str, taken: Mapping[str, object]) -> Iterable[str]:
    """Yield short ids that are not taken: 6 characters of Crockford base32."""
    for salt in range(len(taken) + 1):
        digest = hashlib.sha256(f"edit:{salt}:{seed}".encode()).digest()
        number = int.from_bytes(digest[:5], "big")
        name = "".join(_CROCKFORD[(number >> (5 * place)) & 31] for place in range(_ID_LENGTH))
        if name not in taken:
            yield name
