"""What the tape now says, how sectors went on, what was merged, parted or renamed: told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from digest.builders import meta_event, other_event
from digest.pieces import COVERAGE, DAY, EVENT, NARRATIVES, SECTORS, ZONE, tape
from tapestory.digest import Edition, compose
from tapestory.digest.changes import updates
from tapestory.digest.memory import added, facts_of
from tapestory.model import (
    EventView,
    Facts,
    Memory,
    SectorMove,
    TapeVerdict,
    Told,
    ToldPart,
)

YESTERDAY = date(2026, 7, 2)


def told(view: EventView, *parts: ToldPart) -> Memory:
    return {view.event.id: Told(day=YESTERDAY, facts=facts_of(view), parts=parts)}


def said(view: EventView, memory: Memory) -> str:
    found = updates([view], memory, sectors=SECTORS, narratives=NARRATIVES).get(view.event.id)
    return found.words(DAY) if found else ""


def edition_of(views: Sequence[EventView], memory: Memory) -> Edition:
    return compose(
        views,
        COVERAGE,
        day=DAY,
        zone=ZONE,
        narratives=NARRATIVES,
        sectors=SECTORS,
        told=memory,
    )


def then(view: EventView, memory: Memory) -> Memory:
    """What the reader knows who got the edition that tells of it."""
    [(event_id, facts)] = edition_of([view], memory).told
    return {event_id: Told(day=DAY, facts=facts)}


def basket(sector: str, window: tuple[int, int], abnormal: float, members: int = 9) -> SectorMove:
    return SectorMove(
        event_id=EVENT,
        sector=sector,
        window=window,
        abnormal=abnormal,
        t=None,
        p=None,
        q=0.5,
        members=members,
        breadth=1.0,
    )


def test_a_sector_that_went_on_or_came_back_is_an_update_once() -> None:
    view = meta_event()
    later = replace(view, sector_moves=(*view.sector_moves, basket("neocloud", (0, 5), -0.141)))

    assert said(later, told(view)) == (
        "Since yesterday's mail: 5 sessions on, sectors vs market: Neoclouds −14.1 pp."
    )
    assert said(later, then(later, told(view))) == ""


def test_a_basket_of_one_company_is_no_news_of_a_sector() -> None:
    view = meta_event()
    later = replace(view, sector_moves=(*view.sector_moves, basket("memory", (0, 5), -0.2, 1)))

    assert said(later, told(view)) == ""


@pytest.mark.parametrize(
    ("members", "why"), [(9, "of more companies"), (3, "corrected"), (None, "corrected")]
)
def test_a_basket_of_which_more_has_closed_is_not_called_corrected(
    members: int | None, why: str
) -> None:
    view = replace(meta_event(), sector_moves=(basket("memory", (0, 0), 0.09),))
    facts = facts_of(view)
    assert facts.sectors is not None
    [move] = facts.sectors
    before = replace(facts, sectors=(replace(move, value=0.01, members=members and members - 2),))
    now = replace(view, sector_moves=(basket("memory", (0, 0), 0.09, members or 9),))
    if why == "corrected" and members is not None:
        before = replace(before, sectors=(replace(move, value=0.01, members=members),))

    assert f"{why}: Memory +9.0 pp at the close (told: +1.0 pp)" in said(
        now, {EVENT: Told(day=YESTERDAY, facts=before)}
    )


def test_a_verdict_of_the_tape_that_matured_is_an_update_once() -> None:
    view = meta_event()
    matured = replace(
        view,
        tape={
            **view.tape,
            "efficiency": tape("efficiency", TapeVerdict.CONTRADICTS, "memory rose"),
        },
    )

    assert said(matured, told(view)) == (
        "Since yesterday's mail: the tape contradicts “From shortage to efficiency”"
        " (told: could not tell)."
    )
    assert said(matured, then(matured, told(view))) == ""


def test_a_verdict_that_no_longer_holds_is_an_update_too() -> None:
    view = meta_event()
    unsure = tape("glut", TapeVerdict.INSUFFICIENT, "other news of the same sessions")

    assert (
        "the tape can no longer tell of “Glut: the spending cycle cracks” (told: consistent)"
        in (said(replace(view, tape={**view.tape, "glut": unsure}), told(view)))
    )


def test_of_what_older_mails_did_not_keep_nothing_is_called_new() -> None:
    view = meta_event()
    old = replace(facts_of(view), sectors=None, tape=None, title="", articles=())

    assert said(view, {EVENT: Told(day=YESTERDAY, facts=old)}) == ""


def test_events_that_were_told_apart_and_merged_are_told_as_one_once() -> None:
    view = meta_event()
    memory = told(view, ToldPart(id="p4rt0000", title="Neoclouds slump"))

    assert said(view, memory) == (
        "Since yesterday's mail: now one event with “Neoclouds slump”, which was told apart."
    )
    known = then(view, memory)
    assert known[EVENT].facts.parts == ("p4rt0000",)
    assert said(view, known) == ""


def test_an_event_parted_from_one_that_was_told_says_so_and_is_no_news() -> None:
    whole = other_event("whole000", "The whole story", outlets=("A", "B", "C", "D"))
    part = other_event("part0000", "One half of it", outlets=("A", "B"))
    part = replace(part, articles=whole.articles[2:])

    words = said(part, told(whole))

    assert words == (
        "Since yesterday's mail: parted from “The whole story”, with which it was told."
    )
    edition = edition_of([part], told(whole))
    assert edition.lead is not None
    assert edition.lead.chips[0].text == "Update"
    assert said(part, {**told(whole), **then(part, told(whole))}) == ""


def test_what_was_told_as_one_and_is_apart_again_says_so_once() -> None:
    view = meta_event()
    parted = replace(
        told(view)[EVENT], parted_from=ToldPart(id="wh0le000", title="The whole story")
    )

    assert said(view, {EVENT: parted}) == (
        "Since yesterday's mail: parted from “The whole story”, with which it was told."
    )
    assert said(view, then(view, {EVENT: parted})) == ""


def test_what_brings_an_article_that_was_not_told_is_no_part_of_what_was() -> None:
    whole = other_event("whole000", "The whole story", outlets=("A", "B"))
    other = other_event("other000", "Another", outlets=("A", "B"))

    assert said(other, told(whole)) == ""
    assert edition_of([other], told(whole)).subject_update is False


@pytest.mark.parametrize(
    ("by_hand", "words"), [(True, "renamed by hand, told as “Old”"), (False, "")]
)
def test_a_title_is_news_only_where_a_person_gave_it(*, by_hand: bool, words: str) -> None:
    view = meta_event()
    old = replace(facts_of(view), title="Old")
    named = replace(view, event=replace(view.event, title_by_hand=by_hand))

    found = said(named, {EVENT: Told(day=YESTERDAY, facts=old)})

    assert found == (f"Since yesterday's mail: {words}." if words else "")


def test_what_is_told_again_under_another_title_says_under_which_it_was_told() -> None:
    view = meta_event()
    later = replace(view, sector_moves=(*view.sector_moves, basket("neocloud", (0, 5), -0.141)))
    old = replace(facts_of(view), title="Old")

    assert said(later, {EVENT: Told(day=YESTERDAY, facts=old)}).endswith("; told as “Old”.")


def test_two_mails_added_up_know_what_either_told() -> None:
    view = meta_event()
    before = replace(facts_of(view), sectors=None, tape=None, parts=("x",))

    both = added(before, facts_of(view))

    assert both.sectors == facts_of(view).sectors
    assert both.tape == facts_of(view).tape
    assert both.parts == ("x",)
    assert added(both, Facts(state=both.state)).sectors == both.sectors
