from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.matching.central_banks import central_banks
from tapestory.matching.places import countries, places
from tapestory.matching.words import fold


@pytest.mark.parametrize(
    "text", ["Seoul", "首尔", "서울", "ソウル", "Сеул", "Seúl", "KOSPI", "코스피"]
)
def test_a_city_is_one_feature_in_every_language_and_brings_its_country(text: str) -> None:
    assert places(fold(text)) == ["p:KR", "p:KR.seoul"]


@pytest.mark.parametrize(
    "text",
    [
        "Slovenia",
        "Slovenian",
        "Slowenien",
        "slowenische",
        "Slovène",
        "eslovenos",
        "словенцы",
        "斯洛文尼亚",
    ],
)
def test_a_country_and_its_people_are_one_feature(text: str) -> None:
    assert places(fold(f"{text} 1")) == ["p:SI"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US grants a licence", ["p:US"]),
        ("rivals in the US", ["p:US"]),
        ("they told us nothing", []),
        ("South Korean docks", ["p:KR"]),
        ("North Korean docks", ["p:KP"]),
        ("Indonesian ferry", ["p:ID"]),
        ("印度尼西亚渡轮", ["p:ID"]),
        ("hungry for chips", []),
        ("the Washington Post", []),
        ("кубок и гандбол", []),
        ("Wall Street slips", ["p:US", "p:US.new-york"]),
    ],
)
def test_places_are_told_from_words_that_resemble_them(text: str, expected: list[str]) -> None:
    assert places(fold(text)) == expected


def test_a_place_is_in_one_country_and_europe_is_none() -> None:
    assert countries(places("seoul, korea, tokyo")) == {"p:KR", "p:JP"}
    assert countries(places("europe")) == frozenset()


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        ("Fed holds rates", "b:US"),
        ("The Fed's next move", "b:US"),
        ("EZB senkt Leitzins", "b:EU"),
        ("La BCE relève ses taux", "b:EU"),
        ("El Banco Central Europeo sube los tipos", "b:EU"),
        ("La Banca centrale europea alza i tassi", "b:EU"),
        ("欧洲央行加息25个基点", "b:EU"),
        ("美联储宣布降息", "b:US"),
        ("연준 금리 동결", "b:US"),
        ("일본은행 금리 인상", "b:JP"),
        ("日銀、利上げを決定", "b:JP"),
        ("英国央行维持利率不变", "b:GB"),
    ],
)
def test_a_central_bank_is_one_in_every_language(text: str, bank: str) -> None:
    assert central_banks(fold(text)) == {bank}


@pytest.mark.parametrize(
    "text", ["Investors fed up with delays", "Fedora ships", "Federal court rules"]
)
def test_what_only_looks_like_a_central_bank_is_none(text: str) -> None:
    assert not central_banks(fold(text))


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    found = places(fold(text))

    assert len(found) == len(set(found))
    assert all(len(country) == len("p:KR") for country in countries(found))
