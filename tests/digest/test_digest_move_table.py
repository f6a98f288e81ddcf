"""What moved: measured, reported and beyond the market stand apart, by city and session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.builders import meta_event
from digest.editions import lead_of, rows_of
from digest.pieces import COVERAGE, move, reported
from tapestory.digest.reported import span
from tapestory.model import (
    Basis,
    MoveStatus,
)


def test_rows_stand_under_the_city_and_session_of_their_exchange() -> None:
    lead = lead_of(meta_event())

    assert lead.table is not None
    assert [group.heading for group in lead.table.groups] == [
        "New York, Wed 1 Jul",
        "Seoul, Thu 2 Jul",
        "Tokyo, Thu 2 Jul",
        "Sectors, equal weight",
    ]


def test_measured_closes_and_moves_beyond_the_market_are_printed_to_a_tenth() -> None:
    rows = rows_of(lead_of(meta_event()))

    printed = {label: (row.close, row.versus) for label, row in rows.items()}
    assert printed["META"] == ("+8.8%", "+9.0 pp")
    assert printed["CRWV"] == ("−13.9%", "−13.6 pp")
    assert printed["000660"] == ("−14.6%", "−3.1 pp")
    assert printed["KOSPI"] == ("−7.9%", "base")
    assert [label for label, row in rows.items() if row.significant] == [
        "META",
        "NBIS",
        "CRWV",
        "Neoclouds",
    ]


def test_what_is_only_reported_never_stands_in_the_column_of_the_measured() -> None:
    row = rows_of(lead_of(meta_event()))["285A"]

    assert (row.bar, row.close) == (None, "not measured")
    assert [said.text for said in row.reported] == ["−14% at the close"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (MoveStatus.PENDING, "pending"),
        (MoveStatus.NO_PRICES, "no prices"),
        (MoveStatus.TOO_SHORT, "short history"),
    ],
)
def test_what_could_not_be_measured_is_a_word_and_not_a_number(
    status: MoveStatus, words: str
) -> None:
    view = meta_event()
    moves = (move("META", None, status=status), *view.moves[1:])

    lead = lead_of(replace(view, moves=moves, reported_moves=()))

    row = rows_of(lead)["META"]
    assert (row.close, row.versus, row.bar) == (words, "n/a", None)
    assert "META" not in lead.moves


def test_without_any_measured_close_the_table_says_that_it_is_only_reported() -> None:
    view = replace(meta_event(), moves=(), sector_moves=())

    lead = lead_of(view, replace(COVERAGE, prices=False))

    assert lead.table is not None
    assert lead.table.heading == "What moved, as reported"
    assert not lead.table.measured
    assert rows_of(lead)["000660"].close == "−8% to −14%"
    assert any("No prices are stored" in note for note in lead.table.notes)


def test_other_events_that_touch_a_stock_in_the_same_session_are_named() -> None:
    lead = lead_of(meta_event())

    assert lead.table is not None
    assert any("other events touch CoreWeave" in note for note in lead.table.notes)


def test_the_range_of_a_move_is_what_most_say_it_did() -> None:
    said = [reported("META", size, "a3") for size in (0.09, 0.08, -0.15, 0.1, -0.046)]

    assert span(said) == (0.08, 0.1)
    assert span([reported("META", -0.15, "a3"), reported("META", -0.046, "a4")]) == (-0.046, -0.15)
    assert span([]) is None


def test_day_zero_is_preferred_to_longer_windows() -> None:
    view = meta_event()
    longer = replace(view.moves[0], window=(0, 3), raw=0.02)

    rows = rows_of(lead_of(replace(view, moves=(longer, *view.moves))))

    assert rows["META"].close == "+8.8%"


def test_a_longer_window_says_how_many_sessions_it_has() -> None:
    view = meta_event()
    longer = replace(view.moves[0], window=(-1, 1))

    rows = rows_of(lead_of(replace(view, moves=(longer,))))

    assert rows["META"].name == "Meta Platforms (3 sessions)"


def test_a_reported_move_without_a_figure_makes_no_row() -> None:
    said = (reported("285A.T", None, "a5", basis=Basis.UNSTATED),)

    rows = rows_of(lead_of(replace(meta_event(), reported_moves=said)))

    assert "285A" not in rows


def test_a_star_is_the_corrected_chance_for_tickers_and_sectors_alike() -> None:
    view = meta_event()
    uncorrected = replace(
        view,
        moves=tuple(replace(move, p=0.001, q=0.06) for move in view.moves),
        sector_moves=tuple(replace(move, p=0.001, q=None) for move in view.sector_moves),
    )
    at_the_bound = replace(
        view,
        moves=tuple(replace(move, q=0.05) for move in view.moves),
        sector_moves=tuple(replace(move, q=0.05) for move in view.sector_moves),
    )

    assert not any(row.significant for row in rows_of(lead_of(uncorrected)).values())
    marked = rows_of(lead_of(at_the_bound))
    assert marked["META"].significant
    assert marked["Neoclouds"].significant


def test_an_index_that_is_labelled_with_its_name_is_called_an_index() -> None:
    view = meta_event()
    plain = replace(view, moves=tuple(replace(move, benchmark="SPY") for move in view.moves))

    assert rows_of(lead_of(plain))["KOSPI"].name == "index"
