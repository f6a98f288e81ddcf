"""How sure the matcher says it is, held against how often it is right."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from evaluation.matching.calibration import Judged, decisions, slope, table
from evaluation.matching.sets import Labelled
from tapestory.matching import MatchItem, Moved, Placement
from tapestory.matching.weights import SHAPE
from tapestory.model import ArticleId, EventId


def told(name: str, gold: str) -> Labelled:
    item = MatchItem(
        article_id=ArticleId(name),
        title=name,
        text="",
        lang="en",
        time=datetime(2026, 7, 1, tzinfo=UTC),
        symbols=frozenset(),
    )
    return Labelled(item=item, gold=gold)


def test_a_decision_is_judged_by_who_is_there_when_it_is_made_and_again_in_the_end() -> None:
    a, b = EventId("ea"), EventId("eb")
    placements = {
        "a": Placement(event_id=a, score=1.0, reason="first report"),
        "b": Placement(event_id=a, score=0.6, reason="shares 'valve'"),
        "c": Placement(
            event_id=b,
            score=0.7,
            reason="shares 'works'",
            moved=(Moved(article_id=ArticleId("b"), event_id=b, score=0.9, reason="closer"),),
        ),
    }
    items = [told("a", "one"), told("b", "two"), told("c", "two")]
    arriving, ended = decisions(items, lambda one: placements[one.item.article_id])
    assert arriving == [Judged(score=0.6, right=False), Judged(score=0.7, right=True)]
    assert ended == [Judged(score=0.9, right=True), Judged(score=0.7, right=True)]


def test_decisions_as_often_right_as_they_say_fit_the_slope_that_they_were_scored_with() -> None:
    drawn = random.Random(7)  # noqa: S311 - a sample, no secret
    scores = [drawn.uniform(0.5, 0.99) for _ in range(4000)]
    judged = [Judged(score=score, right=drawn.random() < score) for score in scores]
    assert abs(slope([judged]) - SHAPE["slope"]) <= 0.1 * SHAPE["slope"]


def test_what_was_not_compared_has_a_line_of_its_own() -> None:
    judged = [Judged(score=1.0, right=True), Judged(score=0.95, right=False)]
    lines = list(table(judged, judged))
    assert lines[-1] == "| without comparison | | 1, 1.00 | 1, 1.00 |"
    assert "| *strong* | 0.95 | 1, 0.00 | 1, 0.00 |" in lines
