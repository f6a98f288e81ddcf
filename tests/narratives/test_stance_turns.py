"""Everyday phrases that deny a denial, deny an end, or say what became of something."""

from __future__ import annotations

import pytest

from tapestory.model import ArticleId, Narrative, Sentence
from tapestory.narratives import find_evidence

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "goods": {"en": ("steel", "grain", "berth*", "nurse*", "water")},
    "much": {"en": ("glut", "surplus")},
    "little": {"en": ("shortage*", "drought")},
}


def narrative(key: str, *cues: str) -> Narrative:
    return Narrative(
        id=key,
        name=key,
        thesis="t",
        opposes=(),
        strong={"en": cues},
        weak={},
        disputing={},
        blocking={},
        predictions=(),
        falsifiers=(),
        concepts=WORDS,
    )


THEMES = (
    narrative("plenty", "{goods} ~ {much}"),
    narrative("want", "{goods} ~ {little}"),
    narrative("boom", "housing boom"),
    narrative("bust", "housing slump"),
    narrative("strike", "dock strike"),
)


def stances(text: str) -> dict[str, str]:
    """Return narrative → stance of all that a sentence is evidence about."""
    evidence = find_evidence(
        [Sentence(text=text, start=0, end=len(text))],
        article_id=ArticleId("a"),
        lang="en",
        narratives=THEMES,
    )
    return {item.narrative: item.stance.value for item in evidence}


@pytest.mark.parametrize(
    ("text", "narrative"),
    [
        ("There is no end in sight to the shortage of nurses.", "want"),
        ("The ministry sees no let-up in the grain shortage.", "want"),
        ("There is no sign of an end to the dock strike.", "strike"),
        ("Millers do not see any relief from the grain glut.", "plenty"),
        ("Few see an end to the water shortage.", "want"),
        ("There was no respite in sight from the housing slump.", "bust"),
        ("The grain shortage is not over.", "want"),
        ("The shortage of nurses won't end soon.", "want"),
        ("The steel glut is far from over.", "plenty"),
        ("The housing boom never ended.", "boom"),
        ("The steel glut is not going away.", "plenty"),
        ("The grain glut is not the only trouble of farmers.", "plenty"),
    ],
)
def test_what_does_not_end_is_there(text: str, narrative: str) -> None:
    assert stances(text) == {narrative: "supports"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The shortage of steel has turned into a steel glut.",
            {"want": "disputes", "plenty": "supports"},
        ),
        (
            "The grain glut gave way to a grain shortage.",
            {"plenty": "disputes", "want": "supports"},
        ),
        ("The housing boom has quickly become a housing slump.", {"boom": "disputes"}),
        ("The housing slump is already giving way to calm.", {"bust": "disputes"}),
        ("The dock strike has given way to talks.", {"strike": "disputes"}),
        # It became worse, or brought something else about, and is there still.
        ("The shortage of nurses has turned into a crisis.", {"want": "supports"}),
        ("The dock strike has turned into a drama.", {"strike": "supports"}),
        ("The steel glut has become a surplus of everything.", {"plenty": "supports"}),
        ("The water shortage made farmers give way to towns.", {"want": "supports"}),
    ],
)
def test_what_has_become_its_opposite_is_no_more(text: str, said: dict[str, str]) -> None:
    assert stances(text).items() >= said.items()


@pytest.mark.parametrize(
    ("text", "narrative"),
    [
        ("Few believe that there is a steel glut.", "plenty"),
        ("Few millers now expect a grain shortage.", "want"),
        ("Hardly anyone believes that there is a water shortage.", "want"),
        ("Nobody in the port speaks of a dock strike.", "strike"),
        ("The steel glut is nowhere to be seen.", "plenty"),
        ("The much feared dock strike is nowhere in sight.", "strike"),
        ("The grain glut, which bears said would come, did not materialise.", "plenty"),
        ("The housing boom, as builders called it, is not real.", "boom"),
        ("The dock strike that papers had announced never came.", "strike"),
        ("The water shortage has yet to appear.", "want"),
        ("The grain glut, long announced, failed to materialise.", "plenty"),
    ],
)
def test_what_few_believe_and_what_never_came_is_disputed(text: str, narrative: str) -> None:
    assert stances(text) == {narrative: "disputes"}


@pytest.mark.parametrize(
    ("text", "narrative"),
    [
        ("No one doubts the steel glut.", "plenty"),
        ("Nobody disputes that there is a shortage of nurses.", "want"),
        ("Few question the housing boom.", "boom"),
        ("There is no denying the grain glut.", "plenty"),
        ("The minister did not deny that there is a water shortage.", "want"),
        ("Few dealers doubt the steel glut any more.", "plenty"),
        ("There is little doubt about the housing slump.", "bust"),
        ("Beyond dispute, the steel glut hurts mills.", "plenty"),
    ],
)
def test_what_nobody_doubts_is_asserted(text: str, narrative: str) -> None:
    assert stances(text) == {narrative: "supports"}


@pytest.mark.parametrize(
    ("text", "narrative", "stance"),
    [
        # The same words where they do deny, or where somebody only says so, or of someone else.
        ("There is no steel glut.", "plenty", "disputes"),
        ("There is no question of a dock strike.", "strike", "disputes"),
        ("There is no sign of a grain shortage.", "want", "disputes"),
        ("The housing boom is over.", "boom", "disputes"),
        ("It is the end of the housing boom.", "boom", "disputes"),
        ("Millers doubt the grain glut.", "plenty", "reports"),
        ("A few believe that there is a steel glut.", "plenty", "reports"),
        ("The few who believe in the steel glut sold.", "plenty", "supports"),
        ("The grain glut, which few had foreseen, is here.", "plenty", "supports"),
        ("The steel glut, which did not surprise mills, weighs on prices.", "plenty", "supports"),
    ],
)
def test_what_looks_alike_keeps_its_stance(text: str, narrative: str, stance: str) -> None:
    assert stances(text) == {narrative: stance}
