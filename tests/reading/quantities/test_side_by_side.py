from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import ArticleId, Comparator, Difference, Figure, FigureGroup
from tapestory.reading import compare, side_by_side


def figure(low: float, high: float = 0.0, *, article: str = "a", **changes: Any) -> Figure:
    base = Figure(
        subject="META", kind="capex_guidance", low=low, high=high or low, unit="USD",
        period="2026", article_id=ArticleId(article), sentence=f"{article} says {low} {high}",
        cue="capex",
    )  # fmt: skip
    return replace(base, **changes)


def only(*figures: Figure) -> FigureGroup:
    (group,) = side_by_side(figures)
    return group


def test_up_to_a_number_and_the_number_are_a_compatible_bound() -> None:
    group = only(
        figure(27e9, kind="contract", comparator=Comparator.UP_TO),
        figure(27e9, kind="contract", article="b"),
    )

    assert group.difference is Difference.COMPATIBLE_BOUND


def test_a_number_keeps_an_order_of_magnitude() -> None:
    group = only(figure(100e9, 999e9), figure(125e9, 145e9, article="b"))

    assert group.difference is Difference.COMPATIBLE_BOUND


def test_over_a_number_is_kept_by_one_a_little_larger() -> None:
    said: dict[str, Any] = {"kind": "capacity", "unit": "GPU", "period": ""}

    group = only(
        figure(220e3, comparator=Comparator.OVER, **said), figure(225e3, article="b", **said)
    )

    assert group.difference is Difference.COMPATIBLE_BOUND


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kind": "contract"}, {"kind": "contract_added"}),
        ({"kind": "capex_guidance_prior"}, {"kind": "capex_guidance"}),
        ({"kind": "revenue", "period": "2026"}, {"kind": "revenue", "period": "2026Q1"}),
        ({"kind": "capacity", "period": "end 2025"}, {"kind": "capacity", "period": "end 2026"}),
        ({"kind": "commitments", "cue": "part of commitments"}, {"kind": "commitments"}),
        ({"kind": "price", "period": "month"}, {"kind": "price", "period": "hour"}),
    ],
)
def test_what_does_not_measure_the_same_is_a_different_basis(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    group = only(figure(20e9, **one), figure(45e9, article="b", **other))

    assert group.difference is Difference.DIFFERENT_BASIS
    assert all(f.flag is None for f in compare(group.figures))


def test_two_numbers_that_cannot_both_be_right_are_a_conflict() -> None:
    group = only(figure(100e9), figure(145e9, article="b"))

    assert group.difference is Difference.CONFLICT
    assert [f.flag for f in compare(group.figures)] == ["conflict", "conflict"]


def test_two_orders_of_magnitude_in_one_article_are_a_conflict() -> None:
    group = only(
        figure(10e9, 99e9, kind="capex"), figure(100e9, 999e9, kind="capex", sentence="later")
    )

    assert group.difference is Difference.CONFLICT


@given(st.floats(1.01e9, 9e11), st.sampled_from([10, 100, 1000]))
def test_exactly_ten_or_a_hundred_times_as_much_is_a_unit_error(value: float, slip: int) -> None:
    group = only(figure(value), figure(value * slip, article="b"))

    assert group.difference is Difference.UNIT_ERROR


def test_a_translators_hundred_millions_are_found_where_nobody_else_tells_them() -> None:
    wrong = figure(1250e9, 1450e9, sentence="The guidance for the year is $1250-1450 billion.")

    (flagged,) = compare([wrong])

    assert flagged.flag == "unit_error"


def test_a_lone_number_is_measured_against_its_own_articles_others() -> None:
    usual = figure(70e9, kind="revenue", period="2025", sentence="last year")
    wrong = figure(810e9, kind="revenue", sentence="this year")

    before = replace(usual, low=66e9, high=66e9, period="2024", sentence="before")

    flags = [f.flag for f in compare([usual, before, wrong])]

    assert flags == [None, None, "unit_error"]


def test_two_contracts_of_one_company_are_no_conflict() -> None:
    assert (
        side_by_side([figure(14e9, kind="contract"), figure(27e9, kind="contract", article="b")])
        == ()
    )


def test_one_contract_of_two_parties_has_one_worth() -> None:
    one = figure(14e9, kind="contract", counterparty="CRWV")
    other = figure(19e9, kind="contract", article="b", subject="CRWV", counterparty="META")

    assert only(one, other).difference is Difference.CONFLICT
    assert only(one, other).subject == "CRWV+META"


VALUES = st.sampled_from([1.4e9, 14e9, 21e9, 27e9, 140e9, 27.5e9])
FIGURES = st.lists(
    st.builds(
        figure,
        VALUES,
        article=st.sampled_from("abcd"),
        kind=st.sampled_from(["capex_guidance", "capex", "contract", "contract_added", "capacity"]),
        period=st.sampled_from(["", "2026", "2025", "2026Q1", "end 2026", "year"]),
        comparator=st.sampled_from(Comparator),
        sentence=st.sampled_from(["one", "two", "three"]),
        start=st.integers(0, 3),
    ),
    max_size=9,
)


def shape(groups: tuple[FigureGroup, ...]) -> set[tuple[object, ...]]:
    return {
        (g.subject, g.kind, g.unit, g.period, g.difference, g.why, frozenset(g.figures))
        for g in groups
    }


@given(FIGURES, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_no_group(figures: list[Figure], dice: Random) -> None:
    turned = list(figures)
    dice.shuffle(turned)

    assert shape(side_by_side(turned)) == shape(side_by_side(figures))


@given(FIGURES)
def test_a_copy_of_an_article_adds_nothing(figures: list[Figure]) -> None:
    copies = [replace(f, article_id=ArticleId(f"{f.article_id}~copy")) for f in figures]

    assert shape(side_by_side([*figures, *copies])) == shape(side_by_side(figures))


@given(FIGURES)
def test_comparing_what_was_compared_changes_nothing(figures: list[Figure]) -> None:
    once = compare(figures)

    assert compare(once) == once


@given(FIGURES)
def test_flags_and_groups_tell_the_same(figures: list[Figure]) -> None:
    flagged = [f for f in compare(figures) if f.flag]
    grave = [
        g for g in side_by_side(figures)
        if g.difference in {Difference.CONFLICT, Difference.UNIT_ERROR}
    ]  # fmt: skip

    assert bool(flagged) == bool(grave)


@given(FIGURES)
def test_nothing_is_averaged_or_made_up(figures: list[Figure]) -> None:
    for group in side_by_side(figures):
        assert len(group.figures) >= 2
        assert all(f in figures for f in group.figures)
