from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.builders import meta_event
from digest.pieces import DAY
from tapestory.digest.bars import pale_bar, scale_of, solid_bar
from tapestory.digest.cells import cell_width, fill, fit
from tapestory.digest.edition import MoveRow
from tapestory.digest.wording import (
    city,
    claimed_range,
    count,
    listing,
    long_day,
    percent,
    printed_percent,
    printed_range,
    quantity,
    short_day,
)
from tapestory.model import Comparator, Move

FRACTIONS = st.floats(-0.9, 3.0)


@given(FRACTIONS)
def test_a_sign_is_printed_exactly_where_the_number_has_one(value: float) -> None:
    words = percent(value)

    number = float(words.replace("−", "-").rstrip("%"))
    assert math.isclose(number, round(value * 100, 1), abs_tol=1e-9)
    assert words.startswith(("+", "−")) is (number != 0)
    assert "-" not in words


def test_figures_are_printed_as_articles_print_them() -> None:
    assert printed_percent(-0.08) == "−8%"
    assert printed_percent(0.0881) == "+8.81%"


@pytest.mark.parametrize(
    ("low", "high", "comparator", "words"),
    [
        (-0.08, -0.08, Comparator.EXACT, "−8%"),
        (-0.08, -0.08, Comparator.OVER, "down more than 8%"),
        (0.08, 0.08, Comparator.OVER, "up more than 8%"),
        (-0.08, -0.08, Comparator.NEARLY, "down nearly 8%"),
        (-0.075, -0.075, Comparator.ABOUT, "down about 7.5%"),
        (0.10, 0.10, Comparator.UP_TO, "up by as much as 10%"),
        (-0.14, -0.08, Comparator.EXACT, "−8% to −14%"),
        (-0.14, -0.08, Comparator.BETWEEN, "−8% to −14%"),
        (-0.14, -0.08, Comparator.ABOUT, "down about 8% to 14%"),
        (-0.01, 0.02, Comparator.ABOUT, "−1% to +2%"),
        (0.0, 0.0, Comparator.OVER, "0%"),
    ],
)
def test_a_comparator_speaks_of_the_size_of_a_move(
    low: float, high: float, comparator: Comparator, words: str
) -> None:
    assert printed_range(low, high, comparator) == words


@given(FRACTIONS, FRACTIONS, st.sampled_from(Comparator))
def test_no_comparator_ever_stands_before_a_sign(
    low: float, high: float, comparator: Comparator
) -> None:
    words = printed_range(low, high, comparator)

    assert not re.search(r"(than|nearly|about|up to|as much as) [+−]", words)
    assert words.startswith(("+", "−", "0", "up ", "down "))


def test_a_claim_below_zero_is_compared_by_its_size() -> None:
    assert claimed_range(-3, -3, "%", Comparator.OVER) == "more than 3% below zero"
    assert claimed_range(27e9, 27e9, "USD", Comparator.UP_TO) == "up to $27 bn"


def test_a_citation_stays_on_the_line_of_the_word_that_it_follows() -> None:
    lines = fill("word " * 13 + "lasting\N{NO-BREAK SPACE}[1][2]").split("\n")

    assert lines[-1] == "lasting\N{NO-BREAK SPACE}[1][2]"


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (125e9, 145e9, "USD", "$125–145 bn"),
        (27e9, 27e9, "USD", "$27 bn"),
        (1.25e9, 1.25e9, "USD", "$1.25 bn"),
        (3e12, 3e12, "KRW", "KRW 3 tn"),
        (2.5e9, 2.5e9, "W", "2.5 GW"),
        (100_000, 100_000, "GPU", "100,000 GPU"),
        (2.1, 2.1, "USD", "$2.1"),
    ],
)
def test_quantities_carry_their_unit_and_scale(
    low: float, high: float, unit: str, words: str
) -> None:
    assert quantity(low, high, unit) == words


def test_days_carry_the_year_only_when_it_is_another() -> None:
    assert short_day(DAY, year=2026) == "3 Jul"
    assert short_day(DAY, year=2025) == "3 Jul 2026"
    assert long_day(DAY) == "Friday 3 July 2026"


def test_small_words() -> None:
    assert count(1, "copy", "copies") == "1 copy"
    assert count(1200, "article") == "1,200 articles"
    assert listing(["a", "b", "c", "d"], most=2) == "a, b and 2 more"
    assert city("XNAS") == city("XNYS") == "New York"
    assert city("XXXX") == "XXXX"


@given(st.text(alphabet=st.sampled_from("ab 算力한국カ．é—"), max_size=300), st.integers(20, 72))
def test_no_line_is_wider_than_asked_in_cells(text: str, width: int) -> None:
    lines = fill(text, first="  * ", rest="    ", width=width).split("\n")

    assert all(cell_width(line) <= width for line in lines)


@given(st.text(alphabet=st.sampled_from("ab 算力한국カ"), max_size=300))
def test_wrapping_loses_nothing_but_spaces(text: str) -> None:
    assert "".join(fill(text).split()) == "".join(text.split())


def test_an_address_is_never_broken() -> None:
    url = "https://host.example/" + "a" * 100

    assert url in fill(f"see {url} for more").split("\n")


@given(st.text(alphabet=st.sampled_from("ab 算力한"), max_size=60))
def test_a_column_has_its_width(text: str) -> None:
    assert cell_width(fit(text, 20)) == 20


def row(bar: float | None, span: tuple[float, float] | None) -> MoveRow:
    return MoveRow(
        label="A",
        name="",
        bar=bar,
        reported_span=span,
        close="",
        versus="",
        significant=False,
        reported=(),
    )


@given(st.lists(st.tuples(FRACTIONS, FRACTIONS, FRACTIONS), min_size=1, max_size=8))
def test_the_cells_of_every_bar_fill_its_width_and_start_at_zero(
    values: list[tuple[float, float, float]],
) -> None:
    rows = [row(bar, (min(a, b, key=abs), max(a, b, key=abs))) for bar, a, b in values]
    scale = scale_of(rows)
    zero = scale.at(0.0)

    for one in rows:
        for cells in (solid_bar(one, scale), pale_bar(one, scale)):
            assert sum(cell.width for cell in cells) == 100
            edges = [0]
            for cell in cells:
                edges.append(edges[-1] + cell.width)
            drawn = [n for n, cell in enumerate(cells) if cell.shade != "gap"]
            if drawn:
                rises = cells[drawn[0]].rises
                assert edges[drawn[0] if rises else drawn[-1] + 1] == zero


def test_one_absurd_printed_figure_does_not_flatten_the_measured_bars() -> None:
    scale = scale_of([row(-0.1, (-3.0, -3.0)), row(0.05, None)])

    assert scale.low == pytest.approx(-0.15)
    assert scale.high == 0.05


def test_equal_moves_have_equal_bars_whatever_the_city() -> None:
    move: Move = replace(meta_event().moves[0], raw=-0.08)
    rows = [row(move.raw, None), row(-0.08, None), row(0.1, None)]
    scale = scale_of(rows)

    assert solid_bar(rows[0], scale) == solid_bar(rows[1], scale)


@pytest.mark.parametrize("fraction", [0.0, -0.0, -0.0004, 0.0004])
def test_a_zero_has_no_sign(fraction: float) -> None:
    assert percent(fraction) == "0.0%"
    assert percent(fraction / 100, digits=2) == "0.00%"
    assert percent(fraction, digits=0) == "0%"


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (12, 12, "%", "12%"),
        (2, 2, "x", "2 times"),
        (6, 6, "month", "6 months"),
        (1, 1, "month", "1 month"),
        (24, 36, "month", "2–3 years"),
        (30e9, 30e9, "USD/GW", "$30 bn per GW"),
        (10e9, 99e9, "USD", "tens of billions USD"),
        (1e12, 999e12, "USD", "trillions USD"),
    ],
)
def test_ratios_times_rates_and_orders_of_magnitude_are_said_as_such(
    low: float, high: float, unit: str, words: str
) -> None:
    assert quantity(low, high, unit) == words
