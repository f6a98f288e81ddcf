from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.matching.periods import conflict, periods, quarters
from tapestory.matching.words import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q2 results", {"q2"}),
        ("1Q26 profit", {"q1/2026"}),
        ("Q3 FY2026 in brief", {"q3/fy2026"}),
        ("fiscal third-quarter 2026 sales", {"q3/fy2026"}),
        ("Third quarter of fiscal 2026", {"q3/fy2026"}),
        ("第三季度营收", {"q3"}),
        ("第一财季净利", {"q1"}),
        ("2026年第二季度", {"q2/2026"}),
        ("4분기 실적", {"q4"}),
        ("im zweiten Quartal", {"q2"}),
        ("deuxième trimestre 2026", {"q2/2026"}),
        ("segundo trimestre de 2026", {"q2/2026"}),
        ("во втором квартале", {"q2"}),
        ("第1四半期決算", {"q1"}),
        ("4～6月期", {"q2", "m04-06"}),
        ("2～4月期", {"m02-04"}),
        ("first-half profit", {"h1"}),
        ("H1 2026", {"h1/2026"}),
        ("下半年", {"h2"}),
        ("상반기 매출", {"h1"}),
        ("FY2026 outlook", {"fy2026"}),
        ("2026财年", {"fy2026"}),
        ("2026年3月期", {"fy2025"}),
        ("June revenue", {"m06"}),
        ("6月营收", {"m06"}),
        ("6월 매출", {"m06"}),
        ("6月売上高", {"m06"}),
        ("exports fall in June", {"m06"}),
    ],
)
def test_a_period_reads_the_same_in_every_language(text: str, expected: set[str]) -> None:
    assert periods(fold(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a quarter of the fleet",
        "3분기 연속 성장",
        "前三季度",
        "sales may fall",
        "goals in the first half",
        "a march on the factory",
        "an H100 in every rack",
        "a $2T company",
        "四季酒店",
    ],
)
def test_what_only_looks_like_a_period_is_none(text: str) -> None:
    assert periods(fold(text)) == frozenset()


def test_quarters_are_given_by_number_alone() -> None:
    assert quarters(fold("Q2 FY26 and 4～6月期")) == {"2"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Q1 results", "Q2 results", True),
        ("Q2 results", "Q2 2026 results", False),
        ("Q2 2025 results", "Q2 2026 results", True),
        ("Q2 FY2026 results", "Q2 2025 results", False),
        ("Q3 results and Q4 outlook", "Q4 outlook", False),
        ("June sales", "July sales", True),
        ("June sales", "Q2 sales", False),
        ("4～6月期", "first quarter", False),
        ("4～6月期", "7～9月期", True),
        ("H1 profit", "first-half profit", False),
        ("no period", "Q2", False),
    ],
)
def test_periods_conflict_only_where_both_name_one_and_they_cannot_be_the_same(
    a: str, b: str, *, expected: bool
) -> None:
    assert conflict(periods(fold(a)), periods(fold(b))) is expected
    assert conflict(periods(fold(b)), periods(fold(a))) is expected


@given(st.text(max_size=120))
def test_any_text_can_be_read_and_never_conflicts_with_itself(text: str) -> None:
    found = periods(fold(text))

    assert not conflict(found, found)


@given(
    st.text(alphabet="bcd äñя中日 ", max_size=12),
    st.integers(1, 4),
    st.text(alphabet="bcd äñя中日 ", max_size=12),
)
def test_a_quarter_is_found_whatever_stands_around_it(before: str, number: int, after: str) -> None:
    assert f"q{number}" in periods(fold(f"{before} Q{number} {after}"))
