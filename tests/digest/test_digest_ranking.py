"""What a move counts for where its sessions answered something else too."""

from __future__ import annotations

from dataclasses import replace

from digest.builders import meta_event, other_event
from digest.pieces import COVERAGE, DAY, NARRATIVES, NEW_YORK, SECTORS, ZONE, shared_with
from tapestory.digest import compose
from tapestory.digest.ranking import newsworthy, rivals, weight
from tapestory.model import Confounder, ConfounderKind, EventView

PAYROLLS = Confounder(
    kind=ConfounderKind.RELEASE,
    id="release:2026-07-01-us-payrolls",
    name="US payrolls",
    session=NEW_YORK,
)
OWN_RESULTS = Confounder(
    kind=ConfounderKind.EARNINGS,
    id="release:2026-07-01-meta-results",
    name="Meta results",
    session=NEW_YORK,
)


def beside(view: EventView, *confounders: Confounder) -> EventView:
    moves = tuple(replace(move, confounders=confounders) for move in view.moves)
    return replace(view, moves=moves)


def test_a_release_that_touches_everyone_takes_nothing_from_an_event() -> None:
    view = meta_event()

    alone = weight(beside(view), until=COVERAGE.until)

    assert weight(beside(view, PAYROLLS), until=COVERAGE.until) == alone


def test_a_move_that_another_event_or_own_results_share_counts_for_less() -> None:
    view = meta_event()

    alone = weight(beside(view), until=COVERAGE.until)

    assert weight(beside(view, *shared_with("other000")), until=COVERAGE.until) < alone
    assert weight(beside(view, OWN_RESULTS), until=COVERAGE.until) < alone


def test_a_release_does_not_keep_a_single_source_item_with_a_large_move_out() -> None:
    alone = other_event("moved000", "Moved", outlets=("Alone",), raw=-0.12)

    assert newsworthy([beside(alone, PAYROLLS)]) == [beside(alone, PAYROLLS)]


def test_only_what_is_told_of_the_instrument_itself_is_a_rival() -> None:
    (event,) = shared_with("other000")
    (move, *_) = beside(meta_event(), PAYROLLS, event, OWN_RESULTS).moves

    assert rivals(move) == (event, OWN_RESULTS)


def test_the_table_tells_a_release_from_another_event() -> None:
    notes = notes_of(beside(meta_event(), PAYROLLS))

    assert any("Also released in these sessions: US payrolls (" in note for note in notes)
    assert not any("other events touch" in note for note in notes)


def notes_of(view: EventView) -> tuple[str, ...]:
    edition = compose(
        [view], COVERAGE, day=DAY, zone=ZONE, narratives=NARRATIVES, sectors=SECTORS, max_events=1
    )
    assert edition.lead is not None
    assert edition.lead.table is not None
    return edition.lead.table.notes
