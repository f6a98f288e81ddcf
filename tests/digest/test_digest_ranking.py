"""What an event counts for: origins first, moves not shared with others, no copies."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.builders import meta_event, other_event
from digest.pieces import (
    COVERAGE,
    DAY,
    NARRATIVES,
    NEW_YORK,
    SECTORS,
    ZONE,
    member,
    reported,
    shared_with,
)
from tapestory.digest import compose
from tapestory.digest.ranking import SELDOM, newsworthy, ranked, rivals, weight
from tapestory.model import Confounder, ConfounderKind, EventView, Precision, Published

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

    assert told(beside(alone, PAYROLLS)) == [beside(alone, PAYROLLS)]


def told(*views: EventView) -> list[EventView]:
    return newsworthy(views, since=COVERAGE.since)


def from_backlog(view: EventView) -> EventView:
    """Return an event of which no article says a date, all brought by first answers of feeds."""
    undated = Published(raw="", instant=None, precision=Precision.NONE)
    return replace(
        view,
        articles=tuple(
            replace(m, article=replace(m.article, published=undated), backlog=True)
            for m in view.articles
        ),
    )


def with_chance(view: EventView, p: float, *, tells: bool = False) -> EventView:
    """Return an event whose moves chance makes so often, and whose articles may tell of them."""
    moves = tuple(replace(move, p=p, q=p) for move in view.moves)
    key = view.articles[0].article.id
    said = tuple(reported(move.symbol, move.raw, key) for move in moves if tells)
    return replace(view, moves=moves, reported_moves=said)


def test_what_says_no_date_and_came_with_a_first_answer_is_no_news_however_widely_told() -> None:
    view = other_event("old00000", "Old", outlets=[f"Outlet {n}" for n in range(9)], raw=-0.12)
    old = from_backlog(view)
    confirmed_today = replace(old, articles=(view.articles[0], *old.articles[1:]))

    assert told(old) == []
    assert told(confirmed_today) == [confirmed_today]


def test_an_undated_item_that_appeared_between_two_polls_is_news() -> None:
    old = from_backlog(other_event("fresh000", "Fresh"))
    fresh = replace(old, articles=tuple(replace(m, backlog=False) for m in old.articles))

    assert told(fresh) == [fresh]


def test_a_narrative_is_followed_once_two_outlets_take_a_side_on_it() -> None:
    view = replace(other_event("foreign0", "Foreign"), links=())
    (share, *_) = meta_event().shares

    def taken_up(*, supports: int, disputes: int) -> EventView:
        return replace(view, shares=(replace(share, supports=supports, disputes=disputes),))

    assert told(view, taken_up(supports=1, disputes=0), taken_up(supports=0, disputes=0)) == []
    assert told(taken_up(supports=1, disputes=1)) == [taken_up(supports=1, disputes=1)]


@given(size=st.floats(0.03, 0.5), p=st.floats(0.0, 1.0))
def test_a_single_source_is_borne_out_by_a_rare_move_or_by_one_that_it_tells_of(
    size: float, p: float
) -> None:
    alone = other_event("alone000", "Alone", outlets=("Alone",), raw=-size)

    assert bool(told(with_chance(alone, p))) == (p <= SELDOM)
    assert told(with_chance(alone, p, tells=True))


def test_a_move_of_weeks_bears_out_no_single_source() -> None:
    alone = with_chance(other_event("alone000", "Alone", outlets=("Alone",), raw=-0.4), 0.01)
    weeks = tuple(replace(move, window=(0, 5)) for move in alone.moves)
    day = tuple(replace(move, abnormal=-0.01, raw=-0.01, p=0.6, q=0.6) for move in alone.moves)

    assert told(replace(alone, moves=(*day, *weeks))) == []


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


def flooded(view: EventView, copies: int) -> EventView:
    """Return an event with so many more copies of its first article, each at its own outlet."""
    first = view.articles[0].article
    return replace(
        view,
        articles=(
            *view.articles,
            *(
                member(
                    f"copy-{n}",
                    first.title,
                    outlet=f"Mirror {n}",
                    time=first.first_seen,
                    copy_of=first.id,
                )
                for n in range(copies)
            ),
        ),
    )


def told_by(key: str, outlets: int, *, origin: str | None = None) -> EventView:
    view = other_event(key, key, outlets=[f"Outlet {n}" for n in range(outlets)])
    return replace(view, articles=tuple(replace(m, origin=origin) for m in view.articles))


@given(st.integers(0, 300))
@settings(max_examples=15, deadline=None)
def test_no_flood_of_copies_buys_a_place(copies: int) -> None:
    view, rival = told_by("one00000", 2), told_by("two00000", 3)

    assert weight(flooded(view, copies), until=COVERAGE.until) == weight(view, until=COVERAGE.until)
    assert ranked([flooded(view, copies), rival], until=COVERAGE.until)[0] == rival


@given(st.integers(1, 400), st.integers(3, 20))
@settings(max_examples=25, deadline=None)
def test_no_echo_of_one_report_outweighs_three_that_report_it_themselves(
    echo: int, own: int
) -> None:
    one_report = told_by("echo0000", echo, origin="Bloomberg")
    reports = told_by("many0000", own)

    assert ranked([one_report, reports], until=COVERAGE.until)[0] == reports


@given(st.integers(1, 12), st.integers(0, 12))
@settings(max_examples=25, deadline=None)
def test_another_independent_origin_never_costs_a_place(known: int, more: int) -> None:
    fewer = weight(told_by("few00000", known), until=COVERAGE.until)

    assert weight(told_by("few00000", known + more), until=COVERAGE.until) >= fewer


@given(first=st.floats(0.0, 0.6), second=st.floats(0.0, 0.6), falls=st.booleans())
def test_a_larger_move_never_costs_a_place(first: float, second: float, *, falls: bool) -> None:
    way = -1 if falls else 1
    small, large = sorted((first, second))
    weights = [
        weight(other_event("moved000", "Moved", raw=way * size), until=COVERAGE.until)
        for size in (small, large)
    ]

    assert weights == sorted(weights)


def test_what_carries_no_date_ranks_as_the_oldest() -> None:
    dated = told_by("dated000", 3)
    undated = replace(
        dated,
        articles=tuple(
            replace(
                m,
                article=replace(
                    m.article, published=replace(m.article.published, precision=Precision.NONE)
                ),
            )
            for m in dated.articles
        ),
    )

    assert weight(undated, until=COVERAGE.until) < weight(dated, until=COVERAGE.until)
    edition = compose(
        [meta_event(), undated],
        COVERAGE,
        day=DAY,
        zone=ZONE,
        narratives=NARRATIVES,
        sectors=SECTORS,
    )
    assert edition.others[0].sources.endswith("; undated")
