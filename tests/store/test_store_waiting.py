"""An event that was merged away waits for nothing, and for all of it again when it comes back."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Row, select

from store.builders import START, at, bar, link, move, tell
from tapestory.model import EventId, StorylineId
from tapestory.store import Session, Store
from tapestory.store.gists import StoredGist
from tapestory.store.tables import events

E1, E2 = EventId("e1"), EventId("e2")


def _row(session: Session, event_id: EventId) -> Row[bool, bool, bool]:
    """Return whether an event is stale, was measured, and has windows that may be open."""
    query = select(events.c.stale, events.c.measured, events.c.windows_open)
    return session.articles._connection.execute(query.where(events.c.id == event_id)).one()


def _merged(session: Session) -> None:
    for number, event_id in enumerate((E1, E2)):
        tell(session, event_id, f"a{number}")
        session.events.save_links(event_id, [link(event_id)])
        session.moves.save(event_id, [move()], [])
    session.events.redirect(E1, E2, at=at(10))


def test_a_merged_event_waits_for_nothing(store: Store) -> None:
    with store.writing() as session:
        _merged(session)

        assert tuple(_row(session, E1)) == (False, True, False)
        assert session.events.stale() == [E2]
        assert session.events.silent(since=START + timedelta(days=400)) == []


def test_a_merged_event_stays_stale_until_its_storyline_let_it_go(store: Store) -> None:
    with store.writing() as session:
        tell(session, E1, "a0")
        session.storylines.keep_gist(
            StoredGist(
                event_id=E1,
                first=at(0),
                last=at(0),
                articles=1,
                is_roundup=False,
                holds={"ferry": 1.0},
                known_at=at(0),
            )
        )
        session.storylines.place(E1, StorylineId("s1"), at=at(0))
        tell(session, E2, "a1")
        session.events.redirect(E1, E2, at=at(10))

        assert [gone for gone, _ in session.storylines.vanished()] == [E1]
        session.storylines.leave(E1, at=at(10))

        assert session.storylines.vanished() == []
        assert tuple(_row(session, E1)) == (False, True, False)


def test_prices_make_no_merged_event_due(store: Store) -> None:
    with store.writing() as session:
        session.prices.save([bar(1, 100.0)])
        _merged(session)
        session.moves.save(E2, [move()], [])
        session.prices.save([bar(1, 90.0)])

        assert _row(session, E1).measured
        assert not _row(session, E2).measured


def test_an_event_that_comes_back_waits_for_all_again(store: Store) -> None:
    with store.writing() as session:
        _merged(session)
        session.events.revive(E1, at=at(20))

        assert tuple(_row(session, E1)) == (True, False, False)
