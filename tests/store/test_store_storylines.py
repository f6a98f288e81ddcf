"""What is kept of storylines and relations is what was so, at any time that is asked for."""

from __future__ import annotations

import pytest

from store.builders import at, event, tell
from tapestory.model import EventId, Relation, StorylineId
from tapestory.store import EventQuery, Session, Store
from tapestory.store.gists import StoredGist
from tapestory.store.storylines import FoundRelation

E1, E2, E3 = EventId("e1"), EventId("e2"), EventId("e3")
S1, S2 = StorylineId("s-e1"), StorylineId("s-e2")


@pytest.fixture
def told(store: Store) -> Store:
    with store.writing() as session:
        for n, name in enumerate(("e1", "e2", "e3")):
            tell(session, name, f"a{n}", minute=n, title=f"Title of {name}")
    return store


def found(other: EventId, relation: Relation, *, score: float, minute: float) -> FoundRelation:
    return FoundRelation(other=other, relation=relation, score=score, known_at=at(minute))


def gist(name: str, *, minute: float = 0) -> StoredGist:
    return StoredGist(
        event_id=EventId(name),
        first=at(minute),
        last=at(minute),
        articles=1,
        is_roundup=False,
        holds={"ferry": 1.0, "s:ACME": 0.4},
        known_at=at(minute),
    )


def related(session: Session, event_id: EventId, minute: float | None = None) -> dict[str, str]:
    as_of = None if minute is None else at(minute)
    return {one.id: str(one.relation) for one in session.storylines.related(event_id, as_of=as_of)}


def test_an_event_is_in_one_storyline_at_a_time(told: Store) -> None:
    with told.writing() as session:
        session.storylines.place(E2, S2, at=at(1))
        session.storylines.place(E1, S1, at=at(1))
        session.storylines.place(E2, S1, at=at(5))

        assert session.storylines.of(E2) == S1
        assert [session.storylines.of(E2, as_of=at(n)) for n in (0, 1, 4, 5)] == [None, S2, S2, S1]
        assert session.storylines.get(S2) is None
        for minute, events in ((4, (E1,)), (5, (E1, E2))):
            shown = session.storylines.get(S1, as_of=at(minute))
            assert shown is not None
            assert shown.events == events


def test_a_storyline_is_never_known_before_what_it_replaces(told: Store) -> None:
    with told.writing() as session:
        session.storylines.place(E1, S1, at=at(5))
        session.storylines.place(E1, S2, at=at(2))

        assert session.storylines.of(E1, as_of=at(4)) is None
        assert session.storylines.of(E1, as_of=at(5)) == S2


def test_the_title_of_a_storyline_is_that_of_its_most_told_event_then(told: Store) -> None:
    with told.writing() as session:
        for one in (E1, E2):
            session.storylines.place(one, S1, at=at(1))
        tell(session, "e2", "a9", minute=8, title="Another title")
        session.events.refresh(event("e2", title="Title of e2", minute=1, last=8))

        now, then = session.storylines.get(S1), session.storylines.get(S1, as_of=at(4))
        assert now is not None
        assert then is not None
        assert (now.title, then.title) == ("Title of e2", "Title of e1")


def test_a_relation_is_seen_from_both_sides_the_closest_first(told: Store) -> None:
    with told.writing() as session:
        session.storylines.relate(
            E3,
            [
                found(E1, Relation.PRECURSOR, score=0.5, minute=3),
                found(E2, Relation.SAME_PARTIES, score=0.9, minute=3),
            ],
            at=at(3),
        )

        assert list(related(session, E3).items()) == [("e2", "same_parties"), ("e1", "precursor")]
        assert related(session, E1) == {"e3": "follow_on"}
        assert related(session, E2) == {"e3": "same_parties"}
        assert [one.title for one in session.storylines.related(E1)] == ["Title of e3"]
        assert related(session, E1, 2) == {}


def test_what_an_event_no_longer_finds_is_gone_from_then_on(told: Store) -> None:
    with told.writing() as session:
        session.storylines.relate(
            E3, [found(E1, Relation.PRECURSOR, score=0.5, minute=3)], at=at(3)
        )
        session.storylines.relate(
            E3, [found(E2, Relation.PRECURSOR, score=0.5, minute=6)], at=at(6)
        )

        assert related(session, E3) == {"e2": "precursor"}
        assert related(session, E3, 5) == {"e1": "precursor"}
        assert related(session, E1) == {}


def test_what_both_sides_found_is_told_once(told: Store) -> None:
    with told.writing() as session:
        session.storylines.relate(
            E3, [found(E1, Relation.PRECURSOR, score=0.5, minute=3)], at=at(3)
        )
        session.storylines.relate(
            E1, [found(E3, Relation.FOLLOW_ON, score=0.6, minute=4)], at=at(4)
        )
        session.storylines.relate(E3, [], at=at(5))

        assert related(session, E1) == {"e3": "follow_on"}
        assert related(session, E3) == {"e1": "precursor"}


def test_relations_follow_a_merge_at_once_and_none_leads_to_the_event_itself(told: Store) -> None:
    with told.writing() as session:
        session.storylines.relate(
            E3,
            [
                found(E1, Relation.PRECURSOR, score=0.5, minute=3),
                found(E2, Relation.PRECURSOR, score=0.9, minute=3),
            ],
            at=at(3),
        )
        session.events.redirect(E2, E1, at=at(9))
        assert related(session, E3) == {"e1": "precursor"}

        session.events.redirect(E1, E3, at=at(10))
        assert related(session, E3) == {}


def test_an_event_that_is_no_more_belongs_to_nothing_and_did_before(told: Store) -> None:
    with told.writing() as session:
        session.storylines.place(E1, S1, at=at(1))
        session.storylines.place(E2, S1, at=at(1))
        session.storylines.relate(
            E2, [found(E1, Relation.PRECURSOR, score=0.5, minute=1)], at=at(1)
        )
        for name in ("e1", "e2"):
            session.storylines.keep_gist(gist(name))
        assert session.storylines.vanished() == []

        session.events.redirect(E2, E1, at=at(9))
        assert session.storylines.vanished() == [(E2, at(9))]
        session.storylines.leave(E2, at=at(9))

        assert session.storylines.of(E2) is None
        assert session.storylines.of(E2, as_of=at(8)) == S1
        assert related(session, E1, 8) == {"e2": "follow_on"}
        assert (related(session, E1), session.storylines.vanished()) == ({}, [])


def test_an_event_that_was_derived_anew_waits_until_its_storyline_is_decided(told: Store) -> None:
    with told.writing() as session:
        assert session.storylines.waiting() == []
        session.events.mark_fresh(E2)
        session.events.mark_fresh(E1)
        assert session.storylines.waiting() == [E1, E2]
        session.storylines.finish(E1)
        assert session.storylines.waiting() == [E2]


def test_gists_come_back_as_they_were_kept_until_they_are_forgotten(told: Store) -> None:
    with told.writing() as session:
        for n, name in enumerate(("e1", "e2", "e3")):
            session.storylines.keep_gist(gist(name, minute=n))
            session.storylines.place(EventId(name), S1, at=at(n))

        assert list(session.storylines.gists(at(1))) == [
            (gist("e2", minute=1), S1),
            (gist("e3", minute=2), S1),
        ]
        assert session.storylines.told_since(at(2)) == {S1}
        assert session.storylines.told_since(at(3)) == frozenset()
        session.storylines.forget_gists([E1, E2])
        assert [session.storylines.gist(one) for one in (E1, E2)] == [None, None]
        assert session.storylines.gist(E3) == gist("e3", minute=2)


def test_events_are_found_by_storyline_now_and_at_a_time(told: Store) -> None:
    with told.writing() as session:
        session.storylines.place(E1, S1, at=at(1))
        session.storylines.place(E2, S1, at=at(5))

        def names(minute: float | None) -> set[str]:
            as_of = None if minute is None else at(minute)
            query = EventQuery(storyline=S1, as_of=as_of)
            return {summary.event.id for summary in session.events.find(query)}

        assert [names(minute) for minute in (None, 3, 5)] == [{"e1", "e2"}, {"e1"}, {"e1", "e2"}]
        assert session.storylines.by_prefix("S-E") == [S1]
        assert session.storylines.by_prefix("s-x") == []
