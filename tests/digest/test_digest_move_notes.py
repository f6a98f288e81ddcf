"""What is said below the table of moves, and of figures and sessions beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from digest.builders import meta_event
from digest.pieces import EVENT, NEW_YORK, SECTORS, SEOUL, move, reported
from tapestory.digest.aftermath_words import aftermath_lines, aftermath_note
from tapestory.digest.check_words import together
from tapestory.digest.citations import Citations
from tapestory.digest.edition import MoveTable
from tapestory.digest.move_notes import later_notes, releases_of
from tapestory.digest.move_table import move_table
from tapestory.digest.naming import Names
from tapestory.model import (
    Aftermath,
    Agreement,
    Confounder,
    ConfounderKind,
    EventView,
    FollowThrough,
    MoveStatus,
    ReportedCheck,
)

VIEW = meta_event()


def _names(view: EventView) -> Names:
    return Names(view=view, sectors=SECTORS)


def _table(view: EventView) -> MoveTable:
    table = move_table(view, _names(view), Citations(view.articles), prices=True, year=2026)
    assert table is not None
    return table


def _followed(
    symbol: str, verdict: Aftermath, *, after: int = 1, retraced: float | None = 0.41
) -> FollowThrough:
    return FollowThrough(
        event_id=EVENT,
        symbol=symbol,
        mic="XNAS",
        after=after,
        session=NEW_YORK,
        raw=0.02,
        abnormal=0.02,
        t=2.0,
        p=0.01,
        q=0.02,
        retraced=retraced,
        verdict=verdict,
    )


def _check(kind: Agreement) -> ReportedCheck:
    return ReportedCheck(
        reported=reported("META", 0.08, "a"), kind=kind, note="", session=NEW_YORK, close=0.0881
    )


def test_a_short_history_is_told_by_name() -> None:
    thin = replace(VIEW.moves[0], model="market_thin")
    view = replace(VIEW, moves=(thin, *VIEW.moves[1:]))
    said = f"less surely: {_names(view).full(thin.symbol)}."
    assert said in " ".join(_table(view).notes)
    assert "less surely" not in " ".join(_table(VIEW).notes)


def test_a_price_that_is_held_back_is_told() -> None:
    view = replace(VIEW, held_back={"META": "2026-07-01: it jumped"})
    assert f"a price of {_names(view).full('META')}" in " ".join(_table(view).notes)


def test_a_release_and_results_are_told_apart_from_other_events() -> None:
    others = (
        Confounder(kind=ConfounderKind.RELEASE, id="release:x", name="US payrolls", session=SEOUL),
        Confounder(kind=ConfounderKind.EARNINGS, id="e9", name="Results", session=NEW_YORK),
    )
    first = replace(VIEW.moves[0], confounders=others)
    rest = [replace(other, confounders=()) for other in VIEW.moves[1:]]
    notes = " ".join(_table(replace(VIEW, moves=(first, *rest))).notes)
    assert f"Results of {_names(VIEW).full(first.symbol)} came in the same sessions." in notes
    assert "Also released in these sessions: US payrolls (2 Jul)." in notes
    assert "Not this event’s alone" not in notes


def test_a_release_that_two_exchanges_answered_on_two_days_is_named_once() -> None:
    each = [
        replace(
            other,
            confounders=(
                Confounder(
                    kind=ConfounderKind.RELEASE, id="release:x", name="US payrolls", session=day
                ),
            ),
        )
        for other, day in zip(VIEW.moves[:2], (SEOUL, NEW_YORK), strict=True)
    ]
    assert releases_of(each, year=2026) == ["US payrolls (1 Jul and 2 Jul)"]


def test_who_is_not_concerned_but_moved_stands_apart_and_last() -> None:
    aside = move("XYZ", 0.09, abnormal=0.09, q=0.01)
    quiet = move("QUIET", 0.001, abnormal=0.001, q=0.9)
    table = _table(replace(VIEW, moves=(*VIEW.moves, aside, quiet)))
    headings = [group.heading for group in table.groups]
    apart = [group for group in table.groups if group.heading.startswith("Also moved: ")]
    assert [row.label for group in apart for row in group.rows] == ["XYZ"]
    cities = [heading for heading in headings if not heading.startswith("Sectors, equal")]
    assert cities[-1] == "Also moved: New York, Wed 1 Jul"


def test_news_known_by_its_date_says_so_in_plain_words() -> None:
    view = replace(VIEW, event=replace(VIEW.event, happened_precise=False))
    waits = replace(
        VIEW.moves[0], window=(0, 1), raw=None, abnormal=None, status=MoveStatus.PENDING
    )
    for moves, words in (
        (VIEW.moves, "Only the date of the news is known"),
        ((*VIEW.moves, waits), "has not closed yet"),
        ((*VIEW.moves, replace(VIEW.moves[0], window=(0, 1))), "With the session after it"),
    ):
        assert words in " ".join(later_notes(replace(view, moves=moves), _names(view)))
    assert later_notes(VIEW, _names(VIEW)) == ()


def test_what_followed_takes_a_line_for_each_exchange() -> None:
    view = replace(
        VIEW,
        follow_through=(
            _followed("META", Aftermath.REBOUND),
            _followed("NBIS", Aftermath.NEITHER),
            _followed("META", Aftermath.PENDING, after=5),
            _followed("META", Aftermath.PENDING, after=20),
        ),
    )
    assert aftermath_lines(view, _names(view)) == [
        ("New York", "+1 META took back 41%, the others neither beyond chance; +5 and +20 pending")
    ]
    name = _names(view).full("META")
    note = f"In the sessions since: in New York {name} took back 41% in the next session."
    assert aftermath_note(view, _names(view)) == note


def test_nothing_is_said_of_sessions_that_have_not_closed() -> None:
    view = replace(VIEW, follow_through=(_followed("META", Aftermath.PENDING),))
    assert aftermath_note(view, _names(view)) == ""
    assert aftermath_note(VIEW, _names(VIEW)) == ""
    assert aftermath_lines(VIEW, _names(VIEW)) == []


def test_that_nothing_came_back_is_said_once_for_all_places() -> None:
    view = replace(VIEW, follow_through=(_followed("META", Aftermath.NEITHER),))
    assert "nothing came back or went on" in aftermath_note(view, _names(view))


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([Agreement.AGREES], ""),
        ([Agreement.AGREES, Agreement.AGREES_AS_BOUND], ", which fits"),
        ([Agreement.TRUNCATED], ", which fits"),
        ([Agreement.INTRADAY], ", which the session reached but did not close at"),
        ([Agreement.CONTRADICTED], ", which the close contradicts"),
        ([Agreement.CONTRADICTED, Agreement.AGREES], ""),
        ([Agreement.UNVERIFIABLE], ""),
        ([], ""),
    ],
)
def test_figures_printed_as_one_are_judged_only_where_all_agree(
    kinds: Sequence[Agreement], words: str
) -> None:
    assert together(map(_check, kinds)) == words


def test_a_figure_of_another_session_is_not_judged_by_this_one() -> None:
    said = reported("META", 0.05, "a", session=NEW_YORK)
    for session, found in ((NEW_YORK, True), (date(2026, 6, 30), False)):
        check = ReportedCheck(
            reported=said, kind=Agreement.CONTRADICTED, note="", session=session, close=0.0881
        )
        view = replace(VIEW, reported_moves=(said,), reported_checks=(check,))
        rows = [row for group in _table(view).groups for row in group.rows]
        told = " ".join(cited.text for row in rows for cited in row.reported)
        assert ("contradicts" in told) is found
