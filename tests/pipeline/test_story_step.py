"""Events that changed get their storyline and relations, now and as they were known at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from systems import System
from tapestory.model import EventId, EventView, Relation
from tapestory.pipeline.edit_step import merge_events, undo_edit
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.pipeline.story_step import chain_events
from tapestory.pipeline.view import view_event


def record(name: str, published: str, title: str, text: str = "") -> ArticleRecord:
    return ArticleRecord(id=name, title=title, text=text, published=published, outlet="Quay News")


WRECK = record("wreck", "2026-03-02T09:00:00Z", "Ferry Halcyon sinks off Corran, ninety aboard")
SEARCH = record("search", "2026-03-12T09:00:00Z", "Divers search Halcyon ferry wreck off Corran")
INQUIRY = record(
    "inquiry", "2026-03-25T09:00:00Z", "Halcyon inquiry blames ferry owner for loose cargo"
)
TOWER = record("tower", "2026-03-03T09:00:00Z", "Mayor opens tallest timber tower in Brandeck")
RECORDS = (WRECK, SEARCH, INQUIRY, TOWER)


def taken_in(system: System, records: Iterable[ArticleRecord]) -> dict[str, EventId]:
    found = import_articles(system.components, records)
    return {one.id: EventId(one.event_id) for one in found}


def view(system: System, event_id: EventId, day: int | None = None) -> EventView:
    as_of = None if day is None else datetime(2026, 3, day, 12, tzinfo=UTC)
    return view_event(system.components, event_id, as_of=as_of)


def chains(system: System, events: Iterable[EventId]) -> dict[EventId, Sequence[EventId]]:
    shown = {event_id: view(system, event_id).storyline for event_id in events}
    return {event_id: () if one is None else one.events for event_id, one in shown.items()}


def test_an_import_ends_with_every_event_in_a_storyline(system: System) -> None:
    events = taken_in(system, RECORDS)

    chain = (events["wreck"], events["search"], events["inquiry"])
    assert chains(system, events.values()) == {
        **dict.fromkeys(chain, chain),
        events["tower"]: (events["tower"],),
    }


def test_relations_are_inverse_and_never_lead_to_the_event_itself(system: System) -> None:
    events = taken_in(system, RECORDS)

    seen = {
        (event_id, one.id): Relation(one.relation)
        for event_id in events.values()
        for one in view(system, event_id).related
    }
    assert seen[events["search"], events["wreck"]] is Relation.PRECURSOR
    assert all(one != other for one, other in seen)
    assert all(seen[other, one] is relation.inverse for (one, other), relation in seen.items())


def test_a_time_is_answered_with_what_was_known_then(system: System) -> None:
    events = taken_in(system, RECORDS)
    wreck, search = events["wreck"], events["search"]

    for day, chain in ((3, (wreck,)), (13, (wreck, search))):
        then = view(system, wreck, day)
        assert then.storyline is not None
        assert then.storyline.events == chain
        assert {one.id for one in then.related} == {*chain} - {wreck}


def test_what_arrives_in_rounds_ends_like_what_arrives_at_once(system: System) -> None:
    for one in RECORDS:
        taken_in(system, [one])
    events = taken_in(system, RECORDS)

    chain = (events["wreck"], events["search"], events["inquiry"])
    assert chains(system, chain) == dict.fromkeys(chain, chain)


def test_a_round_without_news_changes_nothing(system: System) -> None:
    events = taken_in(system, RECORDS)
    before = chains(system, events.values())

    assert chain_events(system.components) == 0
    assert chains(system, events.values()) == before


def test_only_events_that_changed_are_told_again(system: System) -> None:
    taken_in(system, RECORDS)
    taken_in(system, [record("frost", "2026-03-26T09:00:00Z", "Late frost ruins Lissel cherries")])

    with system.components.store.reading() as session:
        assert session.storylines.waiting() == []


def test_a_merged_event_leaves_its_storyline_and_comes_back_with_the_merge_undone(
    system: System,
) -> None:
    events = taken_in(system, RECORDS)
    wreck, search, inquiry = (events[name] for name in ("wreck", "search", "inquiry"))

    merge_events(system.components, wreck, [search])
    assert chains(system, [wreck]) == {wreck: (wreck, inquiry)}
    assert search not in {one.id for one in view(system, inquiry).related}

    undo_edit(system.components)
    assert chains(system, [wreck]) == {wreck: (wreck, search, inquiry)}


def test_the_title_of_a_storyline_is_that_of_its_most_told_event(system: System) -> None:
    retold = record(
        "retold", "2026-03-12T10:00:00Z", "Divers search Halcyon ferry wreck off Corran again"
    )
    events = taken_in(system, [*RECORDS, retold])
    assert events["retold"] == events["search"]

    shown = view(system, events["inquiry"]).storyline
    assert shown is not None
    assert shown.title == view(system, events["search"]).event.title


def test_an_old_article_that_arrives_late_is_chained_without_a_look_ahead(system: System) -> None:
    events = taken_in(system, [SEARCH, INQUIRY])
    events |= taken_in(system, [WRECK])

    now, then = view(system, events["wreck"]), view(system, events["wreck"], 3)
    assert now.storyline is not None
    assert set(now.storyline.events) == set(events.values())
    assert then.storyline is None or then.storyline.events == (events["wreck"],)
    assert then.related == ()
