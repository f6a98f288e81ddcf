from __future__ import annotations

from datetime import datetime

from store.builders import at, tell
from tapestory.model import ArticleId, EventId
from tapestory.store import EventQuery, Session, Store

E1, E2, E3 = EventId("e1"), EventId("e2"), EventId("e3")
WEEK = ArticleId("week")


def told_world(session: Session) -> None:
    """Two events and a round-up in one of its own, which tells of both."""
    tell(session, "e1", "a1", minute=0)
    tell(session, "e2", "a2", minute=5)
    tell(session, "e3", "week", minute=30, title="The week in servers")
    session.covers.keep(WEEK, [E2, E1, E2])


def covering(session: Session, event_id: EventId, as_of: datetime | None = None) -> list[str]:
    return [article.id for article in session.covers.of_event(event_id, as_of=as_of)]


def test_what_a_round_up_tells_of_comes_back_in_its_order_once(store: Store) -> None:
    with store.writing() as session:
        told_world(session)

        assert session.covers.of_articles([WEEK, ArticleId("a1")]) == {WEEK: (E2, E1)}
        assert covering(session, E1) == covering(session, E2) == ["week"]
        assert covering(session, E3) == []


def test_a_round_up_counts_neither_as_an_article_nor_as_news_of_what_it_covers(
    store: Store,
) -> None:
    with store.writing() as session:
        told_world(session)
        found = {summary.event.id: summary for summary in session.events.find(EventQuery())}

        assert [article.id for article, _ in session.events.members(E1)] == ["a1"]
        assert found[E1].event.last_seen == at(0)


def test_covering_again_replaces_what_was_covered(store: Store) -> None:
    with store.writing() as session:
        told_world(session)
        session.covers.keep(WEEK, [E1])
        assert session.covers.of_articles([WEEK]) == {WEEK: (E1,)}

        session.covers.keep(WEEK, [])
        assert session.covers.of_articles([WEEK]) == {}


def test_an_event_that_takes_another_in_takes_over_its_round_ups(store: Store) -> None:
    with store.writing() as session:
        told_world(session)
        session.events.redirect(E2, E1, at=at(40))

        assert session.covers.of_articles([WEEK]) == {WEEK: (E1,)}
        assert session.covers.of_articles([WEEK], as_of=at(40)) == {WEEK: (E1,)}
        assert session.covers.of_articles([WEEK], as_of=at(39)) == {WEEK: (E2, E1)}
        assert covering(session, E1) == covering(session, E2) == ["week"]


def test_a_round_up_that_joins_an_event_is_no_longer_one_from_elsewhere(store: Store) -> None:
    with store.writing() as session:
        told_world(session)
        session.events.redirect(E3, E1, at=at(40))

        assert covering(session, E1) == []
        assert covering(session, E2) == ["week"]


def test_at_an_earlier_time_nobody_had_told_of_it_yet(store: Store) -> None:
    with store.writing() as session:
        told_world(session)

        assert covering(session, E1, as_of=at(29)) == []
        assert covering(session, E1, as_of=at(30)) == ["week"]


def test_at_an_earlier_time_a_merged_event_has_only_its_own_round_ups(store: Store) -> None:
    with store.writing() as session:
        told_world(session)
        session.covers.keep(WEEK, [E2])
        session.events.redirect(E2, E1, at=at(40))

        assert covering(session, E1, as_of=at(35)) == []
        assert covering(session, E1, as_of=at(40)) == ["week"]
