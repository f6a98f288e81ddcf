"""The list of events by plain SQL: it answers before SQLAlchemy would have been loaded.

What is asked most often of a store is what happened last. This answers just that, as it is known
now; a test holds it to the answers of `EventRows.find`, which answers everything else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tapestory.model import Event, EventId, VerificationState
from tapestory.store.database_file import BUSY_SECONDS, explained
from tapestory.store.engine import require_current, require_file
from tapestory.store.event_queries import TOP_MOVES, EventQuery, EventSummary, TopMove

_OPEN = frozenset({VerificationState.RUMOUR, VerificationState.REPORTED})
_STATES: dict[str | None, VerificationState] = {
    None: VerificationState.RUMOUR,
    **{state.value: state for state in VerificationState},
}

_CANDIDATES = """
SELECT id FROM events
WHERE NOT stale AND last_seen >= :since AND first_seen < :until
AND NOT EXISTS (SELECT 1 FROM event_redirects WHERE old_id = events.id)
AND (:min_articles <= 1 OR :min_articles <=
     (SELECT count(*) FROM placements WHERE event_id = events.id))
ORDER BY last_seen DESC, id LIMIT :limit
"""
"""For a short list. What an event's row says of its times is so unless it is stale: then an
article came or went, and its articles have the word. A merged one has no articles."""
_THESE = """
WHERE e.id IN (SELECT id FROM events WHERE stale IS 1 UNION SELECT * FROM ({candidates}))
"""
_TOLD = """
SELECT e.id, e.title, min(a.first_seen), max(a.first_seen) AS last_seen,
       e.happened, e.happened_precise, e.hand_title <> '',
       count(*) AS articles,
       count(DISTINCT CASE WHEN a.copy_of IS NULL THEN a.outlet END),
       max(CASE WHEN a.copy_of IS NULL THEN a.time END),
       (SELECT v.state FROM verification_changes v
        WHERE v.event_id = e.id ORDER BY v.number DESC LIMIT 1)
FROM events e
JOIN placements p ON p.event_id = e.id
JOIN articles a ON a.id = p.article_id
{among}
GROUP BY e.id
HAVING max(a.first_seen) >= :since AND min(a.first_seen) < :until AND count(*) >= :min_articles
ORDER BY max(a.first_seen) DESC, e.id
LIMIT :limit
"""

_MOVES = """
SELECT event_id, symbol, window_start, window_end, raw, abnormal
FROM moves m
WHERE {among} AND +status = 'measured' AND (day0_size IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM moves d WHERE d.event_id = m.event_id AND d.symbol = m.symbol
  AND d.window_start = 0 AND d.window_end = 0 AND d.day0_size IS NOT NULL
))
"""
_AMONG = 500
"""So many events at a time; of more, all moves are read."""


def can_list(query: EventQuery) -> bool:
    """Tell whether a query is of the kind that is answered here."""
    return (
        query.as_of is None
        and query.active_since is None
        and query.symbol is None
        and query.sector is None
        and query.storyline is None
        and query.moved is None
    )


def list_events(path: Path, query: EventQuery) -> list[EventSummary]:
    """Return the events that meet the query, the one with the latest article first.

    Args:
        path: The store.
        query: One that `can_list` is true of.

    Raises:
        StoreError: There is no store, it is damaged, or of another version.
        LockedError: Another process keeps it.
    """
    require_file(path)
    require_current(path)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
            connection.execute("PRAGMA query_only = ON")
            # One snapshot for all questions.
            connection.execute("BEGIN")
            rows = _told(connection, query)
            moves = _top_moves(connection, [row[0] for row in rows])
    except sqlite3.Error as error:
        known = explained(error, path)
        if known is None:
            raise
        raise known from error
    silent = _stored(query.silent_since) or ""
    return [_summary(row, moves.get(row[0], ()), silent) for row in rows]


def _told(connection: sqlite3.Connection, query: EventQuery) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {
        "since": _stored(query.since) or "",
        "until": _stored(query.until) or "~",
        "min_articles": query.min_articles,
        "limit": query.limit or -1,
    }
    among = _THESE.format(candidates=_CANDIDATES) if query.limit else ""
    return connection.execute(_TOLD.format(among=among), values).fetchall()


def _stored(instant: datetime | None) -> str | None:
    """Return an instant as it stands in the file: `store.types.stored_time`, without its module."""
    if instant is None:
        return None
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _top_moves(
    connection: sqlite3.Connection, ids: Sequence[str]
) -> dict[str, tuple[TopMove, ...]]:
    """Return the largest moves of each event, of several windows the one nearest to day 0."""
    found: dict[str, dict[str, TopMove]] = {}
    for event_id, symbol, begin, end, raw, abnormal in _measured(connection, ids):
        of_event = found.setdefault(event_id, {})
        rival = of_event.get(symbol)
        if rival is None or (end - begin, abs(begin)) < _width(rival.window):
            of_event[symbol] = TopMove(symbol, (begin, end), raw, abnormal)
    return {
        event_id: tuple(sorted(by_symbol.values(), key=_by_size)[:TOP_MOVES])
        for event_id, by_symbol in found.items()
    }


def _measured(connection: sqlite3.Connection, ids: Sequence[str]) -> sqlite3.Cursor:
    if len(ids) > _AMONG:
        return connection.execute(_MOVES.format(among="TRUE"))
    marks = ", ".join("?" for _ in ids)
    return connection.execute(_MOVES.format(among=f"event_id IN ({marks})"), list(ids))


def _width(window: tuple[int, int]) -> tuple[int, int]:
    begin, end = window
    return end - begin, abs(begin)


def _by_size(move: TopMove) -> tuple[float, str]:
    size = move.raw if move.abnormal is None else move.abnormal
    return -abs(size or 0.0), move.symbol


def _summary(row: tuple[Any, ...], moves: tuple[TopMove, ...], silent: str) -> EventSummary:
    state = _STATES[row[10]]
    if silent and row[9] is not None and row[9] < silent and state in _OPEN:
        state = VerificationState.STALE
    return EventSummary(
        event=Event(
            id=EventId(row[0]),
            title=row[1],
            first_seen=datetime.fromisoformat(row[2]),
            last_seen=datetime.fromisoformat(row[3]),
            happened=datetime.fromisoformat(row[4]),
            happened_precise=bool(row[5]),
            title_by_hand=bool(row[6]),
        ),
        articles=row[7],
        outlets=row[8],
        state=state,
        top_moves=moves,
    )
