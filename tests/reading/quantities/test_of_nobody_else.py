from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Figure


def figures(text: str, title: str = "Quantities", lang: str = "") -> tuple[Figure, ...]:
    return read(f"{title}\n\n{text}", lang=lang).figures


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("CoreWeave, which counts Oracle as its largest customer, has a backlog of $26 billion.",
         "CRWV"),
        ("Nvidia, whose chips Meta and Oracle buy, posted revenue of $44 billion.", "NVDA"),
        ("Micron agreed to buy Oracle's storage business for $9 billion.", "MU"),
        ("Oracle bought 45% of CoreWeave for $13 billion.", "ORCL"),
    ],
)  # fmt: skip
def test_who_is_only_told_of_in_passing_owns_no_amount(text: str, symbol: str) -> None:
    assert [f.subject for f in figures(text) if f.unit == "USD"] == [symbol]


@pytest.mark.parametrize(
    "text",
    [
        "A contract with Meta; revenue was $146 million.",
        "The $500 billion project is backed by Micron, Meta and Oracle.",
        "With Meta's $1.3 billion a month the two leases give $75 billion of revenue.",
    ],
)
def test_a_figure_whose_owner_is_uncertain_has_none(text: str) -> None:
    assert [f.subject for f in figures(text)][-1] == ""


def test_a_loan_after_a_deal_is_not_from_whom_the_deal_is_with() -> None:
    (found,) = figures("CoreWeave raises $3 billion after its accord with Oracle.")

    assert (found.subject, found.counterparty) == ("CRWV", "")


def test_an_item_of_a_list_takes_no_party_from_the_one_before() -> None:
    _, second = figures(
        "Oracle agreed a $300 billion deal with Meta, Micron put $1.3 billion into Sandisk."
    )

    assert (second.subject, second.kind, second.counterparty) == ("MU", "investment", "")


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Oracle has a deal with CoreWeave worth $11 billion that was signed in March 2025.",
         [""]),
        ("Meta ordered servers for $3.4 billion, handed over in October 2025 and January 2026.",
         [""]),
        ("Meta signed a $21 billion deal with CoreWeave that runs through December 2032.",
         ["to 2032"]),
        ("Meta guides to capex of $180-190 billion and more in 2027.", [""]),
        ("Oracle's plan would cost $97 billion over five years or $120 billion over eight years.",
         ["5 years", "8 years"]),
        ("Meta 2026年上半年签下超5GW，累计近10GW。", ["2026H1", ""]),
        ("Oracle's revenue was $57 billion in fiscal 2025.", ["2025"]),
    ],
)  # fmt: skip
def test_a_date_of_something_else_is_the_period_of_no_amount(text: str, periods: list[str]) -> None:
    assert [f.period for f in figures(text) if f.kind != "duration"] == periods


@pytest.mark.parametrize(
    "text",
    [
        "Oracle slumped 19% after a downbeat profit view.",
        "Micron gained 1.2% as the fall of its profit was less than feared.",
        "Nebius, up 11% at $52.40, said revenue will be $1 billion.",
        "A profit warning of Oracle, while Micron fell between 12% and 18%.",
    ],
)
def test_a_move_of_a_price_is_no_growth_of_a_profit(text: str) -> None:
    assert "growth" not in {f.kind for f in figures(text)}


def test_growth_is_of_whoever_has_what_grows() -> None:
    told = figures("Nvidia's sales to Oracle rose 5% to $7 billion.")

    assert {f.subject for f in told} == {"NVDA"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Oracle posts a record $16 billion loss on bad loans.", ["profit"]),
        ("Oracle took a $3.5 billion charge on a stake.", ["amount"]),
        ("Oracle would owe a $94 million termination fee.", ["amount"]),
        ("Each gigawatt costs Meta about $50 billion.", ["price"]),
        ("Meta每吉瓦约500亿美元。", ["price"]),
        ("Oracle beat revenue expectations but warned the hit from currencies could be $3 billion.",
         ["amount"]),
        ("Micron said it would buy a rival in a deal valued at $9 billion.", ["stake"]),
        ("Nvidia's $589 billion loss of market value was the largest ever.",
         ["market_value_change"]),
        ("Micron sold bonds in the $2 trillion pensions market.", ["amount"]),
        ("Oracle's capex totalled $21 billion in 2025 and is expected to exceed $25bn in 2026.",
         ["capex", "capex_guidance"]),
    ],
)  # fmt: skip
def test_words_of_another_matter_do_not_say_what_an_amount_is(text: str, kinds: list[str]) -> None:
    assert [f.kind for f in figures(text)] == kinds


def test_all_numbers_that_a_newer_one_is_compared_with_are_left_out() -> None:
    told = figures("Revenue at Micron was $41.5bn against $23.9bn and $9.3bn.")

    assert [f.low for f in told] == [41.5e9]


@given(
    st.sampled_from(["Micron", "Nvidia", "Meta", "Oracle"]),
    st.sampled_from(["counts {} as a customer", "rents servers to {}", "supplies {}"]),
    st.integers(2, 900),
)
def test_what_a_company_has_stays_its_own_whoever_else_it_serves(
    other: str, words: str, billions: int
) -> None:
    clause = words.format(other)
    (found,) = figures(f"CoreWeave, which {clause}, has a backlog of ${billions} billion.")

    assert (found.subject, found.low) == ("CRWV", billions * 1e9)


def test_a_step_is_no_end_of_a_range() -> None:
    told = figures("Micron raised its budget for buybacks by $2 billion to $4 billion.")

    assert [(f.low, f.high) for f in told] == [(4e9, 4e9)]


def test_what_somebody_adds_up_to_is_not_of_whom_the_last_deal_is_with() -> None:
    told = figures(
        "Micron has pledged $18bn to CoreWeave, taking its pledges to about $35bn with the "
        "earlier $17bn."
    )

    assert [(f.subject, f.low) for f in told][1:] == [("MU", 35e9)]


def test_a_low_of_years_is_no_term() -> None:
    (found,) = figures("Micron shares fell to a five-year low of $44.64.")

    assert (found.kind, found.period) == ("share_price", "")


def test_a_number_without_a_unit_is_money_and_no_per_cent() -> None:
    told = figures("Umsatz +31 Prozent; Aufträge: Oracle neunzehn Milliarden.", lang="de")

    assert "%" not in {f.unit for f in told if f.kind != "growth"}


def test_who_has_an_amount_in_brackets_is_no_party_of_the_next() -> None:
    told = figures("Micron rents servers to Oracle ($1.2bn a month) and Nvidia ($920m a month).")

    assert all({"ORCL", "NVDA"} != {f.subject, f.counterparty} for f in told)


@pytest.mark.parametrize(
    "text",
    [
        "Oracle fell 5% after it beat revenue estimates, while coffee seller Micron rose 1%.",
        "Micron said its profit would decline 11%, compared to 1% previously.",
    ],
)
def test_what_somebody_else_or_an_earlier_word_gave_is_no_growth(text: str) -> None:
    assert 1.0 not in {abs(f.low) for f in figures(text) if f.kind == "growth"}
