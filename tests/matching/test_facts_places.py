from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.matching.places import elsewhere, places
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


def test_elsewhere_needs_a_country_on_either_side() -> None:
    seoul, tokyo, korea = places("seoul"), places("tokyo"), places("korea")

    assert elsewhere(seoul, tokyo)
    assert not elsewhere(seoul, korea)
    assert not elsewhere(seoul, [])
    assert not elsewhere(seoul, places("europe"))


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    found = places(fold(text))

    assert len(found) == len(set(found))
    assert not elsewhere(found, found)
