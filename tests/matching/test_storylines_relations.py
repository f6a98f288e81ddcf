"""Two events → how they are related, the same from either side."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.told import Archive, concept, told
from tapestory.matching.storylines import (
    Related,
    RelationSettings,
    Relatives,
    Teller,
    Told,
    relation_of,
)
from tapestory.model import ArticleKind, EventId, Relation

CONCEPTS = (
    concept("acme", symbol="ACME", en="acme"),
    concept("borealis", symbol="BORE", en="borealis"),
    concept("corrant", symbol="CORR", en="corrant"),
    concept("deal", en="deal|order|contract"),
    concept("turbine", en="turbine|turbines"),
)
TELLER = Teller(CONCEPTS)


def event(name: str, title: str, *, days: float = 0, kind: ArticleKind = ArticleKind.NEWS) -> Told:
    item = told(name, title, title, minutes=24 * 60 * days, kind=kind)
    return TELLER.told(EventId(name), [TELLER.gist(item)])


PLAN = event("plan", "Acme plans turbine plant at Skerry harbour")
ANSWER = event("answer", "Skerry harbour council rejects Acme turbine plant", days=9)
FIRST = event("first", "Borealis wins $3 billion turbine deal with Acme", days=20)
SECOND = event("second", "Borealis and Acme sign $7 billion turbine deal", days=90)
CITING = event("citing", "Acme says its $3 billion turbine deal with Borealis is on track", days=40)
OTHER = event("other", "Corrant wins $5 billion turbine deal with Acme", days=50)
LIBRARY = event("library", "City library extends opening hours over the summer")
EVENTS = (PLAN, ANSWER, FIRST, SECOND, CITING, OTHER, LIBRARY)


def recalling(*events: Told) -> Relatives:
    found = Relatives(TELLER.background, past=Archive(EVENTS))
    for one in events:
        found.recall(one)
    return found


def relatives(*events: Told) -> Relatives:
    found = Relatives(TELLER.background)
    for one in events:
        found.remember(one)
    return found


def relations(of: Told, *others: Told) -> dict[EventId, Relation]:
    return {one.event_id: one.relation for one in relatives(*others).of(of)}


def test_a_later_event_of_the_same_matter_follows_on_the_earlier_one() -> None:
    assert relations(PLAN, ANSWER) == {ANSWER.event_id: Relation.FOLLOW_ON}
    assert relations(ANSWER, PLAN) == {PLAN.event_id: Relation.PRECURSOR}


def test_what_is_recalled_is_found_like_what_was_remembered() -> None:
    remembered, recalled = relatives(*EVENTS), recalling(*EVENTS)

    for one in EVENTS:
        assert recalled.of(one) == remembered.of(one)
    assert recalled.changes() == remembered.changes()


def test_what_is_recalled_is_withdrawn_and_forgotten_like_what_was_remembered() -> None:
    found = recalling(PLAN, ANSWER, FIRST)
    found.withdraw(ANSWER.event_id)

    assert ANSWER.event_id not in {one.event_id for one in found.of(PLAN)}
    late = replace(LIBRARY, last=PLAN.last + RelationSettings().memory + timedelta(hours=1))
    assert found.remember(late) == (PLAN.event_id,)


def test_the_next_deal_of_the_same_parties_is_told_apart_by_its_sum() -> None:
    assert relation_of(FIRST, SECOND) is Relation.SAME_PARTIES
    assert relation_of(FIRST, CITING) is Relation.FOLLOW_ON


def test_a_deal_with_somebody_else_follows_on() -> None:
    assert relation_of(FIRST, OTHER) is Relation.FOLLOW_ON


def test_naming_the_earlier_sum_in_passing_does_not_make_it_the_same_deal() -> None:
    text = "The two have had a $3 billion contract since last year."
    title = "Borealis and Acme sign $7 billion turbine deal"
    passing = TELLER.told(
        SECOND.event_id,
        [
            TELLER.gist(told("p1", title, text)),
            *(TELLER.gist(told(f"p{n}", title, title)) for n in range(2, 5)),
        ],
    )

    assert relation_of(FIRST, passing) is Relation.SAME_PARTIES


def test_strangers_are_not_related() -> None:
    assert relations(LIBRARY, PLAN, FIRST, SECOND) == {}


def test_an_event_is_not_related_to_itself() -> None:
    assert relations(PLAN, PLAN) == {}


def test_a_round_up_covers_what_it_tells_of_for_a_few_days() -> None:
    title = "The day: Acme plans turbine plant at Skerry harbour; library hours"
    wrap = event("wrap", title, days=1, kind=ArticleKind.ROUNDUP)

    assert relations(PLAN, wrap) == {wrap.event_id: Relation.COVERS}
    assert relations(wrap, PLAN) == {PLAN.event_id: Relation.PART_OF}
    late = event("wrap", title, days=9, kind=ArticleKind.ROUNDUP)
    assert relations(PLAN, late) == {}


def test_round_ups_are_not_related_to_each_other() -> None:
    one = event("one", "Markets today: Acme, Borealis and turbines", kind=ArticleKind.ROUNDUP)
    other = replace(one, event_id=EventId("other"))

    assert relations(one, other) == {}


@pytest.mark.parametrize(("days", "related"), [(300, True), (500, False)])
def test_a_year_later_two_events_are_still_related_and_longer_they_are_not(
    days: float, *, related: bool
) -> None:
    late = event("late", "Skerry harbour council rejects Acme turbine plant again", days=days)

    assert bool(relations(late, PLAN)) is related


def test_a_withdrawn_event_is_not_found() -> None:
    found = relatives(PLAN)
    found.withdraw(PLAN.event_id)

    assert found.of(ANSWER) == ()
    assert found.of(PLAN) == ()


def test_in_one_storyline_less_is_enough() -> None:
    distant = event("distant", "Harbour trade suffers as plant stays a field", days=30)
    found = relatives(PLAN)
    alone = found.of(distant)
    together = found.of(distant, frozenset({PLAN.event_id}))

    assert len(alone) <= len(together)


def test_an_event_keeps_the_closest_few() -> None:
    many = [
        event(f"e{n}", f"Skerry harbour council rejects Acme turbine plant, vote {n}", days=n / 9)
        for n in range(20)
    ]
    found = relatives(*many).of(PLAN)

    assert len(found) == 6
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@given(st.sampled_from(EVENTS), st.sampled_from(EVENTS))
def test_a_relation_seen_from_the_other_side_is_its_inverse(one: Told, other: Told) -> None:
    if one is not other:
        assert relation_of(one, other) is relation_of(other, one).inverse


@given(st.sampled_from(EVENTS), st.sampled_from(EVENTS))
def test_two_events_are_as_close_from_either_side(one: Told, other: Told) -> None:
    def score(found: tuple[Related, ...]) -> float:
        return found[0].score if found else 0.0

    assert score(relatives(other).of(one)) == pytest.approx(score(relatives(one).of(other)))


@given(st.permutations(EVENTS))
def test_the_order_in_which_events_are_remembered_does_not_matter(order: list[Told]) -> None:
    assert relatives(*order).of(FIRST) == relatives(*EVENTS).of(FIRST)


@pytest.mark.parametrize("relation", Relation)
def test_the_inverse_of_the_inverse_is_the_relation(relation: Relation) -> None:
    assert relation.inverse.inverse is relation
