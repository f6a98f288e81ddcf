"""Merged events: found under their new id everywhere, undone, and never losing an article."""

from __future__ import annotations

from datetime import date

import pytest

from store.builders import (
    at,
    change,
    event,
    known_change,
    link,
    match,
    move,
    tell,
)
from store.event_queries import E1, E2, E3, found, members
from tapestory.model import (
    ArticleId,
    EventId,
    VerificationState,
)
from tapestory.store import EventQuery, Store


def test_a_merged_event_is_found_under_its_new_id_everywhere(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=0)
        tell(session, "e2", "a2", minute=1)
        session.events.save_links(E2, [link("e2")])
        session.events.save_day0(E2, {"XNYS": date(2026, 7, 1)})
        session.events.append_verification(E2, [known_change(change(0, VerificationState.RUMOUR))])
        session.moves.save(E2, [move()], [])

        session.events.redirect(E1, E2, at=at(10))

        assert session.events.get(E1) == session.events.get(E2)
        assert members(session, "e1") == members(session, "e2") == ["a1", "a2"]
        assert session.events.links(E1) == [link("e2")]
        assert session.events.day0(E1) == {"XNYS": date(2026, 7, 1)}
        assert len(session.events.verification_history(E1)) == 1
        assert len(session.moves.of_event(E1)[0]) == 1
        assert [known.id for known in session.events.by_prefix("e1")] == [E2]
        assert [known.id for known in session.events.by_prefix("e")] == [E2]
        assert found(session, EventQuery()) == [E2]


def test_a_merge_says_in_its_reason_where_the_articles_were(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        tell(session, "e2", "a2")
        session.events.redirect(E1, E2, at=at(10))

        last = session.events.history(ArticleId("a1"))[-1]
    assert (last.event_id, last.decided_at) == (E2, at(10))
    assert "e1" in last.reason


def test_merges_of_merges_lead_to_the_last_event(store: Store) -> None:
    with store.writing() as session:
        for n, name in enumerate(("e1", "e2", "e3")):
            tell(session, name, f"a{n}", minute=n)
        session.events.redirect(E1, E2, at=at(10))
        session.events.redirect(E2, E3, at=at(11))

        for name in ("e1", "e2", "e3"):
            assert members(session, name) == ["a0", "a1", "a2"]
        with pytest.raises(ValueError, match="itself"):
            session.events.redirect(E3, E1, at=at(12))


def test_a_merge_leaves_no_article_behind(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        tell(session, "e2", "a2")
        with pytest.raises(ValueError, match="still has 1"):
            session.events.redirect(E1, E2)

        session.events.place(match("a1", "e2", minute=3), event("e2"))
        session.events.redirect(E1, E2)

        assert members(session, "e1") == ["a1", "a2"]


def test_an_event_cannot_be_merged_into_nothing(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        with pytest.raises(ValueError, match="no event"):
            session.events.redirect(E1, EventId("nope"), at=at(1))


def test_what_arrives_for_a_merged_event_goes_to_the_one_that_took_it_in(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        tell(session, "e2", "a2")
        session.events.redirect(E1, E2, at=at(10))
        session.events.mark_fresh(E2)
        tell(session, "e1", "a3", minute=20)

        assert members(session, "e2") == ["a1", "a2", "a3"]
        assert session.events.stale() == [E2]


def test_a_merge_can_be_undone(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        tell(session, "e2", "a2")
        session.events.redirect(E1, E2, at=at(10))

        assert session.events.revive(E1, at=at(10))
        assert not session.events.revive(E1, at=at(10))
        session.events.place(match("a1", "e1", minute=11), event("e1"))

        assert members(session, "e1") == ["a1"]
        assert members(session, "e2") == ["a2"]


def test_a_merge_takes_articles_along_that_came_after_it_was_decided(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=30)
        tell(session, "e2", "a2", minute=0)
        session.events.redirect(E1, E2, at=at(10))

        assert members(session, "e2") == ["a2", "a1"]
