"""What the page of an event says of its moves, one answer beside the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.builders import meta_event
from digest.pieces import EVENT, NEW_YORK, SECTORS, SEOUL, reported, shared_with
from tapestory.cli.event_answers import (
    after_lines,
    answer_lines,
    measurement_notes,
    split_lines,
)
from tapestory.cli.event_checks import check_lines
from tapestory.cli.event_page import event_page
from tapestory.cli.look import Look
from tapestory.cli.terminal import width_of
from tapestory.digest.citations import Citations
from tapestory.digest.naming import Names
from tapestory.model import (
    Aftermath,
    Agreement,
    Comparator,
    Confounder,
    ConfounderKind,
    DayRank,
    EventView,
    Family,
    FamilyTested,
    FollowThrough,
    Linked,
    Move,
    MoveStatus,
    ReportedCheck,
)

VIEW = meta_event()
META = next(move for move in VIEW.moves if move.symbol == "META")
HOSTILE = "Pay\x1b[31mrolls\u202e\r\n"
PAYROLLS = Confounder(
    kind=ConfounderKind.RELEASE, id="release:payrolls", name="US payrolls", session=SEOUL
)


def _names(view: EventView) -> Names:
    return Names(view=view, sectors=SECTORS)


def _answers(*moves: Move) -> list[str]:
    view = replace(VIEW, moves=moves)
    return list(answer_lines(view, _names(view), width=80, look=Look()))


def test_moved_linked_and_clean_stand_side_by_side() -> None:
    base = replace(META, family=Family.PARTIES, linked=Linked.NAMED, confounders=())
    rank = DayRank(as_far=20, names=975)
    both = replace(base, q=0.012, rank=rank, confounders=(*shared_with("e9"), PAYROLLS))
    assert "yes, q 0.012" in _answers(both)[1]
    assert "20 of 975" in _answers(both)[1]
    assert "named" in _answers(both)[1]
    assert "no: 1 other event and US payrolls" in _answers(both)[1]
    assert _answers(replace(base, p=0.2, q=0.3))[1].split() == [
        "META",
        "no,",
        "q",
        "0.300",
        "named",
        "yes",
    ]


def test_what_is_unusual_only_by_itself_is_told_from_what_is_not_unusual_at_all() -> None:
    tested = FamilyTested(family=Family.PARTIES, members=("META", "CRWV", "NBIS"))
    alone = replace(META, p=0.021, q=0.063, family=Family.PARTIES, confounders=())
    view = replace(VIEW, moves=(alone,), families=(tested,))

    assert "by itself, p 0.021" in _answers(alone)[1]
    (note,) = measurement_notes(view, _names(view), year=2026)
    assert "once corrected for all 3 parties" in note
    corrected = replace(view, moves=(replace(alone, q=0.04),))
    assert measurement_notes(corrected, _names(corrected), year=2026) == []


def test_a_thin_model_is_said_beside_its_chance() -> None:
    assert ", thin" in _answers(replace(META, q=0.01, model="market_thin"))[1]


@pytest.mark.parametrize(
    ("status", "words"),
    [(MoveStatus.PENDING, "pending"), (MoveStatus.NO_PRICES, "no prices")],
)
def test_what_could_not_be_measured_says_why(status: MoveStatus, words: str) -> None:
    other = next(move for move in VIEW.moves if move.symbol == "CRWV")
    missing = replace(other, raw=None, abnormal=None, p=None, q=None, status=status)
    assert any(words in line for line in _answers(META, missing))


def test_what_a_move_is_made_of_is_told_of_parties_with_peers() -> None:
    made = replace(
        META, raw=0.0881, abnormal=0.09, peers=0.03, own=0.06, peer_count=5, family=Family.PARTIES
    )
    view = replace(VIEW, moves=(made,))
    lines = list(split_lines(view, _names(view), width=80, look=Look()))
    assert lines[1].split() == ["META", "−0.2", "+3.0", "(5)", "+6.0"]
    bare = replace(VIEW, moves=(META,))
    assert list(split_lines(bare, _names(bare), width=80, look=Look())) == []


def test_a_release_in_the_second_session_is_said_of_that_window() -> None:
    later = replace(META, window=(0, 1), confounders=(PAYROLLS,))
    view = replace(VIEW, moves=(replace(META, confounders=()), later))
    notes = measurement_notes(view, _names(view), year=2026)
    assert notes == ["US payrolls (2 Jul) also falls into [0,+1]."]
    on_day0 = replace(view, moves=(replace(META, confounders=(PAYROLLS,)), later))
    assert measurement_notes(on_day0, _names(on_day0), year=2026) == []


def test_a_price_held_back_says_why() -> None:
    view = replace(VIEW, held_back={"META": f"2026-07-01: it {HOSTILE} jumped"})
    (note,) = measurement_notes(view, _names(view), year=2026)
    assert note.startswith("META: price held back: 2026-07-01: it")
    assert not {"\x1b", "\u202e", "\r", "\n"} & set(note)


def _checked(kind: Agreement, note: str = "", **given: float) -> list[str]:
    said = reported("META", 0.08, "a1", comparator=Comparator.OVER)
    check = ReportedCheck(reported=said, kind=kind, note=note, session=NEW_YORK, **given)
    view = replace(VIEW, reported_checks=(check,))
    citations = Citations(view.articles)
    return list(check_lines(view, _names(view), citations, width=80, look=Look()))


def test_what_was_said_stands_beside_what_was_measured() -> None:
    bound = " ".join(_checked(Agreement.AGREES_AS_BOUND, close=0.0881)[1:])
    assert "said up more than 8% at the close, closed +8.81%: fits as a bound" in bound
    high = " ".join(" ".join(_checked(Agreement.INTRADAY, close=0.05, high=0.083)[1:]).split())
    assert "closed +5.00%, high +8.30%: reached during the session" in high
    unsure = " ".join(_checked(Agreement.UNVERIFIABLE, "no price\x1b[2J of that day")[1:])
    assert "cannot be checked, no price" in unsure
    assert "\x1b" not in unsure
    assert _checked(Agreement.AGREES, close=0.08)[1:] == ["  Every figure fits the close: META"]


def test_a_page_with_all_of_it_keeps_its_width_and_stays_inert() -> None:
    release = replace(PAYROLLS, name=HOSTILE)
    view = replace(
        VIEW,
        moves=tuple(
            replace(move, confounders=(release, *shared_with("e8", "e9")), q=0.01)
            for move in VIEW.moves
        ),
        follow_through=tuple(
            FollowThrough(
                event_id=EVENT,
                symbol=move.symbol,
                mic=move.mic,
                after=after,
                session=move.session,
                raw=0.1,
                abnormal=0.1,
                t=3.0,
                p=0.001,
                retraced=0.5,
                verdict=Aftermath.REBOUND,
            )
            for move in VIEW.moves
            for after in (1, 5, 20)
        ),
        reported_checks=tuple(
            ReportedCheck(
                reported=said, kind=Agreement.CONTRADICTED, note="", session=NEW_YORK, close=0.01
            )
            for said in VIEW.reported_moves
        ),
    )
    for width in (60, 80, 120):
        page = event_page(view, {}, sectors=SECTORS, width=width)
        assert [line for line in page.splitlines() if width_of(line) > width] == []
        assert not {"\x1b", "\u202e", "\r"} & set(page)


def test_an_event_without_prices_has_none_of_it() -> None:
    view = replace(VIEW, moves=(), sector_moves=())
    names = _names(view)
    for section in (answer_lines, split_lines, after_lines):
        assert list(section(view, names, width=80, look=Look())) == []
