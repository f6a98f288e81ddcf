"""Where rules are silent, the nearest thesis is suggested and decides nothing."""

from __future__ import annotations

from tapestory.model import Narrative, Sentence
from tapestory.narratives import Suggester


def narrative(key: str, thesis: str, **examples: tuple[str, ...]) -> Narrative:
    return Narrative(
        id=key,
        name=key,
        thesis=thesis,
        opposes=(),
        strong={"en": (f"{key} pure and simple",)},
        weak={},
        disputing={},
        blocking={},
        predictions=(),
        falsifiers=(),
        examples=examples,
    )


GLUT = narrative(
    "glut", "More steel leaves the mills than yards can use.", zh=("钢厂造出的钢材没有人要。",)
)
STRIKE = narrative("strike", "Dockers refuse to unload, whatever lies in the harbour.")


def suggested(text: str, lang: str = "en") -> list[str]:
    sentence = Sentence(text=text, start=0, end=len(text))
    return [item.narrative for item in Suggester([GLUT, STRIKE]).suggest([sentence], lang=lang)]


def test_the_nearest_is_suggested() -> None:
    assert suggested("The mills make more steel than the yards use.") == ["glut"]
    assert suggested("Dockers refuse to unload in the harbour.") == ["strike"]


def test_characters_are_compared_where_words_have_no_spaces() -> None:
    assert suggested("钢材没有人要。", "zh") == ["glut"]


def test_what_comes_near_nothing_is_not_suggested() -> None:
    assert suggested("The bakery opens on Monday.") == []
    assert suggested("") == []


def test_where_a_cue_speaks_nothing_is_suggested() -> None:
    assert suggested("A glut pure and simple: mills make more steel than yards use.") == []


def test_a_suggestion_offers_a_cue_of_its_weightiest_words() -> None:
    text = "The mills make more steel than the yards use."
    (found,) = Suggester([GLUT, STRIKE]).suggest(
        [Sentence(text=text, start=0, end=len(text))], lang="en"
    )

    assert set(found.cue.split(" ~ ")) <= set(found.shared)
    assert found.score > 0
