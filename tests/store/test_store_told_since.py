"""Of what was told before, that is looked at again which changed and concerns the reader."""

from __future__ import annotations

from store.builders import at, link, tell
from tapestory.model import EventId, Role
from tapestory.store import Store

E1, E2, E3 = EventId("e1"), EventId("e2"), EventId("e3")


def test_of_what_changed_only_that_is_looked_at_which_names_what_is_watched(store: Store) -> None:
    with store.writing() as session:
        named = {"e1": "META", "e2": "NVDA", "e3": "meta"}
        for minute, (name, symbol) in enumerate(named.items()):
            tell(session, name, f"a{minute}", minute=minute)
            linked = link(name, symbol=symbol, role=Role.MENTIONED)
            session.events.save_links(EventId(name), [linked])
        every = [E1, E2, E3]

        assert session.tellings.perhaps_changed(every, since=at(0)) == every
        assert session.tellings.perhaps_changed(every, since=at(1)) == [E2, E3]
        assert session.tellings.perhaps_changed(every, since=at(1), naming={"META"}) == [E3]
        assert session.tellings.perhaps_changed([E1], since=at(0), naming={"META", "X"}) == [E1]
        assert session.tellings.perhaps_changed(every, since=at(0), naming=()) == []
