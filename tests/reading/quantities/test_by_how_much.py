from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.readings import read
from tapestory.model import Figure
from tapestory.reading.quantities.by_how_much import is_by_so_much


def figures(text: str, lang: str = "en") -> list[Figure]:
    return [f for f in read(f"Quantities\n\n{text}", lang=lang).figures if f.unit != "%"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Nvidia's market value fell by $600 billion.", "en"),
        ("Nvidia's market value shrank by nearly $600 billion on Monday.", "en"),
        ("Nvidia's market cap declined $600 billion.", "en"),
        ("Nvidia's market value rose by $600 billion.", "en"),
        ("英伟达市值减少6000亿美元。", "zh"),
        ("英伟达市值增加了约6000亿美元。", "zh"),
        ("엔비디아 시가총액이 6000억 달러 줄었다.", "ko"),
        ("エヌビディアの時価総額は6000億ドル減少した。", "ja"),
        ("Der Börsenwert von Nvidia sank um rund 600 Milliarden Dollar.", "de"),
        ("La capitalisation de Nvidia a chuté de 600 milliards de dollars.", "fr"),
        ("La capitalización de Nvidia cayó en 600.000 millones de dólares.", "es"),
        ("La capitalizzazione di Nvidia è scesa di 600 miliardi di dollari.", "it"),
        ("A capitalização da Nvidia caiu em US$ 600 bilhões.", "pt"),
    ],
)
def test_what_market_value_fell_or_rose_by_is_its_change(text: str, lang: str) -> None:
    assert [f.kind for f in figures(text, lang)] == ["market_value_change"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Nvidia's market value fell to $3 trillion.", "en"),
        ("Nvidia's market value grew by $300 billion to $3 trillion.", "en"),
        ("英伟达市值减少至3万亿美元。", "zh"),
        ("엔비디아 시가총액이 3조 달러로 줄었다.", "ko"),
        ("エヌビディアの時価総額は3兆ドルに減った。", "ja"),
        ("Der Börsenwert von Nvidia sank auf 3 Billionen Dollar.", "de"),
    ],
)
def test_what_market_value_fell_or_rose_to_is_its_level(text: str, lang: str) -> None:
    assert [(f.kind, f.low, f.high) for f in figures(text, lang)] == [("market_value", 3e12, 3e12)]


@pytest.mark.parametrize(
    "text",
    [
        "Oracle's revenue grew by $5 billion.",
        "Oracle's revenue rose by more than $5 billion from a year earlier.",
        "Oracle raised its capex guidance by $5 billion.",
        "Oracle's profit beat estimates by $5 billion.",
    ],
)
def test_what_a_quantity_changed_by_is_not_how_much_it_is(text: str) -> None:
    assert [f.kind for f in figures(text)] == ["amount"]


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 20))
def test_any_text_is_answered(text: str, start: int, more: int) -> None:
    assert is_by_so_much(text, start, start + more) in {True, False}
