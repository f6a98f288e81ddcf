from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.matching.figures import figures, is_amount, near
from tapestory.matching.words import fold

BOTH_ENDS = ["USD:1.25e+11", "USD:1.45e+11"]


@pytest.mark.parametrize(
    "text",
    [
        "a plan of $125-145bn",
        "between $125 billion and more, $145 billion",
        "1250亿至1450亿美元",
        "1250億～1450億ドル",
        "최대 1250억~1450억 달러",
        "125 bis 145 Milliarden Dollar",
        "de 125 a 145 mil millones de dólares",
        "от 125 до 145 млрд долларов",
    ],
)
def test_both_ends_of_a_range_are_figures_in_every_language(text: str) -> None:
    assert figures(fold(text)) == BOTH_ENDS


@pytest.mark.parametrize(
    ("texts", "figure"),
    [
        (
            ["$1.25 billion", "12,5亿美元", "12.5亿美元", "12억5000만 달러", "1,25 Mrd. Dollar"],
            "USD:1.25e+09",
        ),
        (
            ["1,250 million dollars", "1.250 millones de dólares", "1250 millions de dollars"],
            "USD:1.25e+09",
        ),
        (["1兆2000億円", "1.2兆円", "¥1.2 trillion", "1.2조 엔"], "JPY:1.2e+12"),
        (["half a billion euros", "€500m", "500 m€", "0,5 milliard d'euros"], "EUR:5e+08"),
        (["eine Milliarde Euro", "1 mil millones de euros", "€1bn"], "EUR:1e+09"),
        (["两百亿美元", "$20bn"], "USD:2e+10"),
        (["2.3 bilhões de reais", "R$ 2,3 bilhões"], "BRL:2.3e+09"),
        (["2割", "20%", "20 Prozent", "20 por ciento", "двадцать, то есть 20 процентов"], "%:20"),
        (["逾14%", "14 percent", "14 pct", "14 per cent", "14퍼센트"], "%:14"),
        (["25 basis points", "25个基点", "25 Basispunkte"], "bp:25"),
        (["1.6 GW", "1600 MW", "1,600 megawatts", "1.6吉瓦"], "W:1.6e+09"),
        (["220,000 chips", "220.000 Chips", "220 000 puces", "22万枚", "22만개"], "n:2.2e+05"),
        (["3万5000人", "35,000 jobs", "3만5000명"], "n:3.5e+04"),
        (["a 13-year-old", "13 años", "13 ans", "13-jährige", "13-летняя", "13岁", "13세"], "y:13"),
        (["won 83-76", "76–83 verloren"], "score:83-76"),
        (["2nm", "2纳米", "2나노", "2ナノ"], "nm:2"),
    ],
)
def test_one_figure_is_one_string_however_it_is_written(texts: list[str], figure: str) -> None:
    for text in texts:
        assert figures(fold(text)) == [figure], text


@pytest.mark.parametrize(
    "text",
    [
        "in 2026, 3 of 17",
        "2026-07-03 at 12:30",
        "on 21/07/2021",
        "covid-19 and form 6-K",
        "the h100 beats the b200",
        "one in a million",
        "0%",
        "version 5.6",
    ],
)
def test_years_dates_names_and_small_bare_numbers_are_no_figures(text: str) -> None:
    assert [figure for figure in figures(fold(text)) if figure != "n:1e+06"] == []


def test_only_what_is_close_in_the_same_unit_is_near() -> None:
    assert near("USD:1.42e+10", "USD:1.4e+10")
    assert near("%:8", "%:7.89")
    assert not near("%:8", "%:5")
    assert not near("USD:1.4e+10", "EUR:1.4e+10")
    assert near("score:83-76", "score:83-76")
    assert not near("score:83-76", "score:84-76")


def test_money_and_power_are_amounts_and_ages_are_not() -> None:
    assert is_amount("USD:5")
    assert is_amount("W:1e+09")
    assert not is_amount("y:13")
    assert not is_amount("n:35")
    assert not is_amount("wind")


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    for figure in figures(fold(text)):
        unit, colon, value = figure.partition(":")
        assert unit
        assert colon
        assert value


@given(
    st.text(alphabet="abc äñя中日 ", max_size=12),
    st.integers(1, 999),
    st.sampled_from([("bn", "1e9"), (" billion", "1e9"), (" trillion", "1e12"), ("m", "1e6")]),
    st.text(alphabet="xyz äñя中日 ", max_size=12),
)
def test_an_amount_is_found_whatever_stands_around_it(
    before: str, count: int, scale: tuple[str, str], after: str
) -> None:
    text = fold(f"{before} ${count}{scale[0]} {after}")

    assert f"USD:{count * float(scale[1]):.3g}" in figures(text)


@given(st.integers(1_000, 999_999_999))
def test_thousands_read_the_same_with_comma_point_space_and_none(count: int) -> None:
    plain = f"{count:,}"
    told = {tuple(figures(f"{plain.replace(',', mark)} jobs")) for mark in (",", ".", " ", "'")}

    assert told == {(f"n:{count:.3g}",)}
