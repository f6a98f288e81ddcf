from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import ArticleId, Figure
from tapestory.reading import compare
from tapestory.reading.quantities.amounts import amounts


def figure(value: float, *, article: str, kind: str = "capex_guidance") -> Figure:
    return Figure(
        subject="META", kind=kind, low=value, high=value, unit="USD", period="2026",
        article_id=ArticleId(article), sentence="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$125 billion to $145 billion", 125e9, 145e9, "USD"),
        ("$125-145bn", 125e9, 145e9, "USD"),
        ("125 billion dollars", 125e9, 125e9, "USD"),
        ("US$14.2bn", 14.2e9, 14.2e9, "USD"),
        ("1250亿至1450亿美元", 125e9, 145e9, "USD"),
        ("1250-1450亿美元", 125e9, 145e9, "USD"),
        ("1.2万亿美元", 1.2e12, 1.2e12, "USD"),
        ("1조 2500억 원", 1.25e12, 1.25e12, "KRW"),
        ("270억 달러", 27e9, 27e9, "USD"),
        ("1兆2500億円", 1.25e12, 1.25e12, "JPY"),
        ("W200tr", 200e12, 200e12, "KRW"),
        ("500MW", 5e8, 5e8, "W"),
        ("2-3 GW", 2e9, 3e9, "W"),
        ("220,000 GPUs", 220_000, 220_000, "GPU"),
        ("€3 billion", 3e9, 3e9, "EUR"),
    ],
)
def test_amounts_are_read_in_base_units(text: str, low: float, high: float, unit: str) -> None:
    (amount,) = amounts(f"It is about {text} in all")

    assert amount.low == pytest.approx(low)
    assert amount.high == pytest.approx(high)
    assert amount.unit == unit


@pytest.mark.parametrize("text", ["in 2026", "the H100 GPUs", "8.5%", "page 12", "500 MWh"])
def test_what_has_no_unit_is_no_amount(text: str) -> None:
    assert list(amounts(text)) == []


@given(st.text(alphabet="$0123456789.,- bnMWGto亿조", max_size=60))
def test_an_amount_is_ordered_and_lies_in_its_text(text: str) -> None:
    for amount in amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.low <= amount.high


@pytest.mark.parametrize(
    ("text", "subject", "kind", "period"),
    [
        ("Capex at Meta should come to $125 billion to $145 billion for 2026.",
         "META", "capex_guidance", "2026"),
        ("Meta has a contract with CoreWeave over $21 billion.", "CRWV", "contract", ""),
        ("Meta pays $1.25 billion per month for the servers.", "META", "price", "month"),
        ("Meta runs 2GW of data centers.", "META", "capacity", ""),
        ("Nvidia reached a market value of $6 trillion.", "NVDA", "market_value", ""),
        ("Nvidia had revenue of $44 billion in Q2 2025.", "NVDA", "revenue", "2025Q2"),
        ("Meta Platforms, Nvidia and CoreWeave will spend $650 billion.",
         "CRWV+META+NVDA", "amount", ""),
    ],
)  # fmt: skip
def test_a_figure_says_whose_it_is_and_what_it_measures(
    text: str, subject: str, kind: str, period: str
) -> None:
    (found,) = read("Money\n\n" + text).figures

    assert (found.subject, found.kind, found.period) == (subject, kind, period)


def test_a_superseded_range_is_not_the_guidance() -> None:
    before, found = read(
        "Money\n\nMeta lifted its capex range for 2026 from $10 billion to $20 billion, "
        "to $30 billion to $40 billion."
    ).figures

    assert (before.kind, before.low, before.high) == ("capex_guidance_prior", 10e9, 20e9)
    assert (found.kind, found.low, found.high) == ("capex_guidance", 30e9, 40e9)


@pytest.mark.parametrize(
    "words",
    [
        "to $30-40 billion from $10-20 billion",
        "to $30-40 billion this year from $10-20 billion",
        "to $30 billion to $40 billion from $10 billion to $20 billion",
        "to between $30 billion and $40 billion, from $10 billion to $20 billion",
        "to $30-40 billion from a range of $10 billion to $20 billion",
        "to $30-40 billion, up from $10 billion to $20 billion",
        "from $10-20 billion to $30-40 billion",
    ],
)
def test_a_range_that_another_came_from_is_the_guidance_before(words: str) -> None:
    told = read(f"Money\n\nMeta raised its capex guidance for 2026 {words}.").figures

    assert {f.kind: (f.low, f.high) for f in told} == {
        "capex_guidance": (30e9, 40e9),
        "capex_guidance_prior": (10e9, 20e9),
    }


def test_a_step_behind_another_number_stays_a_step() -> None:
    told = read(
        "Money\n\nThe target was raised to $900 as Meta's revenue rose from $10 billion to "
        "$20 billion."
    ).figures

    assert [(f.low, f.high) for f in told if f.kind == "revenue"] == [(20e9, 20e9)]


def test_a_slip_of_the_unit_is_laid_on_the_one_that_nobody_shares() -> None:
    told = [figure(145e9, article="a"), figure(145e9, article="b"), figure(1450e9, article="c")]

    flags = [f.flag for f in compare(told)]

    assert flags == [None, None, "unit_error"]
    assert compare(told)[2].conflicts_with == ("a", "b")


def test_figures_that_differ_otherwise_are_a_conflict() -> None:
    assert [f.flag for f in compare([figure(100e9, article="a"), figure(145e9, article="b")])] == [
        "conflict", "conflict",
    ]  # fmt: skip


def test_figures_of_one_article_never_contradict_each_other() -> None:
    assert [f.flag for f in compare([figure(1e9, article="a"), figure(9e9, article="a")])] == [
        None, None,
    ]  # fmt: skip


def test_other_periods_subjects_and_kinds_are_other_figures() -> None:
    one = figure(100e9, article="a")
    large = replace(one, article_id=ArticleId("b"), low=900e9, high=900e9)
    others = [replace(large, period="2025"), replace(large, subject="MU")]

    assert all(f.flag is None for f in compare([one, *others]))


@given(st.floats(1e6, 1e12), st.sampled_from([10, 100, 1000]), st.integers(2, 5))
def test_a_planted_slip_among_agreeing_articles_is_found(
    value: float, slip: int, others: int
) -> None:
    told = [figure(value, article=f"a{i}") for i in range(others)]
    wrong = figure(value * slip, article="wrong")

    flags = {f.article_id: f.flag for f in compare([*told, wrong])}

    assert flags.pop(ArticleId("wrong")) == "unit_error"
    assert set(flags.values()) == {None}


@given(st.lists(st.tuples(st.floats(1, 1e13), st.sampled_from("abc")), max_size=12))
def test_comparing_keeps_every_figure_in_its_place(values: list[tuple[float, str]]) -> None:
    told = [figure(value, article=name) for value, name in values]

    result = compare(told)

    assert [(f.low, f.article_id) for f in result] == [(f.low, f.article_id) for f in told]
    for item in result:
        assert str(item.article_id) not in item.conflicts_with
