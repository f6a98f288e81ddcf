"""The measures of agreement are those of the literature."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.matching.agreement import (
    adjusted_rand,
    bcubed,
    bcubed_by_item,
    ceaf,
    mean,
    pairwise,
)
from evaluation.matching.assignment import best_total

LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=24)

# Events of five, two and five, as in the paper that brought BCubed; the clustering joins the last
# two. Worked by hand.
GOLD = [*"aaaaa", *"bb", *"ccccc"]
JOINED = [*"11111", *"22", *"22222"]
# The first and the last joined instead: as many wrong clusters, and worse.
FAR = [*"11111", *"22", *"11111"]


def test_bcubed_of_the_worked_example() -> None:
    found = bcubed(GOLD, JOINED)

    assert found.precision == pytest.approx((5 + 4 / 7 + 25 / 7) / 12)
    assert found.recall == 1.0
    assert bcubed(GOLD, FAR).precision == pytest.approx((25 / 10 + 2 + 25 / 10) / 12)


def test_pairs_of_the_worked_example() -> None:
    found = pairwise(GOLD, JOINED)

    assert found.precision == pytest.approx((10 + 1 + 10) / (10 + 21))
    assert found.recall == 1.0


def test_ceaf_of_the_worked_example() -> None:
    found = ceaf(GOLD, JOINED)

    # The second cluster may stand for one event only: the five it holds whole, 2 * 5 / (5 + 7).
    assert found.precision == pytest.approx((1 + 10 / 12) / 2)
    assert found.recall == pytest.approx((1 + 10 / 12) / 3)


def test_adjusted_rand_of_an_example_worked_by_hand() -> None:
    # Six items, 15 pairs: 2 in both, 4 in each; by chance 4 * 4 / 15 would be in both.
    gold, found = [1, 1, 1, 2, 2, 3], [1, 1, 2, 2, 2, 3]

    assert adjusted_rand(gold, found) == pytest.approx((2 - 16 / 15) / (4 - 16 / 15))


@given(labels=LABELS)
def test_what_is_equal_but_for_names_agrees_wholly(labels: list[tuple[int, int]]) -> None:
    gold = [left for left, _ in labels]
    renamed = [f"event {label}" for label in gold]

    for measure in (bcubed, pairwise, ceaf):
        assert measure(gold, renamed).f1 == pytest.approx(1.0)
    assert adjusted_rand(gold, renamed) == pytest.approx(1.0)


@given(labels=LABELS)
def test_precision_one_way_is_recall_the_other(labels: list[tuple[int, int]]) -> None:
    gold, found = [left for left, _ in labels], [right for _, right in labels]

    for measure in (bcubed, pairwise, ceaf):
        forth, back = measure(gold, found), measure(found, gold)
        assert forth.precision == pytest.approx(back.recall)
        assert forth.f1 == pytest.approx(back.f1)
        assert 0.0 <= forth.precision <= 1.0 + 1e-9
    assert adjusted_rand(gold, found) == pytest.approx(adjusted_rand(found, gold))
    assert adjusted_rand(gold, found) <= 1.0 + 1e-9


@given(labels=LABELS, data=st.data())
def test_the_order_of_items_is_nothing(labels: list[tuple[int, int]], data: st.DataObject) -> None:
    other = data.draw(st.permutations(labels))

    for measure in (bcubed, pairwise, ceaf):
        one = measure([left for left, _ in labels], [right for _, right in labels])
        two = measure([left for left, _ in other], [right for _, right in other])
        assert one.precision == pytest.approx(two.precision)
        assert one.recall == pytest.approx(two.recall)


@given(labels=LABELS)
def test_all_alone_is_precise_and_all_in_one_is_complete(labels: list[tuple[int, int]]) -> None:
    gold = [left for left, _ in labels]

    for measure in (bcubed, pairwise):
        assert measure(gold, range(len(gold))).precision == 1.0
        assert measure(gold, [0] * len(gold)).recall == 1.0


@given(labels=LABELS, strangers=st.lists(st.integers(0, 4), max_size=8))
def test_strangers_cost_precision_and_never_recall(
    labels: list[tuple[int, int]], strangers: list[int]
) -> None:
    gold, found = [left for left, _ in labels], [right for _, right in labels]

    for measure in (bcubed, pairwise):
        clean, soiled = measure(gold, found), measure(gold, found, strangers)
        assert soiled.recall == clean.recall
        assert soiled.precision <= clean.precision
    away = [label + 100 for label in strangers]
    assert bcubed(gold, found, away) == bcubed(gold, found)
    assert ceaf(gold, found, away) == ceaf(gold, found)


@given(labels=LABELS)
def test_bcubed_is_the_mean_of_its_items(labels: list[tuple[int, int]]) -> None:
    gold, found = [left for left, _ in labels], [right for _, right in labels]

    each = bcubed_by_item(gold, found)

    assert mean(each).f1 == pytest.approx(bcubed(gold, found).f1)


@given(
    table=st.lists(
        st.lists(st.integers(0, 9), min_size=3, max_size=5), min_size=1, max_size=5
    ).filter(lambda rows: len({len(row) for row in rows}) == 1)
)
def test_no_other_assignment_is_better(table: list[list[int]]) -> None:
    rows, columns = len(table), len(table[0])
    similar = {
        (row, column): float(value)
        for row, values in enumerate(table)
        for column, value in enumerate(values)
        if value
    }
    if rows <= columns:
        tried = [
            sum(table[row][column] for row, column in enumerate(chosen))
            for chosen in permutations(range(columns), rows)
        ]
    else:
        tried = [
            sum(table[row][column] for column, row in enumerate(chosen))
            for chosen in permutations(range(rows), columns)
        ]

    assert best_total(similar) == pytest.approx(max(tried))
