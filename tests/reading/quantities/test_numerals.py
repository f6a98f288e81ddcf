from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.reading.quantities.amounts import Amount, amounts
from tapestory.reading.quantities.numerals import digits


def only(text: str, lang: str = "") -> Amount:
    (amount,) = amounts(text, lang=lang)
    return amount


@pytest.mark.parametrize(
    ("text", "lang", "value", "unit"),
    [
        ("1,5 Milliarden Euro", "de", 1.5e9, "EUR"),
        ("21.000 Millionen Dollar", "de", 21e9, "USD"),
        ("eine Milliarde Dollar", "de", 1e9, "USD"),
        ("12,5 milliards de dollars", "fr", 12.5e9, "USD"),
        ("27.500 millones de dólares", "es", 27.5e9, "USD"),
        ("10 mil millones de dólares", "es", 10e9, "USD"),
        ("3,2 miliardi di euro", "it", 3.2e9, "EUR"),
        ("US$ 14,2 bilhões", "pt", 14.2e9, "USD"),
        ("4,5 miljard euro", "nl", 4.5e9, "EUR"),
        ("1,25 млрд долларов", "ru", 1.25e9, "USD"),
        ("220 000 GPU", "fr", 220e3, "GPU"),
        ("half a billion dollars", "en", 5e8, "USD"),
        ("T$540 billion", "en", 540e9, "TWD"),
        ("twenty-five billion euros", "en", 25e9, "EUR"),
        ("two gigawatts", "en", 2e9, "W"),
        ("₹1.2 lakh crore", "en", 1.2e12, "INR"),
        ("one lakh crore rupees", "en", 1e12, "INR"),
        ("Rs 20 lakh crores", "en", 20e12, "INR"),
        ("₹75,000 crores", "en", 750e9, "INR"),
        ("Rs 5,000 cr", "en", 50e9, "INR"),
        ("Rs. 5,000cr", "en", 50e9, "INR"),
        ("₹5 lakhs", "en", 5e5, "INR"),
        ("三千五百亿美元", "zh", 350e9, "USD"),
        ("1兆4千億円", "ja", 1.4e12, "JPY"),
        ("4조 5천억 원", "ko", 4.5e12, "KRW"),
        ("4.5兆元新台幣", "zh", 4.5e12, "TWD"),
        ("300万千瓦", "zh", 3e9, "W"),
        ("800兆瓦", "zh", 8e8, "W"),
        ("GPU 26만장", "ko", 260e3, "GPU"),
    ],
)
def test_numbers_are_read_as_their_language_writes_them(
    text: str, lang: str, value: float, unit: str
) -> None:
    amount = only(text, lang)

    assert amount.unit == unit
    assert amount.low == amount.high == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "lang", "value", "unit"),
    [
        ("NZ$1.5 billion", "en", 1.5e9, "NZD"),
        ("10 billion Canadian dollars", "en", 10e9, "CAD"),
        ("9 billion Singapore dollars", "en", 9e9, "SGD"),
        ("DKK 290 billion", "en", 290e9, "DKK"),
        ("500,000 DKK", "en", 5e5, "DKK"),
        ("101 billion Danish kroner", "en", 101e9, "DKK"),
        ("RM9.4 billion", "en", 9.4e9, "MYR"),
        ("RM 9.4 billion", "en", 9.4e9, "MYR"),
        ("5 billion dirhams", "en", 5e9, "AED"),
        ("USD$5 billion", "en", 5e9, "USD"),
        ("5 milliards de dollars canadiens", "fr", 5e9, "CAD"),
        ("5 Milliarden dänische Kronen", "de", 5e9, "DKK"),
        ("10 mil millones de pesos mexicanos", "es", 10e9, "MXN"),
        ("50亿新加坡元", "zh", 5e9, "SGD"),
        ("50億豪ドル", "ja", 5e9, "AUD"),
        ("50억 싱가포르 달러", "ko", 5e9, "SGD"),
    ],
)
def test_money_of_less_common_kinds_keeps_its_kind(
    text: str, lang: str, value: float, unit: str
) -> None:
    amount = only(f"It is {text}.", lang)

    assert amount.low == pytest.approx(value)
    assert amount.unit == unit


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("5 billion pesos", "en"),
        ("10 billion Egyptian pounds", "en"),
        ("Bds$5 billion", "en"),
        ("5 Milliarden Kronen", "de"),
        ("5 milliards de couronnes", "fr"),
        ("50亿克朗", "zh"),
    ],
)
def test_money_of_which_it_is_not_said_whose_is_no_dollars(text: str, lang: str) -> None:
    assert list(amounts(f"It is {text} in all", lang=lang)) == []


def test_a_word_in_small_letters_is_no_code_of_money() -> None:
    assert only("They try 5 billion dollars").unit == "USD"
    assert only("They try 5 billion").unit == ""


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("tens of billions of dollars", 10e9, 99e9, "USD"),
        ("hundreds of thousands of GPUs", 100e3, 999e3, "GPU"),
        ("dozens of gigawatts", 24e9, 99e9, "W"),
        ("数千亿美元", 100e9, 999e9, "USD"),
        ("수백억 달러", 10e9, 99.9e9, "USD"),
        ("数十億ドル", 1e9, 9.99e9, "USD"),
        ("十数億ドル", 1.1e9, 1.9e9, "USD"),
        ("十几亿美元", 1.1e9, 1.9e9, "USD"),
        ("십수조 원", 11e12, 19e12, "KRW"),
        ("cientos de miles de millones de dólares", 100e9, 999e9, "USD"),
        ("Hunderte Milliarden Dollar", 100e9, 999e9, "USD"),
    ],
)
def test_words_for_an_order_of_magnitude_are_a_range(
    text: str, low: float, high: float, unit: str
) -> None:
    amount = only(text)

    assert amount.low == pytest.approx(low)
    assert amount.high == pytest.approx(high)
    assert amount.unit == unit


SCALES = st.sampled_from(
    [
        *[(" million dollars", 1e6), (" billion dollars", 1e9), (" trillion dollars", 1e12)],
        *[("万美元", 1e4), ("亿美元", 1e8), ("万亿美元", 1e12)],
        *[("만 달러", 1e4), ("억 달러", 1e8), ("조 달러", 1e12)],
        *[("万ドル", 1e4), ("億ドル", 1e8), ("兆ドル", 1e12)],
        *[("MW", 1e6), ("GW", 1e9), ("千瓦", 1e3)],
    ]
)


@given(st.integers(1, 9_999), SCALES)
def test_what_is_written_with_a_scale_is_read_back(number: int, scale: tuple[str, float]) -> None:
    word, factor = scale

    assert only(f"x {number}{word}").low == pytest.approx(number * factor)


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(["$", "€", "£", "US$"]).flatmap(
        lambda sign: st.tuples(st.just(sign), st.sampled_from([sign, ""]))
    ),
    st.sampled_from([" billion", "bn", " million", "m"]),
    st.sampled_from(["-", "–", " - ", " to ", "~"]),
)
def test_a_range_has_both_ends_whatever_signs_and_dashes_they_bear(
    low: int, more: int, signs: tuple[str, str], scale: str, dash: str
) -> None:
    sign, other = signs
    amount = only(f"It is {sign}{low}{scale}{dash}{other}{low + more}{scale} in all")
    factor = 1e6 if "m" in scale else 1e9

    assert (amount.low, amount.high) == (low * factor, (low + more) * factor)
    assert amount.is_range


@given(
    st.integers(1, 9_000),
    st.integers(1, 900),
    st.sampled_from([("億", "ドル"), ("억 ", "달러"), ("亿", "美元")]),
    st.sampled_from("~～〜∼-–"),
    st.sampled_from([0, 1]),
)
def test_wave_dashes_of_every_kind_join_a_range(
    low: int, more: int, written: tuple[str, str], dash: str, said: int
) -> None:
    scale, money = written
    first = f"{low}{scale}{money * said}".strip()

    amount = only(f"{first}{dash}{low + more}{scale}{money}")

    assert (amount.low, amount.high) == (low * 1e8, (low + more) * 1e8)
    assert amount.unit == "USD"


@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_parts_of_a_compound_add_up(large: int, small: int) -> None:
    for text in (f"{large}조 {small}억 원", f"{large}兆{small}億円"):
        assert only(text).low == pytest.approx(large * 1e12 + small * 1e8)


@given(st.floats(0.1, 900).map(lambda value: round(value, 1)))
def test_a_hundred_million_is_a_tenth_of_a_billion(value: float) -> None:
    assert only(f"{value}亿美元").low == pytest.approx(only(f"${value / 10:.2f} billion").low)


@pytest.mark.parametrize(
    "text", ["1.5 billion users", "in 2026", "H100 GPUs", "7 billion parameters", "5 m of cable"]
)
def test_what_counts_something_else_is_no_amount(text: str) -> None:
    assert list(amounts(text)) == []


@given(
    st.from_regex(r"\d{1,4}([.,'\u00a0]\d{1,4}){0,6}", fullmatch=True),
    st.sampled_from(("", "en", "de")),
)
def test_whatever_digits_and_marks_stand_together_have_a_value(text: str, lang: str) -> None:
    assert digits(text, lang=lang) >= 0


def test_an_address_is_no_decimal_number() -> None:
    assert digits("0.255.255.255") == 255_255_255
