from __future__ import annotations

import pytest

from reading.readings import read


def state(text: str) -> str:
    return read(text).evidence[0].state


def ground(text: str) -> str:
    return read(text).evidence[0].cue.partition(":")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Oracle leases a hall in Ohio through May 2030\n\nThe hall has room for two hundred racks.",
        "Micron opened a plant on 4 May 2026\n\nIt is its third.",
        "From May Micron sells its older servers at half the price\n\nMicron announced the cut.",
    ],
)
def test_a_month_is_no_possibility(text: str) -> None:
    assert ground(text) != "possible"


def test_what_may_be_is_possible_even_where_a_sentence_begins_with_it() -> None:
    assert ground("Oracle may lease a hall in Ohio\n\nNothing else is known.") == "possible"


def test_who_agrees_that_something_is_so_has_agreed_to_nothing() -> None:
    text = "Doubts about Oracle\n\nOracle and Micron agree that the market is no place for haste."
    assert state(text) == "reported"


def test_who_agrees_to_buy_has_done_so() -> None:
    text = "Oracle agrees to buy a chip designer\n\nThe price is $2 billion."
    assert state(text) == "confirmed"


def test_the_name_of_a_quarter_dates_and_reports_no_results() -> None:
    text = "Six themes for Q4 as Oracle takes on Micron\n\nReaders asked for our list."
    assert ground(text) != "results"


def test_a_quarter_whose_results_follow_is_one_of_results() -> None:
    text = "Oracle Q4: cloud in the lead\n\nNet income rose and earnings per share were $1.80."
    assert ground(text) == "results"


@pytest.mark.parametrize(
    "lead",
    ["Micron fell 6% and Oracle 4%.", "Micron closed nearly 6% lower; Oracle was down 4%."],
)
def test_what_shares_did_after_news_does_not_bear_it_out(lead: str) -> None:
    assert state(f"What Oracle's idle servers mean\n\n{lead}") == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Chip selloff deepens\n\nMicron fell 6% and Oracle 4%.",
        "Notes of the day\n\nThe Nasdaq fell 2%, and Micron 6%.",
        "Micron fell 6% on Monday\n\nOracle lost 4%.",
    ],
)
def test_prices_are_the_news_where_an_article_is_about_them(text: str) -> None:
    assert state(text) == "confirmed"


def test_the_name_of_a_column_is_nobodys_report() -> None:
    text = "Morning Chips News: Oracle opens a hall in Ohio\n\nIt has room for two hundred racks."
    assert state(text) == "confirmed"


def test_an_outlet_before_a_headline_is_its_report() -> None:
    text = "Bloomberg News: Oracle opens a hall in Ohio\n\nIt has room for two hundred racks."
    assert state(text) == "reported"


def test_a_filing_that_is_awaited_puts_nothing_on_record() -> None:
    text = "SpaceX S-1 watch: what could come in June\n\nA price may be set next week."
    assert state(text) == "reported"


def test_who_hints_at_something_has_not_done_it() -> None:
    text = "Oracle hinted at selling idle servers\n\nIts halls are half empty."
    assert state(text) == "reported"
