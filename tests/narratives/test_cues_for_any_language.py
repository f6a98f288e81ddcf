"""Cues of concepts that are written once, and the stances of five more languages."""

from __future__ import annotations

import pytest

from tapestory.model import ArticleId, Narrative, Sentence
from tapestory.narratives import CueIndex, find_evidence
from tapestory.narratives.notation import fold

GLUT = Narrative(
    id="glut",
    name="Too much steel",
    thesis="There is too much of it.",
    opposes=(),
    strong={"any": ("{metal} ~ {surplus}",)},
    weak={},
    disputing={"any": ("{metal} ~ {scarce}",)},
    blocking={},
    predictions=(),
    falsifiers=(),
    concepts={
        "metal": {
            "en": ("steel",),
            "zh": ("钢",),
            "ko": ("철강",),
            "ja": ("鉄鋼",),
            "de": ("Stahl",),
            "fr": ("acier",),
            "es": ("acero",),
            "it": ("acciaio",),
            "pt": ("aço",),
        },
        "surplus": {
            "en": ("surplus",),
            "zh": ("过剩",),
            "ko": ("과잉",),
            "ja": ("過剰",),
            "de": ("Überschuss",),
            "fr": ("excédent*",),
            "es": ("exceso",),
            "it": ("eccesso",),
            "pt": ("excesso",),
        },
        "scarce": {"en": ("scarce",)},
    },
)


def stance(text: str, lang: str) -> str:
    found = find_evidence(
        [Sentence(text=text, start=0, end=len(text))],
        article_id=ArticleId("a"),
        lang=lang,
        narratives=(GLUT,),
    )
    return "; ".join(f"{item.stance}" for item in found)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Steel is in surplus."),
        ("zh", "钢材过剩。"),
        ("ko", "철강이 과잉이다."),
        ("ja", "鉄鋼の過剰が続く。"),
        ("de", "Beim Stahl herrscht Überschuss."),
        ("fr", "L'acier est excédentaire."),
        ("es", "Hay exceso de acero."),
        ("it", "C'è un eccesso di acciaio."),
        ("pt", "Há excesso de aço."),
    ],
)
def test_a_cue_for_any_language_speaks_wherever_its_concepts_have_words(
    lang: str, text: str
) -> None:
    assert stance(text, lang) == "supports"


def test_a_cue_for_any_language_is_silent_where_a_concept_has_no_words() -> None:
    assert stance("Steel is scarce.", "en") == "disputes"
    assert stance("Steel is scarce.", "de") == ""
    assert CueIndex([GLUT]).find(fold("Stål, surplus"), "sv") == {}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Es gibt keinen Überschuss an Stahl."),
        ("de", "Von Überschuss beim Stahl kann keine Rede sein."),
        ("fr", "Il n'y a pas d'excédent d'acier."),
        ("es", "No hay exceso de acero."),
        ("it", "Non c'è eccesso di acciaio."),
        ("pt", "Não há excesso de aço."),
    ],
)
def test_european_languages_deny(lang: str, text: str) -> None:
    assert stance(text, lang) == "disputes"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Anleger fürchten einen Überschuss an Stahl."),
        ("de", "Droht ein Überschuss an Stahl?"),
        ("fr", "Les investisseurs craignent un excédent d'acier."),
        ("es", "Los inversores temen un exceso de acero."),
        ("it", "Gli investitori temono un eccesso di acciaio."),
        ("pt", "O mercado teme um excesso de aço."),
    ],
)
def test_european_languages_pass_on_what_others_fear_or_ask(lang: str, text: str) -> None:
    assert stance(text, lang) == "reports"
