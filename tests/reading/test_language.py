from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.reading import detect_language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("股价大跌,投资者担心算力过剩", "zh"),
        ("半導体株が急落した", "ja"),
        ("주가 급락", "ko"),
        ("Акции упали", "ru"),
        ("Акції впали, бо їх продали", "uk"),
        ("هبطت الأسهم", "ar"),
        ("המניות ירדו", "he"),
        ("The shares of the company fell on the news", "en"),
        ("", "und"),
        ("12 345 %", "und"),
    ],
)
def test_script_decides_where_scripts_differ(text: str, tag: str) -> None:
    assert detect_language(text) == tag


def test_the_script_wins_over_a_wrong_declaration() -> None:
    assert detect_language("주가가 급락했다", "en") == "ko"


def test_the_declaration_decides_within_a_script() -> None:
    assert detect_language("La bolsa", "es-MX") == "es"


def test_mixed_text_goes_by_the_majority_of_its_letters() -> None:
    chinese = "股价大跌。"
    assert (
        detect_language(chinese + "The market fell because the plan surprised everyone. " * 4)
        == "en"
    )
    assert detect_language(chinese * 9 + "Meta fell") == "zh"


def test_kanji_alone_may_be_declared_japanese() -> None:
    assert detect_language("東証続落", "ja") == "ja"
    assert detect_language("東証続落") == "zh"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Die Aktien des Konzerns fielen nach der Meldung deutlich", "de"),
        ("Las acciones de la empresa cayeron con fuerza tras la noticia", "es"),
        ("Les actions du groupe ont fortement reculé après cette annonce", "fr"),
    ],
)
def test_a_model_decides_among_undeclared_latin_languages(text: str, tag: str) -> None:
    assert detect_language(text) == tag


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFFF), max_size=80))
def test_any_text_has_some_tag(text: str) -> None:
    assert detect_language(text, "en")
