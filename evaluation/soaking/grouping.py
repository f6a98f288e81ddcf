"""Stores → where their events do not hold together, in words.

Which articles are grouped may depend on what came first. This may not: every article belongs to one
event; an event that lost all its articles was merged into another; what repeats an article stands
beside it; an event links no one whom none of its articles names. Two stores mostly know the same
copies, and derive the same of events of the same articles.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

_LAWS = {
    "articles belong to no event": (
        "select id from articles where id not in (select article_id from placements)"
    ),
    "events hold no article and were not merged away": (
        "select id from events where id not in (select event_id from placements)"
        " and id not in (select old_id from event_redirects)"
    ),
    "events were merged away and hold articles": (
        "select old_id from event_redirects where old_id in (select event_id from placements)"
    ),
    "copies stand elsewhere than what they repeat": (
        "select copies.id from articles as copies"
        " join placements as own on own.article_id = copies.id"
        " join placements as other on other.article_id = copies.copy_of"
        " where own.event_id != other.event_id"
    ),
    "copies are of copies": (
        "select copies.id from articles as copies"
        " join articles as masters on masters.id = copies.copy_of"
        " where masters.copy_of is not null"
    ),
    "links are to whom no article names": (
        "select event_id || ' ' || symbol from links where symbol != '' and not exists"
        " (select 1 from placements join mentions on mentions.article_id = placements.article_id"
        " where placements.event_id = links.event_id and mentions.symbol = links.symbol)"
    ),
}
"""What would be wrong → the query that finds it."""

_DERIVED = {
    "links": "select event_id, symbol, sector, role, mentions from links",
    "states": (
        "select event_id, state from verification_changes as change where number ="
        " (select number from verification_changes where event_id = change.event_id"
        " order by at desc, number desc limit 1)"
    ),
    "times": "select id, happened, happened_precise from events",
    "day zeros": "select event_id, mic, session from day_zeros",
    "moves": (
        "select event_id, symbol, window_start, window_end, session, raw, abnormal from moves"
    ),
}
"""What is derived of an event, by its id in the first column → its rows."""

_Facts = Mapping[frozenset[str], frozenset[tuple[object, ...]]]


def laws(store: Path) -> Iterator[str]:
    """Yield which laws of grouping a store breaks, with an example of each."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        for what, query in _LAWS.items():
            if found := [str(row[0]) for row in connection.execute(query)]:
                yield f"{len(found)} {what}, such as {min(found)}"


def unlike(one: Path, other: Path) -> Iterator[str]:
    """Yield copies of others, and what is derived otherwise of events of the same articles.

    Which of those that say the same is the copy may differ: whichever came later.
    """
    if repeating := _repeating(one) ^ _repeating(other):
        example = sorted(min(repeating, key=sorted))
        yield f"{len(repeating)} sets of articles that say the same, such as {example}"
    for what, query in _DERIVED.items():
        first, second = _derived(one, query), _derived(other, query)
        apart = [held for held in first.keys() & second.keys() if first[held] != second[held]]
        if apart:
            held = min(apart, key=sorted)
            said = " and ".join(str(sorted(facts[held], key=str)) for facts in (first, second))
            yield f"{what} of {len(apart)} events of the same articles, such as {said}"


def alike(one: Path, other: Path) -> tuple[int, int]:
    """Return how many events hold the same articles in both stores, and how many the first has."""
    first, second = (_derived(store, _DERIVED["times"]) for store in (one, other))
    return len(first.keys() & second.keys()), len(first)


def _repeating(store: Path) -> set[frozenset[str]]:
    """Return each set of an article and its copies."""
    sets: defaultdict[str, set[str]] = defaultdict(set)
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        query = "select id, copy_of from articles where copy_of is not null"
        for article, master in connection.execute(query):
            sets[master] |= {article, master}
    return {frozenset(held) for held in sets.values()}


def _derived(store: Path, query: str) -> _Facts:
    """Return what a query says of each event, by the ids of its articles."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        members: defaultdict[str, set[str]] = defaultdict(set)
        for event, article in connection.execute("select event_id, article_id from placements"):
            members[event].add(article)
        facts: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
        for event, *said in connection.execute(query):
            facts[event].add(tuple(said))
    return {frozenset(held): frozenset(facts[event]) for event, held in members.items()}
