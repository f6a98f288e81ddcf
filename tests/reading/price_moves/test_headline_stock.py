from __future__ import annotations

import pytest

from reading.readings import read


def moves(title: str, body: str) -> list[tuple[str, float | None]]:
    found = read(f"{title}\n\n{body}", lang="en").reported_moves
    return [(m.symbol, m.low if m.low is not None else m.high) for m in found]


@pytest.mark.parametrize(
    "body",
    [
        "The stock fell 8% on Monday.",
        "Shares fell 8%.",
        "Its shares fell 8%.",
        "The company's stock fell 8%.",
        "Analysts liked it; the stock fell 8%.",
        "Demand was weak, yet shares fell 8%.",
        "Chips were discussed; stock -8%.",
    ],
)
def test_the_stock_is_that_of_the_headlines_company(body: str) -> None:
    assert moves("Nvidia unveils a new chip", body) == [("NVDA", -0.08)]


@pytest.mark.parametrize(
    "body", ["Down 8% after hours.", "-8% after hours, as reported.", "Up to here: down 8%."]
)
def test_nobody_named_is_the_headlines_company(body: str) -> None:
    assert moves("Nvidia shares slide", body) == [("NVDA", -0.08)]


@pytest.mark.parametrize(
    "title",
    [
        "Nvidia signs a deal with CoreWeave",
        "Nvidia and CoreWeave team up",
        "A small firm signs a deal with Nvidia",
        "Markets wait for Nvidia",
        "Chips",
        "The Nasdaq Composite and its week",
    ],
)
def test_a_headline_about_two_or_none_lends_nobody_a_stock(title: str) -> None:
    assert moves(title, "Shares fell 8%. Down 8% after hours.") == []


@pytest.mark.parametrize(
    "title",
    [
        "Nvidia unveils a new chip after CoreWeave pulls out",
        "Nvidia wins a CoreWeave contract",
        "Why Nvidia waited",
        "Shares of Nvidia: what now",
    ],
)
def test_the_company_that_a_headline_opens_with_is_its_own(title: str) -> None:
    assert moves(title, "The stock fell 8%.") == [("NVDA", -0.08)]


@pytest.mark.parametrize(
    "body",
    [
        "Asian shares fell 8%.",
        "Chip stocks fell 8%.",
        "The stock market fell 8%.",
        "Shares of Acme fell 8%.",
        "Acme fell 8%.",
        "Revenue fell 8%.",
        "Gold fell 8%.",
        "Stock options worth 8% were granted.",
    ],
)
def test_what_is_somebody_elses_stays_theirs(body: str) -> None:
    assert moves("Nvidia unveils a new chip", body) == []


@pytest.mark.parametrize(
    ("body", "symbol"),
    [
        ("CoreWeave posted a loss, sending its shares down 8%.", "CRWV"),
        ("CoreWeave warned, and the stock fell 8%.", "CRWV"),
        ("Nvidia jumped while CoreWeave's forecast sent its shares down 8%.", "CRWV"),
    ],
)
def test_a_company_named_in_the_sentence_comes_before_the_headlines(body: str, symbol: str) -> None:
    assert moves("Nvidia unveils a new chip", body) == [(symbol, -0.08)]


def test_the_index_is_that_of_the_headline() -> None:
    assert moves("KOSPI plunges", "The benchmark closed 7.9% lower.") == [("^KS11", -0.079)]
    assert moves("Stocks plunge", "The benchmark closed 7.9% lower.") == []


def test_a_headlines_round_number_goes_where_the_body_is_finer() -> None:
    assert moves("Nvidia falls 8%", "Nvidia fell 8.2%.") == [("NVDA", -0.082)]


def test_a_headlines_bound_that_the_body_contradicts_stays() -> None:
    assert moves("Nvidia falls more than 8%", "Nvidia fell 7.7%.") == [
        ("NVDA", -0.08),
        ("NVDA", -0.077),
    ]
