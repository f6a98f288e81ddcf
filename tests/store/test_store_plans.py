"""What every run asks is looked up: an archive of any size is not gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from store.builders import START, article, at, match
from store.builders import event as an_event
from tapestory.model import EventId, StorylineId
from tapestory.store import ArticleQuery, EventQuery, Session, Store

_ARCHIVE = frozenset(
    {
        *("articles", "readings", "placements", "matches", "events", "verification_changes"),
        *("day_zeros", "event_gists", "links", "moves", "sightings", "storyline_events"),
        *("live_storylines", "storyline_features", "event_features"),
        *("price_bars", "price_revisions", "price_verdicts", "news_days"),
    }
)
"""Tables that grow with the news, and with the days."""

ASKED: dict[str, Callable[[Session], object]] = {
    "what is to be read": lambda session: session.articles.unread("1"),
    "what is to be placed": lambda session: session.articles.unmatched(),
    "what said the same long ago": lambda session: session.events.first_print(
        article(), before=START
    ),
    "what is to be linked": lambda session: session.events.stale(),
    "what has gone silent": lambda session: session.events.silent(since=START),
    "what is to be measured": lambda session: session.moves.to_measure(),
    "what was measured too early": lambda session: session.moves.still_open(at(30)),
    "whose prices have come since": lambda session: session.prices.changed_after(
        session.prices.mark()
    ),
    "what is no more": lambda session: session.storylines.vanished(),
    "whom the news of a month concerned": lambda session: session.neighbours.concerning(
        {"XNYS": ["META"], "XNAS": ["NVDA"]}, START.date() - timedelta(days=30), START.date()
    ),
    "what events held": lambda session: session.live_storylines.gists([EventId("e1")]),
    "what storylines hold": lambda session: session.live_storylines.heads([StorylineId("s")]),
    "how many hold something": lambda session: session.live_storylines.counts(["ferry"]),
    "which storylines do": lambda session: session.live_storylines.holders(["ferry"]),
    "which events do": lambda session: session.live_storylines.events_holding(["ferry"]),
    "who is in a storyline": lambda session: session.live_storylines.spans(StorylineId("s")),
    "in which one is": lambda session: session.live_storylines.storylines_of([EventId("e1")]),
    "which one is over": lambda session: session.live_storylines.silent_since(START),
    "who is forgotten": lambda session: session.live_storylines.told_before(START),
    "who was told last": lambda session: session.live_storylines.newest(until=at(30)),
    "who was told ahead of time": lambda session: session.live_storylines.told_after(at(30)),
    "what came in a window": lambda session: session.events.find(
        EventQuery(active_since=START - timedelta(days=1))
    ),
    "the articles of many events": lambda session: session.events.members_of(
        [EventId("e1"), EventId("e2")]
    ),
    "the articles of many events, as of then": lambda session: session.events.members_of(
        [EventId("e1"), EventId("e2")], as_of=at(9)
    ),
    "the moves of many events": lambda session: session.outlines.moves(
        [EventId("e1"), EventId("e2")]
    ),
    "what came since": lambda session: session.events.find(
        EventQuery(since=START - timedelta(days=1), limit=20)
    ),
    "what came last": lambda session: session.events.find(EventQuery(limit=2)),
    "what came last, as of then": lambda session: session.events.find(
        EventQuery(limit=2, as_of=at(30))
    ),
    "what came last of a symbol": lambda session: session.events.find(
        EventQuery(limit=20, symbol="META")
    ),
    "what came last of a sector, as of then": lambda session: session.events.find(
        EventQuery(limit=20, sector="memory", as_of=at(9))
    ),
    "the events of a storyline": lambda session: session.events.find(
        EventQuery(storyline=StorylineId("s1"))
    ),
    "the articles of events": lambda session: session.articles.find(ArticleQuery(limit=20)),
    "articles by a word": lambda session: session.articles.search("servers", limit=20),
    "events by a word": lambda session: session.events.search("servers", limit=20),
    "events by a word, as of then": lambda session: session.events.search(
        "servers", limit=20, as_of=at(9)
    ),
}


@contextmanager
def _statements(session: Session) -> Iterator[list[tuple[str, object]]]:
    """Give what is asked of the database in the block."""
    said: list[tuple[str, object]] = []
    connection: Connection = session.articles._connection  # plans are the database's

    def heard(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        said.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", heard)
    try:
        yield said
    finally:
        event.remove(connection, "before_cursor_execute", heard)


def _scanned(session: Session, statement: str, parameters: object) -> list[str]:
    """Return the tables of the archive that a statement goes through from end to end.

    An index that is walked in the order asked for, up to a limit, is not.
    """
    connection = session.articles._connection
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]  # as the driver was given them
    steps = [str(row[-1]) for row in plan]
    ends = "LIMIT" in statement and not any("TEMP B-TREE FOR ORDER BY" in step for step in steps)
    whole = (
        step.split()
        for step in steps
        if step.startswith("SCAN ") and "ix_events" not in step and not (ends and " USING " in step)
    )
    return [words[1] for words in whole if words[1] in _ARCHIVE]


@pytest.mark.parametrize("asked", ASKED)
def test_what_a_run_asks_goes_through_no_archive(store: Store, asked: str) -> None:
    with store.writing() as session:
        for number in range(40):
            session.articles.save(article(f"a{number}", minute=number))
            placed = match(f"a{number}", f"e{number}", minute=number)
            session.events.place(placed, an_event(f"e{number}", minute=number))
    with store.reading() as session:
        with _statements(session) as said:
            ASKED[asked](session)
        assert said
        for statement, parameters in said:
            assert _scanned(session, statement, parameters) == [], statement


def test_what_people_said_of_an_event_is_looked_up(store: Store) -> None:
    with store.reading() as session:
        with _statements(session) as said:
            session.edits.words([EventId("e1")], as_of=None)
        plans = [
            str(row[-1])
            for statement, parameters in said
            for row in session.articles._connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}",
                parameters,  # type: ignore[arg-type]  # as the driver was given them
            )
        ]

    assert any("edits USING INDEX ix_edits_spoken_of" in plan for plan in plans)
    assert not any(plan.startswith("SCAN edits") for plan in plans)


BEGINNINGS = {
    "an event": lambda session: session.events.by_prefix("e1"),
    "an article": lambda session: session.articles.by_prefix("a1"),
    "a storyline": lambda session: session.storylines.by_prefix("s1"),
    "what led to an event": lambda session: session.edits.words([EventId("e1")], as_of=None),
}


@pytest.mark.parametrize("asked", BEGINNINGS)
def test_what_is_named_by_its_id_is_looked_up(store: Store, asked: str) -> None:
    with store.writing() as session:
        session.articles.save(article("a1"))
        session.events.place(match("a1", "e1"), an_event("e1"))
    with store.reading() as session, _statements(session) as said:
        BEGINNINGS[asked](session)
        plans = [
            str(row[-1])
            for statement, parameters in list(said)
            for row in session.articles._connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}",
                parameters,  # type: ignore[arg-type]  # as the driver was given them
            )
        ]

    assert plans
    scans = [plan for plan in plans if plan.startswith("SCAN ")]
    assert [
        plan for plan in scans if "VIRTUAL TABLE" not in plan and "CONSTANT ROW" not in plan
    ] == []


MANY = {
    "XNYS": [f"S{number}" for number in range(90)],
    "XKRX": ["000660.KS", "005930.KS"],
}
NEWS: dict[str, Callable[[Session], object]] = {
    "when": lambda session: session.moves.event_days(MANY, START.date(), START.date()),
    "which": lambda session: session.neighbours.concerning(MANY, START.date(), START.date()),
}


@pytest.mark.parametrize("asked", NEWS)
def test_news_of_companies_is_looked_up_by_exchange_and_day(store: Store, asked: str) -> None:
    with store.reading() as session:
        with _statements(session) as said:
            NEWS[asked](session)
        assert len(said) == len(MANY)
        for statement, parameters in said:
            plan = session.articles._connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}",
                parameters,  # type: ignore[arg-type]  # as the driver was given them
            )
            steps = [str(row[-1]) for row in plan]
            [first] = [step for step in steps if "session>?" in step]
            assert "(symbol=? AND mic=? AND session>? AND session<?)" in first
            assert not any("ix_links" in step for step in steps)


def test_articles_wait_until_they_are_read_and_placed(store: Store) -> None:
    with store.writing() as session:
        session.articles.save(article("a1"))
        session.articles.save(article("a2", minute=1))
    with store.writing() as session:
        assert [one.id for one in session.articles.unmatched()] == ["a1", "a2"]
        assert [one.id for one in session.articles.unread("1")] == ["a1", "a2"]
        session.events.place(match("a1", "e1"), an_event("e1"))
        assert [one.id for one in session.articles.unmatched()] == ["a2"]
        assert at(0) == START
