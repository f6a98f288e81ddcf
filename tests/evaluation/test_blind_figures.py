from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.reading.blind_figures import Label, faults, labels
from tapestory.model import ArticleId, Figure
from tapestory.reading import FIGURE_KINDS

FIGURE = Figure(
    subject="MU", kind="revenue", low=9.4e9, high=9.4e9, unit="USD", period="2026Q2",
    article_id=ArticleId("a"), sentence="…",
)  # fmt: skip
LABEL = Label(
    source="corpus", article="a", start=0, end=9, parties=frozenset({"MU"}),
    kinds=frozenset({"revenue"}), low=9.4e9, high=9.4e9, unit="USD",
    periods=frozenset({"2026Q2"}), speakers=("Micron",),
)  # fmt: skip


def test_a_figure_as_labelled_has_no_fault() -> None:
    assert faults(FIGURE, LABEL) == ""


def test_what_is_left_empty_is_no_fault() -> None:
    assert faults(replace(FIGURE, subject="", kind="amount", period="", speaker=""), LABEL) == ""


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (replace(FIGURE, subject="NVDA"), "subject"),
        (replace(FIGURE, counterparty="NVDA"), "subject"),
        (replace(FIGURE, kind="profit"), "kind"),
        (replace(FIGURE, low=9.4e8), "number"),
        (replace(FIGURE, unit="EUR"), "number"),
        (replace(FIGURE, period="2025"), "period"),
        (replace(FIGURE, speaker="analysts"), "speaker"),
    ],
)
def test_each_wrong_part_is_a_fault(wrong: Figure, part: str) -> None:
    assert faults(wrong, LABEL) == part


def test_a_guess_that_passes_for_the_companys_own_word_is_a_fault() -> None:
    guessed = replace(LABEL, speakers=("!analysts",))

    assert faults(FIGURE, guessed) == "speaker"
    assert faults(replace(FIGURE, speaker="Wall Street"), guessed) == ""


def test_labels_name_kinds_that_there_are_and_hold_no_text() -> None:
    told = labels()

    assert len(told) == 100
    assert {kind for label in told for kind in label.kinds} <= set(FIGURE_KINDS)
    assert all(label.start < label.end for label in told)
    assert max(len(who) for label in told for who in label.speakers) < 25
