"""What a narrative is about decides whether the words of its cues count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import ArticleId, Narrative, NarrativeEvidence, Sentence
from tapestory.narratives import find_evidence

LONG = 12
"""Sentences: more than an article needs to name its subject."""

GLUT = Narrative(
    id="glut",
    name="Too much steel",
    thesis="There is too much of it.",
    opposes=(),
    strong={"en": ("glut*", "surplus"), "zh": ("过剩",)},
    weak={},
    disputing={},
    blocking={},
    predictions=(),
    falsifiers=(),
    concepts={
        "metal": {"en": ("steel", "iron"), "zh": ("钢",)},
        "food": {"en": ("milk", "wheat"), "zh": ("牛奶",)},
    },
    about="{metal} | rebar",
    not_about="{food}",
)


def evidence(texts: Sequence[str], of: Narrative = GLUT) -> tuple[NarrativeEvidence, ...]:
    sentences = [Sentence(text=text, start=0, end=len(text)) for text in texts]
    return find_evidence(sentences, article_id=ArticleId("a"), lang="en", narratives=(of,))


def test_a_long_article_that_never_names_the_subject_is_no_evidence() -> None:
    assert not evidence(["A glut.", *["Nothing else."] * LONG])


def test_one_sentence_that_names_the_subject_lets_all_others_speak() -> None:
    for place in range(LONG):
        rest = ["Nothing else."] * LONG
        rest[place] = "Rebar was quiet."

        assert len(evidence([*rest, "A glut.", "A surplus."])) == len(("glut", "surplus"))


def test_a_short_text_may_leave_its_subject_unsaid() -> None:
    assert evidence(["A glut."])


def test_a_short_text_about_something_else_is_no_evidence() -> None:
    assert not evidence(["A glut of milk."])
    assert not evidence(["牛奶过剩。"])


def test_the_own_subject_counts_before_any_other() -> None:
    assert evidence(["A glut of steel, as once of milk."])
    assert evidence(["钢过剩，牛奶也过剩。"])


def test_the_subject_may_be_named_in_another_language() -> None:
    assert evidence(["A glut.", "钢价。", *["Nothing else."] * LONG])


def test_a_narrative_that_does_not_say_what_it_is_about_may_be_about_anything() -> None:
    anything = replace(GLUT, about="", not_about="")

    assert evidence(["A glut of milk.", *["Nothing else."] * LONG], anything)


@given(st.lists(st.sampled_from(["A glut.", "Steel.", "A glut of milk.", "Quiet."]), max_size=15))
def test_naming_the_subject_never_takes_evidence_away(texts: list[str]) -> None:
    named = evidence([*texts, "Steel."])

    assert len(named) >= len(evidence(texts))
    assert len(named) == sum("glut" in text for text in texts)
