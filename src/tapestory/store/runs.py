"""When the program ran and what that brought: for `doctor`, and for whoever asks later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from tapestory.store.codec import COUNTS
from tapestory.store.sqlite import new_number
from tapestory.store.tables import runs


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """A run as it was noted down."""

    number: int
    """By which every line of its log names it."""
    command: str
    started: datetime
    finished: datetime | None
    """None while it is under way, and for good when it failed or was cut short."""


class RunRows:
    """The runs, in the order in which they began."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(self, command: str, at: datetime) -> int:
        """Note that a command began; return the number of the run."""
        result = self._connection.execute(
            insert(runs),
            {"command": command, "started_at": at, "finished_at": None, "summary": "{}"},
        )
        return new_number(result)

    def finish(self, run_id: int, at: datetime, summary: Mapping[str, int]) -> None:
        """Note that a run ended, and its counts. One that is never finished crashed."""
        self._connection.execute(
            update(runs)
            .where(runs.c.number == run_id)
            .values(finished_at=at, summary=COUNTS.dump(dict(summary)))
        )

    def latest(self, limit: int) -> list[StoredRun]:
        """Return the runs that began last, the latest first."""
        query = select(runs).order_by(runs.c.number.desc()).limit(limit)
        return [
            StoredRun(
                number=row.number,
                command=row.command,
                started=row.started_at,
                finished=row.finished_at,
            )
            for row in self._connection.execute(query)
        ]
