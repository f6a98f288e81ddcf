"""Replays: what was not known at a time has no part in an answer as of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import (
    article,
    at,
    change,
    event,
    known_change,
    link,
    match,
    move,
    reading,
    tell,
)
from tapestory.model import ArticleId, EventId, VerificationState
from tapestory.store import ArticleQuery, EventQuery, Session, Store

E1, E2 = EventId("e1"), EventId("e2")
NUMBERS = count()


def members(session: Session, name: str, minute: float) -> list[str]:
    return [found.id for found, _ in session.events.members(EventId(name), as_of=at(minute))]


def test_later_articles_and_later_decisions_do_not_count(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        session.articles.save(article("a2", minute=5))
        session.events.place(match("a2", "e1", minute=8), event("e1"))
        session.articles.save(article("a3", minute=20))
        session.events.place(match("a3", "e1", minute=6), event("e1"))

        assert members(session, "e1", 4) == ["a1"]
        assert members(session, "e1", 7) == ["a1"]
        assert members(session, "e1", 8) == ["a1", "a2"]
        assert members(session, "e1", 20) == ["a1", "a2", "a3"]


def test_the_match_in_force_then_counts(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        session.events.place(match("a1", "e2", minute=10), event("e2"))
        session.events.place(match("a1", "e1", minute=20), event("e1"))

        for minute, holder, other in ((5, "e1", "e2"), (15, "e2", "e1"), (20, "e1", "e2")):
            assert members(session, holder, minute) == ["a1"]
            assert members(session, other, minute) == []
            (stored,) = session.articles.find(ArticleQuery(as_of=at(minute)))
            assert stored.event_id == holder
            assert [
                summary.event.id for summary in session.events.find(EventQuery(as_of=at(minute)))
            ] == [holder]


def test_a_merge_has_not_happened_before_it_was_decided(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        tell(session, "e2", "a2", minute=1)
        session.events.redirect(E1, E2, at=at(10))

        assert members(session, "e1", 9) == ["a1"]
        assert members(session, "e2", 9) == ["a2"]
        assert members(session, "e2", 10) == ["a1", "a2"]
        assert [
            stored.article.id
            for stored in session.articles.find(ArticleQuery(event_id=E1, as_of=at(9)))
        ] == ["a1"]


def test_a_summary_is_that_of_the_time(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0, title="Rumour", outlet="One")
        session.events.append_verification(E1, [known_change(change(0, VerificationState.RUMOUR))])
        tell(session, "e1", "a2", minute=10, title="It is true", outlet="Two")
        session.events.refresh(event("e1", title="It is true", minute=0, last=10))
        session.events.append_verification(
            E1, [known_change(change(10, VerificationState.CONFIRMED))]
        )

        (before,) = session.events.find(EventQuery(as_of=at(9)))
        (after,) = session.events.find(EventQuery(as_of=at(10)))
        assert session.events.find(EventQuery(as_of=at(-1))) == []
    assert (before.event.title, before.event.last_seen) == ("Rumour", at(0))
    assert (before.articles, before.outlets, before.state) == (1, 1, VerificationState.RUMOUR)
    assert (after.event.title, after.event.last_seen) == ("It is true", at(10))
    assert (after.articles, after.outlets, after.state) == (2, 2, VerificationState.CONFIRMED)


def test_a_title_given_by_a_late_decision_was_not_known_before_it(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0, title="First")
        session.articles.save(article("a2", minute=1))
        session.events.place(match("a2", "e1", minute=30), event("e1", minute=1))
        session.events.refresh(event("e1", title="Later", minute=0, last=1))

        (before,) = session.events.find(EventQuery(as_of=at(20)))
        (after,) = session.events.find(EventQuery(as_of=at(30)))
    assert (before.event.title, after.event.title) == ("First", "Later")


def test_verification_changes_end_at_the_time(store: Store) -> None:
    history = [change(0, VerificationState.RUMOUR), change(10, VerificationState.DENIED)]
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.events.append_verification(E1, map(known_change, history))

        assert session.events.verification_history(E1, as_of=at(9)) == history[:1]
        assert session.events.verification_history(E1, as_of=at(10)) == history


def test_an_article_says_what_it_said_then(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0, title="One", text="First.")
        session.readings.save(reading("a1", symbol="FIRST"), "1")
        session.articles.save(article("a1", minute=10, title="Two", text="Second."))
        session.readings.save(reading("a1", symbol="SECOND"), "1")
        session.articles.save(article("a1", minute=20, title="Three", text="Third."))
        assert [found.id for found in session.articles.unread("1")] == ["a1"]

        for minute, title, symbol in (
            (5, "One", "FIRST"),
            (15, "Two", "SECOND"),
            (20, "Three", "SECOND"),
        ):
            ((told, _),) = session.events.members(E1, as_of=at(minute))
            (stored,) = session.articles.find(ArticleQuery(as_of=at(minute)))
            readings = session.readings.get_many([ArticleId("a1")], as_of=at(minute))
            assert told.title == stored.article.title == title
            assert readings[ArticleId("a1")].mentions[0].symbol == symbol


def test_an_event_did_not_concern_a_company_before_an_article_named_it(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        session.readings.save(reading("a1", symbol="META"), "1")
        tell(session, "e1", "a2", minute=10)
        session.readings.save(reading("a2", symbol="ORCL"), "1")
        session.events.save_links(E1, [link(symbol="META"), link(symbol="ORCL")])

        def of(symbol: str, minute: float) -> int:
            return len(session.events.find(EventQuery(symbol=symbol, as_of=at(minute))))

        assert [of("META", 5), of("ORCL", 5), of("ORCL", 10)] == [1, 0, 1]


def test_a_move_does_not_show_before_its_session_closed(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.moves.save(E1, [move(session=date(2026, 7, 1))], [])

        def shown(day: int) -> int:
            time = datetime(2026, 7, day, tzinfo=UTC)
            (summary,) = session.events.find(EventQuery(as_of=time))
            return len(summary.top_moves)

        session.articles.save(article("a0", minute=-99999))
        session.events.place(match("a0", "e1", minute=-99999), event("e1", minute=-99999))
        assert [shown(1), shown(2)] == [0, 1]


STEPS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(["x", "y"]), st.integers(0, 5)),
    max_size=12,
)


@settings(max_examples=30)
@given(steps=STEPS, minute=st.integers(0, 5))
def test_a_replay_answers_as_a_store_that_stopped_then(
    shared_store: Store, steps: list[tuple[str, str, int]], minute: int
) -> None:
    steps = sorted(steps, key=lambda step: step[2])
    full, stopped = f"f{next(NUMBERS)}", f"s{next(NUMBERS)}"
    with shared_store.writing() as session:
        for run, kept in ((full, steps), (stopped, [s for s in steps if s[2] <= minute])):
            for name, holder, when in kept:
                tell(session, f"{run}-{holder}", f"{run}-{name}", minute=when)

        for holder in "xy":
            replayed = session.events.members(EventId(f"{full}-{holder}"), as_of=at(minute))
            lived = session.events.members(EventId(f"{stopped}-{holder}"))
            assert [told.id.removeprefix(full) for told, _ in replayed] == [
                told.id.removeprefix(stopped) for told, _ in lived
            ]


def test_an_event_did_not_concern_a_sector_before_an_article_named_it_or_a_member(
    store: Store,
) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        session.readings.save(reading("a1", symbol="META"), "1")
        tell(session, "e1", "a2", minute=10)
        session.readings.save(reading("a2", symbol="MU"), "1")
        session.events.save_links(E1, [link(symbol="META"), link(symbol=None, sector="memory")])

        def found(minute: float | None, *members: str) -> int:
            moment = None if minute is None else at(minute)
            query = EventQuery(sector="memory", members=members, as_of=moment)
            return len(session.events.find(query))

        assert [found(9, "MU"), found(10, "MU"), found(10), found(None)] == [0, 1, 0, 1]


def test_since_when_an_article_says_what_it_does_is_known_at_any_time(store: Store) -> None:
    with store.writing() as session:
        for minute in (0, 10, 20):
            session.articles.save(article("a1", minute=minute, text=f"As told at {minute}."))
        session.articles.save(article("a2", minute=5))
        ids = [ArticleId("a1"), ArticleId("a2")]
        asked = {minute: session.articles.worded_since(ids, as_of=at(minute)) for minute in (9, 10)}

        assert asked == {9: {}, 10: {"a1": at(10)}}
        assert session.articles.worded_since(ids) == {"a1": at(20)}
