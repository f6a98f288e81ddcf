"""Feeds as they stand → since when each has failed for a while, and which had at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection, text

from tapestory.store.types import stored_time

FAILING_AFTER = 3
"""Failures in a row before a reader is told of a feed: one bad night is not news."""

_FAILS = "(feeds.gone OR feeds.failures >= :least)"
_CALLED = "CASE WHEN feeds.title = '' THEN feeds.url ELSE feeds.title END"
# Those that go on are few, and each is looked at: a feed may have been renamed or removed.
_END = text(
    "UPDATE feed_outages SET until = :at WHERE until IS NULL AND NOT EXISTS ("  # noqa: S608  # the conditions above
    " SELECT 1 FROM feeds WHERE feeds.number = feed_number AND feeds.url = feed_url"
    f" AND {_CALLED} = called AND {_FAILS})"
)
_BEGIN = text(
    "INSERT INTO feed_outages (feed_number, feed_url, called, since)"  # noqa: S608  # the conditions above
    f" SELECT feeds.number, feeds.url, {_CALLED}, :at"
    " FROM json_each(:urls) AS wanted CROSS JOIN feeds ON feeds.url = wanted.value"
    f" WHERE {_FAILS} AND feeds.number NOT IN"
    " (SELECT feed_number FROM feed_outages WHERE until IS NULL)"
)
_NOW = text("SELECT called FROM feed_outages WHERE until IS NULL ORDER BY feed_number")
_THEN = text(
    "SELECT called FROM feed_outages"
    " WHERE since <= :at AND (until IS NULL OR until > :at) ORDER BY feed_number"
)


def note(connection: Connection, urls: Iterable[str], *, at: datetime) -> None:
    """Note which feeds have begun to fail and which no longer do, after any of them changed.

    Args:
        connection: In whose transaction they changed.
        urls: Of those that may have begun to.
        at: When that came to be known.
    """
    known = {"at": stored_time(at), "least": FAILING_AFTER}
    connection.execute(_END, known)
    connection.execute(_BEGIN, known | {"urls": json.dumps([*urls])})


def failing(connection: Connection, *, as_of: datetime | None = None) -> tuple[str, ...]:
    """Return the feeds that had failed for a while, by title or host, as subscribed to.

    An address may hold a password or a key, and what this returns goes out to readers.
    """
    if as_of is None:
        found = connection.execute(_NOW)
    else:
        found = connection.execute(_THEN, {"at": stored_time(as_of)})
    return tuple(_public(str(called)) for called in found.scalars())


def _public(called: str) -> str:
    if "://" not in called:
        return called
    try:
        return urlsplit(called).hostname or "a feed without a title"
    except ValueError:
        return "a feed without a title"
