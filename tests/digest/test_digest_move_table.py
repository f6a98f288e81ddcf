"""What moved: measured, reported and beyond the market stand apart, by city and session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.builders import meta_event
from digest.editions import edition_of, lead_of, rows_of
from digest.pieces import COVERAGE, link, move, reported
from tapestory.digest.reported import span
from tapestory.model import (
    Basis,
    EventView,
    MoveStatus,
    ReportedMove,
    Role,
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


def test_while_sessions_are_open_and_nobody_prints_a_move_nothing_is_called_reported() -> None:
    view = meta_event()
    waiting = tuple(
        replace(one, status=MoveStatus.PENDING, raw=None, abnormal=None, t=None, p=None, q=None)
        for one in view.moves
    )

    lead = lead_of(replace(view, moves=waiting, sector_moves=(), reported_moves=()))

    assert lead.table is not None
    assert lead.table.heading == "What moved"
    assert {row.close for row in rows_of(lead).values()} == {"pending"}
    assert lead.table.notes == (
        "No article prints a move yet, and the sessions that can answer have not closed.",
    )


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


def reporting(*moves: ReportedMove) -> EventView:
    view = meta_event()
    return replace(view, reported_moves=(*view.reported_moves, *moves))


def test_what_is_printed_of_a_sector_stands_with_its_basket_and_nowhere_else() -> None:
    lead = lead_of(reporting(reported("SECTOR:memory", -0.15, "a5", high=-0.07)))

    assert lead.table is not None
    rows = [row for group in lead.table.groups for row in group.rows if row.label == "Memory"]
    [row] = rows
    assert row.versus == "−1.3 pp"
    assert [said.text for said in row.reported] == ["−7% to −15% at the close"]
    assert row.name == "6 of 11 down"


def test_a_sector_that_was_not_measured_has_a_row_that_says_so() -> None:
    lead = lead_of(reporting(reported("SECTOR:optical", -0.1, "a5")))

    row = rows_of(lead)["optical"]
    assert (row.close, row.versus, row.bar) == ("not measured", "n/a", None)


def test_what_is_printed_of_a_sectors_other_session_is_not_its_basket_of_day_zero() -> None:
    later = reported("SECTOR:memory", 0.04, "a5", session=date(2026, 7, 6))
    lead = lead_of(reporting(later))

    assert lead.table is not None
    rows = [row for group in lead.table.groups for row in group.rows if row.label == "Memory"]
    assert [(row.name, len(row.reported)) for row in rows] == [
        ("6 of 11 down", 0),
        ("Mon 6 Jul", 1),
    ]


def test_a_basket_of_one_company_is_told_by_its_own_row() -> None:
    view = meta_event()
    lone = replace(view, sector_moves=(replace(view.sector_moves[1], members=1),))

    assert "Memory" not in rows_of(lead_of(lone))


def test_who_is_touched_and_hardly_moved_is_told_in_a_note() -> None:
    view = meta_event()
    quiet = replace(
        view,
        reported_moves=(),
        links=(*view.links, link("ORCL", Role.AFFECTED, 1)),
        moves=(*view.moves, move("ORCL", -0.028, abnormal=-0.023, q=0.4)),
    )

    lead = lead_of(quiet)

    assert lead.table is not None
    assert "ORCL" not in rows_of(lead)
    [note] = [note for note in lead.table.caveats if "from the market" in note]
    assert note.startswith("Less than 3 pp from the market: ")
    assert "ORCL −2.3 pp" in note
    assert "META" in rows_of(lead)


def test_the_headline_parts_moves_by_place_and_session() -> None:
    lead = lead_of(meta_event())

    assert [(then.where, then.moves) for then in lead.headline] == [
        ("New York close, Wed 1 Jul", ("META +8.8%", "NBIS −17.0%", "CRWV −13.9%")),
        ("Seoul close, Thu 2 Jul", ("SK hynix −14.6%", "Samsung Electronics −9.1%")),
    ]
    assert not any(then.cites for then in lead.headline)


def test_without_a_measured_close_the_headline_and_the_subject_say_that_it_is_reported() -> None:
    edition = edition_of([replace(meta_event(), moves=(), sector_moves=())])

    assert edition.lead is not None
    first = edition.lead.headline[0]
    assert (first.where, first.moves[0]) == ("As reported, New York, Wed 1 Jul", "META +8% to +10%")
    assert first.cites
    assert edition.subject_moves[0] == "reported META +8% to +10%"


@given(
    values=st.lists(st.floats(-0.4, 0.4), min_size=1, max_size=30),
    touched=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_every_symbol_is_a_row_or_a_note_or_counted(values: list[float], *, touched: bool) -> None:
    view = meta_event()
    symbols = [f"T{n:02}" for n in range(len(values))]
    role = Role.AFFECTED if touched else Role.SUBJECT
    crowd = replace(
        view,
        reported_moves=(),
        sector_moves=(),
        links=tuple(link(symbol, role, 1) for symbol in symbols),
        moves=tuple(
            move(symbol, value, abnormal=value, q=0.5, benchmark=None)
            for symbol, value in zip(symbols, values, strict=True)
        ),
    )

    table = lead_of(crowd).table

    assert table is not None
    rows = sum(len(group.rows) for group in table.groups)
    still = sum(abs(value) < 0.03 for value in values) if touched else 0
    told_still = 0 if still == len(values) else still
    assert rows + table.more + told_still == len(values)
