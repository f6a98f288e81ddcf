from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import ArticleId, Comparator, Difference, Figure
from tapestory.reading import side_by_side
from tapestory.reading.quantities.differences import TOLERANCE, agree, tolerance


def figures(text: str, lang: str = "") -> tuple[Figure, ...]:
    return read(f"Quantities\n\n{text}", lang=lang).figures


def figure(value: float, *, article: str = "a", **changes: Any) -> Figure:
    base = Figure(
        subject="MU", kind="revenue", low=value, high=value, unit="USD", period="2026Q2",
        article_id=ArticleId(article), sentence=f"{article} says {value}", cue="revenue",
    )  # fmt: skip
    return replace(base, **changes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Micron posted revenue of $9.4 billion, above the $8.9 billion expected by analysts.",
         ["", "analysts"]),
        ("Micron's revenue of $9.4 billion beat the consensus estimate of $8.9 billion.",
         ["", "consensus"]),
        ("Revenue at Micron came in at $9.4 billion versus estimates of $8.9 billion.",
         ["", "estimates"]),
        ("Micron's quarterly profit of $2.1 billion missed the $2.3 billion estimate.",
         ["", "analysts"]),
        ("Micron's adjusted EPS was $2.81, topping the $2.01 consensus.", ["", "consensus"]),
        ("美光营收94亿美元，高于市场预期的89亿美元。", ["", "市场"]),
        ("마이크론 매출은 94억 달러로 시장 예상치인 89억 달러를 웃돌았다.", ["", "시장"]),
        ("マイクロンの売上高は94億ドルで、市場予想の89億ドルを上回った。", ["", "市場"]),
    ],
)  # fmt: skip
def test_what_was_expected_is_said_by_those_who_expected_it(text: str, said: list[str]) -> None:
    assert [f.speaker for f in figures(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "Micron raised its forecast of $8.9 billion in revenue.",
        "Micron kept its own estimate of $8.9 billion for revenue.",
        "Revenue of $8.9 billion is what Micron expects.",
    ],
)
def test_what_a_company_expects_of_itself_is_no_word_of_analysts(text: str) -> None:
    assert [f.speaker for f in figures(text)] in ([""], ["Micron"])


def test_a_number_held_against_another_is_not_more_itself() -> None:
    text = "Micron posted revenue of $9.4 billion, above the $8.9 billion that analysts expected."

    assert [f.comparator for f in figures(text)] == [Comparator.EXACT] * 2


def test_a_mark_that_was_passed_is_a_bound() -> None:
    (found,) = figures("Micron's annual revenue climbed above the $40 billion mark.")

    assert found.comparator is Comparator.OVER


def test_a_number_in_a_phrase_of_place_is_not_rounded() -> None:
    (found,) = figures("Deals multiply in the $3 trillion economy.")

    assert found.comparator is Comparator.EXACT


def test_expectation_and_result_never_contradict_each_other() -> None:
    expected = figure(6.2e9, article="b", speaker="consensus")

    (group,) = side_by_side([figure(4.6e9), expected])

    assert group.difference is Difference.DIFFERENT_BASIS


def test_operating_and_net_profit_are_of_different_basis() -> None:
    operating = figure(4.6e9, kind="profit", cue="operating profit")
    net = figure(3.1e9, kind="profit", cue="net income", article="b")

    (group,) = side_by_side([operating, net])

    assert group.difference is Difference.DIFFERENT_BASIS


@pytest.mark.parametrize(
    ("one", "other"),
    [(61.2e9, 61.24e9), (61e9, 61.4e9), (3e9, 2.9e9), (35.08e9, 35.1e9)],
)
def test_numbers_agree_as_far_as_the_coarser_is_rounded(one: float, other: float) -> None:
    assert agree(figure(one), figure(other, article="b"))


@pytest.mark.parametrize(("one", "other"), [(61.2e9, 61.5e9), (3e9, 2.5e9), (35.08e9, 36e9)])
def test_numbers_that_no_rounding_explains_disagree(one: float, other: float) -> None:
    assert not agree(figure(one), figure(other, article="b"))


@given(st.integers(1, 99_999), st.sampled_from([1e6, 1e9, 1e12]), st.sampled_from([*Comparator]))
def test_no_number_is_allowed_to_be_further_off_than_words_explain(
    count: int, scale: float, comparator: Comparator
) -> None:
    assert 0 < tolerance(figure(count * scale, comparator=comparator)) <= TOLERANCE


@given(st.integers(100, 99_999), st.integers(1, 3))
def test_a_number_agrees_with_its_own_rounding(count: int, kept: int) -> None:
    rounded = round(count, kept - len(str(count)))

    assert agree(figure(count * 1e6), figure(rounded * 1e6, article="b")) or kept == 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Shares of Micron rose 4% to $180.25 after it reported earnings of $1.70 per share.",
         ["share_price", "earnings_per_share"]),
        ("Wall Street expects Micron to earn $1.57 per share.", ["earnings_per_share"]),
        ("Micron trades at $118, or 12 times forward earnings of $9.80 a share.",
         ["share_price", "earnings_per_share"]),
        ("Micron's profit doubled to $1.89 billion, or $1.68 per share.",
         ["profit", "earnings_per_share"]),
        ("Adjusted earnings were $4.13 a share.", ["earnings_per_share"]),
        ("Earnings excluding items came in at $1.68 per share.", ["earnings_per_share"]),
        ("The loss was $0.40 a share.", ["earnings_per_share"]),
        ("Micron's profit rose as its shares were $118 apiece.", ["share_price"]),
        ("Micron declared a dividend of $0.26 a share.", ["dividend"]),
        ("The bank raised its price target on Micron to $260 from $225; the stock is at $212.",
         ["price_target", "share_price"]),
    ],
)  # fmt: skip
def test_the_nearest_words_say_what_is_told_of_one_share(text: str, kinds: list[str]) -> None:
    assert [f.kind for f in figures(text) if f.unit == "USD"] == kinds
