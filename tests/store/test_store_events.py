from __future__ import annotations

from datetime import date

import pytest

from store.builders import (
    FEED,
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
from store.event_queries import E1, E2, E3, found, members
from tapestory.model import (
    ArticleId,
    EventId,
    Feed,
    MoveStatus,
    Role,
    VerificationState,
)
from tapestory.store import EventQuery, KnownChange, Store
from tapestory.store.events import _LOT


def test_a_placed_article_is_a_member_with_its_reason(store: Store) -> None:
    placed = match("a1", "e1", score=0.7)
    with store.writing() as session:
        session.articles.save(article("a1"))
        session.events.place(placed, event("e1"))

        assert session.events.members(E1) == [(article("a1"), placed)]
        assert session.events.get(E1) == event("e1")


def test_members_come_oldest_first(store: Store) -> None:
    with store.writing() as session:
        for name, minute in (("a1", 5), ("a2", 1), ("a3", 3)):
            tell(session, "e1", name, minute=minute)

        assert members(session, "e1") == ["a2", "a3", "a1"]


def test_every_decision_is_kept_and_the_latest_counts(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        session.events.place(match("a1", "e2", minute=9), event("e2"))
        session.events.place(match("a1", "e3", minute=4), event("e3"))

        assert [past.event_id for past in session.events.history(ArticleId("a1"))] == [E1, E3, E2]
        assert members(session, "e2") == ["a1"]
        assert members(session, "e1") == members(session, "e3") == []


def test_of_two_decisions_at_one_instant_the_one_stored_last_counts(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        session.events.place(match("a1", "e2", minute=0), event("e2"))

        assert members(session, "e2") == ["a1"]
        assert [found.id for found, _ in session.events.members(E2, as_of=at(0))] == ["a1"]


def test_an_event_that_gains_or_loses_an_article_is_stale(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        tell(session, "e1", "a2", minute=1)
        tell(session, "e2", "a3", minute=2)
        assert session.events.stale() == [E1, E2]
        session.events.mark_fresh(E1)
        session.events.mark_fresh(E2)
        assert session.events.stale() == []

        session.events.place(match("a2", "e2", minute=5), event("e2"))

        assert session.events.stale() == [E1, E2]


def test_an_event_without_articles_is_nowhere(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.events.save_links(E1, [link("e1")])
        session.events.place(match("a1", "e2", minute=1), event("e2"))

        assert session.events.stale() == [E2]
        assert found(session, EventQuery()) == [E2]
        assert session.moves.to_measure() == []
        assert found(session, EventQuery(symbol="META")) == []


def test_placing_widens_the_times_and_leaves_the_title_to_refresh(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=5, title="First title")
        tell(session, "e1", "a2", minute=9, title="Second title")
        tell(session, "e1", "a3", minute=2, title="Third title")

        widened = session.events.get(E1)
        assert widened is not None
        assert (widened.title, widened.first_seen, widened.last_seen) == (
            "First title",
            at(2),
            at(9),
        )
        better = event("e1", title="Better title", minute=2, last=9)
        session.events.refresh(better)
        assert session.events.get(E1) == better


def test_a_summary_counts_articles_and_independent_outlets(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0, outlet="One")
        tell(session, "e1", "a2", minute=1, outlet="Two")
        tell(session, "e1", "a3", minute=2, outlet="Three", copy_of="a1")
        tell(session, "e1", "a4", minute=3, outlet="One")

        (summary,) = session.events.find(EventQuery())
    assert (summary.articles, summary.outlets) == (4, 2)


def test_an_event_that_nobody_assessed_claims_least(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")

        assert session.events.find(EventQuery())[0].state is VerificationState.RUMOUR


def test_the_largest_moves_come_first_one_for_each_symbol(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.moves.save(
            E1,
            [
                move("A", abnormal=0.01),
                move("B", abnormal=-0.2),
                move("B", abnormal=0.9, window=(-1, 1)),
                move("C", abnormal=None, raw=0.1),
                move("D", abnormal=0.05),
                move("E", abnormal=0.8, status=MoveStatus.PENDING),
            ],
            [],
        )

        (summary,) = session.events.find(EventQuery())
    assert [top.symbol for top in summary.top_moves] == ["B", "C", "D"]
    assert summary.top_moves[0].window == (0, 0)


def test_events_are_found_latest_news_first_by_every_condition(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        tell(session, "e1", "a2", minute=30)
        tell(session, "e2", "a3", minute=10)
        tell(session, "e3", "a4", minute=20)
        session.events.save_links(E1, [link("e1", symbol="META")])
        session.events.save_links(E2, [link("e2", symbol=None, sector="memory")])

        assert found(session, EventQuery()) == [E1, E3, E2]
        assert found(session, EventQuery(limit=1)) == [E1]
        assert found(session, EventQuery(since=at(20))) == [E1, E3]
        assert found(session, EventQuery(until=at(10))) == [E1]
        assert found(session, EventQuery(since=at(10), until=at(20))) == [E1, E2]
        assert found(session, EventQuery(symbol="META")) == [E1]
        assert found(session, EventQuery(sector="memory")) == [E2]
        assert found(session, EventQuery(min_articles=2)) == [E1]


def test_links_are_replaced_and_come_subjects_first(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.events.save_links(E1, [link(symbol="OLD")])
        ordered = [
            link(symbol="S", role=Role.SUBJECT),
            link(symbol="T", role=Role.AFFECTED, mentions=5),
            link(symbol=None, sector="memory", role=Role.AFFECTED, mentions=2),
            link(symbol="M", role=Role.MENTIONED, mentions=9),
        ]
        session.events.save_links(E1, reversed(ordered))

        assert session.events.links(E1) == ordered
        session.events.save_links(E1, [])
        assert session.events.links(E1) == []


def test_verification_history_only_grows(store: Store) -> None:
    first = [
        change(0, VerificationState.RUMOUR, "It is said."),
        change(5, VerificationState.REPORTED),
    ]
    later = [change(5, VerificationState.CONFIRMED), change(9, VerificationState.STALE)]
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.events.append_verification(E1, map(known_change, first))
        assert session.events.verification_history(E1) == first
        with pytest.raises(ValueError, match="reported"):
            session.events.append_verification(
                E1, [known_change(change(3, VerificationState.DENIED))]
            )
        session.events.append_verification(E1, map(known_change, later))

        assert session.events.verification_history(E1) == [*first, *later]
        assert session.events.find(EventQuery())[0].state is VerificationState.STALE


def test_a_change_that_was_learnt_late_was_not_known_before(store: Store) -> None:
    late = KnownChange(change=change(2, VerificationState.CONFIRMED), known_at=at(8))
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.events.append_verification(
            E1, [known_change(change(0, VerificationState.RUMOUR)), late]
        )

        assert session.events.verification_history(E1)[-1] == late.change
        assert len(session.events.verification_history(E1, as_of=at(7))) == 1
        (before,) = session.events.find(EventQuery(as_of=at(7)))
        (after,) = session.events.find(EventQuery(as_of=at(8)))
    assert (before.state, after.state) == (VerificationState.RUMOUR, VerificationState.CONFIRMED)


def test_silence_makes_open_events_stale_before_a_run_has_noticed(store: Store) -> None:
    with store.writing() as session:
        for minute, name in enumerate(("e1", "e2", "e3")):
            tell(session, name, f"a{minute}", minute=minute)
        tell(session, "e1", "a9", minute=9, copy_of="a0")
        for name, state in (("e1", "reported"), ("e2", "confirmed"), ("e3", "rumour")):
            said = known_change(change(3, VerificationState(state)))
            session.events.append_verification(EventId(name), [said])

        assert session.events.silent(since=at(1)) == [E1]
        states = {
            summary.event.id: summary.state.value
            for summary in session.events.find(EventQuery(silent_since=at(1)))
        }
    assert states == {"e1": "stale", "e2": "confirmed", "e3": "rumour"}


def test_day_zero_is_kept_by_exchange(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.events.save_day0(E1, {"XNYS": date(2026, 7, 1)})
        session.events.save_day0(E1, {"XNYS": date(2026, 7, 2), "XKRX": date(2026, 7, 3)})

        assert session.events.day0(E1) == {"XKRX": date(2026, 7, 3), "XNYS": date(2026, 7, 2)}


def test_the_matcher_is_given_back_its_memory_in_time_order(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=9)
        tell(session, "e1", "a2", minute=3)
        tell(session, "e2", "a3", minute=6)
        session.articles.save(article("a4", minute=7))
        session.events.place(match("a3", "e1", minute=8), event("e1"))

        placed = list(session.events.placed_since(at(5)))
    assert [(told.id, decision.event_id) for told, decision in placed] == [("a3", E1), ("a1", E1)]


def test_more_articles_than_are_read_at_once_come_all_in_order(store: Store) -> None:
    with store.writing() as session:
        for number in range(2 * _LOT + 3):
            tell(session, "e1", f"a{number:05}", minute=number // 7)
        placed = [told.id for told, _ in session.events.placed_since(at(1))]

    assert placed == [f"a{number:05}" for number in range(7, 2 * _LOT + 3)]


def test_ids_of_events_are_found_by_their_beginning(store: Store) -> None:
    with store.writing() as session:
        for n, name in enumerate(("ab10", "ab11", "zz99")):
            tell(session, name, f"a{n}")

        assert [known.id for known in session.events.by_prefix("ABI")] == ["ab10", "ab11"]
        assert [known.id for known in session.events.by_prefix("ab", limit=1)] == ["ab10"]
        assert session.events.by_prefix("_") == []
        assert session.events.get(EventId("nope")) is None


def test_readings_come_back_for_those_that_were_read(store: Store) -> None:
    with store.writing() as session:
        session.articles.save(article("a1"))
        session.articles.save(article("a2"))
        session.readings.save(reading("a1", symbol="OLD"), "1")
        session.readings.save(reading("a1", symbol="NEW"), "2")

        wanted = [ArticleId("a1"), ArticleId("a2")]
        assert session.readings.get_many(wanted) == {ArticleId("a1"): reading("a1", symbol="NEW")}


def test_the_present_match_of_articles_is_told_with_what_they_copy(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        tell(session, "e1", "a2", minute=1, copy_of="a1")
        session.events.place(match("a1", "e2", minute=5, score=0.4), event("e2"))
        session.articles.save(article("a3"))

        told = session.events.matches_of([ArticleId(name) for name in ("a1", "a2", "a3")])
    assert {name: (placed.event_id, master) for name, (placed, master) in told.items()} == {
        "a1": (E2, None),
        "a2": (E1, "a1"),
    }


def test_activity_is_what_articles_say_of_their_time_and_not_when_they_were_found(
    store: Store,
) -> None:
    with store.writing() as session:
        session.articles.save(article("a1", minute=100, published=at(0)))
        session.events.place(match("a1", "e1", minute=100), event("e1", minute=100))

        assert found(session, EventQuery(active_since=at(50))) == []
        assert found(session, EventQuery(active_since=at(0))) == [E1]


def test_news_is_what_came_in_a_stretch_and_was_not_out_long(store: Store) -> None:
    def between(since: int, until: int, published_after: int) -> int:
        return session.articles.news_between(
            at(since), at(until), published_after=at(published_after)
        )

    with store.writing() as session:
        session.feeds.add(Feed(url=FEED))
        session.articles.add([article("a0", minute=50, published=at(-100))])
        session.articles.add([article("a1", minute=100, published=at(0))])

        # Published after the beginning, and read by the end.
        assert between(-1, 100, -1) == 1
        assert between(-1, 99, -1) == 0
        # Published earlier, but brought by a feed that was known by then.
        assert between(60, 100, 60) == 0
        assert between(60, 100, -1) == 1
        # What a feed brings first is as old as it says.
        assert between(-1, 60, -200) == 0
