from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.told import CONCEPTS
from tapestory.matching.concepts import ConceptFinder
from tapestory.matching.figures import figures, quarters
from tapestory.matching.frequencies import Frequencies
from tapestory.matching.headlines import without_outlet
from tapestory.matching.words import fold, lead_length, words

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $145bn plan", ["USD:1.45e+11"]),
        ("计划1450亿美元", ["USD:1.45e+11"]),
        ("최대 1450억 달러", ["USD:1.45e+11"]),
        ("1450億ドル", ["USD:1.45e+11"]),
        ("$1.25 billion a month", ["USD:1.25e+09"]),
        ("fell 8% or 8 percent", ["%:8", "%:8"]),
        ("1.6 GW and 300MW", ["W:1.6e+09", "W:3e+08"]),
        ("220,000 chips", ["n:2.2e+05"]),
        ("in 2026, 3 of 17", []),
        ("0%", []),
    ],
)
def test_a_figure_reads_the_same_in_every_language(text: str, expected: list[str]) -> None:
    assert figures(fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q2 results", {"2"}),
        ("1Q26 profit", {"1"}),
        ("second-quarter sales", {"2"}),
        ("第三季度营收", {"3"}),
        ("4분기 실적", {"4"}),
        ("quarter of the fleet", set()),
    ],
)
def test_quarters_are_read_in_their_usual_forms(text: str, expected: set[str]) -> None:
    assert quarters(fold(text)) == expected


def test_scripts_without_spaces_come_as_pairs_and_endings_do_not_count() -> None:
    assert words(fold("召回叶片")) == ["召回", "回叶", "叶片"]
    assert words(fold("The turbines")) == words(fold("a turbine"))
    assert words(fold("ＡＣＭＥ’s")) == words("acme")


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    folded = fold(text)

    assert all(words(folded))
    assert all(":" in figure for figure in figures(folded))
    assert 0 <= lead_length(folded, 40) <= 40


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Acme recalls turbines - The Harbour Times", "Acme recalls turbines"),
        ("Acme recalls turbines | Wire | Local News", "Acme recalls turbines"),
        (
            "Acme recalls blades – what now for wind?",
            "Acme recalls blades – what now for wind?",
        ),
        ("艾克美宣布召回涡轮机_财经网", "艾克美宣布召回涡轮机"),
        ("Acme - Borealis", "Acme - Borealis"),
        ("", ""),
    ],
)
def test_only_the_name_of_an_outlet_is_taken_off_a_headline(title: str, bare: str) -> None:
    assert without_outlet(title) == bare


def test_concepts_stand_on_word_borders_and_meet_across_languages() -> None:
    finder = ConceptFinder(CONCEPTS)

    assert finder.find("acme recalls a rotor") == ["s:ACME", "c:recall", "c:blade"]
    assert finder.find("艾克美召回叶片") == ["s:ACME", "c:recall", "c:blade"]
    assert finder.find("acmeist rotorcraft") == []
    assert ConceptFinder(()).find("acme") == []


def test_what_leaves_the_window_leaves_exactly() -> None:
    window = timedelta(days=3)
    lasting, fresh = Frequencies(window), Frequencies(window)
    lasting.add(MONDAY, ["old", "both"])
    for counted in (lasting, fresh):
        counted.add(MONDAY + timedelta(days=9), ["new", "both"])

    for feature in ("old", "both", "new", "叶片", "s:ACME", "USD:1e+09"):
        assert lasting.weight(feature) == fresh.weight(feature)


def test_what_is_seen_often_tells_less() -> None:
    counted = Frequencies(timedelta(days=3))
    before = counted.weight("borealis")
    for _ in range(20):
        counted.add(MONDAY, ["borealis"])

    assert counted.weight("borealis") < before


@pytest.mark.parametrize(
    ("common", "rare", "lang"),
    [
        ("market", "ferry", "en"),
        ("regie", "fähre", "de"),
        ("公司", "叶片", "zh"),
        ("市场", "涡轮", "und"),
        ("한국", "터빈", "ko"),
        ("ニュ", "亀裂", "ja"),
    ],
)
def test_a_common_word_of_its_language_tells_less_from_the_start(
    common: str, rare: str, lang: str
) -> None:
    counted = Frequencies(timedelta(days=3))

    often, seldom = (words(fold(word))[0] for word in (common, rare))

    assert 0.0 <= counted.weight(often, lang) < counted.weight(seldom, lang)
