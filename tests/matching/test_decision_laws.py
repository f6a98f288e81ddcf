"""The rooms that decide what is one happening: their laws, told without any text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.told import START
from tapestory.matching.conflicts import (
    agreement,
    agreement_of_two,
    forbidden,
    forbidden_events,
    forbidden_pair,
)
from tapestory.matching.events import LiveEvent
from tapestory.matching.features import Features, Raw
from tapestory.matching.items import MatchItem, event_id_for
from tapestory.matching.keys import KeyBook
from tapestory.matching.likeness import (
    alikeness,
    least_alike,
    likeness,
    mean_likeness,
    nearness,
    pair_likeness,
    probability,
)
from tapestory.matching.packing import packed, unpacked
from tapestory.matching.parting import parts_of
from tapestory.matching.regroup import new_id, regroup
from tapestory.matching.router import Router, covers, share_told
from tapestory.matching.semantic import BAND, Sense
from tapestory.matching.templates import Template, Templated
from tapestory.matching.weights import SHAPE, WEIGHTS
from tapestory.model import ArticleId, ArticleKind, EventId

DAY = date(2026, 7, 2)
E1, E2, E3 = EventId("e1"), EventId("e2"), EventId("e3")
UP, DOWN = {"s:ACME": 1}, {"s:ACME": -1}


def raw(
    name: str = "a",
    *,
    minutes: float = 0,
    lang: str = "en",
    title: Sequence[str] = (),
    lead: Sequence[str] = (),
    names: Sequence[str] = (),
    amounts: Sequence[str] = (),
    actions: Sequence[str] = (),
    directions: Mapping[str, int] | None = None,
    periods: Sequence[str] = (),
    template: Templated | None = None,
    seats: Sequence[str] = (),
    grounds: Sequence[str] = (),
) -> Raw:
    return Raw(
        article_id=ArticleId(name),
        time=START + timedelta(minutes=minutes),
        lang=lang,
        kind=ArticleKind.NEWS,
        title=tuple(title),
        lead=dict.fromkeys(lead, 1),
        names=dict.fromkeys(names, 1.0),
        title_names=frozenset(names),
        title_amounts=frozenset(amounts),
        concepts={},
        actions=dict.fromkeys(actions, 1.0),
        places={},
        directions=directions or {},
        periods=frozenset(periods),
        template=template,
        seats=frozenset(seats),
        grounds=frozenset((*seats, *grounds)),
    )


def weighed(
    told: Raw,
    full: Mapping[str, float] | None = None,
    neutral: Mapping[str, float] | None = None,
    *,
    slack: float = 0.0,
    sense: Sense | None = None,
) -> Features:
    return Features(
        raw=told,
        full=dict(full or {}),
        neutral=dict(neutral or {}),
        tells=True,
        hours=(told.time - START) / timedelta(hours=1),
        slack=slack,
        probes=(),
        sense=sense,
    )


def event(*articles: Features, name: str = "event000") -> LiveEvent:
    held = LiveEvent.found(EventId(name), articles[0].raw.time)
    for one in articles:
        held.take(one, lists=False)
    return held


def of(*raws: Raw) -> LiveEvent:
    return event(*(weighed(one) for one in raws))


CONFLICTS = [
    (raw("a", periods=["q2"]), raw("b", periods=["q3"])),
    (raw("a", directions=UP), raw("b", directions=DOWN)),
    (raw("a", actions=["a:raise"]), raw("b", actions=["a:cut"])),
    (
        raw("a", title=["bank", "rate"], seats=["p:KR"]),
        raw("b", title=["bank", "rate"], seats=["p:JP"]),
    ),
]


@pytest.mark.parametrize(("one", "other"), CONFLICTS)
def test_what_is_forbidden_to_two_articles_is_to_their_events(one: Raw, other: Raw) -> None:
    silent = raw("c")
    for mine, its in ((one, other), (other, one)):
        assert forbidden_pair(mine, its)
        assert forbidden(mine, of(its))
        assert forbidden_events(of(mine), of(its))
        for left, right in ((mine, mine), (mine, silent), (silent, its)):
            assert not forbidden_pair(left, right)
            assert not forbidden(left, of(right))
            assert not forbidden_events(of(left), of(right))


@pytest.mark.parametrize(("one", "other"), CONFLICTS)
def test_an_event_says_what_at_least_half_of_its_headlines_say(one: Raw, other: Raw) -> None:
    half, less = of(other, raw("c")), of(other, raw("c"), raw("d"))

    halves = of(other, replace(other, article_id=ArticleId("e")), raw("c"), raw("d"))

    for said in (half, halves):
        assert forbidden(one, said)
        assert forbidden_events(of(one), said)
        assert forbidden_events(said, of(one))
    assert not forbidden(one, less)
    assert not forbidden_events(of(one), less)
    assert not forbidden_events(less, of(one))


def test_two_places_are_two_happenings_unless_one_text_knows_of_the_other() -> None:
    title, other_title = ["quake", "coast"], ["tremor", "port"]
    lead = [f"w{number}" for number in range(20)]
    japan = raw("a", title=title, lead=lead, seats=["p:JP"])
    chile = raw("b", title=other_title, lead=lead, seats=["p:CL"])

    assert forbidden_pair(japan, chile)
    for silent in (
        replace(chile, seats=frozenset()),
        replace(chile, grounds=frozenset({"p:CL", "p:JP"})),
        replace(chile, seats=frozenset({"p:CL", "p:JP"}), grounds=frozenset({"p:CL", "p:JP"})),
        replace(chile, title_names=frozenset({"s:ACME"})),
        replace(chile, lead=dict.fromkeys(lead[:19], 1)),
    ):
        assert not forbidden_pair(japan, silent)
        assert not forbidden_pair(silent, japan)
    for words, apart in (("quake coast off far", True), ("quake coast off far away", False)):
        headline = replace(chile, title=tuple(words.split()), lead={})
        assert forbidden_pair(japan, headline) is apart


def test_a_headline_is_of_another_happening_where_all_texts_name_others() -> None:
    title = ["interim", "report"]
    acme, borealis = raw("a", title=title, names=["s:ACME"]), raw("b", title=title, names=["s:B"])
    both, nobody = raw("c", title=title, names=["s:ACME", "s:B"]), raw("d", title=title)
    otherwise = raw("e", title=["half", "year"], names=["s:B"])

    for one, other in ((acme, borealis), (borealis, acme)):
        assert forbidden_pair(one, other)
        assert forbidden(one, of(other))
        assert forbidden(one, of(other, nobody, raw("x"), raw("y")))
        assert forbidden_events(of(one), of(other, nobody))
    for left, right in ((acme, both), (acme, nobody), (nobody, borealis), (acme, otherwise)):
        assert not forbidden_pair(left, right)
        assert not forbidden(left, of(right))
        assert not forbidden_events(of(left), of(right))
    assert not forbidden(acme, of(borealis, both))
    with_sum = raw("f", title=title, names=["s:ACME"], amounts=["USD:6e+11"])
    assert not forbidden_pair(with_sum, replace(borealis, title_amounts=with_sum.title_amounts))
    wider, narrow = of(acme, otherwise), of(borealis)
    assert not forbidden_events(wider, narrow)
    assert not forbidden_events(narrow, wider)


def test_prices_of_two_names_that_went_two_ways_are_no_conflict() -> None:
    for way in (1, -1):
        one, other = raw("a", directions={"s:ACME": way}), raw("b", directions={"s:BORE": -way})
        assert not forbidden_pair(one, other)
        assert not forbidden(one, of(other))
        assert not forbidden_events(of(one), of(other))


def test_a_form_of_another_company_forbids_a_pair() -> None:
    acme, borealis = (
        raw(name, template=Templated(template=Template.PRICE_TICK, day=DAY, subjects=frozenset(s)))
        for name, s in (("a", {"ACME"}), ("b", {"BORE"}))
    )

    assert forbidden_pair(acme, borealis)
    assert not forbidden_pair(acme, acme)
    assert not forbidden_pair(acme, raw("c"))
    assert not forbidden_pair(raw("c"), acme)


PARTIES, AMOUNTS = WEIGHTS["other_parties"], WEIGHTS["other_amounts"]


@pytest.mark.parametrize(
    ("names", "others", "amounts", "its", "kept"),
    [
        ("ab", "ab", ["USD:5e+08"], ["USD:5e+08"], 1.0),
        ("", "ab", [], ["USD:5e+08"], 1.0),
        ("ab", "", ["USD:5e+08"], [], 1.0),
        ("a", "b", [], [], 1.0 - PARTIES),
        ("ab", "ac", [], [], 1.0 - PARTIES / 2),
        ("a", "abc", [], [], 1.0),
        ("", "", ["USD:5e+08"], ["USD:9e+08"], 1.0 - AMOUNTS),
        ("", "", ["USD:5e+08", "W:2"], ["USD:5.1e+08"], 1.0),
        ("a", "b", ["USD:5e+08"], ["USD:9e+08"], 1.0 - PARTIES - AMOUNTS),
    ],
)
def test_other_parties_and_other_amounts_lessen_a_likeness(
    names: str, others: str, amounts: list[str], its: list[str], kept: float
) -> None:
    one, other = raw("a", names=names, amounts=amounts), raw("b", names=others, amounts=its)

    for left, right in ((one, other), (other, one)):
        assert agreement_of_two(left, right) == pytest.approx(kept)
        assert agreement(
            dict.fromkeys(left.title_names, 1),
            dict.fromkeys(left.title_amounts, 1),
            dict.fromkeys(right.title_names, 1),
            dict.fromkeys(right.title_amounts, 1),
        ) == pytest.approx(kept)


def test_a_party_that_few_headlines_name_is_less_of_one() -> None:
    told = agreement({"a": 1}, {}, {"a": 1, "b": 4}, {})

    assert told == pytest.approx(1.0 - PARTIES * 0.75)
    assert agreement({"b": 1}, {}, {"a": 1, "b": 4}, {}) == 1.0


@pytest.mark.parametrize("apart", [0.0, 0.5, 12.0, 48.0, 480.0])
@pytest.mark.parametrize("slack", [0.0, 10.0])
def test_nearness_halves_what_time_can_take_in_two_days(apart: float, slack: float) -> None:
    floor, hours = SHAPE["floor"], SHAPE["hours"]
    beyond = max(0.0, apart - 2 * slack)
    expected = floor + (1.0 - floor) * hours / (hours + beyond)
    one = weighed(raw("a"), {"w": 1.0}, slack=slack)
    other = weighed(raw("b", minutes=60 * apart), {"w": 1.0}, slack=slack)

    assert nearness(one, [(apart, slack)]) == pytest.approx(expected)
    assert nearness(one, [(-apart, slack)]) == pytest.approx(expected)
    assert nearness(one, [(apart, slack), (0.0, 0.0)]) == pytest.approx((expected + 1.0) / 2)
    assert nearness(one, []) == 1.0
    assert pair_likeness(one, other) == pytest.approx(expected)
    assert pair_likeness(other, one) == pytest.approx(expected)
    assert likeness(one, event(other)) == pytest.approx(expected)
    assert alikeness(event(one), event(other)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("en", "en", 0.2),
        ("en", "und", 0.2),
        ("und", "zh", 0.2),
        ("en", "zh", WEIGHTS["foreign"]),
    ],
)
def test_across_languages_counts_what_needs_no_words(
    left: str, right: str, expected: float
) -> None:
    one = weighed(raw("a", lang=left), {"w": 1.0}, {"n": 1.0})
    other = weighed(raw("b", lang=right), {"w": 0.2}, {"n": 1.0})
    more = weighed(raw("c", lang=right), {"w": 0.9}, {"n": 1.0})

    assert pair_likeness(one, other) == pytest.approx(expected)
    assert likeness(one, event(other)) == pytest.approx(expected)
    assert alikeness(event(one), event(other)) == pytest.approx(expected)
    for alike in (pair_likeness(one, more), likeness(one, event(more))):
        assert alike == pytest.approx(0.9)
    assert alikeness(event(one), event(more)) == pytest.approx(0.9)


def test_an_event_is_alike_by_the_mean_of_its_articles_without_the_one_that_asks() -> None:
    one, twin, other = (
        weighed(raw(name), {"w": weight}) for name, weight in (("a", 1.0), ("b", 1.0), ("c", 0.5))
    )

    assert likeness(one, event(twin, other)) == pytest.approx(0.75)
    assert likeness(one, event(one, twin, other)) == pytest.approx(0.75)
    assert likeness(one, event(one)) == 0.0
    assert mean_likeness(one, [one, twin, other]) == pytest.approx(0.75)
    assert mean_likeness(one, [one]) == 0.0
    assert alikeness(event(one, twin), event(other)) == pytest.approx(0.5)
    assert alikeness(event(one, other), event(twin)) == pytest.approx(0.75)


def test_alone_in_an_event_an_article_is_like_nothing_whatever_rounding_left_there() -> None:
    one, other = weighed(raw("a"), {"w": 0.1}), weighed(raw("b"), {"w": 0.2})
    held = event(one, other)
    held.release(other.raw.article_id)

    assert likeness(one, held) == 0.0


def test_parties_and_amounts_count_against_an_event_as_against_an_article() -> None:
    one = weighed(raw("a", names=["s:ACME"], amounts=["USD:5e+08"]), {"w": 1.0})
    other = weighed(raw("b", names=["s:BORE"], amounts=["USD:9e+08"]), {"w": 1.0})
    kept = 1.0 - PARTIES - AMOUNTS

    assert pair_likeness(one, other) == pytest.approx(kept)
    assert likeness(one, event(other)) == pytest.approx(kept)
    assert alikeness(event(one), event(other)) == pytest.approx(kept)


class _Certain:
    """Takes all headlines for the same."""

    def cosine(self, ones: Sequence[str], others: Sequence[str]) -> float:
        assert ones
        assert others
        return 1.0


def test_in_doubt_across_languages_meaning_counts_and_an_article_is_not_asked_of_itself() -> None:
    def said(name: str, lang: str, weight: float) -> Features:
        return weighed(raw(name, lang=lang), {}, {"n": weight}, sense=Sense(name, lang, _Certain()))

    english, chinese = said("a", "en", 1.0), said("b", "zh", 0.2)
    plain = WEIGHTS["foreign"] * 0.2
    meant = plain + BAND.weight * (1.0 - BAND.pivot)

    assert pair_likeness(english, chinese) == pytest.approx(meant)
    assert likeness(english, event(chinese)) == pytest.approx(meant)
    assert likeness(english, event(chinese, english)) == pytest.approx(meant)
    assert alikeness(event(english), event(chinese)) == pytest.approx(meant)
    assert alikeness(event(english), event(chinese, said("c", "en", 0.0))) < plain


def test_what_cannot_reach_the_least_is_not_looked_at_closely() -> None:
    one, other = weighed(raw("a"), {"w": 1.0}), weighed(raw("b"), {"w": 0.3})

    assert likeness(one, event(other), 0.3) == pytest.approx(0.3)
    assert likeness(one, event(other), 0.31) == 0.0
    assert likeness(one, event(other, weighed(raw("c"), {"w": 0.3})), 0.3) == pytest.approx(0.3)


@given(st.floats(0.001, 0.999))
def test_below_the_least_likeness_a_match_is_less_probable(chance: float) -> None:
    least = least_alike(chance, asks=False)

    if least > -math.inf:
        assert probability(least - 1e-5) < chance
        assert probability(least + 1e-5) > chance - 1e-4
        assert least_alike(chance, asks=True) <= least
        assert least_alike(chance, asks=True) <= 0.05


@pytest.mark.parametrize("chance", [-1.0, 0.0, 1.0, 2.0])
def test_no_likeness_is_too_small_for_a_chance_that_is_none(chance: float) -> None:
    assert least_alike(chance, asks=False) == -math.inf


def test_the_least_likeness_of_an_even_chance_is_the_threshold_or_where_a_model_is_asked() -> None:
    assert least_alike(0.5, asks=False) == pytest.approx(SHAPE["threshold"], abs=1e-5)
    assert least_alike(0.5, asks=True) == pytest.approx(BAND.lower, abs=1e-5)


def test_a_match_at_the_threshold_is_as_probable_as_not_and_none_is_certain() -> None:
    assert probability(SHAPE["threshold"]) == 0.5
    assert probability(SHAPE["threshold"] + 1 / SHAPE["slope"]) == pytest.approx(
        1 / (1 + math.exp(-1))
    )
    assert probability(9.0) == pytest.approx(1 / (1 + math.exp(-9)))
    assert probability(-9.0) == pytest.approx(1 / (1 + math.exp(9)))


def compared(alike: Sequence[Sequence[float]]) -> list[Features]:
    """Return articles that have been held against each other: row by column below the diagonal."""
    articles = [weighed(raw(f"a{row}", minutes=row)) for row in range(len(alike))]
    for row, column in combinations(range(len(alike)), 2):
        one, other = articles[row], articles[column]
        one.alike[other.raw.article_id] = other.alike[one.raw.article_id] = alike[column][row]
    return articles


def plainly(alike: Sequence[Sequence[float]], least: float) -> list[list[int]]:
    """Return the groups of average linkage, each mean taken anew: the book's way."""
    groups = [[number] for number in range(len(alike))]

    def mean(one: list[int], other: list[int]) -> float:
        pairs = [alike[max(x, y)][min(x, y)] for x in one for y in other]
        return sum(pairs) / len(pairs)

    while len(groups) > 1:
        best, one, other = max(
            ((mean(one, other), one, other) for one, other in combinations(groups, 2)),
            key=lambda found: found[0],
        )
        if best < least:
            break
        groups = [group for group in groups if group not in (one, other)] + [one + other]
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))


@given(st.data(), st.integers(0, 7), st.sampled_from([0.15, 0.3, 0.5]))
def test_parts_are_those_of_average_linkage(data: st.DataObject, size: int, least: float) -> None:
    # Likenesses that are all different, so that no two joins are as good as each other.
    pairs = size * (size - 1) // 2
    drawn = iter(data.draw(st.permutations(range(pairs))))
    alike = [[math.sqrt((next(drawn) + 0.5) / pairs) for _ in range(row)] for row in range(size)]

    found = parts_of(compared(alike), least=least)

    assert [[int(one.raw.article_id[1:]) for one in group] for group in found] == plainly(
        alike, least
    )


def test_articles_as_alike_as_the_least_are_together_and_forbidden_ones_weigh_against() -> None:
    assert len(parts_of(compared([[], [0.3]]), least=0.3)) == 1
    assert len(parts_of(compared([[], [0.29]]), least=0.3)) == 2
    one = weighed(raw("a", periods=["q2"]), {"w": 1.0})
    other = weighed(raw("b", periods=["q3"]), {"w": 1.0})
    assert len(parts_of([one, other], least=0.3)) == 2
    assert one.alike == {"b": -1.0}
    assert other.alike == {"a": -1.0}


TOGETHER, APART = 0.9, 0.0


def world(*groups: str) -> dict[str, Features]:
    """Return articles a, b, c …; those told in one word are one story."""
    names = sorted("".join(groups))
    alike = [
        [
            TOGETHER if any(one in group and other in group for group in groups) else APART
            for other in names[:row]
        ]
        for row, one in enumerate(names)
    ]
    return dict(zip(names, compared(alike), strict=True))


def founded(*articles: Features) -> LiveEvent:
    return event(*articles, name=event_id_for(articles[0].raw.article_id))


def test_an_event_keeps_its_id_where_its_founder_is_however_many_left() -> None:
    told = world("a", "bcd")
    held = founded(*told.values())

    plan = regroup([held], least=0.3, is_taken=lambda _: False)

    assert plan.home[told["a"].raw.article_id] == held.id
    left = event_id_for(told["b"].raw.article_id)
    assert [plan.home[told[name].raw.article_id] for name in "bcd"] == [left] * 3
    assert plan.absorbed == {}


def test_an_event_whose_articles_all_go_one_way_is_absorbed() -> None:
    told = world("abcde", "f")
    one, two = founded(told["a"], told["b"], told["e"]), founded(told["c"], told["d"])
    three = event(told["f"], name="former00")

    plan = regroup([one, two, three], least=0.3, is_taken=lambda _: False)

    assert {plan.home[told[name].raw.article_id] for name in "abcde"} == {one.id}
    assert plan.home[told["f"].raw.article_id] == three.id
    assert plan.absorbed == {two.id: one.id}


def test_an_event_whose_articles_go_two_ways_is_absorbed_by_none() -> None:
    told = world("abc", "de")
    one, two = founded(told["a"], told["b"]), event(told["c"], told["d"], name="former00")
    three = event(told["e"], name="former01")

    plan = regroup([one, two, three], least=0.3, is_taken=lambda _: False)

    assert plan.home[told["d"].raw.article_id] == two.id
    assert plan.absorbed == {three.id: two.id}


def test_without_a_founder_the_id_goes_where_most_went() -> None:
    told = world("abc", "de")
    held = event(*told.values(), name="former00")

    plan = regroup([held], least=0.3, is_taken=lambda _: False)

    assert [plan.home[told[name].raw.article_id] for name in "abc"] == ["former00"] * 3
    assert plan.home[told["d"].raw.article_id] == event_id_for(told["d"].raw.article_id)
    assert plan.home.keys() == {one.raw.article_id for one in told.values()}


def test_a_new_id_is_of_the_earliest_article_whose_id_is_free() -> None:
    told = world("abc")
    ids = [event_id_for(told[name].raw.article_id) for name in "abc"]

    assert new_id([told["b"], told["a"], told["c"]], lambda _: False) == ids[0]
    assert new_id(list(told.values()), lambda one: one == ids[0]) == ids[1]
    again = event_id_for(ArticleId(f"{told['a'].raw.article_id} again"))
    assert new_id(list(told.values()), lambda one: one in ids) == again


def test_two_groups_never_get_one_id() -> None:
    told = world("ab", "cd")
    taken = event_id_for(told["c"].raw.article_id)

    plan = regroup([founded(*told.values())], least=0.3, is_taken=lambda one: one == taken)

    assert plan.home[told["c"].raw.article_id] == event_id_for(told["d"].raw.article_id)
    assert len(set(plan.home.values())) == 2


def tick(subject: str, *, day: int = 0, form: Template = Template.PRICE_TICK) -> Templated:
    return Templated(
        template=form, day=DAY + timedelta(days=day), subjects=frozenset({subject} - {""})
    )


def test_an_event_that_takes_in_another_counts_its_articles_and_no_more() -> None:
    book = KeyBook()
    book.add(tick("ACME"), ArticleId("a"), E1)
    book.join(None, E1)
    book.merge(E2, E1)

    assert book.agrees(tick("BORE"), E2) is False


def test_a_book_that_was_taken_up_knows_what_events_have_and_no_more_than_it_may() -> None:
    book = KeyBook()
    for day in range(6):
        book.add(tick("ACME", day=day), ArticleId(f"a{day}"), E1)
    found = _taken_up(book)
    assert found.agrees(tick("ACME"), E1) is True

    found.add(tick("ACME", day=6), ArticleId("a6"), E1)
    assert found.agrees(tick("ACME"), E1) is not True


def test_events_without_keys_are_forgotten_like_others() -> None:
    book = KeyBook()
    for number in range(50_001):
        book.join(None, EventId(f"n{number}"))
    assert book.agrees(tick("ACME"), EventId("n0")) is None


def test_keys_are_found_by_subject_the_latest_first() -> None:
    book = KeyBook()
    for name, subject in (("a", "ACME"), ("b", "BORE"), ("c", "ACME")):
        book.add(tick(subject), ArticleId(name), E1)
    book.add(None, ArticleId("d"), E1)

    assert [name for name, _ in book.same(tick("ACME"))] == ["c", "a"]
    assert list(book.same(tick("ACME", day=7))) == []
    assert list(book.same(tick("ELSE"))) == []


def test_of_one_subject_the_latest_keys_are_known() -> None:
    book = KeyBook()
    for number in range(30):
        book.add(tick("ACME"), ArticleId(f"a{number}"), E1)

    assert [name for name, _ in book.same(tick("ACME"))] == [f"a{n}" for n in range(29, 5, -1)]


def _taken_up(book: KeyBook) -> KeyBook:
    found = unpacked(packed(book))
    assert isinstance(found, KeyBook)
    return found


def test_a_book_that_was_put_aside_knows_as_many_keys_of_a_subject_as_before() -> None:
    book = KeyBook()
    for number in range(20):
        book.add(tick("ACME"), ArticleId(f"a{number}"), E1)
    book = _taken_up(book)
    for number in range(20, 30):
        book.add(tick("ACME"), ArticleId(f"a{number}"), E1)

    assert [name for name, _ in book.same(tick("ACME"))] == [f"a{n}" for n in range(29, 5, -1)]


def test_a_book_that_was_put_aside_knows_of_what_form_an_event_is() -> None:
    book = KeyBook()
    for number in range(8):
        book.add(tick("ACME", day=number), ArticleId(f"a{number}"), E1)
    for number in range(2, 8):
        book.leave(tick("ACME", day=number), E1)
    for one in (book, _taken_up(book)):
        one.add(tick("ACME"), ArticleId("b"), E1)
        for name in ("c", "d", "e"):
            one.add(None, ArticleId(name), E1)
        assert one.agrees(tick("BORE"), E1) is False


def test_the_subject_that_was_not_heard_of_for_longest_is_forgotten_first() -> None:
    book = KeyBook()
    for number in range(20_000):
        book.add(tick(f"S{number}"), ArticleId(f"a{number}"), E1)
    assert all(any(book.same(tick(f"S{number}"))) for number in (0, 1, 19_999))

    book.add(tick("S0"), ArticleId("again"), E1)
    book.add(tick("NEW"), ArticleId("new"), E1)

    assert not any(book.same(tick("S1")))
    assert all(any(book.same(tick(subject))) for subject in ("S0", "S2", "NEW"))


def test_without_an_instrument_a_company_is_found_by_how_its_name_begins() -> None:
    book = KeyBook()
    acme = Templated(template=Template.ANALYST_RATING, day=DAY, named=("acmeco",))
    other = Templated(template=Template.ANALYST_RATING, day=DAY, named=("acmeco", "holding"))
    book.add(acme, ArticleId("a"), E1)
    book.add(Templated(template=Template.ANALYST_RATING, day=DAY), ArticleId("b"), E1)

    assert [name for name, _ in book.same(acme)] == ["a"]
    assert [name for name, _ in book.same(other)] == ["a"]


def test_an_event_is_of_a_form_when_half_of_its_articles_are() -> None:
    book = KeyBook()
    assert book.agrees(tick("BORE"), E1) is None
    book.join(tick("ACME"), E1)
    book.join(None, E1)
    assert book.agrees(tick("BORE"), E1) is False
    assert book.agrees(tick("ACME"), E1) is True
    book.join(None, E1)
    assert book.agrees(tick("BORE"), E1) is None
    book.leave(None, E1)
    assert book.agrees(tick("BORE"), E1) is False
    book.leave(tick("ACME"), E1)
    assert book.agrees(tick("ACME"), E1) is None


def test_one_key_that_says_nothing_keeps_a_form_from_forbidding() -> None:
    book = KeyBook()
    book.join(tick("ACME"), E1)
    book.join(tick(""), E1)

    assert book.agrees(tick("BORE"), E1) is None


def test_previews_and_results_are_of_one_family_and_so_are_days_and_wraps() -> None:
    book = KeyBook()
    book.join(tick("ACME", form=Template.EARNINGS_PREVIEW), E1)
    book.join(tick("US", form=Template.MARKET_WRAP), E2)

    assert book.agrees(tick("BORE", form=Template.EARNINGS_RESULTS), E1) is False
    assert book.agrees(tick("ASIA", form=Template.MARKET_DAY), E2) is False


def test_merged_keys_speak_for_the_event_that_stays() -> None:
    book = KeyBook()
    book.join(tick("ACME"), E1)
    book.join(None, E2)
    book.merge(E2, E1)
    assert book.agrees(tick("BORE"), E2) is False
    assert book.agrees(tick("BORE"), E1) is None
    book.merge(E3, E2)
    book.merge(E1, EventId("none"))
    assert book.agrees(tick("ACME"), E3) is True
    book.leave(None, E3)
    book.leave(tick("ACME"), E3)
    book.leave(tick("ACME"), E3)
    assert book.agrees(tick("ACME"), E3) is None


def test_who_leaves_an_event_leaves_it_once() -> None:
    book = KeyBook()
    for told in (tick("ACME"), None, None, None):
        book.join(told, E1)
    book.leave(None, E1)
    assert book.agrees(tick("BORE"), E1) is None

    for told in (tick("ACME"), tick("ACME"), tick("ACME"), None, None):
        book.join(told, E2)
    book.leave(tick("ACME"), E2)
    assert book.agrees(tick("BORE"), E2) is False
    book.leave(tick("ACME"), E2)
    assert book.agrees(tick("BORE"), E2) is None


def test_an_article_whose_key_an_event_knows_no_more_leaves_it_too() -> None:
    book = KeyBook()
    for number in range(7):
        book.join(tick(f"S{number}"), E1)
    assert book.agrees(tick("S0"), E1) is False
    assert book.agrees(tick("S1"), E1) is True

    for number in range(7):
        assert book.agrees(tick("S6"), E1) is True
        book.leave(tick(f"S{number}"), E1)
    assert book.agrees(tick("S6"), E1) is None

    for told in (None, None, tick("ACME")):
        book.join(told, E1)
    assert book.agrees(tick("BORE"), E1) is None  # of what was there before nothing counts


def test_an_event_is_known_until_its_last_article_leaves() -> None:
    book = KeyBook()
    for told in (tick("ACME"), None):
        book.join(told, E1)
    book.leave(None, E1)

    assert book.agrees(tick("BORE"), E1) is False


def test_the_event_that_was_not_heard_of_for_longest_is_forgotten_first() -> None:
    book, told = KeyBook(), tick("ACME")
    for number in range(50_000):
        book.join(told, EventId(f"n{number}"))
    book.join(told, EventId("n0"))
    book.join(told, EventId("new"))

    found = [book.agrees(told, EventId(name)) for name in ("n0", "n1", "n2", "n49999", "new")]
    assert found == [True, None, True, True, True]


def test_merged_events_count_the_articles_of_both() -> None:
    book = KeyBook()
    book.join(tick("ACME"), E1)
    for _ in range(2):
        book.join(None, E2)
    book.merge(E2, E1)

    assert book.agrees(tick("BORE"), E2) is None


def test_of_each_form_a_subject_has_its_own_latest_keys() -> None:
    book = KeyBook()
    book.add(tick("ACME"), ArticleId("a"), E1)
    for number in range(30):
        form = tick("ACME", form=Template.ANALYST_RATING)
        book.add(form, ArticleId(f"b{number}"), E1)

    assert [name for name, _ in book.same(tick("ACME"))] == ["a"]


def test_what_is_of_another_form_does_not_make_an_event_one_of_this() -> None:
    book = KeyBook()
    for _ in range(7):
        book.join(tick("ACME", form=Template.ANALYST_RATING), E1)
    for _ in range(6):
        book.join(tick("ACME"), E1)

    assert book.agrees(tick("BORE"), E1) is None


def test_of_an_event_the_latest_six_keys_are_known() -> None:
    book = KeyBook()
    for day in range(7):
        book.join(tick(f"S{day}"), E1)

    assert book.agrees(tick("S0"), E1) is False
    assert book.agrees(tick("S1"), E1) is True


def results(subject: str, *, day: int = 0, period: str = "q2") -> Templated:
    return Templated(
        template=Template.EARNINGS_RESULTS,
        day=DAY + timedelta(days=day),
        subjects=frozenset(subject.split()),
        period=period,
    )


@pytest.mark.parametrize(
    ("told", "goes"),
    [
        (results("ACME", day=3), True),
        (results("ACME", day=-3), True),
        (results("ACME", day=4), False),
        (results("ACME", period=""), False),
        (results("ACME", period="fy"), False),
        (results("ACME BORE"), False),
        (tick("ACME", form=Template.EARNINGS_PREVIEW), False),
        (None, False),
    ],
)
def test_results_go_together_when_company_quarter_and_days_say_so(
    told: Templated | None, *, goes: bool
) -> None:
    known = Router(timedelta(hours=48), timedelta(days=21))
    known.remember(raw("a", template=results("ACME")), E1)
    asked = raw("b", template=told)
    route = known.route(_item(asked), asked)

    assert (route is not None and route.event_id == E1) is goes
    assert route is None or route.reason == "results of ACME for Q2"


@pytest.mark.parametrize(
    "told",
    [replace(results("ACME"), template=Template.EARNINGS_PREVIEW), results("ACME", period="")],
)
def test_previews_and_results_of_no_quarter_are_compared_like_anything_else(
    told: Templated,
) -> None:
    known = Router(timedelta(hours=48), timedelta(days=21))
    known.remember(raw("a", template=told), E1)
    asked = raw("b", template=told)

    assert known.route(_item(asked), asked) is None


def _item(told: Raw) -> MatchItem:
    return MatchItem(
        article_id=told.article_id,
        title="",
        text="",
        lang=told.lang,
        time=told.time,
        symbols=frozenset(),
    )


def test_a_headline_is_known_from_four_different_words_on() -> None:
    def goes(title: str) -> bool:
        known = Router(timedelta(hours=48), timedelta(days=21))
        known.remember(raw("a", title=title.split()), E1)
        again = raw("b", title=title.split())
        return known.route(_item(again), again) is not None

    assert goes("one two three four")
    assert not goes("one two three")
    assert not goes("one two three three")


def test_a_headline_in_a_form_is_not_the_same_without_it_or_on_another_day() -> None:
    title = ["one", "two", "three", "four"]

    def goes(one: Templated | None, other: Templated | None) -> bool:
        known = Router(timedelta(hours=48), timedelta(days=21))
        known.remember(raw("a", title=title, template=one), E1)
        again = raw("b", title=title, template=other)
        return known.route(_item(again), again) is not None

    assert goes(None, None)
    assert not goes(tick("ACME"), None)
    assert not goes(None, tick("ACME"))
    assert goes(tick("ACME"), tick("ACME"))
    assert not goes(tick("ACME"), tick("ACME", day=1))
    assert goes(results("ACME", period=""), results("ACME", day=9, period=""))
    assert not goes(results("ACME"), results("ACME", period="q3"))


def test_hints_are_the_latest_four_events_each_once() -> None:
    known = Router(timedelta(hours=48), timedelta(days=21))
    for number, home in enumerate("aabcde"):
        known.remember(raw(f"n{number}", template=tick("ACME")), EventId(home))

    assert known.hint(raw("x", template=tick("ACME"))) == ("e", "d", "c", "b")
    assert known.hint(raw("x")) == ()
    assert known.agrees(raw("x"), EventId("a")) is None


def test_an_article_nobody_knows_moves_nowhere_and_a_known_one_with_its_key() -> None:
    known = Router(timedelta(hours=48), timedelta(days=21))
    known.remember(raw("a", template=tick("ACME")), E1)
    known.move(ArticleId("nobody"), E2)
    assert not known.stands(E2)
    known.move(ArticleId("a"), E2)

    assert known.find(ArticleId("a")) == E2
    assert known.agrees(raw("b", template=tick("ACME")), E2) is True
    assert known.agrees(raw("b", template=tick("ACME")), E1) is None


def test_the_share_told_is_by_weight_and_of_headline_and_lead() -> None:
    told = raw("a", title=["acme"], lead=["turbine"], names=["s:ACME"])
    words = {"acme": 1.0, "turbine": 2.0, "merger": 1.0}

    assert share_told(told, {}, words) == pytest.approx(0.75)
    assert share_told(told, {"s:BORE": 1.0, "s:ACME": 1.0}, words) == pytest.approx(0.75)
    assert share_told(told, {"s:BORE": 1.0}, words) == 0.0
    assert share_told(told, {}, {"acme": 0.0}) == 0.0


def test_a_list_covers_from_a_fifth_on_unless_more_is_asked() -> None:
    assert covers([(E1, 0.2), (E2, 0.19), (E3, 0.9)]) == (E3, E1)
    assert covers([(E1, 0.2), (E2, 0.5)], least=0.5) == (E2,)
