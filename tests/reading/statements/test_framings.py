from __future__ import annotations

import pytest

from reading.readings import read
from tapestory.model import Aspect, Difference, StatementGroup
from tapestory.reading.statements.compare import statements, statements_side_by_side

SELLS = "The trigger was a note that CoreWeave wants to sell its idle servers."
SELLS_TOO = "Nvidia fell 3% after CoreWeave said it would sell idle servers."
CUTS_BACK = "CoreWeave's internal restructuring is really a cry for cash."


def acts(text: str) -> set[str]:
    told = statements(read(f"A plan\n\n{text}"))
    return {s.value for s in told if s.aspect is Aspect.DEED}


def framed(*texts: str) -> list[StatementGroup]:
    told = [read(f"A plan\n\n{text}", name=f"a{place}") for place, text in enumerate(texts)]
    return [g for g in statements_side_by_side(told) if g.aspect is Aspect.DEED]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (SELLS, "sell"),
        (SELLS_TOO, "sell"),
        (CUTS_BACK, "restructure"),
        ("CoreWeave's layoffs are a sign of weakness.", "cut"),
        ("英伟达的重组本质上是向股东低头。", "restructure"),
    ],
)
def test_what_set_a_market_off_or_what_it_comes_to_says_what_was_done(text: str, act: str) -> None:
    assert acts(text) == {act}


@pytest.mark.parametrize(
    "text",
    [
        "CoreWeave's restructuring took two years.",
        "CoreWeave sells servers.",
        "Is CoreWeave's restructuring really a cry for cash?",
        "Nvidia fell 3% after lunch.",
    ],
)
def test_a_deed_told_in_passing_frames_nothing(text: str) -> None:
    assert acts(text) == set()


def test_one_article_that_takes_it_for_something_else_stands_apart() -> None:
    (group,) = framed(SELLS, SELLS_TOO, CUTS_BACK)

    assert group.subject == "CRWV"
    assert group.difference is Difference.CONFLICT
    assert {(s.article_id, s.value) for s in group.statements} == {
        ("a0", "sell"), ("a1", "sell"), ("a2", "restructure"),
    }  # fmt: skip


def test_two_articles_that_differ_are_no_usual_account_and_an_exception() -> None:
    assert framed(SELLS, CUTS_BACK) == []


def test_who_tells_both_stands_apart_from_nobody() -> None:
    assert framed(SELLS, SELLS_TOO, f"{SELLS} {CUTS_BACK}") == []
