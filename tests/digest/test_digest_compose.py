"""Which events an edition tells, in which order, and what it says of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digest.builders import meta_event, other_event
from digest.editions import edition_of
from digest.pieces import EVENT, at, link, shared_with
from tapestory.model import (
    ArticleId,
    Origin,
    OriginKind,
    Role,
)


def test_the_window_is_printed_in_the_readers_zone_with_its_name() -> None:
    lines = edition_of([]).coverage

    assert lines[0] == (
        "Covers Wed 1 Jul, 06:00 to Fri 3 Jul, 06:00 (America/New_York). 143 articles read."
    )
    assert "1 feed failed" in lines[1]


def test_more_independent_origins_rank_above_more_articles_of_one_origin() -> None:
    echoed = other_event("echo0000", "Echoed", outlets=[f"Outlet {n}" for n in range(6)])
    behind = tuple(replace(m, origin="One Wire") for m in echoed.articles)
    ids = tuple(ArticleId(m.article.id) for m in behind)
    echoed = replace(
        echoed,
        articles=behind,
        origins=(Origin(name="One Wire", kind=OriginKind.REPORT, seen=False, articles=ids),),
    )
    independent = other_event("indep000", "Independent", outlets=[f"Paper {n}" for n in range(5)])

    edition = edition_of([echoed, independent])

    assert edition.subject_lead == "Independent"


def test_the_order_in_which_events_are_given_does_not_matter() -> None:
    views = [meta_event(), *(other_event(f"e{n}", f"Event {n}") for n in range(5))]

    assert edition_of(views) == edition_of(views[::-1])


def test_a_single_source_item_without_a_move_is_counted_and_not_shown() -> None:
    quiet = [other_event(f"q{n}", "Quiet", outlets=("Alone",)) for n in range(37)]
    moved = other_event("moved000", "Moved", outlets=("Alone",), raw=-0.12)

    edition = edition_of([*quiet, moved])

    assert edition.subject_lead == "Moved"
    assert edition.others == ()
    assert edition.left_out == (
        "Not told here: 37 events that a single outlet tells and no price bears out."
    )


def test_what_concerns_nobody_that_the_user_follows_is_counted_however_widely_it_is_told() -> None:
    widely = replace(other_event("gossip00", "Gossip", outlets=("A", "B", "C")), links=())

    edition = edition_of([widely, meta_event()])

    assert edition.others == ()
    assert edition.left_out == "Not told here: 1 event that concerns nothing you follow."


def test_a_move_that_a_widely_told_event_shares_does_not_carry_a_single_source_item() -> None:
    alone = other_event("moved000", "Moved", outlets=("Alone",), raw=-0.12)
    shared = tuple(replace(m, confounders=shared_with(EVENT)) for m in alone.moves)

    assert edition_of([replace(alone, moves=shared), meta_event()]).others == ()
    assert not edition_of([replace(alone, moves=shared)]).is_empty


def test_the_move_of_who_is_only_mentioned_does_not_carry_a_single_source_item() -> None:
    view = other_event("moved000", "Moved", outlets=("Alone",), raw=-0.12)
    view = replace(view, links=(link("CRWV", Role.MENTIONED, 1),))

    assert edition_of([view]).is_empty


def test_events_beyond_the_limit_are_counted() -> None:
    edition = edition_of([other_event(f"e{n}", f"Event {n}") for n in range(9)], max_events=4)

    assert (len(edition.others), edition.more_events) == (3, 5)


def test_a_day_without_events_is_an_edition_that_says_so() -> None:
    edition = edition_of([])

    assert edition.is_empty
    assert edition.tally == "no events"


def test_older_events_yield_to_fresh_ones_of_the_same_kind() -> None:
    old = other_event("old00000", "Old")
    old = replace(old, event=replace(old.event, last_seen=at(2, 12) - timedelta(days=3)))

    assert edition_of([old, other_event("zfresh00", "Fresh")]).subject_lead == "Fresh"
