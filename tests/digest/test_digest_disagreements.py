"""Where sources contradict each other or the tape, and where they only speak of other times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.builders import meta_event
from digest.editions import lead_of
from digest.pieces import at, capex, reported
from tapestory.digest.disagreements import contradicts
from tapestory.model import (
    Comparator,
)
from tapestory.reading import side_by_side


def test_figures_ten_times_apart_are_shown_beside_each_other() -> None:
    lead = lead_of(meta_event())

    item = next(d for d in lead.disagreements if d.label == "likely unit error")
    assert item.title == "Meta Platforms 2026 capex guidance"
    texts = [point.text for point in item.lines[0]]
    assert texts[:2] == ["$125–145 bn", "$1,250–1,450 bn"]
    assert texts[2].startswith("about 10 times apart")


def test_a_figure_and_its_copy_are_told_by_one() -> None:
    view = meta_event()
    figures = (
        capex(125e9, 145e9, "a3", against=("a5",), flag="conflict"),
        capex(125e9, 145e9, "a3b", against=("a5",), flag="conflict"),
        capex(90e9, 90e9, "a5", against=("a3",), flag="conflict"),
    )

    lead = lead_of(replace(view, figures=figures, figure_groups=side_by_side(figures)))

    item = next(d for d in lead.disagreements if d.label == "conflict")
    assert [len(point.cites) for point in item.lines[0]] == [1, 1]


def test_figures_that_agree_are_not_a_disagreement() -> None:
    figures = tuple(capex(125e9, 145e9, key, against=()) for key in ("a2", "a3"))

    lead = lead_of(
        replace(
            meta_event(), figures=figures, figure_groups=side_by_side(figures), reported_moves=()
        )
    )

    assert lead.disagreements == ()


def test_an_intraday_low_and_a_close_are_different_times_not_a_conflict() -> None:
    lead = lead_of(meta_event())

    item = next(d for d in lead.disagreements if d.title == "Seoul, 2 Jul")
    assert item.label == "different times"
    assert item.lines[0][0].text == "SK hynix: −14.6% measured at the close"


def test_a_printed_close_far_from_the_measured_one_is_a_conflict() -> None:
    view = replace(
        meta_event(), reported_moves=(reported("META", -0.04, "a3"),), figures=(), figure_groups=()
    )

    lead = lead_of(view)

    assert [d.label for d in lead.disagreements] == ["conflict"]


def test_without_prices_two_printed_closes_are_held_against_each_other() -> None:
    said = (reported("NBIS", -0.17, "a3"), reported("NBIS", -0.11, "a5"))
    view = replace(meta_event(), reported_moves=said, figures=(), figure_groups=(), moves=())

    lead = lead_of(view)

    assert [d.label for d in lead.disagreements] == ["conflict"]


@pytest.mark.parametrize(
    ("figure", "comparator", "measured", "wrong"),
    [
        (-0.13, Comparator.EXACT, -0.1392, False),
        (-0.13, Comparator.EXACT, -0.16, True),
        (0.08, Comparator.OVER, 0.17, False),
        (0.08, Comparator.OVER, 0.05, True),
        (0.10, Comparator.UP_TO, 0.04, False),
        (0.10, Comparator.UP_TO, 0.14, True),
        (0.05, Comparator.EXACT, -0.05, True),
        (-0.08, Comparator.ABOUT, -0.0789, False),
    ],
)
def test_words_bound_a_figure_on_the_side_that_they_say(
    figure: float, comparator: Comparator, measured: float, *, wrong: bool
) -> None:
    said = reported("META", figure, "a3", comparator=comparator)

    assert contradicts(said, measured) is wrong


def test_a_move_reported_for_another_session_is_not_held_against_day_zero() -> None:
    later = at(9, 0).date()
    said = (reported("META", -0.2, "a3", session=later),)

    lead = lead_of(replace(meta_event(), reported_moves=said, figures=(), figure_groups=()))

    assert lead.disagreements == ()
    assert lead.table is not None
    assert "New York, Thu 9 Jul" in [group.heading for group in lead.table.groups]
