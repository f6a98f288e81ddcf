"""The beginning of a name → the names in the store that begin so, soon or not at all.

For the completion of a shell: whoever presses a key waits for no lock and reads no error.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from time import monotonic

MOST = 50
SECONDS = 0.4
"""After which a list is given up: longer than any takes of a store in good health."""
_STEPS = 20_000
"""Of SQLite's machine, between two looks at the clock."""


class Noun(StrEnum):
    """What has names in the store."""

    EVENT = "event"
    ARTICLE = "article"
    FEED = "feed"
    SYMBOL = "symbol"
    MAIL = "mail"


_QUERIES = {
    Noun.EVENT: """
        SELECT id, title FROM events WHERE id >= :begin AND id < :end
        AND id NOT IN (SELECT old_id FROM event_redirects) ORDER BY last_seen DESC LIMIT :most""",
    Noun.ARTICLE: """
        SELECT id, title FROM articles WHERE id >= :begin AND id < :end ORDER BY id LIMIT :most""",
    Noun.FEED: """
        SELECT bare, title FROM (
          SELECT substr(url, instr(url, '://') + 3) AS bare, title FROM feeds
        ) WHERE bare >= :begin AND bare < :end ORDER BY bare LIMIT :most""",
    Noun.SYMBOL: """
        SELECT symbol, name FROM (
          SELECT DISTINCT symbol, '' AS name FROM links WHERE symbol > '' AND symbol >= :begin
            AND symbol < :end
          UNION SELECT symbol, '' FROM price_bars WHERE symbol >= :begin AND symbol < :end
        ) ORDER BY symbol LIMIT :most""",
    Noun.MAIL: """
        SELECT id, subject FROM outbox WHERE id >= :begin AND id < :end ORDER BY id LIMIT :most""",
}


def beginning(path: Path, noun: Noun, typed: str) -> list[tuple[str, str]]:
    """Return names that begin so, each with what it stands for; none where anything is wrong.

    Args:
        path: The store.
        noun: Whose names.
        typed: How they begin; all begin with nothing.
    """
    if not path.is_file():
        return []
    until = monotonic() + SECONDS
    values = {"begin": typed, "end": f"{typed}\U0010ffff", "most": MOST}
    try:
        with closing(sqlite3.connect(path, timeout=SECONDS / 2)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.set_progress_handler(lambda: monotonic() > until, _STEPS)
            return connection.execute(_QUERIES[noun], values).fetchall()
    except sqlite3.Error:
        return []
