"""Two stores of the same days → where they hold another content, in words.

An event goes by the first of its articles' ids, as its own id is that of the article that came
first, and in a store whose feeds failed another one may have been the first. Left out is what says
when something came to be known: in the two stores that was at other times.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

COMPARED = {
    "articles": (
        "select id, url, guid, title, summary, text, author, outlet, lang, published_raw,"
        " published, published_precision, published_zone_source, updated from articles"
    ),
    "readings": "select article_id, version, kind, body from readings",
    "mentions": "select article_id, symbol, sector from mentions",
    "placements": "select article_id, event_id as event from placements",
    "events": "select id as event, title, happened, happened_precise from events",
    "links": "select event_id as event, symbol, sector, role, mentions from links",
    "day_zeros": "select event_id as event, mic, session from day_zeros",
    "states": (
        "select event_id as event, state from verification_changes as change where number ="
        " (select number from verification_changes where event_id = change.event_id"
        " order by at desc, number desc limit 1)"
    ),
    "covers": "select article_id, event_id as event from covers",
    "price_bars": "select symbol, session, provider, close from price_bars",
    "moves": (
        "select event_id as event, symbol, window_start, window_end, session, raw, abnormal,"
        " t_value, benchmark, status from moves"
    ),
    "sector_moves": (
        "select event_id as event, sector, window_start, window_end, abnormal, members"
        " from sector_moves"
    ),
    "families": "select event_id as event, family, members from move_families",
    "follow_throughs": (
        "select event_id as event, symbol, after, session, raw, verdict from follow_throughs"
    ),
    "storylines": (
        "select event_id as event, storyline_id as event from storyline_events"
        " where gone_at is null"
    ),
    "related": (
        "select min(event_id, other_id), max(event_id, other_id), relation from related_events"
        " where gone_at is null"
    ),
}
"""What is compared → its rows; columns called "event" hold ids of events."""

WHATEVER_CAME_FIRST = frozenset({"articles", "readings", "mentions", "price_bars"})
"""What may not depend on the order in which articles came in."""


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield each table whose rows are not the same, with how many and one of them."""
    first, second = _rows(one), _rows(other)
    for what in COMPARED:
        only_first, only_second = first[what] - second[what], second[what] - first[what]
        if only_first or only_second:
            example = next(iter((only_first or only_second).elements()))
            yield (
                f"{what}: {only_first.total()} rows only here, {only_second.total()} only there,"
                f" such as {str(example)[:300]}"
            )


def damage(store: Path) -> Iterator[str]:
    """Yield what SQLite itself finds wrong with a file."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        for (found,) in connection.execute("pragma integrity_check"):
            if found != "ok":
                yield f"integrity check: {found}"
        for table, row, parent, _ in connection.execute("pragma foreign_key_check"):
            yield f"row {row} of {table} refers to nothing in {parent}"


def _rows(store: Path) -> dict[str, Counter[tuple[object, ...]]]:
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for event, article in connection.execute("select event_id, article_id from placements"):
            members[event].append(article)
        first = {event: min(articles) for event, articles in members.items()}
        found = {}
        for what, query in COMPARED.items():
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description]
            found[what] = Counter(
                tuple(
                    first.get(value, "") if name == "event" else value
                    for name, value in zip(names, row, strict=True)
                )
                for row in cursor
                # An event that lost all its articles stands for nothing.
                if names[0] != "event" or row[0] in first
            )
    return found


def sizes(store: Path) -> str:
    """Return how much a store holds, in words."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        counts = {
            what: connection.execute(f"select count(*) from {what}").fetchone()[0]  # noqa: S608 (ours)
            for what in ("articles", "article_revisions", "events", "moves", "mail_tellings")
        }
    return ", ".join(f"{count} {what.replace('_', ' ')}" for what, count in counts.items())
