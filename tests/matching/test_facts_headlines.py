from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.matching.headlines import without_label, without_outlet

NEWS = "Acme recalls turbines over cracks"


@pytest.mark.parametrize(
    "tail",
    [
        " - The Harbour Times",
        " | Wire | Local News",
        " - Energy | Harbour.example.com",
        " - 21/07/2026 - Energia - Folha",
        " — Harbour Daily News",
        " (Jane Doe/Harbour Wire)",
        " (VIDEO)",
        " - Radio 24",
        " | October 16, 2026",
    ],
)
def test_outlets_sections_dates_and_bylines_go(tail: str) -> None:
    assert without_outlet(NEWS + tail) == NEWS


@pytest.mark.parametrize(
    "title",
    [
        "Acme recalls turbines over cracks — And Borealis Gains",
        "Acme recalls turbines - shares fall",
        "Acme recalls turbines – what now for wind?",
        "Acme Recalls Its Turbines - Borealis Jumps Ten Percent",
        "Acme Turbines Recalled After Cracks — Here's Why",
        "Driver held in hit - and - Run, Police Say",
        "Windpark steht still - Taifun im Anmarsch",
        "Part one - Part II",
        "Acme - Borealis",
        "艾克美召回涡轮机 - 艾克美股价应声大跌",
        "",
    ],
)
def test_a_clause_of_the_headline_stays(title: str) -> None:
    assert without_outlet(title) == title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("艾克美宣布召回涡轮机_财经网", "艾克美宣布召回涡轮机"),
        ("艾克美宣布召回涡轮机_最新资讯_某某网", "艾克美宣布召回涡轮机"),
        ("애크미 터빈 리콜…주가 급락 - 항구일보", "애크미 터빈 리콜…주가 급락"),
        ("애크미 터빈 전량 리콜(종합2보)", "애크미 터빈 전량 리콜"),
    ],
)
def test_outlets_go_in_scripts_without_spaces(title: str, expected: str) -> None:
    assert without_outlet(title) == expected


def test_a_known_outlet_goes_however_it_is_written() -> None:
    assert without_outlet(f"{NEWS} - the wind room", "The Wind Room") == NEWS


@pytest.mark.parametrize(
    "label",
    [
        "Exclusive: ",
        "EXCLUSIVE-",
        "UPDATE 2-",
        "WRAPUP 3-",
        "BREAKING NEWS - ",
        "WATCH | ",
        "WATCH -- ",
        "[단독] ",
        "【快讯】",
        "独家：",
        "VÍDEO: ",
        "Liveticker: ",
        "(FOTO) ",
        "Exclusive: [VIDEO] ",
    ],
)
def test_labels_go(label: str) -> None:
    assert without_label(label + NEWS) == NEWS


@pytest.mark.parametrize(
    "title",
    [
        "Live-action film of the turbine recall",
        "Acme: all turbines recalled",
        "Flash-Speicher wird teurer",
        "Watch:",
        "《涡轮机》上映",
        "[6-K] Acme report",
    ],
)
def test_what_is_no_label_stays(title: str) -> None:
    assert without_label(title) == title


@given(st.text(max_size=100))
def test_what_is_left_is_a_part_of_the_headline(title: str) -> None:
    assert without_outlet(title) in title
    assert without_label(title) in title
    assert bool(without_outlet(title)) == bool(title)
